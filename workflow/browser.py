"""A Chromium for the browser tests: ``python -m workflow.browser`` installs Debian's, or says how."""

import os
import shutil
import sys

from workflow.bootstrap import apt_get

# The shell is the same browser without windows: it takes half the time of the whole one.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium-headless-shell", "fonts-dejavu-core", "fonts-noto-color-emoji")


def found() -> str | None:
    """The path of the machine's Chromium, the quickest there is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    """Install the browser if there is none; without the right to, only say what to run."""
    if found():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        command = f"sudo apt-get install {' '.join(PACKAGES)}"
        print(f"The browser tests need Chromium: run `{command}`.", file=sys.stderr)
        return
    print("Installing Chromium for the browser tests, a minute or two …", flush=True)
    apt_get("update")
    apt_get("install", "-y", "--no-install-recommends", *PACKAGES)


if __name__ == "__main__":
    main()
