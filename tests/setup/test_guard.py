"""Nothing outlives its parent, however the parent ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workflow.data import CHECKOUT
from workflow.embedded.process import guard_command, wait_for

PARENT = """
import subprocess, sys
from pathlib import Path
from workflow.embedded import servers
from workflow.embedded.process import guard_command
with servers(Path(sys.argv[1]), durable=False):
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    command = guard_command([sys.executable, "-c", stubborn, sys.argv[1]], grace=0.5)
    child = subprocess.Popen(command, stdin=subprocess.PIPE)
    print("up", flush=True)
    child.wait()
"""


def test_killed_parent_leaves_no_orphan(folder: Path, alive: Callable[[], list[str]]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == "up\n"
        assert len(alive()) > 5
        parent.kill()
    assert wait_for(lambda: not alive(), seconds=5), alive()
    assert not (folder / "postgres/data/postmaster.pid").exists(), "PostgreSQL did not shut down by itself"


@pytest.mark.skipif(sys.platform != "linux", reason="prctl(PR_SET_PDEATHSIG), which it tests, is Linux's")
def test_killed_guard_takes_its_command_along(folder: Path, alive: Callable[[], list[str]]) -> None:
    sleeper = [sys.executable, "-c", "print('up', flush=True); import time; time.sleep(600)", str(folder)]
    with subprocess.Popen(guard_command(sleeper), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as guard:
        assert guard.stdout
        assert guard.stdout.readline() == b"up\n"
        guard.kill()
    assert wait_for(lambda: not alive(), seconds=5), alive()


def test_guard_passes_the_exit_code_on() -> None:
    for code, means in (("exit(7)", 7), ("import os; os.kill(os.getpid(), 9)", 128 + signal.SIGKILL)):
        with subprocess.Popen(guard_command([sys.executable, "-c", code]), stdin=subprocess.PIPE) as guard:
            assert guard.wait() == means


def test_command_sweeps_up_its_own_children(folder: Path, alive: Callable[[], list[str]]) -> None:
    leaves_a_child = (
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
    )
    with subprocess.Popen(
        guard_command([sys.executable, "-c", leaves_a_child]),
        stdin=subprocess.PIPE,
        env={**os.environ, "FOLDER": str(folder)},
    ) as guard:
        assert guard.wait() == 0
    assert wait_for(lambda: not alive(), seconds=5), alive()
