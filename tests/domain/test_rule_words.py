"""Rules in words, written and read, Russian and English, SCHEDULE-001."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Invalid
from domain.recurrence import Rule, parse
from domain.rule_reading import read
from domain.rule_words import brief, note, words
from domain.texts import LANGUAGES, texts
from tests.domain.test_recurrence import TODAY, rules

TUESDAY = date(2026, 12, 1)


@given(
    rule=rules(),
    at=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.none() | st.integers(1, 12 * 60),
    first=st.none() | st.dates(TODAY + timedelta(days=1), date(2035, 1, 1)),
    locale=st.sampled_from(LANGUAGES),
)
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_again(
    rule: Rule, at: time | None, minutes: int | None, first: date | None, locale: str
) -> None:
    minutes = minutes if at else None
    said = words(rule, texts(locale), TODAY, at=at, minutes=minutes, first=first)
    plan = read(said, TODAY, TUESDAY)
    assert (plan.rule, plan.at, plan.minutes, plan.first) == (rule, at, minutes, first), said
    assert words(plan.rule, texts(locale), TODAY, at=plan.at, minutes=plan.minutes, first=plan.first) == said


@pytest.mark.parametrize(
    ("typed", "russian", "english"),
    [
        ("каждый второй вторник", "каждый второй вторник", "every other Tuesday"),
        ("Раз в две недели, по вторникам!", "каждый второй вторник", "every other Tuesday"),
        ("по будням в 9:00", "по будням в 09:00", "on weekdays at 09:00"),
        ("каждый рабочий день в 9 утра", "по будням в 09:00", "on weekdays at 09:00"),
        ("15-го числа каждого месяца", "15-го числа каждого месяца", "on the 15th of every month"),
        (
            "В последнюю пятницу месяца, до 1 июня",
            "в последнюю пятницу каждого месяца, до 1 июня",
            "on the last Friday of every month, until 1 June",
        ),
        (
            "каждый второй вторник месяца",
            "во второй вторник каждого месяца",
            "on the second Tuesday of every month",
        ),
        ("через день", "каждые 2 дня", "every 2 days"),
        ("каждый 21 день", "каждый 21 день", "every 21 days"),
        ("раз в 5 недель по пт", "раз в 5 недель по пятницам", "every 5 weeks on Fridays"),
        (
            "пн, ср и пт с 9 до 11",
            "по понедельникам, средам и пятницам с 09:00 до 11:00",
            "on Mondays, Wednesdays and Fridays from 09:00 to 11:00",
        ),
        (
            "раз в квартал 1-го, 3 раза",
            "раз в 3 месяца 1-го числа, 3 раза",
            "every 3 months on the 1st, 3 times",
        ),
        ("ежегодно 29 февраля", "каждый год 29 февраля", "every year on 29 February"),
        ("every 2nd Tuesday at 7pm", "каждый второй вторник в 19:00", "every other Tuesday at 19:00"),
        ("the 1st and 3rd Monday of the month", "в первый и третий понедельник каждого месяца", None),
        ("weekly", "каждый вторник", "every Tuesday"),
        (
            "every weekend until June 1st, 2028",
            "по выходным, до 1 июня 2028",
            "on weekends, until 1 June 2028",
        ),
        ("с 8 декабря каждый второй вторник", "каждый второй вторник, с 8 декабря", None),
        ("каждый день до 01.12.2026", "каждый день, до 1 декабря", "every day, until 1 December"),
        ("по выходным с 22 до 1", "по выходным с 22:00 до 01:00", "on weekends from 22:00 to 01:00"),
    ],
)
def test_people_say_it_in_many_ways(typed: str, russian: str, english: str | None) -> None:
    plan = read(typed, TODAY, TUESDAY)
    for locale, expected in (("ru", russian), ("en", english)):
        said = words(plan.rule, texts(locale), TODAY, at=plan.at, minutes=plan.minutes, first=plan.first)
        assert expected in {said, None}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("как обычно", "recurrence.unclear_word"),
        ("первый", "recurrence.unclear"),
        ("раз в месяц по вторникам", "recurrence.unclear"),
        ("каждые 2 часа", "recurrence.too_often"),
        ("2 раза в неделю", "recurrence.several"),
        ("twice a month", "recurrence.several"),
        ("по вторникам до 31 февраля", "recurrence.date"),
        ("по вторникам в 25:00", "recurrence.time"),
        ("каждый год 30 февраля", "recurrence.never"),
        ("каждые 99 недель", "recurrence.interval"),
        ("раз в 0 дней", "recurrence.no_interval"),
        ("по вторникам 10 раз до 1 мая", "recurrence.two_ends"),
        ("по вторникам с 9 до 9", "invalid.window"),
        ("по вторникам с 6 до 20", "invalid.window_too_long"),
        ("", "invalid.empty"),
        ("вторник " * 50, "invalid.too_long"),
    ],
)
def test_what_is_not_understood_gets_a_sentence(typed: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(typed, TODAY, TUESDAY)
    assert refused.value.key == key
    for locale in LANGUAGES:
        assert texts(locale)(key, **refused.value.values) != key


@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            ("каждый", "2", "второй", "раз", "в", "вторник", "месяц", "15-го", "до", "мая", "через")
        ),
        max_size=9,
    ).map(" ".join)
)
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_rule_or_a_refusal(typed: str) -> None:
    try:
        plan = read(typed, TODAY, TUESDAY)
    except Invalid:
        return
    assert words(plan.rule, texts("ru"), TODAY)


def test_months_that_are_left_out_are_told() -> None:
    said = {
        typed: note(read(typed, TODAY, TUESDAY).rule, texts("ru"))
        for typed in ("31-го числа", "29 февраля", "28-го числа")
    }
    assert "31-го числа" in said["31-го числа"]
    assert "високосные" in said["29 февраля"]
    assert said["28-го числа"] == ""


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "пн 18:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "раз в 2 недели пн, ср 18:00"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "по будням 18:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "15-го числа 18:00"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "в последнюю пятницу 18:00"),
    ],
)
def test_a_rule_on_a_button_is_short(rule: str, said: str) -> None:
    assert brief(parse(rule), texts("ru"), time(18)) == said
