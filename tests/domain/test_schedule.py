"""What stands in a master's way, and who should go, SCHEDULE-001."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from domain import clock, company, dispatch, offers, schedule, visits
from domain.errors import MasterUnfit
from domain.models import Absence, Address, Master, Order, Person, Visit
from domain.schedule import Reason
from domain.statuses import Action
from domain.texts import texts
from tests.cast import (
    ZONE,
    Cast,
    a_master,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_assigned_visit,
    tomorrow,
)


async def looked_at(person: Person, visit: Visit) -> dispatch.Candidate:
    master = await Master.get(person_id=person.id).select_related("person")
    visit = await Visit.get(id=visit.id).select_related("order__address", "order__service")
    return await dispatch.look_at(master, visit, visit.order)


async def why_not(person: Person, visit: Visit) -> list[str]:
    candidate = await looked_at(person, visit)
    return [] if candidate.fit else [reason.key for reason in candidate.reasons]


@pytest.mark.parametrize(
    ("start", "end", "stands"),
    [
        ((9, 0), (20, 0), True),  # contains the visit
        ((13, 0), (20, 0), True),  # starts in it
        ((9, 0), (12, 30), True),  # ends in it
        ((12, 30), (13, 0), True),  # lies in it
        ((14, 0), (20, 0), False),  # begins when it ends
        ((9, 0), (12, 0), False),  # ends when it begins
    ],
)
async def test_leave_is_seen_however_it_meets_the_visit(
    cast: Cast, start: tuple[int, int], end: tuple[int, int], *, stands: bool
) -> None:
    visit = await a_visit(cast)
    await Absence.create(
        master=cast.anna,
        starts_at=tomorrow(*start),
        ends_at=tomorrow(*end),
        kind="vacation",
        created_at=clock.now(),
    )
    assert await why_not(cast.anna, visit) == (["reason.absent.vacation"] if stands else [])
    assert await why_not(cast.boris, visit) == []


async def test_long_leave_names_its_last_day(cast: Cast) -> None:
    visit = await a_visit(cast)
    until = tomorrow(0, days=10)
    await Absence.create(
        master=cast.anna, starts_at=tomorrow(0, days=-3), ends_at=until, kind="sick", created_at=clock.now()
    )
    reason = (await looked_at(cast.anna, visit)).reasons[0]
    assert reason.values == {"until": f"{clock.local(tomorrow(12, days=9), ZONE):%d.%m}"}


@pytest.mark.parametrize(
    ("start", "hours", "fits"), [(9, 2, True), (18, 2, True), (8, 2, False), (19, 2, False), (9, 11, True)]
)
async def test_visit_lies_within_working_hours(cast: Cast, start: int, hours: int, *, fits: bool) -> None:
    visit = await a_visit(cast, start=tomorrow(start), hours=hours)
    assert await why_not(cast.anna, visit) == ([] if fits else ["reason.outside_hours"])


async def test_day_without_hours_is_a_day_off(cast: Cast) -> None:
    visit = await a_visit(cast)
    tomorrow_is = str(clock.local(tomorrow(12), ZONE).isoweekday())
    others = {str(day): [["09:00", "20:00"]] for day in range(1, 8) if str(day) != tomorrow_is}
    await Master.filter(person_id=cast.anna.id).update(hours=others)
    assert await why_not(cast.anna, visit) == ["reason.outside_hours"]


async def test_lunch_splits_the_day(cast: Cast) -> None:
    split = {str(day): [["09:00", "13:00"], ["14:00", "20:00"]] for day in range(1, 8)}
    await Master.filter(person_id=cast.anna.id).update(hours=split)
    over_lunch, after = await a_visit(cast), await a_visit(cast, start=tomorrow(14))
    assert await why_not(cast.anna, over_lunch) == ["reason.outside_hours"]
    assert await why_not(cast.anna, after) == []


async def test_overlap_names_the_other_order(cast: Cast) -> None:
    busy = await an_accepted_visit(cast)
    visit = await a_visit(cast, start=tomorrow(13))
    first = (await looked_at(cast.anna, visit)).reasons[0]
    assert (first.key, first.values) == ("reason.busy", {"number": busy.order.number})


async def test_master_who_is_still_at_work_or_is_already_has_no_time_now(cast: Cast) -> None:
    ten, two = tomorrow(10, 5), tomorrow(14, 20)
    windows = [ten - timedelta(minutes=10), ten + timedelta(minutes=10), two, two + timedelta(minutes=10)]
    work = await an_accepted_visit(cast, start=tomorrow(12))
    at_ten, after_ten, at_two, after_two = [await a_visit(cast, start=start, hours=1) for start in windows]
    with clock.moved(ten - clock.now()):
        await visits.act(work.id, Action.ARRIVE, by=actor(cast.anna))
        assert await why_not(cast.anna, at_ten) == ["reason.still_busy"]
        assert (await looked_at(cast.anna, at_ten)).reasons[0].values == {"number": work.order.number}
        assert await why_not(cast.anna, after_ten) == []
        assert await why_not(cast.boris, at_ten) == []
    with clock.moved(two - clock.now()):
        assert await why_not(cast.anna, at_two) == ["reason.still_busy"]
        assert await why_not(cast.anna, after_two) == []
        with pytest.raises(MasterUnfit):
            await offers.assign(at_two.id, cast.anna.id, by=actor(cast.vera))
        await offers.assign(at_two.id, cast.anna.id, by=actor(cast.vera), override="Заканчивает")
    with clock.moved(two + timedelta(days=3) - clock.now()):  # left and forgotten: nobody knows until when
        later = await a_visit(cast, start=clock.now())
        assert await why_not(cast.anna, later) == ["reason.still_busy"]


async def test_full_day_is_full_and_the_visit_itself_does_not_count(cast: Cast) -> None:
    await Master.filter(person_id=cast.anna.id).update(daily_limit=1)
    own = await an_assigned_visit(cast)
    other = await a_visit(cast, start=tomorrow(17))
    assert await why_not(cast.anna, own) == []
    assert await why_not(cast.anna, other) == ["reason.day_full"]
    assert await why_not(cast.anna, await a_visit(cast, start=tomorrow(12, days=2))) == []


async def test_day_has_as_many_hours_as_the_clocks_give_it(cast: Cast) -> None:
    autumn = clock.at(tomorrow(12).replace(year=2027, month=10, day=31), "Europe/Berlin", 23, 30)
    await an_assigned_visit(cast, start=tomorrow(12))
    await Visit.all().update(starts_at=autumn, ends_at=autumn + timedelta(minutes=20))
    for moment, load in ((autumn, 1), (autumn + timedelta(hours=1), 0)):
        window = moment, moment + timedelta(hours=1)
        agenda = (await schedule.agendas([cast.anna.id], window, "Europe/Berlin"))[cast.anna.id]
        assert agenda.load_on(clock.local(moment, "Europe/Berlin").date()) == load


async def test_master_must_have_time_to_get_there(cast: Cast) -> None:
    far = await Address.create(client=cast.petr, text="Зеленоград, 1", lat=55.9825, lon=37.1814)
    first = await an_accepted_visit(cast)
    next_door, across_town = await a_visit(cast, start=tomorrow(14)), await a_visit(cast, start=tomorrow(14))
    across_town.order.address_id = far.id
    await across_town.order.save(update_fields=["address_id"])
    assert first.ends_at == across_town.starts_at
    assert await why_not(cast.anna, next_door) == []
    assert await why_not(cast.anna, across_town) == ["reason.no_time_to_travel"]


@pytest.mark.parametrize(("minutes_between", "fits"), [(0, False), (60, False), (150, True)])
async def test_master_must_have_time_to_drive_to_the_next_one(
    cast: Cast, minutes_between: int, *, fits: bool
) -> None:
    far = await Address.create(client=cast.petr, text="Зеленоград, 1", lat=55.9825, lon=37.1814)
    later = await an_accepted_visit(cast, start=tomorrow(14) + timedelta(minutes=minutes_between))
    across_town = await a_visit(cast)
    await Order.filter(id=across_town.order_id).update(address_id=far.id)
    assert await why_not(cast.anna, across_town) == ([] if fits else ["reason.no_time_to_next"])
    assert await why_not(cast.anna, await a_visit(cast)) == []
    if not fits:
        said = (await looked_at(cast.anna, across_town)).reasons[0].values
        assert said["time"] == f"{clock.local(later.starts_at, ZONE):%H:%M}"
        assert 100 < said["minutes"] < 150


async def test_next_visit_is_a_reason_against_giving_it_by_hand_too(cast: Cast) -> None:
    far = await Address.create(client=cast.petr, text="Зеленоград, 1", lat=55.9825, lon=37.1814)
    await an_accepted_visit(cast, start=tomorrow(14, 30))
    visit = await a_visit(cast)
    await Order.filter(id=visit.order_id).update(address_id=far.id)
    for book in (
        offers.make(visit.id, [cast.anna.id], by=actor(cast.vera)),
        offers.assign(visit.id, cast.anna.id, by=actor(cast.vera)),
    ):
        with pytest.raises(MasterUnfit) as refused:
            await book
        assert [reason["key"] for reason in refused.value.values["reasons"]] == ["reason.no_time_to_next"]
    await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera), override="Возьмёт такси")
    assert (await again(visit)).master_id == cast.anna.id


async def test_a_next_visit_that_is_nowhere_keeps_nobody(cast: Cast) -> None:
    nowhere = await Address.create(client=cast.petr, text="Дача")
    later = await an_accepted_visit(cast, start=tomorrow(14))
    visit = await a_visit(cast)
    await Order.filter(id=later.order_id).update(address_id=nowhere.id)
    assert await why_not(cast.anna, visit) == []


async def test_master_keeps_to_his_radius(cast: Cast) -> None:
    await Master.filter(person_id=cast.boris.id).update(radius_km=2)
    assert await why_not(cast.boris, await a_visit(cast)) == ["reason.too_far"]


async def test_assignment_explains_itself(cast: Cast) -> None:
    candidate = await looked_at(cast.anna, await a_visit(cast))
    said = {reason.key: reason.values for reason in candidate.reasons}
    assert list(said) == [
        "reason.has_skill",
        "reason.free",
        "reason.minutes_away",
        "reason.load",
        "reason.rating",
    ]
    assert said["reason.load"] == {"n": 0, "limit": 6}
    assert said["reason.rating"] == {"rating": "4.8"}
    assert 5 <= said["reason.minutes_away"]["minutes"] <= 12  # two kilometres as the crow flies


async def test_without_a_place_the_distance_is_left_out_and_said_so(cast: Cast) -> None:
    visit = await a_visit(cast)
    await Address.filter(id=cast.address.id).update(lat=None, lon=None)
    keys = [reason.key for reason in (await looked_at(cast.anna, visit)).reasons]
    assert "reason.distance_unknown" in keys
    assert "reason.minutes_away" not in keys


async def test_without_a_home_it_is_the_home_that_is_said_to_be_missing(cast: Cast) -> None:
    homeless = await a_master("Клара Бездомная", 2001, home=None)
    keys = [reason.key for reason in (await looked_at(homeless, await a_visit(cast))).reasons]
    assert "reason.home_unknown" in keys
    assert "reason.distance_unknown" not in keys


async def test_best_come_first_and_the_unfit_after_them(cast: Cast) -> None:
    await a_master("Яна Иная", 2001, skills=("fridges",))
    await a_master("Клара Занятая", 2002)
    busy = await Person.get(telegram_id=2002)
    await an_accepted_visit(cast, busy, start=tomorrow(16))
    visit = await Visit.get(id=(await a_visit(cast)).id).select_related("order__address", "order__service")
    found = await dispatch.candidates(visit, visit.order)
    assert [candidate.name for candidate in found] == [cast.anna.name, busy.name, cast.boris.name, "Яна Иная"]
    assert [candidate.fit for candidate in found] == [True, True, True, False]


async def test_of_the_unfit_those_nearest_to_being_possible_come_first(cast: Cast) -> None:
    await a_master("Аня Неумелая", 2001, skills=("fridges",))
    busy = await a_master("Боря Занятый", 2002)
    away = await a_master("Яна Отпускная", 2003)
    await an_accepted_visit(cast, busy)
    await Absence.create(
        master=away,
        starts_at=tomorrow(0),
        ends_at=tomorrow(0, days=2),
        kind="vacation",
        status="approved",
        created_at=clock.now(),
    )
    visit = await Visit.get(id=(await a_visit(cast)).id).select_related("order__address", "order__service")
    unfit = [one.name for one in await dispatch.candidates(visit, visit.order) if not one.fit]
    assert unfit == ["Яна Отпускная", "Аня Неумелая", "Боря Занятый"]


async def test_who_lacks_the_skill_has_all_else_that_stands_in_the_way_said(cast: Cast) -> None:
    zoe = await a_master("Зоя Иная", 2001, skills=("fridges",))
    other = await an_accepted_visit(cast, zoe, service=cast.fridges)
    await Absence.create(
        master=zoe,
        starts_at=tomorrow(0),
        ends_at=tomorrow(0, days=2),
        kind="vacation",
        status="approved",
        created_at=clock.now(),
    )
    visit = await a_visit(cast)
    looked = await looked_at(zoe, visit)
    assert [reason.key for reason in looked.reasons][:3] == [
        "reason.no_skill",
        "reason.busy",
        "reason.absent.vacation",
    ]
    assert looked.reasons[1].values == {"number": other.order.number}


@asynccontextmanager
async def statements() -> AsyncIterator[list[str]]:
    """What PostgreSQL is asked in the block."""
    asked: list[str] = []
    fetch = asyncpg.Connection.fetch

    async def noting(connection: asyncpg.Connection, sql: str, *values: Any, **options: Any) -> Any:
        asked.append(sql)
        return await fetch(connection, sql, *values, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncpg.Connection, "fetch", noting)
        company.forget()  # what the company decides is kept for a second: asked for in every block
        yield asked


async def test_thirty_masters_cost_no_more_statements_than_three(cast: Cast) -> None:
    await a_master("Мастер 3", 2003)
    visit = await Visit.get(id=(await a_visit(cast)).id).select_related("order__address", "order__service")
    async with statements() as for_three:
        assert len(await dispatch.candidates(visit, visit.order)) == 3
    for number in range(4, 31):
        master = await a_master(f"Мастер {number}", 2000 + number)
        await an_accepted_visit(cast, master, start=tomorrow(9 + number % 9))
    async with statements() as for_thirty:
        assert len(await dispatch.candidates(visit, visit.order)) == 30
    assert 0 < len(for_three) == len(for_thirty) < 10


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_every_reason_reads_as_words(cast: Cast, locale: str) -> None:
    visit = await again(await a_visit(cast))
    for reason in (await looked_at(cast.anna, visit)).reasons:
        words = texts(locale).reason(reason.row())
        assert words != reason.key


@pytest.mark.parametrize(
    ("locale", "minutes", "words"),
    [
        ("ru", 35, "не успеет к следующему выезду в 16:00: дорога 35 мин"),
        ("ru", 95, "не успеет к следующему выезду в 16:00: дорога 1 ч 35 мин"),
        ("en", 95, "no time to drive to the next visit at 16:00, 1 h 35 min on the road"),
    ],
)
def test_the_way_to_the_next_visit_reads_as_words(locale: str, minutes: int, words: str) -> None:
    reason = Reason("reason.no_time_to_next", {"minutes": minutes, "time": "16:00"})
    assert texts(locale).reason(reason.row()) == words
