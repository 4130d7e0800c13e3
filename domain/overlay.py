"""What the calendar lays under its visits: hours, names of days, and the way from one visit to the next."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from domain import calendar, clock, holiday, hours, intervals, schedule
from domain.access import Actor, Right, require
from domain.agenda import Agenda, agendas
from domain.geo import travel_minutes
from domain.hours import Book, Source
from domain.intervals import Span
from domain.models import Master, PersonStatus
from domain.schedule import Rules

MOST_LEGS = 7  # days: ways are too short to be seen where there are more


async def around(first: date, last: date, *, by: Actor) -> dict[str, Any]:
    """Hours and names of the local days ``first`` to ``last``, and the ways to the visits if it is a week at most.

    ``hours`` has the company's hours by day, ``own`` by master those days of his that differ; ``legs`` say how many
    minutes a master is on the road before what begins then. Booking goes by the same. Raises as :func:`calendar.span`.
    """
    require(by, Right.CALENDAR_SEE)
    calendar.checked(first, last)
    rules = await schedule.rules()
    window = intervals.whole_days(first, last, rules.zone)
    masters = await Master.filter(person__status=PersonStatus.ACTIVE)
    ids = [master.person_id for master in masters]
    single = await hours.exceptions(ids, window, rules.zone)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    company = Book(rules.zone, rules.hours, rules.holidays, company=single.get(None, {}))
    plain = {day: company.of(day).spans for day in days}
    agenda_of = {one: Agenda(own=single.get(one, {}), company=company.company) for one in ids}
    books = {one.person_id: schedule.book_of(one, agenda_of[one.person_id], rules) for one in masters}
    return {
        "hours": {day.isoformat(): spans for day, spans in plain.items()},
        "own": {str(one): other for one, book in books.items() if (other := _other(book, plain))},
        "named": {day.isoformat(): name for day in days if (name := _name(company, day, by.locale))},
        "legs": await _legs(masters, window, rules) if len(days) <= MOST_LEGS else [],
    }


def _other(book: Book, plain: Mapping[date, Any]) -> dict[str, list[list[str]]]:
    """A master's hours of the days on which they aren't the company's."""
    return {day.isoformat(): own for day, spans in plain.items() if (own := book.of(day).spans) != spans}


def _name(book: Book, day: date, locale: str) -> str | None:
    found = book.of(day)
    if found.source is Source.HOLIDAY:
        return holiday.name_of(day, found.country, locale)
    return found.name or None


async def _legs(masters: Sequence[Master], window: Span, rules: Rules) -> list[dict[str, Any]]:
    found = await agendas([master.person_id for master in masters], window, rules.zone)
    return [leg for master in masters for leg in _legs_of(master, found[master.person_id], rules)]


def _legs_of(master: Master, agenda: Agenda, rules: Rules) -> Iterator[dict[str, Any]]:
    for stop in (one for one in agenda.stops if not one.unplanned):
        origin = schedule.coming_from(master, agenda, stop.starts_at)
        if stop.place and origin and (minutes := travel_minutes(origin, stop.place, rules.kmh)):
            start = clock.local(stop.starts_at, rules.zone)
            yield {"master": master.person_id, "start": f"{start:%Y-%m-%dT%H:%M}", "minutes": minutes}
