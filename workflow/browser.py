"""A Chromium for the browser tests: ``python -m workflow.browser`` installs Debian's, or says how."""

import os
import shutil
import sys

from workflow.bootstrap import apt_get

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-noto-color-emoji")


def main() -> None:
    """Install the browser if there is none; without the right to, only say what to run."""
    if any(map(shutil.which, NAMES)):
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
