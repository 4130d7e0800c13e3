"""Days and windows to choose from when work is planned, by the company's hours and wall clock."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain import clock, company, db, hours, intervals, schedule, working
from domain.errors import Invalid
from domain.hours import Book, Day
from domain.models import Master, PersonStatus
from domain.schedule import Reason, Window, Work

STEP = 120  # minutes
LONGEST = timedelta(hours=12)
LAST_HOUR = 23
_TIME = r"(\d{1,2})(?:[:.\- ]?([0-5]\d))?"
_START = re.compile(r"(?:в\s*|at\s*|до\s*|until\s*)?(\d{1,2})(?:[:.]([0-5]\d))?", re.IGNORECASE)
_WINDOW = re.compile(rf"(?:с\s*|from\s*)?{_TIME}\s*(?:-|–|—|до|to)\s*{_TIME}", re.IGNORECASE)


async def days(count: int = 7, first: date | None = None) -> list[tuple[date, int]]:
    """Today and the days after it, or those from ``first`` on, each with the number of visits planned for it.

    Days off too: the office may plan what nobody works at, by a time of its own.
    """
    zone = await company.zone()
    begin = first or clock.local(clock.now(), zone).date()
    start, end = intervals.whole_days(begin, begin + timedelta(days=count - 1), zone)
    rows = await db.query(
        "SELECT (starts_at AT TIME ZONE $1)::date AS day, count(*) AS n FROM visit "
        "WHERE starts_at >= $2 AND starts_at < $3 AND status <> 'cancelled' GROUP BY 1",
        zone,
        start,
        end,
    )
    planned = {row["day"]: int(row["n"]) for row in rows}
    return [(day, planned.get(day, 0)) for day in (begin + timedelta(days=n) for n in range(count))]


@dataclass(frozen=True)
class Busy:
    """How full a local day is: visits planned, and their share of what all masters may do in a day."""

    planned: int
    share: float
    hours: Day


async def busy(first: date, count: int) -> dict[date, Busy]:
    """How full each of ``count`` local days is, from ``first`` on, closed days too."""
    limits = await Master.filter(person__status=PersonStatus.ACTIVE).values_list("daily_limit", flat=True)
    most = max(sum(int(limit) for limit in limits), 1)  # type: ignore[call-overload]
    planned, hours_of = dict(await days(count, first)), await companys(first, count)
    return {day.date: Busy(planned[day.date], planned[day.date] / most, day) for day in hours_of}


async def companys(first: date, count: int = 1) -> list[Day]:
    """The company's own hours of ``count`` local days from ``first`` on; two statements at most."""
    by = await schedule.rules()
    last = first + timedelta(days=count - 1)
    exceptions = await hours.exceptions([], intervals.whole_days(first, last, by.zone), by.zone)
    book = Book(by.zone, by.hours, by.holidays, company=exceptions.get(None, {}))
    return [book.of(first + timedelta(days=n)) for n in range(count)]


async def windows_of(
    day: date, skill: str, work: Work, minutes: int | None = None, *, but: int | None = None
) -> list[tuple[Window, int]]:
    """The two-hour windows of a day that aren't half over, each with how many masters of ``skill`` fit into it.

    They are judged by the same rules as when one is chosen; where the work is decides whether there is time to
    drive there and on to the next visit. Work of so many ``minutes`` begins with the window and may end after it, by
    default it takes the window; the place of visit ``but`` is free.
    """
    by = await schedule.rules()
    (of_company,) = await companys(day)
    found = windows(of_company, by.zone)
    if not found:
        return []
    masters = await able(skill)

    def taken(window: Window) -> Window:
        return window if minutes is None else (window[0], window[0] + timedelta(minutes=minutes))

    whole = found[0][0], max(taken(window)[1] for window in found)
    ids, without = [master.person_id for master in masters], () if but is None else (but,)
    agendas = await schedule.agendas(ids, whole, by.zone, without)

    def fitting(window: Window) -> int:
        own = ((master, agendas[master.person_id]) for master in masters)
        return sum(schedule.fits(master, agenda, window, work, by) for master, agenda in own)

    return [(window, fitting(taken(window))) for window in found]


async def able(skill: str) -> list[Master]:
    """Masters who have the skill and can be told of work, each with his person."""
    found = Master.filter(skills__contains=[skill], person__status=PersonStatus.ACTIVE)
    return await found.filter(person__bot_blocked_at__isnull=True).select_related("person")


def windows(day: Day, zone: str) -> list[Window]:
    """The two-hour windows of a day's hours, without those that are half over."""
    found = []
    for opens, closes in intervals.minutes(day.spans):
        for minute in range(opens, closes, STEP):
            start = intervals.moment(day.date, minute, zone)
            found.append((start, intervals.moment(day.date, min(minute + STEP, closes), zone)))
    now = clock.now()
    return [(start, end) for start, end in found if start < end and now < start + (end - start) / 2]


def noon(day: date, zone: str) -> datetime:
    """A moment of a local day, for those who show days by their moments."""
    return intervals.moment(day, 12 * 60, zone)


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
    start, end = (intervals.moment(day, wall.hour * 60 + wall.minute, zone) for wall in (begin, finish))
    return checked(start, end)


def parse_time(text: str, day: date, zone: str) -> datetime:
    """A moment of a local day as people write it: ``14:30``, ``9``, ``в 14``. Raises :class:`Invalid`."""
    found = _START.fullmatch(text.strip())
    if found is None or int(found[1]) > LAST_HOUR:
        raise Invalid("invalid.time_text")
    return intervals.moment(day, int(found[1]) * 60 + int(found[2] or 0), zone)


async def doubts(start: datetime, end: datetime, minutes: int) -> list[Reason]:
    """What may not be meant by a window for work that usually takes so many ``minutes``: told, no obstacle."""
    found = []
    if closed := closed_in((start, end), await working.hours()):
        found.append(closed)
    if end - start < timedelta(minutes=minutes):
        found.append(Reason("reason.short_window", {"minutes": minutes}))
    return found


def closed_in(window: Window, by: Book) -> Reason | None:
    """Why a window isn't within the company's hours; None when it is."""
    if by.covers(window):
        return None
    return schedule.no_hours(by.of(clock.local(window[0], by.zone).date()))


def checked(start: datetime, end: datetime) -> Window:
    """The window if work can be planned in it. Raises :class:`Invalid`."""
    if end <= start:
        raise Invalid("invalid.window")
    if end - start > LONGEST:
        raise Invalid("invalid.window_too_long", hours=LONGEST // timedelta(hours=1))
    if end <= clock.now():
        raise Invalid("invalid.window_past")
    return start, end
