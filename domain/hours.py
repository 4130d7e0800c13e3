"""Hours of a day: a master's own of that date, over the company's, over public holidays, over those of the week."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tortoise.expressions import Q

from domain import clock, holiday, intervals
from domain.intervals import Span
from domain.models import DayHours

Week = Mapping[str, list[list[str]]]  # by ISO week day, pairs of HH:MM
Days = Mapping[date, DayHours]

ONE = timedelta(days=1)


class Source(StrEnum):
    """Where the hours of a day come from."""

    WEEK = "week"
    HOLIDAY = "holiday"
    COMPANY = "company"
    OWN = "own"


@dataclass(frozen=True)
class Day:
    """The hours of a local date on the wall clock, none on a day off, and where they come from.

    ``name`` is what the company or the master calls the day; a public holiday is named by its ``country``.
    """

    date: date
    spans: list[list[str]]
    source: Source = Source.WEEK
    name: str = ""
    country: str = ""


@dataclass(frozen=True)
class Book:
    """Everything that decides the hours of one's days: the week, the country whose holidays are kept, exceptions."""

    zone: str
    week: Week
    country: str = ""
    own: Days = field(default_factory=dict)
    company: Days = field(default_factory=dict)

    def of(self, day: date) -> Day:
        """The hours of a local date."""
        if (own := self.own.get(day)) is not None:
            return Day(day, own.spans, Source.OWN, own.name)
        if (companys := self.company.get(day)) is not None:
            return Day(day, companys.spans, Source.COMPANY, companys.name)
        if holiday.name_of(day, self.country):
            return Day(day, [], Source.HOLIDAY, country=self.country)
        return Day(day, self.week.get(str(day.isoweekday()), []))

    def open(self, window: Span) -> list[Span]:
        """When it is working time within a window; hours of the day before may reach into it."""
        spans = (
            span
            for day in days_of(window, self.zone)
            for span in intervals.of_day(day, self.of(day).spans, self.zone)
        )
        return intervals.common(spans, [window])

    def covers(self, window: Span) -> bool:
        """Whether the whole window is working time."""
        day = clock.local(window[0], self.zone).date()
        hours = intervals.of_day(day, self.of(day).spans, self.zone)
        if any(opens <= window[0] and window[1] <= closes for opens, closes in hours):
            return True  # as nearly always; else nights and days without a gap are looked at
        return intervals.contains(self.open(window), window)


def days_of(window: Span, zone: str) -> Iterator[date]:
    """The local days whose hours may fall into a window: those it touches, and the one before."""
    day = clock.local(window[0], zone).date() - ONE
    last = clock.local(window[1], zone).date()
    while day <= last:
        yield day
        day += ONE


async def exceptions(
    master_ids: Collection[int], window: Span, zone: str
) -> dict[int | None, dict[date, DayHours]]:
    """Hours of single days around a window, by master and None for the company's; one statement."""
    days = list(days_of(window, zone))
    found: dict[int | None, dict[date, DayHours]] = {}
    whose = Q(master_id__in=list(master_ids)) | Q(master_id__isnull=True)
    for row in await DayHours.filter(whose, day__gte=days[0], day__lte=days[-1]):
        found.setdefault(row.master_id, {})[row.day] = row
    return found
