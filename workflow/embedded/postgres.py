"""An embedded PostgreSQL in a folder of its own: loopback only, password by scram, never run by root."""

import shutil
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from workflow.embedded import binaries, process
from workflow.embedded.account import Account, servers_account
from workflow.embedded.process import Guarded, NotStarted

USER = DATABASE = "workflow"
LONGEST_SOCKET_FOLDER = 80
BUILTIN_LOCALE_SINCE = 17
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "cluster_name": "workflow",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
}
# For tests only: a crash of the machine may lose everything, and nothing waits for the disk.
THROWAWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@contextmanager
def run(
    folder: Path, *, log: Path, durable: bool = True, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Guarded]]:
    """Run PostgreSQL on the folder, making its data at first; yields its address and its process.

    Raises NotStarted or Unreachable with one sentence for a person.
    """
    account = servers_account()
    account.folder(folder)
    data = folder / "data"
    set_aside_what_is_not_whole(folder, data)
    bin_ = binaries.postgres(account, folder, data_major(data))
    password = process.kept_secret(folder / "password", account)
    if not data.exists():
        make_data(account, bin_, folder, durable=durable)
    wanted = {**SETTINGS, **({} if durable else THROWAWAY), **(settings or {})}
    clear_stale_lock(data)
    server, port = start(account, bin_, folder, log, wanted)
    try:
        yield f"postgres://{USER}:{password}@127.0.0.1:{port}/{DATABASE}", server
    finally:
        server.stop()


def start(
    account: Account, bin_: Path, folder: Path, log: Path, settings: Mapping[str, str]
) -> tuple[Guarded, int]:
    """Start the server and wait until it answers; another port is tried when its own was taken meanwhile."""
    data = folder / "data"
    sockets = account.folder(folder / "socket")
    # A socket's address holds 107 bytes; a deeper folder goes without, as we speak TCP anyway.
    socket_setting = str(sockets) if len(str(sockets)) < LONGEST_SOCKET_FOLDER else ""
    for _ in range(3):
        port = process.kept_port(folder / "port", account)
        options = {**settings, "port": str(port), "unix_socket_directories": socket_setting}
        command: list[str | Path] = [bin_ / "postgres", "-D", data]
        command += [f"--{name}={value}" for name, value in options.items()]
        server = process.start(command, account=account, log=log, stop_by=signal.SIGINT, cwd=folder)
        if process.wait_until_up(server, lambda: is_ready(data), seconds=60):
            return server, port
        server.stop()
        if process.is_free(port):
            break
    raise NotStarted(f"PostgreSQL did not start; the end of {log} says: {process.tail(log)}")


def is_ready(data: Path) -> bool:
    """Whether the server says that it takes connections: the eighth line of its lock file."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return [line.strip() for line in lines[7:8]] == ["ready"]


def data_major(data: Path) -> int | None:
    """The major version that made the data folder, if there is one."""
    version = data / "PG_VERSION"
    return int(version.read_text()) if version.exists() else None


def make_data(account: Account, bin_: Path, folder: Path, *, durable: bool) -> None:
    """Make the data folder and the empty database; only the last step marks it as whole."""
    data = folder / "data"
    process.write_private(folder / "making", "", account)
    major = binaries.postgres_major(bin_)
    # Case of Cyrillic needs C.UTF-8: PostgreSQL brings it along since 17, older ones take the system's.
    locale = (
        ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if major >= BUILTIN_LOCALE_SINCE
        else ["--locale=C.UTF-8", "--lc-messages=C"]
    )
    unsynced = not durable
    initdb: list[str | Path] = [bin_ / "initdb", "-D", data, "-U", USER, "--pwfile", folder / "password"]
    initdb += ["--encoding=UTF8", "--auth=scram-sha-256", "--no-instructions", *locale]
    initdb += ["--no-sync"] if unsynced else []
    # The server's single-user mode makes the database without a port, a password or client programs.
    single: list[str | Path] = [bin_ / "postgres", "--single", "-D", data]
    single += ["-F", "postgres"] if unsynced else ["postgres"]
    for command, stdin in ((initdb, None), (single, f"CREATE DATABASE {DATABASE}\n")):
        done = account.run(command, cwd=folder, stdin=stdin)
        if done.returncode or (stdin and "ERROR" in done.stderr):
            said = " ".join(done.stderr.split())[-300:]
            raise NotStarted(f"PostgreSQL's data could not be made in {data}: {said}")
    (folder / "making").rename(folder / "complete")


def set_aside_what_is_not_whole(folder: Path, data: Path) -> None:
    """Make room for new data when the last making was cut short.

    What our mark calls unfinished has never held anything and is removed; data without any mark of ours is
    not ours to judge and is moved aside.
    """
    if (folder / "complete").exists() or not data.exists():
        return
    if (folder / "making").exists():
        shutil.rmtree(data)
        return
    aside = process.set_aside(data)
    print(f"{data} has no mark of a finished set-up: moved to {aside}, new data is made.", file=sys.stderr)


def clear_stale_lock(data: Path) -> None:
    """Remove a lock file whose server is gone, even if its process number now belongs to another program.

    Raises NotStarted when that server really runs and does not stop by itself within a few seconds.
    """
    lock = data / "postmaster.pid"
    if not lock.exists() or not Path("/proc/self").exists():
        return
    pid = int(lock.read_text().splitlines()[0])

    def gone() -> bool:
        try:
            return Path(f"/proc/{pid}/cwd").readlink() != data.resolve()
        except OSError:
            return True

    if not process.wait_for(gone, seconds=10):
        raise NotStarted(f"A PostgreSQL already runs on {data}: stop it first, by kill -INT {pid}.")
    lock.unlink(missing_ok=True)
