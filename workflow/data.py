"""The data folder of a demo: where it is, what lies in it, and who runs on it now."""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workflow.embedded.account import ourselves
from workflow.embedded.process import kept_secret, write_private

CODE = Path(__file__).resolve().parent.parent
# Installed from a wheel, the folder that it is called in takes the checkout's place.
CHECKOUT = CODE if (CODE / "pyproject.toml").exists() else Path.cwd()
MARK = "made-by-workflow"
KEPT_ASIDE = "data.aside-*"
LONGEST_LOG = 10 * 2**20


class NotOurs(Exception):
    """The data folder holds something that we did not make; the text says what to do."""


class NotMade(Exception):
    """The data folder can't be made or written; the text says what to do."""


class AlreadyRunning(Exception):
    """Another process runs on the data folder; the text says which and what to do."""


@dataclass(frozen=True)
class Data:
    """A data folder and the names in it."""

    root: Path

    @property
    def logs(self) -> Path:
        """Logs of servers and processes."""
        return self.root / "logs"

    @property
    def files(self) -> Path:
        """Photos and made files."""
        return self.root / "files"

    @property
    def settings(self) -> Path:
        """Settings of the demo that runs now, for commands typed beside it."""
        return self.root / "running.json"

    @property
    def go(self) -> Path:
        """There once the database is filled, so that the processes may begin."""
        return self.root / "go"

    @property
    def sandbox(self) -> Path:
        """What the sandbox remembers between runs."""
        return self.root / "sandbox"

    def make(self) -> None:
        """Make the folder and mark it as ours.

        Raises NotOurs when it holds somebody else's things, NotMade when this account may not make it there.
        """
        try:
            self._make()
        except OSError as error:
            raise NotMade(
                f"{error.filename or self.root} can't be made or written ({error.strerror}): set WORKFLOW_DATA"
                " to a folder that can."
            ) from error

    def _make(self) -> None:
        missing = [path for path in (self.root, *self.root.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir()
            # The servers' account must be able to walk through the folders that we make here.
            path.chmod(0o755)
        if not (self.root / MARK).exists():
            if any(self.root.iterdir()):
                raise NotOurs(f"{self.root} is not empty and not ours: set WORKFLOW_DATA to another folder.")
            (self.root / MARK).touch()
        for path in (self.logs, self.files, self.sandbox, self.root / "secrets"):
            path.mkdir(mode=0o700, exist_ok=True)
        for log in self.logs.glob("*.log"):
            if log.stat().st_size > LONGEST_LOG:
                log.replace(log.with_suffix(".log.1"))

    def secret_key(self) -> str:
        """The key that signs web sessions of the demo."""
        return kept_secret(self.root / "secrets/secret_key", ourselves())

    def sandbox_token(self) -> str:
        """The token of the sandbox's bot, of the form that Telegram's have."""
        make = lambda: f"{secrets.randbelow(9 * 10**8) + 10**8}:{secrets.token_urlsafe(27)[:35]}"  # noqa: E731
        return kept_secret(self.root / "secrets/bot_token", ourselves(), make)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only one who runs on the folder. Raises AlreadyRunning; a killed holder holds nothing."""
        with (self.root / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pid = self.runner() or "unknown"
                raise AlreadyRunning(
                    f"Workflow already runs on {self.root} (process {pid}): stop it with Ctrl-C where"
                    f" it runs, or by kill {pid}."
                ) from None
            self.go.unlink(missing_ok=True)
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            try:
                yield
            finally:
                file.truncate(0)
                self.settings.unlink(missing_ok=True)
                self.go.unlink(missing_ok=True)

    def runner(self) -> int | None:
        """The process that runs on the folder now, if one does."""
        with contextlib.suppress(FileNotFoundError), (self.root / "lock").open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(file.read() or 0) or None
        return None

    def tell_settings(self, settings: Mapping[str, str]) -> None:
        """Keep the running demo's settings for commands typed in another terminal."""
        write_private(self.settings, json.dumps(settings), ourselves())

    def remove(self) -> list[Path]:
        """Remove what we made, and return what was moved aside earlier and stays.

        Raises AlreadyRunning or NotOurs.
        """
        if not self.root.exists():
            return []
        if not (self.root / MARK).exists():
            raise NotOurs(f"{self.root} was not made by us: remove it yourself if you want it gone.")
        with self.lock():
            kept = list(self.root.glob(f"*/{KEPT_ASIDE}"))
            for path in (self.logs, self.files, self.sandbox, self.root / "secrets"):
                remove(path)
            for server in ("postgres", "redis"):
                for path in (self.root / server).glob("*"):
                    if path not in kept:
                        remove(path)
                with contextlib.suppress(OSError):
                    (self.root / server).rmdir()
        if not kept:
            (self.root / "lock").unlink()
            (self.root / MARK).unlink()
            with contextlib.suppress(OSError):
                self.root.rmdir()
        return kept


def remove(path: Path) -> None:
    """Remove a file or a tree, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def of_checkout() -> Data:
    """The data folder of this checkout: WORKFLOW_DATA, else a system folder for root, else ``.data``.

    Root's lies outside the checkout because the servers' account often cannot walk into it.
    """
    if asked := os.environ.get("WORKFLOW_DATA"):
        return Data(Path(asked).expanduser().absolute())
    if os.geteuid() == 0:
        return Data(Path("/var/lib/workflow") / hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:8])
    return Data(CHECKOUT / ".data")
