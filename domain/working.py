"""Working time of the company: pure arithmetic over its hours, by the wall clock and over changes of the clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from domain import clock, company, intervals
from domain.hours import Book
from domain.intervals import Span
from domain.models import DayHours

DAY = timedelta(days=1)
HORIZON: Final = 400  # days without an open hour after which none is expected any more
NOTHING = timedelta()


async def hours() -> Book:
    """The company's hours as they are now, with its holidays and its single days: when working time runs."""
    days = {row.day: row for row in await DayHours.filter(master_id__isnull=True)}
    week, country = await company.get("hours"), await company.get("holidays")
    return Book(await company.zone(), week, country, company=days)


def since(start: datetime, by: Book) -> Iterator[Span]:
    """What is open from ``start`` on, without end unless no hour opens for :data:`HORIZON` days."""
    day, reached, empty = clock.local(start, by.zone).date() - DAY, start, 0
    while empty < HORIZON:
        spans = intervals.of_day(day, by.of(day).spans, by.zone)
        opened = [(max(begin, reached), end) for begin, end in spans if end > reached]
        for begin, end in opened:
            yield begin, end
            reached = end
        day, empty = day + DAY, 0 if opened else empty + 1


def add(start: datetime, work: timedelta, by: Book) -> datetime | None:
    """The moment when ``work`` has passed in working time since ``start``; None when no hour will ever open."""
    if work <= NOTHING:
        return start
    for begin, end in since(start, by):
        if begin + work <= end:
            return begin + work
        work -= end - begin
    return None


def between(start: datetime, end: datetime, by: Book) -> timedelta:
    """The working time from ``start`` to ``end``; nothing when ``end`` isn't later."""
    worked = NOTHING
    if end <= start:
        return worked
    for begin, until in since(start, by):
        if begin >= end:
            break
        worked += min(until, end) - begin
    return worked


def before(end: datetime, work: timedelta, by: Book) -> datetime | None:
    """The moment from which ``work`` is left in working time until ``end``; None when there never was so much."""
    days = 1
    while days <= 2 * HORIZON:
        start = end - timedelta(days=days)
        worked = between(start, end, by)
        if worked >= work:
            return add(start, worked - work, by)
        days *= 2
    return None
