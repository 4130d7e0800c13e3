"""Make the virtual environment from the lock file: ``python3 workflow/bootstrap.py <venv> <lock>``.

Runs on a bare Python, before anything is installed; so it imports nothing but the standard library.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
PIP = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input")


def main(home: Path, lock: Path) -> None:
    """Make or mend the environment. Ends with one sentence when this machine cannot."""
    if sys.version_info < OLDEST:
        sys.exit(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: set PYTHON=python3.11.")
    python = home / "bin/python"
    if not works(python):
        if importlib.util.find_spec("ensurepip") is None:
            install_venv_support()
        print(f"Making the virtual environment {home} …", flush=True)
        shutil.rmtree(home, ignore_errors=True)
        make = [sys.executable, "-m", "venv", str(home)]
        quietly(make, f"{home} could not be made: see above, then run make setup again.")
    print(f"Installing the packages of {lock}, a minute or two …", flush=True)
    install = [str(python), *PIP, "--progress-bar", "off", "--require-hashes", "-r", str(lock)]
    quietly(install, f"The packages of {lock} could not be installed: see above, then run make setup again.")
    install_command(python, Path(__file__).resolve().parent.parent)


def install_command(python: Path, checkout: Path) -> None:
    """Put the command ``workflow`` beside the environment's Python; it runs the checkout as it stands.

    All that it needs is installed already, setuptools included: nothing is asked of the network.
    """
    quietly(
        [str(python), *PIP, "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(checkout)],
        "The command workflow could not be installed: see above, then run make setup again.",
    )


def works(python: Path) -> bool:
    """Whether the environment is whole enough to install into."""
    if not python.exists():
        return False
    asked = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    return asked.returncode == 0


def install_venv_support() -> None:
    """Install Debian's package for Python's venv; ends with one sentence where that is not ours to do."""
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"Python's venv is missing: run `sudo apt-get install {package}`, then this again.")
    apt_get("update")
    apt_get("install", "-y", "--no-install-recommends", package)


def apt_get(*arguments: str) -> None:
    """Run apt-get without questions; ends with one sentence when it fails."""
    quietly(
        ["apt-get", "-q", "-o", "Dpkg::Use-Pty=0", *arguments],
        f"apt-get {' '.join(arguments)} failed: see above, mend it, then run this again.",
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


def quietly(
    command: list[str], sorry: str, *, cwd: Path | None = None, env: dict[str, str] | None = None
) -> None:
    """Run a command and show what it said only if it fails: then all of it, and our sentence, and the end."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\n{sorry}")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except KeyboardInterrupt:
        sys.exit("Stopped: run it again to go on.")
