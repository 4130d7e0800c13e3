"""Rules of recurrence: read, expanded, given their zone, SCHEDULE-001."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import recurrence
from domain.errors import Invalid
from domain.recurrence import LAST, MOST_INTERVAL, Freq, Rule

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Europe/Moscow")
TODAY = date(2026, 11, 28)

ends = st.one_of(
    st.just({}),
    st.builds(lambda n: {"count": n}, st.integers(1, 999)),
    st.builds(lambda day: {"until": day}, st.dates(TODAY, date(2040, 12, 31))),
)
some_days = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
some_weeks = st.sets(st.sampled_from((1, 2, 3, 4, 5, LAST)), min_size=1).map(tuple)
some_dates = st.sets(st.integers(1, 31), min_size=1, max_size=4).map(tuple) | st.just((LAST,))
of_month = st.fixed_dictionaries({"month_days": some_dates}) | st.fixed_dictionaries(
    {"days": st.integers(0, 6).map(lambda day: (day,)), "weeks": some_weeks}
)
of_year = st.fixed_dictionaries(
    {"month": st.integers(1, 12), "month_days": st.integers(1, 28).map(lambda day: (day,)) | st.just((LAST,))}
) | st.fixed_dictionaries(
    {"month": st.integers(1, 12), "days": st.integers(0, 6).map(lambda day: (day,)), "weeks": some_weeks}
)
PARTS = {
    Freq.DAILY: st.just({}),
    Freq.WEEKLY: st.fixed_dictionaries({"days": some_days}),
    Freq.MONTHLY: of_month,
    Freq.YEARLY: of_year | st.just({"month": 2, "month_days": (29,)}),
}


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule of ours, in its one form."""
    freq = draw(st.sampled_from(list(Freq)))
    interval = draw(st.integers(1, MOST_INTERVAL[freq]))
    return recurrence.checked(Rule(freq, interval, **draw(PARTS[freq]), **draw(ends)))


def slowly(rule: Rule, starts: datetime, days: int) -> Iterator[datetime]:
    """The same by looking at every single day."""
    found = 0
    for day in (starts.date() + timedelta(days=n) for n in range(days)):
        if (rule.until and day > rule.until) or found == rule.count:
            return
        if is_day_of(rule, day, starts.date()):
            found += 1
            yield datetime.combine(day, starts.time())


def is_day_of(rule: Rule, day: date, first: date) -> bool:
    months = (day.year - first.year) * 12 + day.month - first.month
    passed = {
        Freq.DAILY: (day - first).days,
        Freq.WEEKLY: (day - first + timedelta(days=first.weekday() - day.weekday())).days // 7,
        Freq.MONTHLY: months,
        Freq.YEARLY: day.year - first.year,
    }[rule.freq]
    length = monthrange(day.year, day.month)[1]
    numbers = {(day.day - 1) // 7 + 1} | ({LAST} if day.day + 7 > length else set())
    return (
        passed % rule.interval == 0
        and (rule.month in {None, day.month})
        and (not rule.days or day.weekday() in rule.days)
        and (not rule.weeks or bool(numbers & set(rule.weeks)))
        and (not rule.month_days or bool({day.day, LAST if day.day == length else 0} & set(rule.month_days)))
    )


@given(rule=rules(), starts=st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)))  # noqa: DTZ001
@settings(max_examples=60, deadline=None)
def test_a_rule_comes_on_the_days_that_a_calendar_shows(rule: Rule, starts: datetime) -> None:
    starts = starts.replace(microsecond=0)
    last = datetime.combine(starts.date() + timedelta(days=900), time())
    assert recurrence.between(rule, starts, starts, last) == list(slowly(rule, starts, 900))


@given(rule=rules())
@settings(max_examples=100, deadline=None)
def test_a_rule_is_read_as_it_was_written(rule: Rule) -> None:
    assert recurrence.parse(rule.text) == rule


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "rule", [Rule(Freq.DAILY), Rule(Freq.WEEKLY, 2, (6,)), Rule(Freq.MONTHLY, month_days=(LAST,))]
)
def test_nine_oclock_stays_nine_oclock_through_the_year(zone: str, rule: Rule) -> None:
    """Both changes of the clocks are among these days."""
    starts = datetime(2026, 1, 4, 9)  # noqa: DTZ001
    walls = recurrence.between(rule, starts, starts, datetime(2028, 1, 1))  # noqa: DTZ001
    moments = [recurrence.moment(wall, zone) for wall in walls]
    assert [recurrence.wall(at, zone) for at in moments] == walls
    assert {wall.time() for wall in walls} == {time(9)}
    offsets = {at.astimezone(ZoneInfo(zone)).utcoffset() for at in moments}
    assert len(offsets) == (1 if zone == "Europe/Moscow" else 2)


# The night of each change in 2026: a local time that isn't there, where it moves; one that is twice, its first moment.
CHANGES = {
    "Europe/Berlin": ("2026-03-29T02:30", "2026-03-29T03:30", "2026-10-25T02:30", "2026-10-25T00:30"),
    "America/New_York": ("2026-03-08T02:30", "2026-03-08T03:30", "2026-11-01T01:30", "2026-11-01T05:30"),
    "Australia/Lord_Howe": ("2026-10-04T02:15", "2026-10-04T02:45", "2026-04-05T01:45", "2026-04-04T14:45"),
    "Africa/Casablanca": ("2026-03-22T02:30", "2026-03-22T03:30", "2026-02-15T02:30", "2026-02-15T01:30"),
}


@pytest.mark.parametrize("zone", CHANGES)
def test_a_time_that_is_not_there_moves_forward_and_of_two_the_first_counts(zone: str) -> None:
    gap, moved, twice, first = CHANGES[zone]
    assert recurrence.wall(
        recurrence.moment(datetime.fromisoformat(gap), zone), zone
    ) == datetime.fromisoformat(moved)
    again = recurrence.moment(datetime.fromisoformat(twice), zone)
    assert again == datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert recurrence.wall(again, zone) == datetime.fromisoformat(twice)


def test_moscow_has_no_changes() -> None:
    starts = datetime(2026, 1, 1, 2, 30)  # noqa: DTZ001
    for wall in recurrence.between(Rule(Freq.DAILY), starts, starts, datetime(2027, 1, 1)):  # noqa: DTZ001
        assert recurrence.moment(wall, "Europe/Moscow") == (wall - timedelta(hours=3)).replace(tzinfo=UTC)


def test_a_day_that_a_month_has_not_got_is_left_out() -> None:
    starts = datetime(2027, 1, 31, 9)  # noqa: DTZ001
    walls = recurrence.upcoming(Rule(Freq.MONTHLY, month_days=(31,)), starts, starts, 4)
    assert [(wall.month, wall.day) for wall in walls] == [(1, 31), (3, 31), (5, 31), (7, 31)]
    leap = Rule(Freq.YEARLY, month_days=(29,), month=2)
    assert [wall.year for wall in recurrence.upcoming(leap, starts, starts, 2)] == [2028, 2032]


def test_every_other_tuesday_counts_from_the_first_tuesday_there_is() -> None:
    rule, saturday = Rule(Freq.WEEKLY, 2, (1,)), datetime(2026, 11, 28, 9)  # noqa: DTZ001
    first = recurrence.aligned(rule, saturday)
    assert first == datetime(2026, 12, 1, 9)  # noqa: DTZ001
    assert recurrence.upcoming(rule, first, first, 2)[1] == datetime(2026, 12, 15, 9)  # noqa: DTZ001


def test_a_count_goes_on_where_it_stands() -> None:
    rule, starts = Rule(Freq.DAILY, count=10), datetime(2026, 11, 1, 9)  # noqa: DTZ001
    assert recurrence.remaining(rule, starts, starts + timedelta(days=4)).count == 6


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("FREQ=HOURLY", "recurrence.too_often"),
        ("FREQ=MINUTELY;INTERVAL=90", "recurrence.too_often"),
        ("FREQ=SECONDLY", "recurrence.too_often"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "recurrence.never"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "recurrence.never"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=0", "recurrence.count"),
        ("FREQ=DAILY;INTERVAL=0", "recurrence.no_interval"),
        ("FREQ=DAILY;INTERVAL=367", "recurrence.interval"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "recurrence.two_ends"),
        ("FREQ=WEEKLY", "recurrence.unclear_rule"),
        ("FREQ=MONTHLY;BYDAY=2TU,3WE", "recurrence.unclear_rule"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;BYSETPOS=1", "recurrence.unclear_rule"),
        ("FREQ=DAILY;FREQ=DAILY", "recurrence.unclear_rule"),
        ("FREQ=WEEKLY;BYDAY=XX", "recurrence.unclear_rule"),
        ("nonsense", "recurrence.unclear_rule"),
    ],
)
def test_what_is_no_rule_of_ours_is_refused(text: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        recurrence.parse(text)
    assert refused.value.key == key


def test_a_rule_that_is_over_before_it_begins_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        recurrence.aligned(Rule(Freq.WEEKLY, 1, (1,), until=date(2026, 11, 29)), datetime(2026, 11, 28, 9))  # noqa: DTZ001
    assert refused.value.key == "recurrence.never"
