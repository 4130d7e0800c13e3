"""Hours in the words of a language, as :mod:`domain.hours_reading` reads them again."""

from collections.abc import Mapping
from datetime import date, timedelta

from domain import hours_reading
from domain.hours_reading import Spans
from domain.models import DayHours
from domain.texts import Texts

MONDAY = date(2026, 11, 23)


def day(spans: Spans, t: Texts) -> str:
    """The hours of a day, ``9:00–13:00, 14:00–18:00``, or that it is a day off; of the next day what ends on it."""
    return ", ".join(_span(span, t) for span in spans) or t("hours.off")


def week_lines(week: Mapping[str, Spans], t: Texts) -> list[str]:
    """Runs of days with the same hours, a line each: ``пн–пт 9:00–18:00``."""
    return [f"{_days(first, last, t)} {day(spans, t)}" for first, last, spans in hours_reading.by_days(week)]


def week(week: Mapping[str, Spans], t: Texts) -> str:
    """The same in one line."""
    return "; ".join(week_lines(week, t))


def weekday(number: int, t: Texts) -> str:
    """The short name of an ISO week day."""
    return t.weekday(date_of(number))


def date_of(number: int) -> date:
    """A date that falls on an ISO week day."""
    return MONDAY + timedelta(days=number - 1)


def single(row: DayHours, t: Texts) -> str:
    """A single day: its date, hours and name."""
    return t("hours.single", day=t.days(row.day, row.day), hours=day(row.spans, t)) + (
        f" · {row.name}" if row.name else ""
    )


def _span(span: list[str], t: Texts) -> str:
    said = "–".join(span)
    return t("hours.next_day", hours=said) if hours_reading.overnight(span) else said


def _days(first: int, last: int, t: Texts) -> str:
    return weekday(first, t) if first == last else f"{weekday(first, t)}–{weekday(last, t)}"
