"""Working time of the company: pure arithmetic over its hours, by the wall clock and over changes of the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain import clock, company

Span = tuple[datetime, datetime]  # both in UTC
DAY = timedelta(days=1)
HORIZON: Final = 400  # days without an open hour after which none is expected any more
NOTHING = timedelta()


@dataclass(frozen=True)
class Hours:
    """The company's hours by ISO week day, each a list of [from, to] on the wall clock of ``zone``.

    A closing time that isn't later than the opening is of the next day: ``22:00`` to ``06:00`` is a night,
    ``00:00`` to ``00:00`` or ``24:00`` a whole day.
    """

    zone: str
    week: dict[str, list[list[str]]]

    def spans(self, day: date) -> list[Span]:
        """When the company is open from a local date on, in order and apart from each other."""
        opened: list[Span] = []
        for begin, end in sorted(self._span(day, *pair) for pair in self.week.get(str(day.isoweekday()), [])):
            if opened and begin <= opened[-1][1]:
                opened[-1] = opened[-1][0], max(end, opened[-1][1])
            else:
                opened.append((begin, end))
        return opened

    def _span(self, day: date, opens: str, closes: str) -> Span:
        begin, end = company.wall(opens), company.wall("00:00" if closes == "24:00" else closes)
        # Steps are made in naive local time and get their zone last: nine o'clock stays nine o'clock.
        walls = datetime.combine(day, begin), datetime.combine(day if end > begin else day + DAY, end)
        first, last = (wall.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC) for wall in walls)
        return first, last

    def since(self, start: datetime) -> Iterator[Span]:
        """What is open from ``start`` on, without end unless no hour opens for :data:`HORIZON` days."""
        day, reached, empty = clock.local(start, self.zone).date() - DAY, start, 0
        while empty < HORIZON:
            opened = [(max(begin, reached), end) for begin, end in self.spans(day) if end > reached]
            for begin, end in opened:
                yield begin, end
                reached = end
            day, empty = day + DAY, 0 if opened else empty + 1


async def hours() -> Hours:
    """The company's hours as they are now: the one place that says when working time runs."""
    return Hours(await company.zone(), await company.get("hours"))


def add(start: datetime, work: timedelta, by: Hours) -> datetime | None:
    """The moment when ``work`` has passed in working time since ``start``; None when no hour will ever open."""
    if work <= NOTHING:
        return start
    for begin, end in by.since(start):
        if begin + work <= end:
            return begin + work
        work -= end - begin
    return None


def between(start: datetime, end: datetime, by: Hours) -> timedelta:
    """The working time from ``start`` to ``end``; nothing when ``end`` isn't later."""
    worked = NOTHING
    if end <= start:
        return worked
    for begin, until in by.since(start):
        if begin >= end:
            break
        worked += min(until, end) - begin
    return worked


def before(end: datetime, work: timedelta, by: Hours) -> datetime | None:
    """The moment from which ``work`` is left in working time until ``end``; None when there never was so much."""
    days = 1
    while days <= 2 * HORIZON:
        start = end - timedelta(days=days)
        worked = between(start, end, by)
        if worked >= work:
            return add(start, worked - work, by)
        days *= 2
    return None
