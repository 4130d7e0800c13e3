"""Hours in words, of a day and of a week, SCHEDULE-001."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import hours_words
from domain.errors import Invalid
from domain.hours_reading import TYPED_LENGTH, checked, read_day, read_single, read_week
from domain.promise_reading import read_promise
from domain.texts import LANGUAGES, texts

NINE = [["09:00", "18:00"]]
LUNCH = [["09:00", "13:00"], ["14:00", "18:00"]]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9–18", NINE),
        ("с 9 до 18", NINE),
        ("09:00-18:00", NINE),
        ("from 9 to 18", NINE),
        ("9 am – 6 pm", NINE),
        ("9.00 - 18.00, без обеда", NINE),
        ("9–18, перерыв 13–14", LUNCH),
        ("С 9 до 18, обед с 13 до 14", LUNCH),
        ("9 to 18, lunch 13:00–14:00", LUNCH),
        ("9am-6pm break 1pm-2pm", LUNCH),
        ("14–18 и 9–13", LUNCH),
        ("9–13, 14–18", LUNCH),
        ("22–6", [["22:00", "06:00"]]),
        ("с 22 до 6 следующего дня", [["22:00", "06:00"]]),
        ("10pm to 6am (of the next day)", [["22:00", "06:00"]]),
        ("18–2, перерыв 21–22", [["18:00", "21:00"], ["22:00", "02:00"]]),
        ("8:30–24", [["08:30", "24:00"]]),
        ("круглосуточно", [["00:00", "24:00"]]),
        ("around the clock", [["00:00", "24:00"]]),
        ("выходной", []),
        ("Day off", []),
        ("closed", []),
        ("—", []),
    ],
)
def test_hours_of_a_day_are_read_as_people_write_them(text: str, spans: list[list[str]]) -> None:
    assert read_day(text) == spans


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("как обычно", "hours.unclear"),
        ("", "hours.empty"),
        ("обед", "hours.empty"),
        ("обед 13-14", "hours.empty"),
        ("9–18, обед", "hours.empty"),
        ("9–18 наверное", "hours.unclear"),
        ("9", "hours.unclear"),
        ("9–25", "hours.no_time"),
        ("13pm–18", "hours.no_time"),
        ("9–9", "hours.no_length"),
        ("9–14, 13–18", "hours.overlap"),
        ("22–6, 5–9", "hours.overlap"),
        ("9–18 следующего дня", "hours.unclear"),
        ("9–18, перерыв 19–20", "hours.break_outside"),
        ("9–18, перерыв 9–10", "hours.break_outside"),
        ("22–6, перерыв 2–3", "hours.break_outside"),
        ("22–6, перерыв 23:30–0:30", "hours.break_after_midnight"),
        ("1–2, 3–4, 5–6, 7–8, 9–10, 11–12, 13–14", "hours.too_many"),
        ("9–18 " * 199, "invalid.too_long"),
    ],
)
def test_what_are_no_hours_is_said(text: str, problem: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_day(text)
    assert refused.value.key == problem
    for language in LANGUAGES:
        assert "{" not in texts(language)(problem, **refused.value.values)


def test_hours_of_a_week_are_read_with_the_days_they_are_of() -> None:
    said_so = {**{str(day): LUNCH for day in range(1, 6)}, "6": [["10:00", "16:00"]], "7": []}
    assert read_week("пн–пт 9–18, перерыв 13–14; сб 10–16; вс выходной") == said_so
    assert read_week("По будням с 9 до 18, обед 13-14, сб: 10-16, вс — выходной") == said_so
    assert read_week("Mon-Fri 9am-6pm, lunch 1pm-2pm; Saturday 10-16; Sun closed") == said_so
    assert read_week("вт и чт 9–18") == {"2": NINE, "4": NINE}
    assert read_week("пн, ср–пт 9-18\nвыходные 9-18") == dict.fromkeys("134567", NINE)
    assert read_week("сб–пн 9–18") == {"6": NINE, "7": NINE, "1": NINE}
    assert read_week("пн–пт 9-18, вт выходной") == {**dict.fromkeys("1345", NINE), "2": []}
    assert read_week("9–18") == {str(day): NINE for day in range(1, 8)}
    assert read_week("ежедневно круглосуточно")["3"] == [["00:00", "24:00"]]
    for text, problem in (
        ("пн 9–18, пн 10–16", "hours.twice"),
        ("вт 9–18, пн–пт 10–16", "hours.twice"),
        ("пн", "hours.empty"),
        ("", "hours.empty"),
    ):
        with pytest.raises(Invalid) as refused:
            read_week(text)
        assert refused.value.key == problem


walls = st.builds(lambda minute: f"{minute // 60:02}:{minute % 60:02}", st.integers(0, 1439))


@st.composite
def days(draw: st.DrawFn) -> list[list[str]]:
    """Hours of a day in their order; the last may end at midnight or pass it."""
    edges = sorted(draw(st.sets(walls, min_size=2, max_size=6)))
    spans = [[opens, closes] for opens, closes in zip(edges[::2], edges[1::2], strict=False)]
    if draw(st.booleans()):
        late = [close for close in ("24:00", "00:00", spans[0][0]) if close != spans[-1][0]]
        spans[-1][1] = draw(st.sampled_from(late))
    return spans


@given(days(), st.sampled_from(LANGUAGES))
@settings(max_examples=100)
def test_what_is_said_is_read_again(spans: list[list[str]], language: str) -> None:
    assert read_day(hours_words.day(spans, texts(language))) == spans
    assert checked(spans) == spans


def test_hours_that_end_on_the_next_day_say_so() -> None:
    """For «18–9» may be meant as 9–18."""
    ru, en = texts("ru"), texts("en")
    assert hours_words.day([["18:00", "09:00"]], ru) == "18:00–09:00 следующего дня"
    assert (
        hours_words.day([["18:00", "21:00"], ["22:00", "02:00"]], en) == "18:00–21:00, 22:00–02:00 next day"
    )
    assert hours_words.day([["18:00", "00:00"]], ru) == "18:00–00:00"


@given(st.lists(st.one_of(days(), st.just([])), min_size=7, max_size=7), st.sampled_from(LANGUAGES))
@settings(max_examples=100)
def test_a_week_that_is_said_is_read_again(week: list[list[list[str]]], language: str) -> None:
    hours = {str(day): spans for day, spans in enumerate(week, 1)}
    assert read_week(hours_words.week(hours, texts(language))[:TYPED_LENGTH]) == hours


@pytest.mark.parametrize(
    ("text", "day", "spans", "name"),
    [
        ("31.12 9–15 Короткий день", date(2026, 12, 31), [["09:00", "15:00"]], "Короткий день"),
        ("7 января 2027 выходной Рождество", date(2027, 1, 7), [], "Рождество"),
        ("завтра 9–18, перерыв 13–14", date(2026, 11, 29), LUNCH, ""),
        ("Fri 9am-6pm, lunch 1pm-2pm stocktaking", date(2026, 12, 4), LUNCH, "stocktaking"),
        ("2026-12-31: closed", date(2026, 12, 31), [], ""),
    ],
)
def test_a_single_day_is_read_with_its_hours_and_name(
    text: str, day: date, spans: list[list[str]], name: str
) -> None:
    assert read_single(text, date(2026, 11, 28)) == (day, spans, name)


def test_a_single_day_without_a_day_or_hours_is_refused() -> None:
    for text, problem in (
        ("9–18", "invalid.day"),
        ("31.12", "hours.missing"),
        ("31.12 утром", "hours.unclear"),
    ):
        with pytest.raises(Invalid) as refused:
            read_single(text, date(2026, 11, 28))
        assert refused.value.key == problem


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("реакция 30 мин, решение 4 ч", (30, 240)),
        ("Решение: 48 часов", (None, 2880)),
        ("reaction 1.5 h; resolution none", (90, None)),
        ("resolution 2 h reaction 15 min", (15, 120)),
    ],
)
def test_a_promise_is_read(text: str, promise: tuple[int | None, int | None]) -> None:
    assert read_promise(text) == promise


@pytest.mark.parametrize("text", ["30 мин", "реакция быстро", "реакция 1 ч, реакция 2 ч", "реакция 5", ""])
def test_what_promises_nothing_clear_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_promise(text)


@given(st.text(alphabet="0123456789:–-, апвсдо", max_size=40))
@settings(max_examples=100)
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        spans = read_day(text)
    except Invalid:
        return
    assert checked(spans) == spans
