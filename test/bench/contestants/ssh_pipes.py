"""ssh itself on pipes, read up to the prompt: the least any program can do with it."""

import os
import selectors
import subprocess
import time

from contest import JOB, Stopwatch, check, report

PROMPT = JOB["prompt"].encode()
COMMAND = JOB["command"].encode() + b"\r"
WORDS = [
    *("ssh", "-tt", "-e", "none", "-F", "none", "-i", JOB["keyFile"], "-p", str(JOB["port"])),
    *("-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "GSSAPIAuthentication=no"),
    *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"),
    *(JOB["username"] + "@127.0.0.1",),
]


class Shell:
    def __init__(self):
        self.left = JOB["commands"]
        self.seen = b""
        self.isReady = False
        self.ssh = subprocess.Popen(WORDS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)

    def receive(self):
        """One piece of output; True once there is nothing left to do."""
        piece = os.read(self.ssh.stdout.fileno(), 65536)
        if not piece:
            raise SystemExit("ssh ended")
        self.seen += piece
        if not self.seen.endswith(PROMPT):
            return False
        if self.isReady:
            check(self.seen.decode())
        self.isReady = True
        self.seen = b""
        return self.next()

    def next(self):
        if self.left == 0:
            return True
        self.left -= 1
        os.write(self.ssh.stdin.fileno(), COMMAND)
        return False

    def first_prompt(self):
        while not self.seen.endswith(PROMPT):
            self.seen += os.read(self.ssh.stdout.fileno(), 65536)
        self.isReady = True
        self.seen = b""

    def cpu(self):
        # Linux counts the processor time of any process by a clock of its own, clock_getcpuclockid(3).
        return time.clock_gettime((~self.ssh.pid << 3) | 2)

    def close(self):
        self.ssh.kill()
        self.ssh.wait()


def drive(shells):
    selector = selectors.DefaultSelector()
    for shell in shells:
        selector.register(shell.ssh.stdout, selectors.EVENT_READ, shell)
    while selector.get_map():
        for key, _ in selector.select():
            if key.data.receive():
                selector.unregister(key.fileobj)


def attempt():
    shells, before = [], 0.0
    if JOB["task"] == "commands":
        shells = [Shell()]
        shells[0].first_prompt()
        before = shells[0].cpu()
    with Stopwatch() as watch:
        if JOB["task"] == "commands":
            shells[0].next()
        else:
            shells = [Shell() for _ in range(JOB["sessions"])]
        drive(shells)
    use = watch.use(also=sum(shell.cpu() for shell in shells) - before)
    for shell in shells:
        shell.close()
    return use


report([attempt() for _ in range(JOB["tries"])])
