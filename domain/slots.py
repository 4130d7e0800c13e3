"""Days and windows to choose from when work is planned, by the company's hours and wall clock."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain import clock, company, db, schedule
from domain.errors import Invalid
from domain.geo import Place
from domain.models import Master, PersonStatus
from domain.schedule import Window

STEP = timedelta(hours=2)
LONGEST = timedelta(hours=12)
_TIME = r"(\d{1,2})(?:[:.\- ]?([0-5]\d))?"
_WINDOW = re.compile(rf"(?:с\s*|from\s*)?{_TIME}\s*(?:-|–|—|до|to)\s*{_TIME}", re.IGNORECASE)


async def days(count: int = 7) -> list[tuple[date, int]]:
    """Today and the days after it, each with the number of visits planned for it.

    Days off too: the office may plan what nobody works at, by a time of its own.
    """
    zone = await company.zone()
    today = clock.local(clock.now(), zone).date()
    rows = await db.query(
        "SELECT (starts_at AT TIME ZONE $1)::date AS day, count(*) AS n FROM visit "
        "WHERE starts_at >= $2 AND starts_at < $3 AND status <> 'cancelled' GROUP BY 1",
        zone,
        _moment(today, time(), zone),
        _moment(today + timedelta(days=count), time(), zone),
    )
    planned = {row["day"]: int(row["n"]) for row in rows}
    return [(day, planned.get(day, 0)) for day in (today + timedelta(days=n) for n in range(count))]


async def windows_of(day: date, skill: str, place: Place | None = None) -> list[tuple[Window, int]]:
    """The two-hour windows of a day that aren't half over, each with how many masters of ``skill`` fit into it.

    They are judged by the same rules as when one is chosen; where the work is decides whether there is time to
    drive there and on to the next visit.
    """
    by = await schedule.rules()
    found = windows(day, by.hours, by.zone)
    if not found:
        return []
    able = Master.filter(skills__contains=[skill], person__status=PersonStatus.ACTIVE)
    masters = await able.filter(person__bot_blocked_at__isnull=True)
    whole = found[0][0], found[-1][1]
    agendas = await schedule.agendas([master.person_id for master in masters], whole, by.zone)

    def fitting(window: Window) -> int:
        own = ((master, agendas[master.person_id]) for master in masters)
        return sum(schedule.fits(master, agenda, window, place, by) for master, agenda in own)

    return [(window, fitting(window)) for window in found]


def windows(day: date, hours: dict[str, list[list[str]]], zone: str) -> list[Window]:
    """The two-hour windows of a local day within the week-day hours, without those that are half over."""
    found = []
    for opens, closes in hours.get(str(day.isoweekday()), []):
        wall, end = datetime.combine(day, company.wall(opens)), datetime.combine(day, company.wall(closes))
        while wall < end:
            until = min(wall + STEP, end)
            found.append((_utc(wall, zone), _utc(until, zone)))
            wall = until
    return [(start, end) for start, end in found if clock.now() < start + (end - start) / 2]


def noon(day: date, zone: str) -> datetime:
    """A moment of a local day, for those who show days by their moments."""
    return _moment(day, time(12), zone)


def parse(text: str, day: date, zone: str) -> Window:
    """A window on a local day as people write it: ``14:30-16:00``, ``9-11``, ``с 14 до 16``.

    Raises :class:`Invalid` when it isn't one, when it ends before it begins, lasts too long or has passed.
    """
    found = _WINDOW.fullmatch(text.strip())
    if found is None:
        raise Invalid("invalid.window_text")
    try:
        begin, finish = (time(int(found[n]), int(found[n + 1] or 0)) for n in (1, 3))
    except ValueError:
        raise Invalid("invalid.window_text") from None
    return checked(_moment(day, begin, zone), _moment(day, finish, zone))


def checked(start: datetime, end: datetime) -> Window:
    """The window if work can be planned in it. Raises :class:`Invalid`."""
    if end <= start:
        raise Invalid("invalid.window")
    if end - start > LONGEST:
        raise Invalid("invalid.window_too_long", hours=LONGEST // timedelta(hours=1))
    if end <= clock.now():
        raise Invalid("invalid.window_past")
    return start, end


def _moment(day: date, wall: time, zone: str) -> datetime:
    return _utc(datetime.combine(day, wall), zone)


def _utc(wall: datetime, zone: str) -> datetime:
    # Steps are made in naive local time and get their zone last: nine o'clock stays nine o'clock.
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
