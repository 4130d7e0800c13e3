"""An order on hold, TASKS-001."""

import asyncio
from datetime import timedelta

import pytest

from domain import clock, due, holds, offers, orders, visits
from domain.errors import Invalid, NotAllowed, NotNow, OnHold, ReasonMissing, WorkGoesOn
from domain.models import HistoryEntry, Offer, OfferStatus, Order, OutboxMessage, Priority, SlaRule
from domain.statuses import Action, OfficeStatus, OrderStatus, Outcome, VisitStatus
from tests.cast import (
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    tomorrow,
)


async def test_a_held_order_keeps_its_visit_and_the_master_is_told(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await holds.begin(visit.order_id, by=actor(cast.vera), reason=" Ждёт деталь ")
    order, kept = await Order.get(id=visit.order_id), await again(visit)
    assert (order.status, order.office_status) == (OrderStatus.ON_HOLD, OfficeStatus.HOLD)
    assert (kept.status, kept.master_id, kept.starts_at) == (
        VisitStatus.ACCEPTED,
        cast.anna.id,
        visit.starts_at,
    )
    assert await holds.reason_of(order) == "Ждёт деталь"
    await holds.end(visit.order_id, by=actor(cast.vera))
    order = await Order.get(id=visit.order_id)
    assert (order.status, order.held_at, order.office_status) == (OrderStatus.SCHEDULED, None, None)
    told = await OutboxMessage.filter(event__in=["OrderHeld", "OrderResumed"]).order_by("id")
    assert [(row.event, row.person_id) for row in told] == [
        ("OrderHeld", cast.anna.id),
        ("OrderResumed", cast.anna.id),
    ]
    story = await HistoryEntry.filter(visit_id=None).order_by("id")
    assert [(entry.event, entry.actor_id) for entry in story] == [
        ("OrderHeld", cast.vera.id),
        ("OrderResumed", cast.vera.id),
    ]


async def test_nobody_is_sent_to_a_held_order_and_nothing_begins(cast: Cast) -> None:
    waiting, accepted = await a_visit(cast, start=tomorrow(9)), await an_accepted_visit(cast, cast.boris)
    vera = actor(cast.vera)
    for visit in (waiting, accepted):
        await holds.begin(visit.order_id, by=vera, reason="Ждёт деталь")
    refused = (
        offers.make(waiting.id, [cast.anna.id], by=vera),
        offers.assign(waiting.id, cast.anna.id, by=vera),
        visits.act(accepted.id, Action.DEPART, by=actor(cast.boris), early=True),
        visits.act(accepted.id, Action.ARRIVE, by=actor(cast.boris), early=True),
    )
    for verb in refused:
        with pytest.raises(OnHold):
            await verb
    assert (await again(waiting)).status is VisitStatus.UNASSIGNED
    assert (await again(accepted)).status is VisitStatus.ACCEPTED


async def test_who_was_asked_may_answer_and_the_window_be_moved_meanwhile(cast: Cast) -> None:
    offered, assigned = (
        await an_offered_visit(cast, cast.anna),
        await an_assigned_visit(cast, cast.boris, start=tomorrow(15)),
    )
    waiting, vera = await a_visit(cast), actor(cast.vera)
    for visit in (offered, assigned, waiting):
        await holds.begin(visit.order_id, by=vera, reason="Ждёт деталь")
    await offers.accept(offered.id, by=actor(cast.anna))
    await offers.decline(assigned.id, by=actor(cast.boris), reason="Далеко")
    await orders.set_window(waiting.id, tomorrow(16), tomorrow(18), by=vera)
    assert {(await Order.get(id=visit.order_id)).status for visit in (offered, assigned, waiting)} == {
        OrderStatus.ON_HOLD
    }


async def test_nobody_is_pressed_to_answer_while_the_order_is_on_hold(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждёт деталь")
    with clock.moved(timedelta(hours=2)):
        await due.run_ready()
        await due.run_ready()
    assert (await Offer.get(visit_id=visit.id)).status is OfferStatus.OPEN
    assert not await OutboxMessage.filter(event__in=["OfferRepeated", "OffersUnanswered"]).exists()
    await holds.end(visit.order_id, by=actor(cast.vera))
    with clock.moved(timedelta(hours=4)):
        await due.run_ready()
    assert await OutboxMessage.filter(event="OfferRepeated", person_id=cast.anna.id).count() == 1


@pytest.mark.parametrize("action", [Action.DEPART, Action.ARRIVE])
async def test_work_under_way_is_not_put_on_hold(cast: Cast, action: Action) -> None:
    visit = await an_accepted_visit(cast)
    await visits.act(visit.id, action, by=actor(cast.anna), early=True)
    with pytest.raises(WorkGoesOn):
        await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждёт деталь")
    assert (await Order.get(id=visit.order_id)).status is OrderStatus.IN_PROGRESS


async def test_there_must_be_something_to_hold_and_a_reason(cast: Cast) -> None:
    vera, finished, waiting = actor(cast.vera), await a_finished_visit(cast), await a_visit(cast)
    with pytest.raises(NotNow):
        await holds.begin(finished.order_id, by=vera, reason="Ждёт деталь")
    with pytest.raises(NotNow):
        await holds.end(waiting.order_id, by=vera)
    for refusal, reason in ((ReasonMissing, " "), (Invalid, "я" * 501)):
        with pytest.raises(refusal):
            await holds.begin(waiting.order_id, by=vera, reason=reason)
    with pytest.raises(NotAllowed):
        await holds.begin(waiting.order_id, by=actor(cast.anna), reason="Не хочу")
    await holds.begin(waiting.order_id, by=vera, reason="Ждёт деталь")
    with pytest.raises(NotNow):
        await holds.begin(waiting.order_id, by=vera, reason="Ещё раз")


async def test_a_second_visit_may_wait_for_a_part(cast: Cast) -> None:
    first = await an_arrived_visit(cast)
    await visits.finish(first.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Нужна деталь")
    await holds.begin(first.order_id, by=actor(cast.vera), reason="Ждёт деталь")
    assert (await Order.get(id=first.order_id)).status is OrderStatus.ON_HOLD


@pytest.mark.parametrize("worked", [False, True])
async def test_a_held_order_is_cancelled_as_any_other(cast: Cast, *, worked: bool) -> None:
    visit = await an_arrived_visit(cast) if worked else await a_visit(cast)
    if worked:
        await visits.finish(visit.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Нужна деталь")
    await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждёт деталь")
    order = await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Клиент передумал")
    expected = (OrderStatus.IN_PROGRESS, None) if worked else (OrderStatus.CANCELLED, OfficeStatus.CANCELLED)
    assert (order.status, order.office_status, order.held_at) == (*expected, None)


async def test_clocks_are_due_later_by_the_working_time_held(cast: Cast) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=600, resolution_minutes=6000)
    with clock.moved(tomorrow(10) - clock.now()):
        visit = await a_visit(cast)
        before = await Order.get(id=visit.order_id)
        await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждёт деталь")
    assert (await Order.get(id=visit.order_id)).reaction_due_at == before.reaction_due_at
    with clock.moved(tomorrow(11, days=2) - clock.now()):
        await holds.end(visit.order_id, by=actor(cast.vera))
    after = await Order.get(id=visit.order_id)
    assert after.reaction_due_at is not None
    # Ten working hours from ten o'clock end a little before closing; twelve hours later than that they end.
    shift = after.reaction_due_at - before.reaction_due_at  # type: ignore[operator]
    assert abs(shift - timedelta(hours=24 + 1)) < timedelta(minutes=1)


async def test_of_a_hold_and_a_departure_at_once_one_is_refused(cast: Cast) -> None:
    for hour in range(9, 14):
        visit = await an_accepted_visit(cast, start=tomorrow(hour), hours=1)
        outcomes = await asyncio.gather(
            holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждёт деталь"),
            visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True),
            return_exceptions=True,
        )
        order, visit = await Order.get(id=visit.order_id), await again(visit)
        assert sum(outcome is None for outcome in outcomes) == 1, outcomes
        assert {type(outcome) for outcome in outcomes} & {OnHold, WorkGoesOn}
        assert (order.status is OrderStatus.ON_HOLD) == (visit.status is VisitStatus.ACCEPTED)
