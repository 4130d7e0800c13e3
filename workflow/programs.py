"""Programs that only tests and pictures need: ``python -m workflow.programs`` installs Debian's, or says how."""

import os
import shutil
import sys
from dataclasses import dataclass

from workflow.bootstrap import apt_get


@dataclass(frozen=True)
class Program:
    """A program of the machine: what it may be called, the best first, and the packages that bring it."""

    title: str
    names: tuple[str, ...]
    packages: tuple[str, ...]

    def found(self) -> str | None:
        """The path of the machine's, the best there is."""
        return next(filter(None, map(shutil.which, self.names)), None)

    @property
    def advice(self) -> str:
        """What to run where it is missing."""
        return f"The tests need {self.title}: run `sudo apt-get install {' '.join(self.packages)}`."


# The shell is the same browser without windows: it takes half the time of the whole one.
CHROMIUM = Program(
    "Chromium",
    ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
    ("chromium-headless-shell", "fonts-dejavu-core", "fonts-noto-color-emoji"),
)
CURL = Program("curl", ("curl",), ("curl",))


def main() -> None:
    """Install what is missing; without the right to, only say what to run."""
    missing = [program for program in (CHROMIUM, CURL) if not program.found()]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print("\n".join(program.advice for program in missing), file=sys.stderr)
        return
    titles = " and ".join(program.title for program in missing)
    print(f"Installing {titles} for the tests, a minute or two …", flush=True)
    apt_get("update")
    apt_get("install", "-y", "--no-install-recommends", *(name for one in missing for name in one.packages))


if __name__ == "__main__":
    main()
