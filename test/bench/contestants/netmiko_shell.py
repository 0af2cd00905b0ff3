"""Netmiko in its quick mode, a thread per session as its users do it."""

from concurrent.futures import ThreadPoolExecutor

from contest import JOB, Stopwatch, check, report
from netmiko import ConnectHandler


def connect():
    return ConnectHandler(
        device_type="linux",
        host="127.0.0.1",
        port=JOB["port"],
        username=JOB["username"],
        use_keys=True,
        key_file=JOB["keyFile"],
        allow_agent=False,
        fast_cli=True,
        global_delay_factor=0.1,
    )


def give(session):
    for _ in range(JOB["commands"]):
        check(session.send_command(JOB["command"]))
    return session


def attempt():
    opened = [connect()] if JOB["task"] == "commands" else []
    with Stopwatch() as watch:
        if JOB["task"] == "commands":
            give(opened[0])
        elif JOB["task"] == "connect":
            opened.append(connect())
        else:
            with ThreadPoolExecutor(JOB["sessions"]) as pool:
                opened += pool.map(lambda _: give(connect()), range(JOB["sessions"]))
    use = watch.use()
    for session in opened:
        session.disconnect()
    return use


report([attempt() for _ in range(JOB["tries"])])
