"""Calendars as RFC 5545 writes them: pure, and byte for byte the same for the same entries.

A zone is described by what the clocks do in the years around the entries: by a yearly rule where there is one, each
time they are set by itself where there is none. Lists of dates would be shorter, and not every program reads them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

LINE = 75  # octets, without the end of the line (RFC 5545, 3.1)
RULED_YEARS = 12  # so many in a row tell a fourth Sunday from a last one
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


class Status(StrEnum):
    """How sure it is (RFC 5545, 3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Entry:
    """An event. ``uid`` is its own for ever; ``sequence`` grows with its changes, the last was at ``changed_at``."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    status: Status
    changed_at: datetime
    sequence: int = 0
    location: str = ""
    description: str = ""
    url: str = ""


@dataclass(frozen=True)
class _Turn:
    """The clocks of a zone are set at ``at`` (UTC), from one offset to another."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def wall(self) -> datetime:
        """What the clocks show when they are set (RFC 5545, 3.6.5: by the offset before)."""
        return (self.at + self.before).replace(tzinfo=None)

    @property
    def kind(self) -> tuple[timedelta, timedelta, str, bool]:
        return self.before, self.after, self.name, self.summer


def calendar(name: str, zone: str, entries: Sequence[Entry], refresh: timedelta) -> bytes:
    """The calendar of these entries, their times on the wall clock of ``zone``, to be read anew after ``refresh``."""
    every = f"PT{int(refresh.total_seconds() // 60)}M"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Workflow//Visits//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"X-WR-TIMEZONE:{zone}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{every}",
        f"X-PUBLISHED-TTL:{every}",
    ]
    if entries:
        years = [moment.year for one in entries for moment in (one.starts_at, one.ends_at)]
        lines += timezone(zone, min(years), max(years))
    for one in entries:
        lines += _event(one, zone)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


@lru_cache(maxsize=64)
def timezone(zone: str, first: int, last: int) -> tuple[str, ...]:
    """The lines of a VTIMEZONE that is true of every moment from the year ``first`` to ``last``."""
    begin, years = first - 1, max(last - first + 3, RULED_YEARS)
    turns = list(_turns(zone, begin, begin + years))
    kinds: dict[tuple[timedelta, timedelta, str, bool], list[_Turn]] = {}
    for turn in turns:
        kinds.setdefault(turn.kind, []).append(turn)
    rules = {kind: _rule(found, years) for kind, found in kinds.items()}
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    if not rules or not all(rules.values()):
        start = datetime(begin, 1, 1, tzinfo=UTC)
        local = start.astimezone(ZoneInfo(zone))
        offset = local.utcoffset() or timedelta()
        lines += _observance(_Turn(start, offset, offset, local.tzname() or zone, bool(local.dst())))
    for kind, found in kinds.items():
        for turn in found[:1] if rules[kind] else found:
            lines += _observance(turn, rules[kind])
    return (*lines, "END:VTIMEZONE")


def _turns(zone: str, first: int, end: int) -> Iterator[_Turn]:
    """When the clocks of a zone are set from the beginning of one year (UTC) to that of another."""
    place = ZoneInfo(zone)
    day = datetime(first, 1, 1, tzinfo=UTC)
    while day.year < end:
        low, high = day, day + _DAY
        before = low.astimezone(place)
        if high.astimezone(place).utcoffset() != before.utcoffset():
            while high - low > _SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if middle.astimezone(place).utcoffset() == before.utcoffset():
                    low = middle
                else:
                    high = middle
            after = high.astimezone(place)
            yield _Turn(
                high,
                before.utcoffset() or timedelta(),
                after.utcoffset() or timedelta(),
                after.tzname() or zone,
                bool(after.dst()),
            )
        day += _DAY


def _rule(turns: Sequence[_Turn], years: int) -> str:
    """The yearly rule that these turns, all of a kind, follow in each of so many years; "" when they follow none."""
    walls = [turn.wall for turn in turns]
    first = walls[0]
    same = {(wall.month, wall.weekday(), wall.time()) for wall in walls}
    if len(walls) != years or len({wall.year for wall in walls}) != years or len(same) != 1:
        return ""
    weeks = {(wall.day - 1) // 7 + 1 for wall in walls}
    if all((wall + 7 * _DAY).month != wall.month for wall in walls):
        week = -1
    elif len(weeks) == 1:
        week = weeks.pop()
    else:
        return ""
    return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={week}{_DAYS[first.weekday()]}"


def _observance(turn: _Turn, rule: str = "") -> list[str]:
    part = "DAYLIGHT" if turn.summer else "STANDARD"
    return [
        f"BEGIN:{part}",
        f"DTSTART:{turn.wall:%Y%m%dT%H%M%S}",
        *([f"RRULE:{rule}"] if rule else []),
        f"TZOFFSETFROM:{_offset(turn.before)}",
        f"TZOFFSETTO:{_offset(turn.after)}",
        f"TZNAME:{_text(turn.name)}",
        f"END:{part}",
    ]


def _event(one: Entry, zone: str) -> Iterable[str]:
    starts, ends = (moment.astimezone(ZoneInfo(zone)) for moment in (one.starts_at, one.ends_at))
    if starts.fold or ends.fold:  # of a time that comes twice the wall clock names the first only
        times = [f"DTSTART:{_utc(one.starts_at)}", f"DTEND:{_utc(one.ends_at)}"]
    else:
        times = [f"DTSTART;TZID={zone}:{starts:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{ends:%Y%m%dT%H%M%S}"]
    said = {"LOCATION": _text(one.location), "DESCRIPTION": _text(one.description), "URL": one.url}
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(one.uid)}",
        f"DTSTAMP:{_utc(one.changed_at)}",
        f"LAST-MODIFIED:{_utc(one.changed_at)}",
        f"SEQUENCE:{one.sequence}",
        *times,
        f"SUMMARY:{_text(one.summary)}",
        *(f"{name}:{value}" for name, value in said.items() if value),
        f"STATUS:{one.status}",
        f"TRANSP:{'TRANSPARENT' if one.status is Status.CANCELLED else 'OPAQUE'}",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _offset(offset: timedelta) -> str:
    """An offset as +0530; seconds only where there are some (RFC 5545, 3.3.14)."""
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    text = f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}{minutes % 60:02}"
    return f"{text}{seconds:02}" if seconds else text


def _text(value: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11); control characters are left out, a new line of any kind is one."""
    value = "\n".join(value.splitlines())
    value = "".join(sign for sign in value if sign == "\n" or sign.isprintable() or sign in "\u00a0\u200d")
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets; no character is cut in two."""
    raw = line.encode("utf-8", "replace")
    pieces, start, room = [], 0, LINE
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, LINE - 1  # the space that continues a line counts
    return b"\r\n ".join([*pieces, raw[start:]])
