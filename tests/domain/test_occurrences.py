"""One time of a series: skipped, brought back, moved, SCHEDULE-001."""

from datetime import timedelta

import pytest

from domain import (
    ahead,
    booking,
    clock,
    crew,
    due,
    holds,
    occurrences,
    offers,
    orders,
    recurrence,
    series,
    timing,
)
from domain.errors import Invalid, MasterUnfit, NotFound, NotNow, SlotBusy
from domain.models import Occurrence, Order, Priority, Series, SlaRule, Visit
from domain.statuses import OfficeStatus, VisitStatus
from tests.cast import ZONE, Cast, a_master, actor, again, an_accepted_visit, tomorrow
from tests.recurring import a_series, ahead_of, local_day, plan, told


async def test_a_skipped_one_is_cancelled_and_never_made(cast: Cast) -> None:
    one = await a_series(cast)
    first = (await ahead_of(one))[0]
    await occurrences.skip(one.id, local_day(8), by=actor(cast.vera))
    await occurrences.skip(one.id, local_day(1 + 7 * 5), by=actor(cast.vera))
    assert (await again(first)).status is VisitStatus.CANCELLED
    with clock.moved(timedelta(days=10)):
        await occurrences.make_all()
    days = [row.recurrence_id[:10] for row in await Occurrence.filter(series_id=one.id)]
    assert str(local_day(1 + 7 * 5)) not in days
    for day in (local_day(8), local_day(9)):  # skipped already; not in the rule
        with pytest.raises(NotFound):
            await occurrences.skip(one.id, day, by=actor(cast.vera))
    shown = await ahead.coming(await Series.get(id=one.id), clock.now(), 3)
    assert [each.wall.date() for each in shown] == [local_day(1), local_day(15), local_day(22)]


async def test_a_skipped_one_comes_back_as_a_new_order(cast: Cast) -> None:
    one = await a_series(cast)
    first = (await ahead_of(one))[0]
    for day in (local_day(8), local_day(36)):  # made already; not made yet
        await occurrences.skip(one.id, day, by=actor(cast.vera))
    one = await Series.get(id=one.id)
    now = recurrence.wall(clock.now(), ZONE)
    assert timing.skipped_ahead(one, now) == [local_day(8), local_day(36)]
    for day in (local_day(8), local_day(36)):
        await occurrences.unskip(one.id, day, by=actor(cast.vera))
        await due.run_ready()
    assert timing.skipped_ahead(await Series.get(id=one.id), now) == []
    assert (await again(first)).status is VisitStatus.CANCELLED
    again_made = await Occurrence.get(series_id=one.id, recurrence_id__startswith=str(local_day(8)))
    assert again_made.order_id != first.order_id
    with pytest.raises(NotFound):
        await occurrences.unskip(one.id, local_day(8), by=actor(cast.vera))


async def test_a_moved_one_keeps_the_length_it_has(cast: Cast) -> None:
    one = await a_series(cast)
    assert await ahead.length_of(one, local_day(8)) == timedelta(hours=2)
    await occurrences.move(
        one.id, local_day(8), tomorrow(9, days=9), tomorrow(12, days=9), by=actor(cast.vera)
    )
    assert await ahead.length_of(one, local_day(8)) == timedelta(hours=3)
    assert await ahead.length_of(one, local_day(36)) == timedelta(hours=2)  # not made yet


async def test_the_length_of_a_moved_one_is_its_leads_not_that_of_a_helper_sent_away(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    visit = (await ahead_of(one))[0]
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    await crew.remove(helper.id, by=actor(cast.vera))
    longer = {"starts_at": tomorrow(12, days=8), "ends_at": tomorrow(15, days=8), "master_id": cast.anna.id}
    version = (await again(visit)).version
    await booking.plan(visit.id, **longer, version=version, agreed=True, by=actor(cast.vera))
    assert await ahead.length_of(one, local_day(8)) == timedelta(hours=3)


async def test_one_on_hold_is_ahead_and_can_be_skipped(cast: Cast) -> None:
    one = await a_series(cast)
    first = (await ahead_of(one))[0]
    await holds.begin(first.order_id, by=actor(cast.vera), reason="Клиент в отъезде")
    shown = await ahead.coming(await Series.get(id=one.id), clock.now(), 2)
    assert [each.wall.date() for each in shown] == [local_day(1), local_day(8)]
    await occurrences.skip(one.id, local_day(8), by=actor(cast.vera))
    assert (await again(first)).status is VisitStatus.CANCELLED
    assert (await Order.get(id=first.order_id)).office_status is OfficeStatus.CANCELLED


async def test_the_work_of_a_moved_one_is_due_at_its_new_time(cast: Cast) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=60, resolution_minutes=60)
    one = await a_series(cast)
    visit = (await ahead_of(one))[0]
    order = await Order.get(id=visit.order_id)
    assert (order.reaction_due_at, order.resolution_due_at) == (None, visit.ends_at)
    until = tomorrow(11, days=9)
    await occurrences.move(one.id, local_day(8), tomorrow(9, days=9), until, by=actor(cast.vera))
    assert (await Order.get(id=visit.order_id)).resolution_due_at == until


async def test_a_moved_one_takes_its_crew_along(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    visit = (await ahead_of(one))[0]
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    sent_away = await crew.add_master(visit.id, (await a_master("Гоша", 1042)).id, by=actor(cast.vera))
    await crew.remove(sent_away.id, by=actor(cast.vera))
    times = tomorrow(9, days=9), tomorrow(11, days=9)
    await occurrences.move(one.id, local_day(8), *times, by=actor(cast.vera))
    assert [(await again(each)).starts_at for each in (visit, helper)] == [times[0], times[0]]


async def test_a_moved_one_goes_its_own_way(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    visit = (await ahead_of(one))[0]
    await offers.accept(visit.id, by=actor(cast.anna))
    await occurrences.move(
        one.id, local_day(8), tomorrow(9, days=9), tomorrow(11, days=9), by=actor(cast.vera)
    )
    visit = await again(visit)
    assert (visit.starts_at, visit.status, visit.master_id) == (
        tomorrow(9, days=9),
        VisitStatus.ASSIGNED,
        cast.anna.id,
    )
    assert "VisitMoved" in await told(cast.anna)
    await series.alter(
        one.id, plan("каждую неделю в 18:00"), by=actor(cast.vera), version=1, master_id=cast.anna.id
    )
    assert (await again(visit)).starts_at == tomorrow(9, days=9)
    # One that isn't made yet is made to be moved, and is its master's if he can come then.
    made = await occurrences.move(
        one.id, local_day(36), tomorrow(9, days=37), tomorrow(11, days=37), by=actor(cast.vera)
    )
    moved = await Visit.get(order_id=made.order_id)
    assert (moved.starts_at, moved.status, moved.master_id) == (
        tomorrow(9, days=37),
        VisitStatus.ASSIGNED,
        cast.anna.id,
    )
    made = await occurrences.move(
        one.id, local_day(43), tomorrow(3, days=44), tomorrow(5, days=44), by=actor(cast.vera)
    )
    by_night = await Visit.get(order_id=made.order_id)
    assert (by_night.starts_at, by_night.master_id) == (tomorrow(3, days=44), None)


async def test_a_time_at_which_the_master_can_not_come_is_refused(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    await an_accepted_visit(cast, start=tomorrow(16, days=8))
    for hour, refusal in ((16, SlotBusy), (6, MasterUnfit)):
        with pytest.raises(refusal):
            await occurrences.move(
                one.id, local_day(8), tomorrow(hour, days=8), tomorrow(hour + 2, days=8), by=actor(cast.vera)
            )
    with pytest.raises(Invalid):
        await occurrences.move(one.id, local_day(8), tomorrow(9), tomorrow(8), by=actor(cast.vera))
    visit = (await ahead_of(one))[0]
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Не нужно")
    with pytest.raises(NotNow):
        await occurrences.move(
            one.id, local_day(8), tomorrow(9, days=9), tomorrow(11, days=9), by=actor(cast.vera)
        )
