"""Recurring orders: made of an order, made ahead once, refused, SCHEDULE-001."""

import asyncio
from datetime import datetime, time, timedelta

import pytest

from domain import clock, company, conflicts, db, due, holds, occurrences, orders, recurrence, series, timing
from domain.change import Change
from domain.errors import Invalid, NotAllowed, NotFound, RepeatsAlready
from domain.models import (
    Absence,
    AuditEntry,
    DayHours,
    DueRow,
    HistoryEntry,
    Occurrence,
    OccurrenceState,
    Order,
    OutboxMessage,
    Series,
    Visit,
)
from domain.schedule import Reason
from domain.statuses import VisitStatus
from tests.cast import (
    ZONE,
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    tomorrow,
    visit_of,
)
from tests.recurring import WEEKS, a_series, ahead_of, local_day, plan, told


async def test_orders_of_a_series_are_held_in_order_of_id_whatever_their_days(cast: Cast) -> None:
    """As everybody holds orders: whoever works out clocks meanwhile and who ends a series never wait for each other."""
    one = await a_series(cast)
    made = await Occurrence.filter(series_id=one.id).order_by("id")
    days = [row.recurrence_id for row in made]
    for row in made:
        await Occurrence.filter(id=row.id).update(recurrence_id=f"-{row.id}")
    for row, day in zip(made, reversed(days), strict=True):
        await Occurrence.filter(id=row.id).update(recurrence_id=day)
    await series.end(one.id, by=actor(cast.vera))
    called_off = await HistoryEntry.filter(event="VisitCancelled").order_by("id")
    ids = [entry.order_id for entry in called_off]
    assert len(ids) > 1
    assert ids == sorted(ids)


async def test_an_order_is_repeated_and_is_the_first_itself(cast: Cast) -> None:
    visit = await a_visit(cast)
    one = await a_series(cast, visit=visit)
    made = await Occurrence.filter(series_id=one.id).order_by("recurrence_id")
    assert made[0].order_id == visit.order_id
    assert [timing.key_of(recurrence.wall(tomorrow(12, days=1 + 7 * n), ZONE)) for n in range(WEEKS)] == [
        row.recurrence_id for row in made
    ]
    visits = await ahead_of(one)
    assert [each.starts_at for each in visits] == [tomorrow(12, days=1 + 7 * n) for n in range(1, WEEKS)]
    assert {each.ends_at - each.starts_at for each in visits} == {timedelta(hours=2)}
    order = await Order.get(id=visits[0].order_id)
    assert (order.text, order.client_id, order.origin) == (
        "Не сливает воду, на экране E18",
        cast.petr.id,
        "series",
    )
    assert {each.status for each in visits} == {VisitStatus.UNASSIGNED}
    assert (await AuditEntry.get(action="series.created")).subject == f"series:{one.id}"


async def test_a_series_of_work_done_early_comes_when_it_was_planned_and_the_order_is_its_first(
    cast: Cast,
) -> None:
    visit = await a_finished_visit(cast)  # today, planned for tomorrow
    assert visit.starts_at < tomorrow(0)  # type: ignore[operator]
    one = await a_series(cast, visit=visit)
    assert (one.starts, one.minutes) == (timing.key_of(recurrence.wall(tomorrow(12), ZONE)), 120)
    made = await Occurrence.filter(series_id=one.id).order_by("recurrence_id")
    assert [row.order_id == visit.order_id for row in made] == [True, False, False, False]
    assert [each.starts_at for each in await ahead_of(one)] == [
        tomorrow(12, days=1 + 7 * n) for n in (1, 2, 3)
    ]


async def test_the_plan_of_work_that_is_over_is_what_the_client_was_promised_else_what_he_wanted(
    cast: Cast,
) -> None:
    visit = await a_visit(cast)
    await orders.set_window(visit.id, tomorrow(15), tomorrow(18), by=actor(cast.vera))
    order = await Order.get(id=visit.order_id).prefetch_related("visits")
    assert timing.planned_of(order) == (tomorrow(15), tomorrow(18))
    done = tomorrow(17, days=0), tomorrow(17, 20, days=0)
    await Visit.filter(id=visit.id).update(status="approved", starts_at=done[0], ends_at=done[1])
    seen = []
    for less in ({"promised_from": None, "promised_to": None}, {"wanted_from": None, "wanted_to": None}):
        await order.fetch_related("visits")
        seen.append(timing.planned_of(order))
        of = Visit.filter(id=visit.id) if "promised_from" in less else Order.filter(id=order.id)
        await of.update(**less)
        await order.refresh_from_db()
    await order.fetch_related("visits")
    assert [*seen, timing.planned_of(order)] == [
        (tomorrow(15), tomorrow(18)),
        (tomorrow(12), tomorrow(14)),
        done,
    ]


async def test_the_series_master_has_what_he_can_take_and_hears_of_it_once(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    visits = await ahead_of(one)
    assert [(each.master_id, each.status) for each in visits] == [(cast.anna.id, VisitStatus.ASSIGNED)] * 3
    assert (await told(cast.anna)).count("OccurrencesAssigned") == 1
    assert (await told(cast.anna)).count("VisitAssigned") == 1  # of the order that was repeated


async def test_what_can_not_be_placed_waits_and_the_office_is_told_once(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    away = Absence(master_id=cast.anna.id, kind="vacation", created_at=clock.now())
    away.starts_at, away.ends_at = tomorrow(0, days=2), tomorrow(0, days=17)
    await away.save()
    busy = await an_accepted_visit(cast, start=tomorrow(12, days=22))
    one = await a_series(cast, visit=visit)
    states = (
        await Occurrence.filter(series_id=one.id).order_by("recurrence_id").values_list("state", flat=True)
    )
    assert states == [OccurrenceState.PLACED, *[OccurrenceState.UNPLACED] * 3]
    for each in await ahead_of(one):
        assert (each.starts_at, each.status) == (None, VisitStatus.UNASSIGNED)
        assert (await Order.get(id=each.order_id)).wanted_from is not None
    assert (await again(busy)).master_id == cast.anna.id
    assert "OccurrencesUnplaced" not in await told(cast.olga)
    with clock.moved(timedelta(minutes=7)):
        await due.run_ready()
        await due.run_ready()
    assert (await told(cast.olga)).count("OccurrencesUnplaced") == 1
    (notice,) = await OutboxMessage.filter(person_id=cast.olga.id, event="OccurrencesUnplaced")
    assert notice.data["n"] == 3


async def test_a_refusal_of_the_database_leaves_the_others_whole(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules are blind, so only the exclusion constraint is left to refuse the second week."""
    visit = await an_accepted_visit(cast)
    await an_accepted_visit(cast, start=tomorrow(12, days=8))

    async def blind(*_: object) -> list[Reason]:
        return []

    monkeypatch.setattr(conflicts, "reasons_against", blind)
    one = await a_series(cast, visit=visit)
    visits = await ahead_of(one)
    assert [each.master_id for each in visits] == [None, cast.anna.id, cast.anna.id]
    assert visits[0].starts_at is None


async def test_more_is_made_as_days_go_by_and_nothing_twice(cast: Cast) -> None:
    one = await a_series(cast)
    assert await occurrences.make_all() == 0
    with clock.moved(timedelta(days=15)):
        assert await occurrences.make_all() == 2
        assert await occurrences.make_all() == 0
    assert await Occurrence.filter(series_id=one.id).count() == WEEKS + 2


async def test_two_makers_at_once_make_each_once(cast: Cast) -> None:
    await company.put("series_days_ahead", 8)
    visit = await a_visit(cast)
    one = await series.create(visit.order_id, plan("каждый день"), by=actor(cast.vera))
    made = await asyncio.gather(*(occurrences.make(one.id) for _ in range(4)))
    assert sorted(made) == [0, 0, 0, 6]
    assert await Order.all().count() == 7


async def test_without_its_guards_the_race_is_lost(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above would see with neither the held row nor the unique key."""
    await company.put("series_days_ahead", 8)
    visit = await a_visit(cast)
    one = await series.create(visit.order_id, plan("каждый день"), by=actor(cast.vera))

    all_begun = asyncio.Barrier(4)

    async def unlocked(_tx: Change, series_id: int) -> Series:
        await all_begun.wait()
        return await Series.get(id=series_id)

    monkeypatch.setattr(occurrences, "locked", unlocked)
    key = "uid_occurrence_series__97ec2e"
    await db.query(f'ALTER TABLE occurrence DROP CONSTRAINT "{key}"')
    try:
        await asyncio.gather(*(occurrences.make(one.id) for _ in range(4)))
        assert await Order.all().count() > 7
    finally:
        await db.query("DELETE FROM occurrence")
        await db.query(f'ALTER TABLE occurrence ADD CONSTRAINT "{key}" UNIQUE (series_id, recurrence_id)')


async def test_one_series_at_fault_stops_no_other(cast: Cast) -> None:
    await company.put("series_days_ahead", 8)
    bad = await a_series(cast)
    other = await a_visit(cast, start=tomorrow(16))
    good = await series.create(other.order_id, plan("каждый день"), by=actor(cast.vera))
    await Series.filter(id=bad.id).update(rule="FREQ=NEVER")
    assert await occurrences.make_all() == 6
    assert await Occurrence.filter(series_id=good.id).count() == 7


async def test_a_series_of_nothing_makes_its_orders_for_its_master(cast: Cast) -> None:
    new = orders.NewOrder(
        service_id=cast.fridges.id,
        text="Проверка холодильных шкафов",
        client_id=cast.petr.id,
        address_id=cast.address.id,
    )
    given = {"by": actor(cast.vera), "master_id": cast.anna.id}
    with pytest.raises(NotFound):
        await series.start(new, plan("каждую неделю"), by=actor(cast.vera), master_id=cast.vera.id)
    await DayHours.create(day=local_day(1), spans=[["11:00", "16:00"]], name="Короткий день")
    one = await series.start(new, plan("каждую неделю"), **given)
    assert timing.setting_of(one).starts == datetime.combine(local_day(1), time(11))  # that day's first hour
    assert (one.minutes, one.price) == (90, 300_000)
    await due.run_ready()
    made = await Visit.filter(order__occurrence__series_id=one.id).order_by("starts_at")
    assert [visit.starts_at for visit in made] == [tomorrow(11, days=1 + 7 * n) for n in range(WEEKS)]
    assert {visit.master_id for visit in made} == {cast.anna.id}


async def test_an_order_on_hold_is_the_first_of_its_series_too(cast: Cast) -> None:
    visit = await a_visit(cast)
    await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждёт деталь")
    one = await a_series(cast, visit=visit)
    assert (await Occurrence.filter(series_id=one.id).order_by("recurrence_id"))[0].order_id == visit.order_id


async def test_an_order_is_repeated_once_and_by_the_office_only(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    answers = await asyncio.gather(
        *(series.create(visit.order_id, plan("каждый день"), by=actor(cast.vera)) for _ in range(3)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in answers) == ["RepeatsAlready", "RepeatsAlready", "Series"]
    with pytest.raises(RepeatsAlready):
        await series.create(visit.order_id, plan("каждый день"), by=actor(cast.olga))
    for act in (
        series.create(visit.order_id, plan("каждый день"), by=actor(cast.anna)),
        series.alter(1, plan("каждый день"), by=actor(cast.anna), version=1),
        series.follow(1, local_day(1), plan("каждый день"), by=actor(cast.anna), version=1),
        series.end(1, by=actor(cast.anna)),
        series.live(by=actor(cast.anna)),
        series.series_for(actor(cast.anna), 1),
        occurrences.skip(1, local_day(1), by=actor(cast.anna)),
        occurrences.move(1, local_day(1), tomorrow(9), tomorrow(10), by=actor(cast.anna)),
    ):
        with pytest.raises(NotAllowed):
            await act


async def test_a_rule_of_which_nothing_would_come_is_refused(cast: Cast) -> None:
    visit = await a_visit(cast)
    with pytest.raises(Invalid) as refused:
        await series.create(visit.order_id, plan("каждый день до 1 мая 2020"), by=actor(cast.vera))
    assert refused.value.key == "recurrence.never"
    assert not await Series.exists()


async def test_an_order_without_a_time_begins_tomorrow_when_the_company_opens(cast: Cast) -> None:
    visit = await a_visit(cast)
    await Visit.filter(id=visit.id).update(starts_at=None, ends_at=None)
    one = await a_series(cast, "каждый день", visit)
    visits = await ahead_of(one)
    assert len(visits) == 27
    assert visits[0].starts_at == tomorrow(9)
    assert visits[0].ends_at == tomorrow(11)
    assert await visit_of(await Order.get(id=visit.order_id))


async def test_nine_oclock_stays_nine_oclock_over_the_change_of_clocks(cast: Cast) -> None:
    await company.put("zone", "Europe/Berlin")
    await company.put("series_days_ahead", 10)
    target = datetime(2027, 10, 29, 10, tzinfo=clock.now().tzinfo)
    with clock.moved(target - clock.now()):
        visit = await a_visit(cast, start=clock.at(clock.now(), "Europe/Berlin", 14))
        one = await series.create(visit.order_id, plan("каждый день"), by=actor(cast.vera))
        await due.run_ready()
        visits = await ahead_of(one)
        assert {clock.local(each.starts_at, "Europe/Berlin").hour for each in visits} == {14}
        assert {each.starts_at.hour for each in visits} == {12, 13}


async def test_a_due_row_makes_once(cast: Cast) -> None:
    one = await a_series(cast)
    row = await DueRow.get(kind="series.make")
    assert row.done_at is not None
    assert row.data == {"series_id": one.id}
