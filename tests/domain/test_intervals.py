"""Spans of time against a slow reference, and wall-clock hours on the days that are not like others, SCHEDULE-001."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import intervals
from domain.intervals import Span

ZERO = datetime(2026, 3, 29, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MOST = 90
BERLIN, CAIRO = "Europe/Berlin", "Africa/Cairo"  # in Cairo the clocks jump at midnight


def at(minute: int) -> datetime:
    return ZERO + minute * MINUTE


spans = st.lists(
    st.tuples(st.integers(0, MOST), st.integers(0, MOST)).map(lambda pair: (at(min(pair)), at(max(pair)))),
    max_size=6,
)


def minutes_of(some: list[Span]) -> set[datetime]:
    """The reference: every minute that is covered."""
    return {minute for minute in map(at, range(MOST + 1)) for start, end in some if start <= minute < end}


def assert_tidy(some: list[Span]) -> None:
    assert all(start < end for start, end in some)
    assert all(one[1] < other[0] for one, other in pairwise(some))


@given(spans)
def test_union_covers_the_same_minutes_in_order_and_apart(some: list[Span]) -> None:
    found = intervals.union(some)
    assert minutes_of(found) == minutes_of(some)
    assert_tidy(found)


@given(spans, spans)
def test_cut_leaves_what_the_others_do_not_cover(some: list[Span], others: list[Span]) -> None:
    found = intervals.cut(some, others)
    assert minutes_of(found) == minutes_of(some) - minutes_of(others)
    assert_tidy(found)


@given(spans, spans)
def test_common_is_what_both_cover(some: list[Span], others: list[Span]) -> None:
    found = intervals.common(some, others)
    assert minutes_of(found) == minutes_of(some) & minutes_of(others)
    assert_tidy(found)


@given(spans, st.integers(0, MOST), st.integers(0, MOST))
def test_complement_and_the_spans_make_up_the_whole(some: list[Span], begin: int, finish: int) -> None:
    within = at(min(begin, finish)), at(max(begin, finish))
    found = intervals.complement(some, within)
    assert minutes_of(found) == minutes_of([within]) - minutes_of(some)
    assert_tidy(found)


@given(spans, st.integers(0, MOST), st.integers(0, MOST))
def test_contains_and_overlap_judge_as_the_minutes_do(some: list[Span], begin: int, finish: int) -> None:
    span = at(min(begin, finish)), at(max(begin, finish))
    assert intervals.contains(some, span) is (minutes_of([span]) <= minutes_of(some))
    for one in some:
        assert intervals.overlap(one, span) is bool(minutes_of([one]) & minutes_of([span]))


def test_a_span_without_length_is_nothing() -> None:
    assert intervals.union([(at(5), at(5))]) == []
    assert intervals.cut([(at(0), at(9))], [(at(5), at(5))]) == [(at(0), at(9))]
    assert not intervals.overlap((at(5), at(5)), (at(0), at(9)))


clock_times = st.integers(0, 24 * 60 - 1)
# A usual day, both changes of the clocks, a leap day, and a midnight that isn't there.
days = st.sampled_from(
    [
        (date(2026, 11, 28), BERLIN),
        (date(2026, 3, 29), BERLIN),
        (date(2026, 10, 25), BERLIN),
        (date(2028, 2, 28), BERLIN),
        (date(2028, 2, 29), BERLIN),
        (date(2026, 4, 23), CAIRO),
        (date(2026, 4, 24), CAIRO),
    ]
)


def reference(day: date, minute: int, zone: str) -> datetime:
    """The first minute, looked for one by one, whose wall clock shows what is asked for."""
    wall = datetime.combine(day, datetime.min.time()) + minute * MINUTE
    found = wall.replace(tzinfo=UTC) - timedelta(hours=4)  # east of both
    while found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wall:
        found += MINUTE
    return found


def shown(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@given(days, clock_times, clock_times)
def test_hours_by_the_wall_clock_begin_and_end_when_it_first_shows_them(
    where: tuple[date, str], opens: int, closes: int
) -> None:
    day, zone = where
    passes = closes if closes > opens else closes + 24 * 60
    begin, finish = reference(day, opens, zone), reference(day, passes, zone)
    found = intervals.of_day(day, [[shown(opens), shown(closes)]], zone)
    assert found == ([(begin, finish)] if begin < finish else [])


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2028, 2, 29), 24)]
)
def test_a_whole_day_has_as_many_hours_as_the_clocks_give_it(day: date, hours: int) -> None:
    for written in (["00:00", "24:00"], ["00:00", "00:00"]):
        ((begin, finish),) = intervals.of_day(day, [written], BERLIN)
        assert finish - begin == timedelta(hours=hours)
    assert intervals.whole_days(day, day, BERLIN) == (begin, finish)


def test_a_night_shift_ends_on_the_next_day_and_days_without_a_gap_are_one() -> None:
    leap = date(2028, 2, 29)
    ((begin, finish),) = intervals.of_day(leap, [["22:00", "06:00"]], BERLIN)
    assert (begin, finish) == (intervals.moment(leap, 22 * 60, BERLIN), datetime(2028, 3, 1, 5, tzinfo=UTC))
    whole = [["00:00", "24:00"]]
    both = intervals.of_day(leap, whole, BERLIN) + intervals.of_day(date(2028, 3, 1), whole, BERLIN)
    assert intervals.union(both) == [intervals.whole_days(leap, date(2028, 3, 1), BERLIN)]


@pytest.mark.parametrize("written", ["24:01", "25:00", "9 часов", ""])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        intervals.of_day(date(2026, 11, 28), [["09:00", written]], BERLIN)
