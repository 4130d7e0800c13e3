"""Windows to choose from, SCHEDULE-001."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock, people, slots
from domain.errors import Invalid
from domain.hours import Day
from domain.models import Absence, Master
from domain.schedule import Work
from tests.cast import DAILY, ZONE, Cast, an_accepted_visit, tomorrow

DAY = (clock.local(clock.now(), ZONE) + timedelta(days=2)).date()
SPRING = date(2031, 3, 30)  # clocks go forward in Berlin that night


def daily(day: date) -> Day:
    return Day(day, DAILY[str(day.isoweekday())])


def wall(moment: datetime, zone: str = ZONE) -> str:
    return f"{clock.local(moment, zone):%H:%M}"


def test_a_day_is_cut_into_windows_of_two_hours() -> None:
    found = [f"{wall(start)}-{wall(end)}" for start, end in slots.windows(daily(DAY), ZONE)]
    assert found == ["09:00-11:00", "11:00-13:00", "13:00-15:00", "15:00-17:00", "17:00-19:00", "19:00-20:00"]


def test_a_day_off_has_no_windows() -> None:
    assert slots.windows(Day(DAY, []), ZONE) == []
    assert slots.windows(daily(date(2020, 1, 1)), ZONE) == []


def test_a_window_half_over_is_past() -> None:
    for hour, minute, first in ((13, 59, "13:00"), (14, 1, "15:00")):
        with clock.moved(tomorrow(hour, minute, days=2) - clock.now()):
            assert wall(slots.windows(daily(DAY), ZONE)[0][0]) == first


def test_nine_stays_nine_when_the_clocks_change() -> None:
    for day in (SPRING - timedelta(days=1), SPRING):
        start, end = slots.windows(daily(day), "Europe/Berlin")[0]
        assert (wall(start, "Europe/Berlin"), wall(end, "Europe/Berlin")) == ("09:00", "11:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:30-16:00", ("14:30", "16:00")),
        ("9-11", ("09:00", "11:00")),
        ("с 14 до 16", ("14:00", "16:00")),
        ("14.30 – 16.45", ("14:30", "16:45")),
        ("from 9 to 10:15", ("09:00", "10:15")),
    ],
)
def test_a_window_is_read_as_people_write_it(text: str, expected: tuple[str, str]) -> None:
    start, end = slots.parse(text, DAY, ZONE)
    assert (wall(start), wall(end)) == expected
    assert clock.local(start, ZONE).date() == DAY


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("утром", "invalid.window_text"),
        ("25-26", "invalid.window_text"),
        ("14:99-15:00", "invalid.window_text"),
        ("16:00-15:00", "invalid.window"),
        ("15-15", "invalid.window"),
        ("0-23", "invalid.window_too_long"),
    ],
)
def test_what_is_no_window_is_refused(text: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        slots.parse(text, DAY, ZONE)
    assert refused.value.key == key


def test_a_window_of_yesterday_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        slots.parse("9-11", DAY - timedelta(days=3), ZONE)
    assert refused.value.key == "invalid.window_past"


@given(st.text())
def test_any_text_is_a_window_or_refused(text: str) -> None:
    try:
        start, end = slots.parse(text, DAY, ZONE)
    except Invalid:
        return
    assert start < end


async def test_windows_count_the_masters_who_are_free(cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(11))
    await Absence.create(
        master_id=cast.boris.id,
        starts_at=tomorrow(17),
        ends_at=tomorrow(20),
        kind="sick",
        created_at=clock.now(),
    )
    day = clock.local(tomorrow(12), ZONE).date()
    free = {wall(start): n for (start, _), n in await slots.windows_of(day, "washers", Work())}
    assert free == {"09:00": 2, "11:00": 1, "13:00": 2, "15:00": 2, "17:00": 1, "19:00": 1}
    assert {n for _, n in await slots.windows_of(day, "roofs", Work())} == {0}


async def test_windows_leave_time_to_drive_there_and_on(cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(13))
    day = clock.local(tomorrow(12), ZONE).date()
    next_door, across_town = (cast.address.lat, cast.address.lon), (55.85, 37.45)
    for place, expected in (
        (next_door, {"09:00": 2, "11:00": 2, "13:00": 1, "15:00": 2, "17:00": 2, "19:00": 2}),
        (across_town, {"09:00": 2, "11:00": 1, "13:00": 1, "15:00": 1, "17:00": 2, "19:00": 2}),
    ):
        found = await slots.windows_of(day, "washers", Work(place))
        assert {wall(start): n for (start, _), n in found} == expected


async def test_windows_count_only_those_who_could_be_chosen(cast: Cast) -> None:
    day = clock.local(tomorrow(12), ZONE).date()
    await Master.filter(person_id=cast.boris.id).update(
        hours={str(n): [["12:00", "18:00"]] for n in range(1, 8)}
    )
    assert [n for _, n in await slots.windows_of(day, "washers", Work())] == [1, 1, 2, 2, 1, 1]
    await Master.filter(person_id=cast.anna.id).update(daily_limit=0)
    assert [n for _, n in await slots.windows_of(day, "washers", Work())] == [0, 0, 1, 1, 0, 0]
    await people.unreachable(cast.boris.id)
    assert {n for _, n in await slots.windows_of(day, "washers", Work())} == {0}


async def test_windows_count_by_how_long_the_visit_is(cast: Cast) -> None:
    """Three hours that begin at seven in the evening end after hours; its own place is free to the visit."""
    visit = await an_accepted_visit(cast, start=tomorrow(12))
    day = clock.local(tomorrow(12), ZONE).date()
    found = await slots.windows_of(day, "washers", Work(), 180, but=visit.id)
    assert {wall(start): n for (start, _), n in found} == {
        "09:00": 2, "11:00": 2, "13:00": 2, "15:00": 2, "17:00": 2, "19:00": 0,
    }  # fmt: skip


async def test_days_tell_how_much_is_planned(cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(11))
    days = await slots.days()
    today = clock.local(clock.now(), ZONE).date()
    assert [day for day, _ in days] == [today + timedelta(days=n) for n in range(7)]
    assert dict(days)[today + timedelta(days=1)] == 1
