"""A wheel holds what runs: every tracked file of its packages, pages and texts as well."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from workflow.data import CHECKOUT

BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
NO_PACKAGES = {".ci", ".github", "docs", "requirements", "scripts", "tests"}
OWN_ASSET = "webadmin/static/vendor/htmx.min.js"  # as `make setup` fetches them: there, and not tracked


def tracked() -> set[str]:
    said = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    # A file that is being moved away stays tracked until the commit.
    return {name for name in said.stdout.split("\0") if name and (CHECKOUT / name).exists()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of a copy of the checkout, built without network: a build leaves its traces where it runs."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in tracked():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CHECKOUT / name, source / name)
    (source / OWN_ASSET).parent.mkdir(parents=True)
    (source / OWN_ASSET).touch()
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(target)], cwd=source, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = target.glob("*.whl")
    return zipfile.ZipFile(built)


def test_wheel_holds_every_file_of_its_packages(wheel: zipfile.ZipFile) -> None:
    wanted = {name for name in tracked() if "/" in name and name.split("/")[0] not in NO_PACKAGES}
    assert sorted({*wanted, OWN_ASSET} - {*wheel.namelist()}) == []


def test_wheel_holds_nothing_that_is_no_package(wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if name.split("/")[0] in NO_PACKAGES] == []


def test_commands_run_from_the_wheel(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    for command in (["-m", "workflow", "--help"], ["-m", "sandbox", "--help"]):
        said = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 0, said.stderr
