"""What the set-up tests share: folders that the servers' account may enter, and a look at live processes."""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not tmp_path: as root that is closed to the account that runs the servers.
    path = Path(tempfile.mkdtemp(prefix="workflow-setup-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def log(folder: Path) -> Path:
    return folder / "server.log"


@pytest.fixture
def free_port() -> Callable[[], int]:
    def choose() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    return choose


@pytest.fixture
def alive(folder: Path) -> Callable[[], list[str]]:
    """Command lines of live processes that were started for this test's folder, or work in it."""

    def look() -> list[str]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                command = (
                    (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                )
                environment = (process / "environ").read_bytes().decode(errors="replace")
                here = str((process / "cwd").readlink())
            except OSError:
                continue
            if process.name != str(os.getpid()) and str(folder) in f"{command} {environment} {here}":
                found.append(command)
        return found

    return look
