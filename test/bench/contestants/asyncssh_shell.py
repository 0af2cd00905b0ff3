"""asyncssh with an interactive shell per session, read up to the prompt."""

import asyncio

import asyncssh
from contest import JOB, Stopwatch, check, report


class Shell:
    async def open(self):
        self.connection = await asyncssh.connect(
            "127.0.0.1",
            JOB["port"],
            username=JOB["username"],
            client_keys=[JOB["keyFile"]],
            known_hosts=None,
            config=None,
            agent_path=None,
        )
        self.process = await self.connection.create_process(term_type="xterm", term_size=(511, 100))
        await self.read()
        return self

    async def read(self):
        # A text alone is a pattern to it, one in a list is not.
        return await self.process.stdout.readuntil([JOB["prompt"]])

    async def give(self):
        for _ in range(JOB["commands"]):
            self.process.stdin.write(JOB["command"] + "\r")
            check(await self.read())

    async def close(self):
        self.connection.close()
        await self.connection.wait_closed()


async def attempt():
    shells = [Shell() for _ in range(JOB["sessions"])]
    if JOB["task"] == "commands":
        await shells[0].open()
    with Stopwatch() as watch:
        if JOB["task"] == "commands":
            await shells[0].give()
        else:
            await asyncio.gather(*(serve(shell) for shell in shells))
    use = watch.use()
    for shell in shells:
        await shell.close()
    return use


async def serve(shell):
    await shell.open()
    await shell.give()


async def main():
    report([await attempt() for _ in range(JOB["tries"])])


asyncio.run(main())
