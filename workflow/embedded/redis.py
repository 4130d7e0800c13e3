"""An embedded Redis in a folder of its own: loopback only, with a password, appending to disk."""

import contextlib
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from workflow.embedded import binaries, process
from workflow.embedded.account import Account, servers_account
from workflow.embedded.process import Guarded, NotStarted


@contextmanager
def run(folder: Path, *, log: Path, durable: bool = True) -> Iterator[tuple[str, Guarded]]:
    """Run Redis on the folder; yields its address and its process.

    Raises NotStarted or Unreachable with one sentence for a person.
    """
    account = servers_account()
    account.folder(folder)
    binary = binaries.redis(account, folder)
    password = process.kept_secret(folder / "password", account)
    server, port = start(account, binary, folder, log, password, durable=durable)
    try:
        yield f"redis://:{password}@127.0.0.1:{port}/0", server
    finally:
        server.stop()


def start(
    account: Account, binary: Path, folder: Path, log: Path, password: str, *, durable: bool
) -> tuple[Guarded, int]:
    """Start the server and wait until it answers.

    It holds nothing that the database does not: data it cannot read (left by a newer Redis) is moved aside.
    """
    data = account.folder(folder / "data")
    for _ in range(3):
        port = process.kept_port(folder / "port", account)
        config = folder / "redis.conf"
        process.write_private(config, configuration(data, port, password, durable=durable), account)
        server = process.start([binary, config], account=account, log=log, stop_by=signal.SIGTERM, cwd=folder)
        if process.wait_until_up(server, partial(answers, port, password), seconds=30):
            return server, port
        server.stop()
        if process.is_free(port) and any(data.iterdir()):
            aside = process.set_aside(data)
            account.folder(data)
            print(f"Redis could not read its data: moved to {aside}, Redis starts empty.", file=sys.stderr)
    raise NotStarted(f"Redis did not start; the end of {log} says: {process.tail(log)}")


def configuration(data: Path, port: int, password: str, *, durable: bool) -> str:
    """The configuration file: it holds the password, so that no process list shows it."""
    lines = {
        "bind": "127.0.0.1",
        "port": str(port),
        "requirepass": password,
        "dir": f'"{data}"',
        "appendonly": "yes" if durable else "no",
        "save": '""',
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    return "".join(f"{name} {value}\n" for name, value in lines.items())


def answers(port: int, password: str) -> bool:
    """Whether the server on this port takes our password and answers a ping."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as link:
        link.sendall(f"AUTH {password}\r\nPING\r\n".encode())
        said = b""
        while said.count(b"\r\n") < 2 and (part := link.recv(256)):
            said += part
        return said == b"+OK\r\n+PONG\r\n"
    return False
