"""SLA clocks: when they are due, what stops and moves them, what is said when they break, TASKS-001."""

import asyncio
import contextvars
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import booking, clock, company, crew, due, holds, offers, orders, sla, visits, working, worksheets
from domain.access import SYSTEM
from domain.change import change
from domain.errors import NotAllowed, NotLate, ReasonMissing
from domain.models import DueRow, HistoryEntry, Order, OutboxMessage, Priority, SlaRule, Visit
from domain.orders import NewOrder
from domain.statuses import Action, OfficeStatus, Outcome, VisitStatus
from tests.cast import (
    ZONE,
    Cast,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
)
from tests.waiting import until

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 30, 10, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)  # an hour after the company opens


@pytest.fixture
async def rules(cast: Cast) -> Cast:
    """Normal: taken within four working hours, done within nine."""
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=240, resolution_minutes=540)
    return cast


@pytest.fixture(autouse=True)
def monday() -> object:
    """It is Monday, ten in the morning, and the company is open from nine to eight every day."""
    with clock.moved(MONDAY - clock.now()):
        yield


async def an_order(cast: Cast, **changes: object) -> Order:
    """An order without a window."""
    new = NewOrder(
        service_id=cast.washers.id, text="Шумит", client_id=cast.petr.id, address_id=cast.address.id
    )
    return await orders.create(NewOrder(**vars(new) | changes), by=actor(cast.vera))  # type: ignore[arg-type]


async def fresh(order_id: int) -> Order:
    return await Order.get(id=order_id)


async def pass_until(moment: datetime) -> list[tuple[str, str]]:
    """Carry out what is due by a moment; what was recorded of clocks."""
    with clock.moved(moment - clock.now()):
        while await due.run_ready():
            pass
    told = await HistoryEntry.filter(event__startswith="Sla").order_by("id")
    return [(entry.event, entry.data["clock"]) for entry in told]


def near(moment: datetime | None, expected: datetime) -> bool:
    """The same to a few seconds: the test's own clock runs on."""
    return moment is not None and abs(moment - expected) < timedelta(seconds=30)


async def test_clocks_are_due_by_the_rule_of_the_priority_in_working_time(rules: Cast) -> None:
    order = await an_order(rules)
    assert near(order.reaction_due_at, MONDAY + 4 * HOUR)
    assert near(order.resolution_due_at, MONDAY + 9 * HOUR)
    late = MONDAY + 9 * HOUR  # an hour before it closes
    with clock.moved(late - clock.now()):
        order = await an_order(rules)
    assert near(order.reaction_due_at, MONDAY + 26 * HOUR)  # an hour today, three from nine tomorrow


async def test_a_rule_of_the_service_stands_above_that_of_the_priority(rules: Cast) -> None:
    await SlaRule.create(
        priority=Priority.NORMAL, service=rules.washers, reaction_minutes=None, resolution_minutes=60
    )
    own = await an_order(rules)
    assert (own.reaction_due_at, near(own.resolution_due_at, MONDAY + HOUR)) == (None, True)
    other = await an_order(rules, service_id=rules.fridges.id)
    assert near(other.reaction_due_at, MONDAY + 4 * HOUR)


async def test_without_a_rule_or_hours_nothing_is_promised(rules: Cast) -> None:
    urgent = await an_order(rules, priority=Priority.URGENT)
    await company.put("hours", {})
    closed = await an_order(rules)
    for order in (urgent, closed):
        assert (order.reaction_due_at, order.resolution_due_at) == (None, None)
    assert not await DueRow.exists()


async def test_a_client_who_wants_friday_is_not_late_on_wednesday(rules: Cast) -> None:
    friday = MONDAY + timedelta(days=4)
    order = await an_order(rules, starts_at=friday, ends_at=friday + 2 * HOUR)
    assert order.resolution_due_at == friday + 2 * HOUR
    assert near(order.reaction_due_at, MONDAY + 4 * HOUR)


async def test_a_window_agreed_on_moves_the_work_there_and_back(rules: Cast) -> None:
    order, thursday = await an_order(rules), MONDAY + timedelta(days=3)
    visit = await Visit.get(order_id=order.id)
    await orders.set_window(visit.id, thursday, thursday + HOUR, by=actor(rules.vera))
    assert (await fresh(order.id)).resolution_due_at == thursday + HOUR
    await orders.set_window(visit.id, MONDAY + HOUR, MONDAY + 2 * HOUR, by=actor(rules.vera))
    assert near((await fresh(order.id)).resolution_due_at, MONDAY + 9 * HOUR)


async def test_a_broken_clock_is_not_mended_by_another_window(rules: Cast) -> None:
    order, thursday = await an_order(rules), MONDAY + timedelta(days=3)
    visit = await Visit.get(order_id=order.id)
    with clock.moved(timedelta(days=2)):
        await orders.set_window(visit.id, thursday, thursday + HOUR, by=actor(rules.vera))
    assert near((await fresh(order.id)).resolution_due_at, MONDAY + 9 * HOUR)


async def test_the_first_acceptance_stops_the_reaction_for_good(rules: Cast) -> None:
    offered = await an_offered_visit(rules, rules.anna)
    assert (await fresh(offered.order_id)).reacted_at is None
    await offers.accept(offered.id, by=actor(rules.anna))
    reacted = (await fresh(offered.order_id)).reacted_at
    assert reacted is not None
    await offers.decline(offered.id, by=actor(rules.anna), reason="Заболела")
    assert (await fresh(offered.order_id)).reacted_at == reacted
    assigned = await an_assigned_visit(rules, rules.boris)
    assert (await fresh(assigned.order_id)).reacted_at is None
    await offers.accept(assigned.id, by=actor(rules.boris))
    assert (await fresh(assigned.order_id)).reacted_at is not None


async def test_the_work_is_done_with_its_last_visit_and_runs_again_for_one_more(rules: Cast) -> None:
    anna, vera = actor(rules.anna), actor(rules.vera)
    first = await an_arrived_visit(rules)
    await visits.finish(first.id, Outcome.CLIENT_ABSENT, by=anna, note="Никого")
    done = (await fresh(first.order_id)).resolved_at
    assert done is not None
    await worksheets.send_back(first.id, by=vera, reason="Звонили?")
    assert (await fresh(first.order_id)).resolved_at == done  # words on paper, the work is what it was
    rows = await DueRow.filter(kind="sla.broken").count()
    await visits.finish(first.id, Outcome.SECOND_VISIT, by=anna, note="Приеду ещё раз")
    assert (await fresh(first.order_id)).resolved_at is None
    assert await DueRow.filter(kind="sla.broken").count() == rows + 1
    second = await Visit.get(order_id=first.order_id, status=VisitStatus.UNASSIGNED)
    await orders.cancel(first.order_id, by=vera, reason="Починил сам")
    assert (await again(second)).status is VisitStatus.CANCELLED
    assert (await fresh(first.order_id)).resolved_at is not None


async def test_each_clock_is_told_of_once_before_and_once_after(rules: Cast) -> None:
    await an_order(rules)
    assert await pass_until(MONDAY + 3 * HOUR) == []
    about = [("SlaAboutToBreak", "reaction")]
    assert await pass_until(MONDAY + 3.3 * HOUR) == about  # four fifths of four hours are gone
    assert await pass_until(MONDAY + 3.9 * HOUR) == about
    broken = [
        *about,
        ("SlaBroken", "reaction"),
        ("SlaAboutToBreak", "resolution"),
        ("SlaBroken", "resolution"),
    ]
    assert await pass_until(MONDAY + timedelta(days=9)) == broken
    rows = await OutboxMessage.filter(event__startswith="Sla")
    assert sorted({row.person_id for row in rows}) == sorted([rules.vera.id, rules.olga.id])
    assert len(rows) == 2 * len(broken)


async def test_the_share_after_which_a_clock_is_about_to_break_is_the_companys(rules: Cast) -> None:
    await company.put("sla_warn_percent", 50)
    await an_order(rules)
    assert await pass_until(MONDAY + 2.1 * HOUR) == [("SlaAboutToBreak", "reaction")]


async def test_a_clock_that_was_stopped_or_moved_or_cancelled_breaks_no_more(rules: Cast) -> None:
    accepted = await an_accepted_visit(rules, start=MONDAY + HOUR)
    await visits.act(accepted.id, Action.ARRIVE, by=actor(rules.anna))
    await visits.finish(accepted.id, Outcome.REFUSED, by=actor(rules.anna), note="Дорого")
    cancelled = await a_visit(rules)
    await orders.cancel(cancelled.order_id, by=actor(rules.vera), reason="Дубль")
    held = await an_order(rules)
    await holds.begin(held.id, by=actor(rules.vera), reason="Ждёт деталь")
    assert await DueRow.filter(kind__startswith="sla.").count() >= 10
    assert await pass_until(MONDAY + timedelta(days=20)) == []


async def test_work_that_goes_as_planned_is_not_about_to_break(rules: Cast) -> None:
    """Both were to begin at noon: anna has, boris hasn't."""
    noon = MONDAY + timedelta(days=1) + 2 * HOUR
    hers, his = [
        await an_accepted_visit(rules, master, start=noon, hours=4) for master in (rules.anna, rules.boris)
    ]
    assert (await fresh(hers.order_id)).resolution_due_at == noon + 4 * HOUR
    assert await pass_until(noon - HOUR / 60) == []
    with clock.moved(noon - clock.now()):
        await visits.act(hers.id, Action.ARRIVE, by=actor(rules.anna))
    assert await pass_until(noon + 3 * HOUR) == [("SlaAboutToBreak", "resolution")]
    assert (await HistoryEntry.get(event="SlaAboutToBreak")).order_id == his.order_id


async def test_a_helper_who_has_accepted_says_nothing_of_the_lead(rules: Cast) -> None:
    lead = await an_assigned_visit(rules, start=MONDAY + timedelta(days=1))
    helper = await crew.add_master(lead.id, rules.boris.id, by=actor(rules.vera))
    await offers.accept(helper.id, by=actor(rules.boris))
    assert await sla.going_as_planned([lead.order_id], clock.now()) == set()
    await offers.accept(lead.id, by=actor(rules.anna))
    assert await sla.going_as_planned([lead.order_id], clock.now()) == {lead.order_id}


async def test_a_clock_is_counted_by_what_the_change_before_has_left(rules: Cast) -> None:
    """A window is agreed on while the order is being put on hold: then its clock stands still."""
    order, thursday, outside = await an_order(rules), MONDAY + timedelta(days=3), contextvars.copy_context()
    visit = await Visit.get(order_id=order.id)
    agreeing = booking.promise(visit.id, thursday, thursday + HOUR, by=actor(rules.vera))
    async with change(SYSTEM) as tx:
        await (
            Order.filter(id=order.id)
            .using_db(tx.connection)
            .update(office_status=OfficeStatus.HOLD, held_at=tx.at)
        )
        agreed = asyncio.get_running_loop().create_task(agreeing, context=outside)
        waiting = (
            "SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        await until(lambda: tx.sql(waiting))
    await agreed
    assert (await fresh(order.id)).resolution_due_at == order.resolution_due_at


async def test_what_breaks_within_minutes_waits_for_the_same_moment(rules: Cast) -> None:
    for _ in range(3):
        await an_order(rules)
    await pass_until(MONDAY + 5 * HOUR)
    rows = await OutboxMessage.filter(event="SlaBroken", person_id=rules.vera.id)
    assert len(rows) == 3
    assert len({row.due_at for row in rows}) == 1
    assert rows[0].created_at < rows[0].due_at <= rows[0].created_at + sla.TOGETHER


async def test_the_office_says_why_an_order_is_late(rules: Cast) -> None:
    order, vera = await an_order(rules), actor(rules.vera)
    with pytest.raises(NotLate):
        await sla.explain(order.id, by=vera, reason="Заранее")
    with clock.moved(5 * HOUR):
        for refused, by, reason in ((ReasonMissing, vera, " "), (NotAllowed, actor(rules.anna), "Не я")):
            with pytest.raises(refused):
                await sla.explain(order.id, by=by, reason=reason)
        await sla.explain(order.id, by=vera, reason=" Мастер застрял в пробке ")
        await sla.explain(order.id, by=vera, reason="Не было детали")
    assert (await fresh(order.id)).late_reason == "Не было детали"
    told = await HistoryEntry.filter(event="DelayExplained").order_by("id")
    assert [entry.data["reason"] for entry in told] == ["Мастер застрял в пробке", "Не было детали"]


async def test_a_clock_that_stopped_late_stays_late_and_a_held_one_stands(rules: Cast) -> None:
    visit = await a_visit(rules, start=MONDAY + 6 * HOUR)
    with clock.moved(5 * HOUR):
        await offers.assign(visit.id, rules.anna.id, by=actor(rules.vera), override="Поздно")
        await offers.accept(visit.id, by=actor(rules.anna))
        assert sla.is_late(await fresh(visit.order_id), clock.now())
    held = await an_order(rules)
    await holds.begin(held.id, by=actor(rules.vera), reason="Ждёт деталь")
    assert not sla.is_late(await fresh(held.id), MONDAY + timedelta(days=9))


async def test_stored_clocks_equal_a_slow_count_of_working_minutes_not_held(rules: Cast) -> None:
    """Minute by minute: open, and not on hold."""
    order, vera = await an_order(rules), actor(rules.vera)
    made, held = order.created_at, []
    for after, lasts in ((1, 3.3), (8, 20), (30, 50)):  # the last one is over when both have broken
        with clock.moved(made + after * HOUR - clock.now()):
            await holds.begin(order.id, by=vera, reason="Ждём")
            begun = clock.now()
        with clock.moved(made + (after + lasts) * HOUR - clock.now()):
            held.append((begun, clock.now()))
            await holds.end(order.id, by=vera)
    order, by = await fresh(order.id), await working.hours()
    for due_at, minutes in ((order.reaction_due_at, 240), (order.resolution_due_at, 540)):
        moment, counted = made, 0
        while counted < minutes:
            wall = clock.local(moment, by.zone)
            if 9 <= wall.hour < 20 and not any(start <= moment < end for start, end in held):
                counted += 1
            moment += timedelta(minutes=1)
        assert due_at is not None
        assert abs(due_at - moment) <= timedelta(minutes=3)


def test_a_clock_gets_the_time_on_hold_though_that_is_over_too_and_loses_none() -> None:
    due = datetime(2026, 11, 30, 15, 45, tzinfo=UTC)
    order, held, now = Order(resolution_due_at=due), due - timedelta(minutes=33), due + timedelta(hours=2)
    for promised, is_due in (
        (due + timedelta(minutes=3), due + timedelta(minutes=3)),
        (now + timedelta(hours=1), now + timedelta(hours=1)),
        (due - timedelta(hours=1), due),
    ):
        assert sla._moved(order, sla.Clock.RESOLUTION, promised, held, now, ruled=False) == is_due
