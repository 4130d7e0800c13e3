"""Working time equals what somebody counts who looks at the clock each minute, TASKS-001."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import working
from domain.hours import Book
from domain.models import DayHours
from domain.settings import Settings
from domain.working import add, before, between

MINUTE = timedelta(minutes=1)
ZONES = ("Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
WEEK = {str(day): [["09:00", "18:00"]] for day in range(1, 6)}
NEVER = Book("Europe/Moscow", {})
ALWAYS = Book("Europe/Moscow", {str(day): [["00:00", "24:00"]] for day in range(1, 8)})


def utc(text: str, zone: str = "Europe/Moscow") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@lru_cache
def shown(day: date, zone: str) -> dict[time, datetime]:
    """What the clock on the wall shows on that day, and when it does so first."""
    found: dict[time, datetime] = {}
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=14)
    for _ in range(54 * 60):
        seen = moment.astimezone(ZoneInfo(zone))
        if seen.date() == day:
            found.setdefault(seen.time(), moment)
        moment += MINUTE
    return found


def shown_first(day: date, wall: time, zone: str) -> datetime:
    """When it shows that time, or, if that is skipped, a later one."""
    return min(moment for seen, moment in shown(day, zone).items() if seen >= wall)


def slow_spans(first: date, days: int, by: Book) -> list[tuple[datetime, datetime]]:
    found = []
    for day in (first + timedelta(days=n) for n in range(days)):
        for opens, closes in by.week.get(str(day.isoweekday()), []):
            until = day if closes > opens else day + timedelta(days=1)
            found.append(
                (
                    shown_first(day, time.fromisoformat(opens), by.zone),
                    shown_first(until, time.fromisoformat(closes), by.zone),
                )
            )
    return found


def open_minutes(start: datetime, end: datetime, by: Book) -> Iterator[datetime]:
    """Every minute of the period in which the company is open."""
    first = start.astimezone(ZoneInfo(by.zone)).date() - timedelta(days=1)
    spans = slow_spans(first, (end - start).days + 4, by)
    moment = start
    while moment < end:
        if any(begin <= moment < until for begin, until in spans):
            yield moment
        moment += MINUTE


walls = st.sampled_from([f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)])
weeks = st.dictionaries(
    st.sampled_from("1234567"), st.lists(st.tuples(walls, walls).map(list), max_size=2), max_size=7
)
companies = st.builds(Book, st.sampled_from(ZONES), weeks)
# Around the days on which the clocks of these zones change, and around plain ones.
starts = st.sampled_from(["2026-03-07", "2026-03-28", "2026-04-04", "2026-06-10", "2026-10-24", "2026-10-31"])
moments = st.builds(
    lambda day, minutes: datetime.fromisoformat(day).replace(tzinfo=UTC) + minutes * MINUTE,
    starts,
    st.integers(0, 2 * 1440),
)


@given(companies, moments, st.integers(0, 3 * 1440))
@settings(max_examples=60, deadline=None)
def test_working_time_between_equals_the_slow_count(by: Book, start: datetime, minutes: int) -> None:
    end = start + minutes * MINUTE
    assert between(start, end, by) == MINUTE * sum(1 for _ in open_minutes(start, end, by))


@given(companies, moments, st.integers(1, 900))
@settings(max_examples=60, deadline=None)
def test_adding_working_time_equals_the_slow_count(by: Book, start: datetime, minutes: int) -> None:
    counted = list(open_minutes(start, start + timedelta(days=4), by))
    found = add(start, minutes * MINUTE, by)
    if len(counted) >= minutes:
        assert found == counted[minutes - 1] + MINUTE
    else:
        assert found is None or found > start + timedelta(days=4)


@given(companies, moments, st.integers(1, 900))
@settings(max_examples=60, deadline=None)
def test_going_back_leaves_as_much_as_was_asked(by: Book, end: datetime, minutes: int) -> None:
    found = before(end, minutes * MINUTE, by)
    if found is None:
        assert not any(by.week.values())
    else:
        assert between(found, end, by) == minutes * MINUTE


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("2026-11-23 10:00", 60, "2026-11-23 11:00"),
        ("2026-11-23 17:30", 60, "2026-11-24 09:30"),  # over a night
        ("2026-11-27 17:30", 60, "2026-11-30 09:30"),  # over a weekend
        ("2026-11-28 12:00", 60, "2026-11-30 10:00"),  # from a day off
        ("2026-11-23 17:00", 60, "2026-11-23 18:00"),  # to the last minute, not to the next morning
        ("2026-11-23 06:00", 1, "2026-11-23 09:01"),
    ],
)
def test_time_is_added_within_the_hours(start: str, minutes: int, expected: str) -> None:
    assert add(utc(start), minutes * MINUTE, Book("Europe/Moscow", WEEK)) == utc(expected)


def test_no_time_passes_on_a_holiday_or_on_a_day_off_of_the_company() -> None:
    closed = DayHours(day=date(2026, 11, 5), spans=[])
    by = Book("Europe/Moscow", WEEK, "RU", company={closed.day: closed})
    assert add(utc("2026-11-03 17:30"), 60 * MINUTE, by) == utc("2026-11-06 09:30")  # the fourth is Unity Day


async def test_hours_are_those_of_the_company_with_its_single_days(db: Settings) -> None:
    day = date(2026, 11, 7)  # a Saturday on which the company works
    await DayHours.create(day=day, spans=[["10:00", "12:00"]])
    by = await working.hours()
    opened = next(working.since(utc("2026-11-07 00:30"), by))
    assert opened == (utc("2026-11-07 10:00"), utc("2026-11-07 12:00"))
    assert by.country == "RU"


def test_a_night_of_the_changing_clock_has_an_hour_more_or_less() -> None:
    night = Book("Europe/Berlin", {"6": [["22:00", "06:00"]]})
    for saturday, hours in (("2026-03-28", 7), ("2026-10-24", 9), ("2026-11-21", 8)):
        start = utc(f"{saturday} 12:00", night.zone)
        assert between(start, start + timedelta(days=2), night) == timedelta(hours=hours)


def test_round_the_clock_is_all_of_the_time() -> None:
    start = utc("2026-11-23 23:17")
    assert add(start, timedelta(hours=100), ALWAYS) == start + timedelta(hours=100)
    assert between(start, start + timedelta(days=30), ALWAYS) == timedelta(days=30)
    assert before(start, timedelta(hours=100), ALWAYS) == start - timedelta(hours=100)


def test_without_hours_no_time_passes_and_nothing_waits_for_ever() -> None:
    start = utc("2026-11-23 10:00")
    assert add(start, MINUTE, NEVER) is None
    assert before(start, MINUTE, NEVER) is None
    assert between(start, start + timedelta(days=3000), NEVER) == timedelta()
