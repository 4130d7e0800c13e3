"""A guarded server process, and what every embedded server needs: a port, a secret, a patient wait."""

import contextlib
import itertools
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.embedded.account import Account

GUARD = Path(__file__).with_name("guard.py")


class NotStarted(Exception):
    """A server could not be started; the text is one sentence for a person, with what to do."""


@dataclass
class Guarded:
    """A command under its guard: it stops when this process ends, however it ends."""

    popen: subprocess.Popen[bytes]

    @property
    def running(self) -> bool:
        """Whether the command still runs."""
        return self.popen.poll() is None

    def stop(self) -> None:
        """Stop the command and wait until it is gone."""
        if self.popen.stdin:
            with contextlib.suppress(BrokenPipeError):
                self.popen.stdin.close()
        self.popen.wait()


def guard_command(
    command: Sequence[str | Path], *, stop_by: signal.Signals = signal.SIGTERM, grace: float = 5
) -> list[str]:
    """The command line that runs ``command`` under a guard, for those who start it themselves."""
    options = ["--signal", stop_by.name.removeprefix("SIG"), "--grace", str(grace)]
    return [sys.executable, "-I", "-S", str(GUARD), *options, "--", *map(str, command)]


def start(
    command: Sequence[str | Path], *, account: Account, log: Path, stop_by: signal.Signals, cwd: Path
) -> Guarded:
    """Start a server under its guard as the account, its output appended to the log."""
    guarded = guard_command(command, stop_by=stop_by, grace=10)
    if account.switch:
        separator = guarded.index("--")
        guarded[separator:separator] = ["--user", str(account.uid), "--group", str(account.gid)]
    with log.open("ab") as output:
        popen = subprocess.Popen(
            guarded,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd=cwd,
        )
    return Guarded(popen)


def wait_for(condition: Callable[[], bool], *, seconds: float, every: float = 0.02) -> bool:
    """Wait until the condition holds; false when it did not within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def wait_until_up(server: Guarded, answers: Callable[[], bool], *, seconds: float) -> bool:
    """Wait until a server answers; false when it ended instead, or did not answer within the time."""
    wait_for(lambda: not server.running or answers(), seconds=seconds)
    return server.running and answers()


def set_aside(data: Path) -> Path:
    """Move a folder of data out of the way, beside itself, and return its new name."""
    names = (data.with_name(f"{data.name}.aside-{number}") for number in itertools.count(1))
    aside = next(name for name in names if not name.exists())
    data.rename(aside)
    return aside


def kept_secret(path: Path, account: Account, make: Callable[[], str] = secrets.token_hex) -> str:
    """The secret kept in this file, made at first need; readable by the account alone."""
    if not path.exists():
        write_private(path, make(), account)
    return path.read_text()


def kept_port(path: Path, account: Account) -> int:
    """The port this server had last time if it is free again, else a free one; kept in the file.

    A server that is just stopping may hold its port for a moment longer, so a busy one is waited for.
    """
    if path.exists():
        known = int(path.read_text())
        if wait_for(lambda: is_free(known), seconds=3):
            return known
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    write_private(path, str(port), account)
    return port


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def write_private(path: Path, text: str, account: Account) -> None:
    """Write a file that only the account can read, whole or not at all."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    account.give(fresh)
    fresh.replace(path)


def tail(log: Path, lines: int = 5) -> str:
    """The last lines of a log, on one line, for an error's text."""
    kept = log.read_text(errors="replace").splitlines()[-lines:] if log.exists() else []
    return " | ".join(line.strip() for line in kept)
