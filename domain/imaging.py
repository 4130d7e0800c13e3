"""Making pictures fit to keep: a process of its own decodes them, with limits on memory and time.

The work itself is in :mod:`domain.imaging_child`; this module loads no imaging library.
"""

import asyncio
import json
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from domain import clock, company, storage

log = structlog.get_logger()
MOST_BYTES = 10 * 1024 * 1024
WALL_SECONDS = 60
CHILD = Path(__file__).with_name("imaging_child.py")


@dataclass(frozen=True)
class Picture:
    """A picture that was kept. ``width``, ``height`` and ``size`` in bytes are those of the original."""

    width: int
    height: int
    size: int
    taken_at: datetime | None = None
    lat: float | None = None
    lon: float | None = None


class PictureRefused(Exception):
    """A file that can't be used; ``problem`` is the text key of why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


async def process(source: Path, target_key: str) -> Picture:
    """Clean the file at ``source`` and keep it in its sizes under ``target_key``; doing it again is harmless.

    Raises :class:`PictureRefused`: ``photo.too_big``, ``photo.too_many_pixels``, ``photo.not_an_image``,
    ``photo.heic``, ``photo.broken``.
    """
    if (await asyncio.to_thread(source.stat)).st_size > MOST_BYTES:
        raise PictureRefused("photo.too_big")
    folder = storage.workspace()
    try:
        made = await _run(source, folder)
        for name in storage.NAMES:
            await asyncio.to_thread(storage.put, target_key, name, folder / name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Picture(
        made["width"],
        made["height"],
        made["size"],
        _moment(made["taken_at"], made["offset"], await company.zone()),
        *(made["place"] or (None, None)),
    )


async def _run(source: Path, folder: Path) -> dict[str, Any]:
    """What the child says it made. Its death, by its limits or otherwise, means the picture can't be used."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(CHILD),
        str(source),
        str(folder),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        said, complaint = await asyncio.wait_for(child.communicate(), WALL_SECONDS)
    except TimeoutError:
        raise PictureRefused("photo.broken") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        log.warning("imaging.died", code=child.returncode, error=complaint.decode(errors="replace")[-500:])
        raise PictureRefused("photo.broken")
    made: dict[str, Any] = json.loads(said)
    if problem := made.get("problem"):
        raise PictureRefused(problem)
    return made


def _moment(written: str | None, offset: str | None, zone: str) -> datetime | None:
    """The moment a camera wrote down; without an offset of its own it is the company's wall clock."""
    if not written:
        return None
    try:
        if offset:
            moment = datetime.strptime(written + offset, "%Y:%m:%d %H:%M:%S%z")
        else:
            moment = datetime.strptime(written, "%Y:%m:%d %H:%M:%S").replace(tzinfo=ZoneInfo(zone))
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # Cameras without a set clock write 1970 or 2000.
    return moment if datetime(2001, 1, 1, tzinfo=UTC) < moment < clock.now() + timedelta(days=1) else None
