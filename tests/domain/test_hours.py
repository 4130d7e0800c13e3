"""Hours of a day: week, breaks, nights, public holidays, the company's days and the master's own, SCHEDULE-001."""

from datetime import date, datetime, timedelta

import pytest

from domain import company, dispatch, holiday, intervals, slots
from domain.errors import Invalid
from domain.hours import Book, Source
from domain.models import DayHours, Master, Order, Person, Priority, Visit
from domain.schedule import Work
from domain.texts import texts
from tests.cast import DAILY, ZONE, Cast, a_visit, an_accepted_visit, tomorrow

UNITY = date(2031, 11, 4)  # a Tuesday


def at(day: date, hour: int, hours: float = 2) -> tuple[datetime, datetime]:
    start = intervals.moment(day, hour * 60, ZONE)
    return start, start + timedelta(hours=hours)


async def a_visit_on(cast: Cast, day: date, hour: int = 12, hours: float = 2, **of_order: object) -> Visit:
    return await a_visit(cast, start=at(day, hour)[0], hours=hours, **of_order)


async def reasons(person: Person, visit: Visit, locale: str = "ru") -> list[str]:
    """What stands in the way, in words."""
    master = await Master.get(person_id=person.id).select_related("person")
    visit = await Visit.get(id=visit.id).select_related("order__address", "order__service")
    looked = await dispatch.look_at(master, visit, visit.order)
    return [] if looked.fit else [texts(locale).reason(reason.row()) for reason in looked.reasons]


def book(**hours: list[list[str]]) -> Book:
    return Book(ZONE, {key.removeprefix("d"): spans for key, spans in hours.items()})


def test_a_break_is_no_working_time_and_two_spans_that_touch_are_one() -> None:
    split = book(d2=[["09:00", "13:00"], ["14:00", "18:00"]])
    assert not split.covers(at(UNITY, 12))
    assert split.covers(at(UNITY, 14))
    assert book(d2=[["09:00", "13:00"], ["13:00", "18:00"]]).covers(at(UNITY, 12))


def test_hours_until_midnight_and_past_it_reach_into_the_next_day() -> None:
    late = book(d2=[["10:00", "24:00"]], d3=[["00:00", "02:00"]])
    assert late.covers(at(UNITY, 23, 2))
    assert not late.covers(at(UNITY, 23, 4))
    night = book(d2=[["22:00", "06:00"]])
    assert night.covers(at(UNITY, 23, 6))
    assert night.covers(at(UNITY + timedelta(days=1), 1))
    assert not night.covers(at(UNITY, 1))


def test_the_masters_day_stands_over_the_companys_over_the_holiday_over_the_week() -> None:
    week = Book(ZONE, DAILY)
    holidays = Book(ZONE, DAILY, "RU")
    duty = DayHours(day=UNITY, spans=[["10:00", "14:00"]], name="Дежурство")
    own = DayHours(master_id=1, day=UNITY, spans=[["15:00", "17:00"]])
    companys = Book(ZONE, DAILY, "RU", company={UNITY: duty})
    everything = Book(ZONE, DAILY, "RU", own={UNITY: own}, company={UNITY: duty})
    assert [one.of(UNITY).source for one in (week, holidays, companys, everything)] == [
        Source.WEEK,
        Source.HOLIDAY,
        Source.COMPANY,
        Source.OWN,
    ]
    assert [one.covers(at(UNITY, 12)) for one in (week, holidays, companys, everything)] == [
        True,
        False,
        True,
        False,
    ]
    assert everything.covers(at(UNITY, 15))


async def test_a_holiday_is_a_reason_of_its_own_with_its_name(cast: Cast) -> None:
    visit = await a_visit_on(cast, UNITY)
    assert await reasons(cast.anna, visit) == []
    await company.put("holidays", "RU")
    assert await reasons(cast.anna, visit) == ["праздник: День народного единства"]
    assert await reasons(cast.anna, visit, "en") == ["public holiday: Unity Day"]
    await DayHours.create(day=UNITY, spans=[["09:00", "15:00"]], name="Дежурные")
    assert await reasons(cast.anna, visit) == []
    assert await reasons(cast.anna, await a_visit_on(cast, UNITY, 16)) == ["не рабочее время"]


async def test_a_day_off_of_the_company_or_the_master_is_named(cast: Cast) -> None:
    day = date(2031, 11, 6)
    visit = await a_visit_on(cast, day)
    await DayHours.create(day=day, spans=[], name="Переезд")
    assert await reasons(cast.anna, visit) == ["компания не работает: Переезд"]
    await DayHours.create(master_id=cast.anna.id, day=day, spans=[])
    await DayHours.create(master_id=cast.boris.id, day=day, spans=[["09:00", "18:00"]])
    assert await reasons(cast.anna, visit) == ["в этот день у мастера выходной"]
    assert await reasons(cast.boris, visit) == []


async def test_windows_of_a_holiday_are_those_the_company_sets(cast: Cast) -> None:
    await company.put("holidays", "RU")
    assert await slots.windows_of(UNITY, "washers", Work()) == []
    await DayHours.create(day=UNITY, spans=[["10:00", "13:00"], ["22:00", "02:00"]])
    found = [n for _, n in await slots.windows_of(UNITY, "washers", Work())]
    assert found == [2, 2, 2, 2]
    assert (await slots.windows_of(UNITY, "washers", Work()))[-1][0] == at(UNITY, 24)


def test_holidays_are_told_in_the_readers_language_or_the_countrys_own() -> None:
    day = date(2031, 5, 9)
    assert holiday.name_of(day, "RU", "ru") == "День Победы"
    assert holiday.name_of(day, "RU", "en") == "Victory Day"
    assert holiday.name_of(day, "") is None
    assert holiday.name_of(date(2031, 10, 3), "DE", "ru") == "Tag der Deutschen Einheit"


async def test_a_master_works_in_his_areas_and_everywhere_without_any(cast: Cast) -> None:
    visit = await a_visit(cast)
    await Master.filter(person_id=cast.anna.id).update(areas=["Арбат", "басманный"])
    await Master.filter(person_id=cast.boris.id).update(areas=["Арбат"])
    assert await reasons(cast.anna, visit) == []
    assert await reasons(cast.boris, visit) == ["не работает в районе Басманный"]
    cast.address.district = ""
    await cast.address.save()
    assert await reasons(cast.boris, visit) == []


@pytest.mark.parametrize(
    ("percent", "limit", "usable"), [(0, 3, 3), (10, 3, 2), (50, 4, 2), (100, 3, 1), (30, 1, 1)]
)
async def test_a_share_of_the_day_is_kept_for_emergencies(
    cast: Cast, percent: int, limit: int, usable: int
) -> None:
    await company.put("emergency_percent", percent)
    await Master.filter(person_id=cast.anna.id).update(daily_limit=limit)
    for number in range(usable):
        visit = await a_visit(cast, start=tomorrow(9 + 2 * number), hours=1)
        assert await reasons(cast.anna, visit) == []
        await an_accepted_visit(cast, start=tomorrow(9 + 2 * number), hours=1)
    plain = await a_visit(cast, start=tomorrow(18))
    kept = f"выездов уже {usable}, остальное ({limit - usable}) придержано для срочных"
    full = f"день заполнен, выездов уже {usable}"
    assert await reasons(cast.anna, plain) == [kept if usable < limit else full]
    await Order.filter(id=plain.order_id).update(priority=Priority.URGENT)
    assert await reasons(cast.anna, plain) == ([] if usable < limit else [full])


@pytest.mark.parametrize(("key", "value"), [("holidays", "ZZ"), ("emergency_percent", 101)])
async def test_a_country_or_a_share_that_is_none_is_not_kept(cast: Cast, key: str, value: object) -> None:
    with pytest.raises(Invalid):
        await company.put(key, value)
    assert await company.get(key) in {"", 0}
