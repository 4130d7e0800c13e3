"""Free time: of one master between what he has, and the nearest slots for a piece of work over all who could do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import clock, intervals, schedule, slots
from domain.agenda import QUARTER, Agenda, agendas
from domain.geo import Place, travel_minutes
from domain.intervals import Span
from domain.models import Master
from domain.schedule import Rules, Work

HOUR = timedelta(hours=1)
LEAD = timedelta(minutes=30)  # the soonest anybody can be at a place nobody knows the way to
MOST = 30


@dataclass(frozen=True)
class Slot:
    """A time for the work, and the masters who fit into it, by name; each comes with his person."""

    starts_at: datetime
    ends_at: datetime
    masters: tuple[Master, ...]


async def free_slots(
    skill: str,
    minutes: int,
    work: Work,
    first: date,
    days: int = 14,
    *,
    but: int | None = None,
    most: int = MOST,
) -> list[Slot]:
    """The nearest slots of ``minutes`` from a local day on, visit ``but`` left out; as many statements for all.

    Hours, absences, duty, areas, limits and the way there and on to the next visit decide, by the same rules as when
    a master is chosen. A master's free time begins a slot at its first quarter of an hour, then at whole hours of it.
    """
    by = await schedule.rules()
    masters = [one for one in await slots.able(skill) if schedule.reaches(one, work)]
    start, end = intervals.whole_days(first, first + timedelta(days=days - 1), by.zone)
    window = max(start, clock.now()), end
    if not masters or window[0] >= window[1]:
        return []
    found = await agendas([one.person_id for one in masters], window, by.zone, () if but is None else (but,))
    begins: dict[datetime, list[Master]] = {}
    for master in sorted(masters, key=lambda one: one.person.name):
        for span in _for_work(master, found[master.person_id], window, work, by):
            for moment in _starts(span, timedelta(minutes=minutes), by.zone):
                begins.setdefault(moment, []).append(master)
    made: list[Slot] = []
    for moment in sorted(begins):
        slot = moment, moment + timedelta(minutes=minutes)
        fit = [one for one in begins[moment] if schedule.fits(one, found[one.person_id], slot, work, by)]
        if fit:
            made.append(Slot(*slot, tuple(fit)))
        if len(made) == most:
            break
    return made


def gaps(master: Master, agenda: Agenda, window: Span, by: Rules) -> list[Span]:
    """A master's working time that nothing takes."""
    taken = [stop.span for stop in agenda.stops]
    taken += [(absence.starts_at, absence.ends_at) for absence in agenda.absences]
    return intervals.cut(schedule.book_of(master, agenda, by).open(window), taken)


def _for_work(master: Master, agenda: Agenda, window: Span, work: Work, by: Rules) -> list[Span]:
    """A master's free time without the way to the work and on from it, and without days that are full."""
    soonest = clock.now() + _way(schedule.home(master), work.place, by, LEAD)
    ways = [
        (stop.starts_at - _way(work.place, stop.place, by), stop.ends_at + _way(stop.place, work.place, by))
        for stop in agenda.stops
    ]
    limit = schedule.limit_for(master, work, by)
    full = [intervals.whole_days(day, day, by.zone) for day, load in agenda.loads.items() if load >= limit]
    if limit < 1:
        return []
    return intervals.cut(gaps(master, agenda, (max(window[0], soonest), window[1]), by), ways + full)


def _way(origin: Place | None, goal: Place | None, by: Rules, unknown: timedelta = timedelta()) -> timedelta:
    if origin is None or goal is None:
        return unknown
    return timedelta(minutes=travel_minutes(origin, goal, by.kmh))


def _starts(span: Span, length: timedelta, zone: str) -> Iterator[datetime]:
    """The first quarter of an hour in a span, then its whole hours, as long as the work has room."""
    start = _rounded(span[0], QUARTER, zone)
    while start + length <= span[1]:
        yield start
        start = _rounded(start + QUARTER, HOUR, zone)


def _rounded(moment: datetime, to: timedelta, zone: str) -> datetime:
    """The moment, or the next one that clocks in ``zone`` show as a multiple of ``to``: not all are whole hours off."""
    wall = clock.local(moment, zone)
    over = (wall - wall.replace(hour=0, minute=0, second=0, microsecond=0)) % to
    return moment + (to - over) if over else moment
