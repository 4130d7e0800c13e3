"""The one clock. All time in SQL is a parameter from here, never ``now()`` of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import time
from zoneinfo import ZoneInfo

_origin = 0.0
_shift = 0.0
_speed = 1.0


def now() -> datetime:
    """The present moment in UTC, to the microsecond."""
    return datetime.fromtimestamp(_origin + (time() - _origin) * _speed + _shift, UTC)


def local(moment: datetime, zone: str) -> datetime:
    """The same moment on the wall clock of ``zone`` (an IANA name)."""
    return moment.astimezone(ZoneInfo(zone))


def at(day: datetime, zone: str, hour: int = 0, minute: int = 0) -> datetime:
    """The moment of ``hour:minute`` by the wall clock of ``zone`` on the local date of ``day``, in UTC."""
    wall = local(day, zone).replace(hour=hour, minute=minute, second=0, microsecond=0)
    return wall.astimezone(UTC)


def floor(moment: datetime, step: timedelta) -> datetime:
    """The last whole ``step`` of the day in UTC at or before a moment."""
    day = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + (moment - day) // step * step


@contextmanager
def moved(by: timedelta = timedelta(), speed: float = 1.0) -> Iterator[None]:
    """Run a block with the clock moved by ``by`` and running ``speed`` times as fast, for proofs."""
    global _origin, _shift, _speed
    before = _origin, _shift, _speed
    present = now().timestamp()
    _origin, _shift, _speed = time(), present - time() + by.total_seconds(), speed
    try:
        yield
    finally:
        _origin, _shift, _speed = before
