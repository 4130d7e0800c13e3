"""Who runs the embedded servers: never root, and without opening any folder above ours."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


class Unreachable(Exception):
    """The servers' account cannot enter the data folder; the text says what to do."""


@dataclass(frozen=True)
class Account:
    """The system account of the servers; ``switch`` when it is not the one we run as."""

    name: str
    uid: int
    gid: int
    switch: bool

    def folder(self, path: Path) -> Path:
        """Make a folder of the account's own, closed to others; the folders above keep their rights."""
        path.mkdir(parents=True, exist_ok=True)
        self.give(path)
        path.chmod(0o700)
        if not self.can("-x", path):
            raise Unreachable(
                f"The user {self.name}, who runs the embedded servers, cannot enter {path}: set WORKFLOW_DATA"
                " to a folder whose parents anybody may enter, for example /var/lib/workflow/demo."
            )
        return path

    def give(self, path: Path) -> None:
        """Make the account the owner of a file or folder that we have just made."""
        if self.switch:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can(self, right: str, path: Path) -> bool:
        """Whether the account has a right (``-x``, ``-r``) on a path, through all the folders above it."""
        return self.run(["test", right, str(path)], cwd=Path("/")).returncode == 0

    def run(
        self, command: list[str | Path], *, cwd: Path, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a short command as the account and return its result with the output as text."""
        return subprocess.run(
            [str(part) for part in command],
            input=stdin,
            cwd=cwd,
            text=True,
            capture_output=True,
            check=False,
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def own_copy(self, source: Path, target: Path) -> Path:
        """Copy a file or tree to where the account can run it, whole or not at all; kept once made."""
        if target.exists():
            return target
        fresh = target.with_name(f"{target.name}.copying")
        if source.is_dir():
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(source, fresh, symlinks=True)
            for path in (fresh, *fresh.rglob("*")):
                self.give(path)
        else:
            shutil.copy2(source, fresh)
            self.give(fresh)
        fresh.replace(target)
        return target


def ourselves() -> Account:
    """The account this process runs as."""
    return Account(str(os.geteuid()), os.geteuid(), os.getegid(), switch=False)


def servers_account() -> Account:
    """Ourselves, unless we are root: PostgreSQL refuses root, so then an existing unprivileged account.

    Raises Unreachable when there is no such account.
    """
    if os.geteuid() != 0:
        return ourselves()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, switch=True)
    raise Unreachable("Neither user postgres nor nobody exists here: run as an ordinary user, not as root.")
