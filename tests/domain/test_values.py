"""Money, phones, names and the clock take what people write and refuse the rest in words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock, lines, money, people
from domain.errors import Invalid, Refused
from domain.texts import LANGUAGES, texts

T = TypeVar("T")


def tried(read: Callable[[str], T], text: str) -> tuple[T | None, str]:
    """What was read, or the key of the refusal."""
    try:
        return read(text), ""
    except Refused as refusal:
        return None, refusal.key


@pytest.mark.parametrize(
    ("text", "kopecks"),
    [
        ("1500", 150_000),
        (" 1 500,50 ", 150_050),
        ("1\u00a0500 ₽", 150_000),
        ("1500 руб.", 150_000),
        ("0,5", 50),
        ("0", 0),
        ("100000000", money.MOST),
    ],
)
def test_amount_is_read_as_people_write_it(text: str, kopecks: int) -> None:
    assert money.parse(text) == kopecks


@pytest.mark.parametrize(
    "text", ["", "много", "-5", "1,500", "1.500,50", "1e9", "nan", "inf", "1_000", "٪", "1e999999"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        money.parse(text)
    assert refusal.value.key == "invalid.money"


@pytest.mark.parametrize("text", ["100000000,01", "9" * 40])
def test_too_much_is_said_to_be_too_much(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        money.parse(text)
    assert refusal.value.key == "invalid.money_too_much"


@given(st.integers(1, lines.MOST_MINUTES), st.sampled_from(LANGUAGES))
def test_a_duration_that_is_shown_is_read_again(minutes: int, locale: str) -> None:
    assert lines.parse_minutes(texts(locale).duration(minutes)) == minutes


def test_a_duration_reads_as_people_say_it() -> None:
    said = [texts("ru").duration(minutes) for minutes in (None, 0, 45, 60, 89.6)]
    assert said == ["—", "0 мин", "45 мин", "1 ч", "1 ч 30 мин"]
    assert texts("en").duration(90) == "1 h 30 min"


@given(st.integers(0, money.MOST))
def test_what_money_shows_it_reads_again(kopecks: int) -> None:
    assert money.parse(texts("ru").money(kopecks)) == kopecks


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    kopecks, refused = tried(money.parse, text)
    assert (kopecks is not None and 0 <= kopecks <= money.MOST) or refused.startswith("invalid.money")


@given(st.decimals("0.001", "9999", places=3), st.integers(0, 10_000_000))
def test_line_is_its_exact_product_to_half_a_kopeck(quantity: Decimal, price: int) -> None:
    assert abs(money.line_total(quantity, price) - quantity * price) <= Decimal("0.5")


@pytest.mark.parametrize(
    "text", ["+7 916 123-45-67", "8 (916) 123-45-67", "89161234567", "9161234567", "тел. 8-916-123-45-67"]
)
def test_one_number_however_written(text: str) -> None:
    assert people.normal_phone(text) == "+79161234567"


@pytest.mark.parametrize("text", ["", "позвоните", "123", "+7 916", "8" * 5000, "\0", "🔧"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        people.normal_phone(text)
    assert refusal.value.key == "invalid.phone"


@given(st.integers(9_000_000_000, 9_999_999_999))
def test_number_that_is_shown_is_read_again(digits: int) -> None:
    assert people.normal_phone(people.shown_phone(f"+7{digits}")) == f"+7{digits}"


@given(st.text(max_size=200))
def test_any_text_is_a_name_on_one_line_or_a_refusal(text: str) -> None:
    name, refused = tried(people.normal_name, text)
    if name is None:
        assert refused in {"invalid.name", "invalid.too_long"}
    else:
        assert name == people.normal_name(name)
        assert "\n" not in name
        assert 0 < len(name) <= people.NAME_LENGTH


def test_day_begins_on_the_wall_clock_of_the_company() -> None:
    late = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)  # half past one in the night of the second in Moscow
    assert clock.at(late, "Europe/Moscow", 9) == datetime(2026, 3, 2, 6, tzinfo=UTC)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)), st.integers(0, 23))  # noqa: DTZ001  # made UTC below
def test_hour_of_a_day_is_that_hour_through_clock_changes(naive: datetime, hour: int) -> None:
    moment = clock.local(clock.at(naive.replace(tzinfo=UTC), "Europe/Berlin", hour), "Europe/Berlin")
    skipped = hour == 2 and moment.hour == 3  # the hour that spring leaves out
    assert moment.hour == hour or skipped


def test_moved_clock_comes_back() -> None:
    before = clock.now()
    with clock.moved(timedelta(days=3)):
        assert clock.now() - before >= timedelta(days=3)
        with clock.moved(timedelta(days=1)):
            assert clock.now() - before >= timedelta(days=4)
    assert timedelta() <= clock.now() - before < timedelta(minutes=1)


def test_numbers_are_written_as_the_language_has_them() -> None:
    said = [texts("ru").number(number) for number in ("1.5", "2.000", "9998.999", "4.8")]
    assert said == ["1,5", "2", "9\xa0998,999", "4,8"]
    assert texts("en").number("1.5") == "1.5"
    assert texts("ru").reason({"key": "reason.rating", "values": {"rating": "4.8"}}) == "оценка 4,8"
    assert " " not in texts("ru").money(230_000)  # a sum never breaks across lines
