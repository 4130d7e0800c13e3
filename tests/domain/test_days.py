"""Days as people write them, SCHEDULE-001."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock, days
from domain.errors import Invalid
from domain.texts import texts
from tests.cast import ZONE

TODAY = date(2026, 11, 28)  # a Saturday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("сегодня", TODAY),
        ("Завтра ", date(2026, 11, 29)),
        ("послезавтра", date(2026, 11, 30)),
        ("yesterday", date(2026, 11, 27)),
        ("пт", date(2026, 12, 4)),
        ("в субботу", TODAY),
        ("Mon", date(2026, 11, 30)),
        ("28.11", TODAY),
        ("3.1", date(2027, 1, 3)),
        ("30.10", date(2026, 10, 30)),
        ("1/12/26", date(2026, 12, 1)),
        ("2026-12-31", date(2026, 12, 31)),
        ("9 мая", date(2027, 5, 9)),
        ("8 марта 2028", date(2028, 3, 8)),
        ("4 November", date(2026, 11, 4)),
        ("29.02", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert days.parse(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1.12-14.12", date(2026, 12, 1), date(2026, 12, 14)),
        ("1-14 декабря", date(2026, 12, 1), date(2026, 12, 14)),
        ("с 28.12 по 8.1", date(2026, 12, 28), date(2027, 1, 8)),
        ("30.11-25.1", date(2026, 11, 30), date(2027, 1, 25)),
        ("14.12-10.12.27", date(2026, 12, 14), date(2027, 12, 10)),
        ("завтра — пт", date(2026, 11, 29), date(2026, 12, 4)),
        ("from today to 30.11", TODAY, date(2026, 11, 30)),
        ("2026-12-01", date(2026, 12, 1), date(2026, 12, 1)),
        ("2026-12-01 - 2026-12-03", date(2026, 12, 1), date(2026, 12, 3)),
    ],
)
def test_days_are_read_from_one_to_another(text: str, first: date, last: date) -> None:
    assert days.parse_range(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", ["", "скоро", "31.02", "5 тыбря", "32", "29.02.2027"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        days.parse(text, TODAY)


@pytest.mark.parametrize(
    "text", ["14.12.2026-1.12.2026", "1.12.2026-1.12.2029", "14.12-10.12", "завтра-когда-нибудь"]
)
def test_days_in_the_wrong_order_or_too_many_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        days.parse_range(text, TODAY)


@given(st.text(max_size=30))
def test_any_text_is_days_or_refused(text: str) -> None:
    try:
        first, last = days.parse_range(text, TODAY)
    except Invalid:
        return
    assert first <= last <= first + timedelta(days=366)


@given(st.dates(TODAY - timedelta(days=180), TODAY + timedelta(days=180)))
def test_a_date_without_a_year_is_the_nearest(day: date) -> None:
    assert days.parse(f"{day:%d.%m}", TODAY) == day


def test_a_day_of_another_year_says_which() -> None:
    """Of a rule that comes twice a year all dates would read alike."""
    at = clock.at(clock.now(), ZONE, 12)
    later = clock.at(clock.now() + timedelta(days=400), ZONE, 12)
    assert str(later.year) in texts("ru").window(later, later, ZONE)
    assert str(later.year) in texts("en").day(later, ZONE)
    assert str(at.year) not in texts("ru").window(at + timedelta(days=7), at, ZONE)


def test_days_in_disorder_are_told_how_the_next_year_is_written() -> None:
    with pytest.raises(Invalid) as refused:
        days.parse_range("14.12-10.12", TODAY)
    assert "10.03.2027" in texts("ru")(refused.value.key, **refused.value.values)
