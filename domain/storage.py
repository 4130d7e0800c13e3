"""Pictures on disk: a folder per picture with ``original``, ``screen`` and ``thumb``, under a random key.

A file is there whole or not at all, whatever dies when. Calls block; from a loop use ``asyncio.to_thread``.
"""

import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal, get_args

from domain import settings

Name = Literal["original", "screen", "thumb"]
NAMES: tuple[str, ...] = get_args(Name)
KEY = re.compile(r"[0-9a-f]{32}")
INCOMING = "incoming"  # what came from outside and isn't cleaned yet; never shown to anybody

_root: Path | None = None


class TooBig(Exception):
    """More bytes than allowed were coming in."""


def use(folder: Path | None) -> None:
    """Keep pictures in ``folder`` instead of the settings' one; None goes back to that."""
    global _root  # noqa: PLW0603  # one folder per process
    _root = folder


def root() -> Path:
    """The folder of all pictures."""
    return (_root or settings.load().data_dir).resolve()


def new_key() -> str:
    """A key nobody can guess."""
    return secrets.token_hex(16)


def path(key: str, name: str) -> Path:
    """Where a picture's file is or would be. Raises ValueError for what is no key or name of ours."""
    if name not in NAMES:
        raise ValueError(f"no such file of a picture: {name!r}")
    return _folder(key) / name


def put(key: str, name: str, content: bytes | Path) -> Path:
    """Keep bytes, or move a file in; either replaces what was there. Returns where it is."""
    target = path(key, name)
    _make(target.parent)
    handle, temporary_name = tempfile.mkstemp(prefix=".", dir=target.parent)
    temporary = Path(temporary_name)
    try:
        with os.fdopen(handle, "wb") as file:
            if isinstance(content, Path):
                with content.open("rb") as source:
                    shutil.copyfileobj(source, file)
            else:
                file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync(target.parent)
    if isinstance(content, Path):
        content.unlink(missing_ok=True)
    return target


def read(key: str, name: str) -> bytes | None:
    """A picture's file, whole; None when it can't be read, as after the folder came back without it."""
    try:
        return path(key, name).read_bytes()
    except OSError:
        return None


def remove(key: str) -> None:
    """Delete a picture with all its files; none there is fine."""
    shutil.rmtree(_folder(key), ignore_errors=True)
    incoming(key).unlink(missing_ok=True)


def media_type(file: Path) -> str:
    """The type of a kept file, for a ``Content-Type``."""
    with file.open("rb") as opened:
        return "image/png" if opened.read(4) == b"\x89PNG" else "image/jpeg"


def incoming(key: str) -> Path:
    """Where the file of a picture waits to be cleaned."""
    return _incoming_folder() / _checked(key)


async def receive(key: str, chunks: AsyncIterator[bytes], most: int) -> int:
    """Write what comes in to :func:`incoming` and return its size; TooBig is raised above ``most`` bytes."""
    target = incoming(key)
    part = target.with_suffix(".part")
    size = 0
    try:
        with part.open("wb") as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise TooBig
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _sync(target.parent)
    return size


def workspace() -> Path:
    """A new empty folder for work in progress, on the same disk."""
    return Path(tempfile.mkdtemp(prefix="work-", dir=_incoming_folder()))


def tidy(older_than: float = 24 * 3600) -> int:
    """Delete what dead processes left among the incoming, by age in seconds; returns how many."""
    oldest = time.time() - older_than
    stale = [entry for entry in _incoming_folder().iterdir() if entry.stat().st_mtime < oldest]
    for entry in stale:
        shutil.rmtree(entry, ignore_errors=True) if entry.is_dir() else entry.unlink(missing_ok=True)
    return len(stale)


def _folder(key: str) -> Path:
    checked = _checked(key)
    return root() / checked[:2] / checked[2:4] / checked


def _incoming_folder() -> Path:
    folder = root() / INCOMING
    _make(folder)
    return folder


def _checked(key: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError(f"not a key of a picture: {key!r}")
    return key


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
