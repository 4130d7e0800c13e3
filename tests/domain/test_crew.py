"""Several masters at one work with a lead; a further visit by the office; what the client is promised, TASKS-001."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest

from domain import booking, clock, crew, offers, reports, visits, worksheets
from domain.errors import (
    Changed,
    Invalid,
    LeadReports,
    LeadStays,
    MasterUnfit,
    NotNow,
    ReasonMissing,
    SlotBusy,
    WindowMissing,
)
from domain.lines import Line
from domain.models import HistoryEntry, LineKind, Master, Order, OutboxMessage, Person, Service, Visit
from domain.orders import current
from domain.statuses import Action, OrderStatus, Outcome, VisitStatus
from domain.worksheets import Report
from tests.cast import (
    ZONE,
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    tomorrow,
)

REPORT = Report("Заменили ремень", (Line(LineKind.WORK, "Ремонт", Decimal(1), 250_000),), 60)


async def with_boris(cast: Cast, visit: Visit) -> Visit:
    """Boris comes along, and has accepted."""
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    await offers.accept(helper.id, by=actor(cast.boris))
    return await again(helper)


async def told(person: Person) -> list[str]:
    return [row.event for row in await OutboxMessage.filter(person_id=person.id).order_by("id")]


async def test_another_master_comes_along_at_the_same_time(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    helper = await again(await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera)))
    assert (helper.order_id, helper.lead, helper.status, helper.master_id) == (
        visit.order_id,
        False,
        VisitStatus.ASSIGNED,
        cast.boris.id,
    )
    assert (helper.starts_at, helper.promised_to) == (visit.starts_at, visit.promised_to)
    assert (await told(cast.boris))[-1] == "VisitAssigned"
    assert (await told(cast.anna))[-1] == "MasterAdded"
    for master, refusal in ((cast.anna, SlotBusy), (cast.boris, SlotBusy)):
        with pytest.raises(refusal):
            await crew.add_master(visit.id, master.id, by=actor(cast.vera), override="Надо")
    assert await Visit.filter(order_id=visit.order_id).count() == 2


async def test_who_does_not_fit_comes_along_with_a_reason_only(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await Master.filter(person_id=cast.boris.id).update(skills=["fridges"])
    with pytest.raises(MasterUnfit):
        await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera), override="Подержит")
    untimed = await a_visit(cast, start=tomorrow(17))
    await Visit.filter(id=untimed.id).update(starts_at=None, ends_at=None)
    with pytest.raises(WindowMissing):
        await crew.add_master(untimed.id, cast.boris.id, by=actor(cast.vera))


async def test_a_crew_moves_together(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    helper = await with_boris(cast, visit)
    visit = await again(visit)
    wanted: dict[str, Any] = {"starts_at": tomorrow(16), "ends_at": tomorrow(18), "master_id": cast.anna.id}
    looked = await booking.conflicts(visit.id, **wanted, by=actor(cast.vera), agreed=True)
    assert [one.key for one in looked.effects] == ["effect.confirm", "effect.promised", "effect.confirm"]
    await booking.plan(visit.id, **wanted, version=visit.version, agreed=True, by=actor(cast.vera))
    for one in (visit, helper):
        moved = await again(one)
        assert (moved.starts_at, moved.status) == (tomorrow(16), VisitStatus.ASSIGNED)
    await an_accepted_visit(cast, cast.boris, start=tomorrow(12))
    wanted |= {"starts_at": tomorrow(12), "ends_at": tomorrow(14)}
    with pytest.raises(SlotBusy):
        await booking.plan(
            visit.id, **wanted, version=(await again(visit)).version, agreed=True, by=actor(cast.vera)
        )


async def test_what_was_planned_before_somebody_came_along_is_out_of_date(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await with_boris(cast, visit)
    with pytest.raises(Changed):
        await booking.plan(
            visit.id,
            starts_at=tomorrow(16),
            ends_at=tomorrow(18),
            master_id=cast.anna.id,
            version=visit.version,
            agreed=True,
            by=actor(cast.vera),
        )


async def test_a_crew_is_swapped_together(cast: Cast) -> None:
    visit = await again(await an_accepted_visit(cast))
    helper = await with_boris(cast, visit)
    visit = await again(visit)
    other = await again(await an_accepted_visit(cast, start=tomorrow(16)))
    await booking.swap(
        visit.id, other.id, by=actor(cast.vera), versions=(visit.version, other.version), override="Звонил"
    )
    assert (await again(visit)).starts_at == (await again(helper)).starts_at == tomorrow(16)
    assert (await again(other)).starts_at == visit.starts_at


async def test_a_swap_says_of_a_crew_once_how_long_it_takes(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await with_boris(cast, visit)
    other = await an_accepted_visit(cast, start=tomorrow(16), hours=1)
    effects = (await booking.swap_conflicts(visit.id, other.id, by=actor(cast.vera))).effects
    assert [one.key for one in effects].count("effect.shorter") == 1
    assert len({str(one) for one in effects}) == len(effects)


async def test_who_has_set_out_keeps_the_crew_where_it_is_and_is_named_before(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    helper = await with_boris(cast, visit)
    other = await an_accepted_visit(cast, start=tomorrow(16))
    await visits.act(helper.id, Action.DEPART, by=actor(cast.boris), early=True)
    wanted: dict[str, Any] = {"starts_at": tomorrow(17), "ends_at": tomorrow(19), "master_id": cast.anna.id}
    moved = await booking.conflicts(visit.id, **wanted, by=actor(cast.vera), agreed=True)
    swapped = await booking.swap_conflicts(other.id, visit.id, by=actor(cast.vera))
    for looked in (moved, swapped):
        assert (cast.boris.name, "reason.begun", True) in [
            (one.name, one.reason.key, one.final) for one in looked.conflicts
        ]
        assert not looked.may_override
        assert cast.boris.name not in [one.values.get("name") for one in looked.effects]
    wanted |= {"starts_at": tomorrow(12), "ends_at": tomorrow(15)}  # a longer visit is no other time for him
    stretched = await booking.conflicts(visit.id, **wanted, by=actor(cast.vera), agreed=True)
    assert stretched.conflicts == ()
    with pytest.raises(NotNow):
        await booking.plan(
            visit.id,
            **wanted | {"starts_at": tomorrow(13)},
            by=actor(cast.vera),
            agreed=True,
            version=(await again(visit)).version,
        )


async def test_a_crews_end_said_anew_is_everybodys(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    helper = await with_boris(cast, visit)
    await visits.act(helper.id, Action.ARRIVE, by=actor(cast.boris), early=True)
    await Service.filter(id=cast.washers.id).update(photos_before=0, photos_after=0)
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Клиента не было")
    await visits.finish(visit.id, Outcome.CLIENT_ABSENT, by=actor(cast.anna), note="Не открыл")
    assert (await again(helper)).outcome is Outcome.CLIENT_ABSENT


async def test_the_lead_finishes_for_all_and_helpers_for_nobody(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    helper = await with_boris(cast, visit)
    await visits.act(helper.id, Action.ARRIVE, by=actor(cast.boris), early=True)
    with pytest.raises(LeadReports) as refusal:
        await worksheets.submit(helper.id, REPORT, by=actor(cast.boris))
    assert refusal.value.values == {"name": cast.anna.name}
    with pytest.raises(LeadReports):
        await visits.finish(helper.id, Outcome.REFUSED, by=actor(cast.boris), note="Не хочет")
    await Service.filter(id=cast.washers.id).update(photos_before=0, photos_after=0)
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    lead, helper = await again(visit), await again(helper)
    assert (helper.status, helper.outcome, helper.finished_at) == (
        VisitStatus.FINISHED,
        Outcome.DONE,
        lead.finished_at,
    )
    assert (await told(cast.boris))[-1] == "LeadFinished"
    assert [one.id for one in await visits.awaiting_review(by=actor(cast.vera))] == [lead.id]
    with pytest.raises(LeadReports):
        await worksheets.approve(helper.id, by=actor(cast.vera))
    await worksheets.send_back(lead.id, by=actor(cast.vera), reason="Нет цены")
    assert (await again(helper)).status is VisitStatus.FINISHED
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    await worksheets.approve(lead.id, by=actor(cast.vera))
    assert (await again(helper)).status is VisitStatus.APPROVED
    assert (await again(lead)).order.status is OrderStatus.DONE


async def test_money_and_work_of_a_crew_count_once(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    helper = await with_boris(cast, visit)
    await visits.act(helper.id, Action.ARRIVE, by=actor(cast.boris), early=True)
    await Service.filter(id=cast.washers.id).update(photos_before=0, photos_after=0)
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    today = clock.local(clock.now(), ZONE).date()
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Нет цены")
    figures = await reports.by_master(today, today, by=actor(cast.olga))
    assert (figures.total.done, figures.masters) == (0, [])
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    await worksheets.approve(visit.id, by=actor(cast.vera))
    figures = await reports.by_master(today, today, by=actor(cast.olga))
    assert (figures.total.done, figures.total.revenue) == (1, 250_000)
    assert (figures.total.on_time, figures.total.timed) == (1, 1)
    assert [(one.on_time, one.timed) for one in figures.masters] == [(1, 1)] * 2
    assert {figure.timed for _, figure in figures.days} == {1}
    assert {(one.name, one.done, one.revenue) for one in figures.masters} == {
        (cast.anna.name, 1, 250_000),
        (cast.boris.name, 1, 0),
    }


async def test_a_helper_under_way_when_the_lead_finishes_came_at_the_time_planned(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(14))
    helper = await with_boris(cast, visit)
    leaves, arrives, finishes = tomorrow(13, 20), tomorrow(13, 50), tomorrow(15)
    monkeypatch.setattr(clock, "now", lambda: leaves)
    await visits.act(helper.id, Action.DEPART, by=actor(cast.boris), early=True)
    monkeypatch.setattr(clock, "now", lambda: arrives)
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    monkeypatch.setattr(clock, "now", lambda: finishes)
    await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
    ended = await again(helper)
    assert (ended.starts_at, ended.ends_at) == (helper.starts_at, finishes)
    assert (await again(visit)).starts_at == arrives


async def test_who_has_not_come_is_not_needed_any_more(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    helper = await again(await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera)))
    await visits.finish(visit.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Ждём деталь")
    assert (await again(helper)).status is VisitStatus.CANCELLED
    assert (await told(cast.boris))[-1] == "VisitCancelled"
    second = await Visit.filter(order_id=visit.order_id).order_by("-id").first()
    assert second is not None
    assert (second.status, second.lead) == (VisitStatus.UNASSIGNED, True)
    assert (await Order.get(id=visit.order_id)).status is OrderStatus.IN_PROGRESS


async def test_a_lead_who_leaves_leaves_the_lead_to_be_given(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    helper = await with_boris(cast, visit)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Сломалась машина")
    assert (await again(visit)).order.status is OrderStatus.SCHEDULED
    await crew.make_lead(helper.id, by=actor(cast.vera))
    lead, left = await again(helper), await again(visit)
    assert (lead.lead, left.lead) == (True, False)
    assert (await told(cast.boris))[-1] == "LeadNamed"
    await crew.remove(left.id, by=actor(cast.vera))
    assert (await again(left)).status is VisitStatus.CANCELLED
    with pytest.raises(LeadStays):
        await crew.remove(lead.id, by=actor(cast.vera))
    with pytest.raises(NotNow):
        await crew.make_lead(left.id, by=actor(cast.vera))


async def test_the_lead_hears_who_does_not_come_along(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    helper = await with_boris(cast, visit)
    await crew.remove(helper.id, by=actor(cast.vera))
    assert (await told(cast.anna))[-1] == "MasterRemoved"
    assert (await told(cast.boris))[-1] == "VisitUnassigned"


async def test_there_is_one_lead_whoever_is_named_at_once(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    helper = await with_boris(cast, visit)
    await asyncio.gather(
        *(crew.make_lead(one.id, by=actor(cast.vera)) for one in (helper, visit) * 3),
        return_exceptions=True,
    )
    assert await Visit.filter(order_id=visit.order_id, lead=True).count() == 1


async def test_the_order_hears_of_two_who_leave_at_once(cast: Cast) -> None:
    """Each would take the other for still there, if the order weren't held while its status is worked out."""
    for days in range(1, 5):
        visit = await an_assigned_visit(cast, start=tomorrow(12, days=days))
        helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
        await asyncio.gather(
            offers.decline(visit.id, by=actor(cast.anna), reason="Далеко"),
            offers.decline(helper.id, by=actor(cast.boris), reason="Болею"),
        )
        assert (await Order.get(id=visit.order_id)).status is OrderStatus.NEW


async def test_the_order_is_heard_by_its_lead(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    found = current(await Visit.filter(order_id=visit.order_id))
    assert found is not None
    assert found.id == visit.id


async def test_the_office_sends_somebody_again(cast: Cast) -> None:
    visit = await a_finished_visit(cast)
    with pytest.raises(ReasonMissing):
        await visits.second_visit(visit.order_id, by=actor(cast.vera), note=" ")
    with pytest.raises(Invalid):
        await visits.second_visit(visit.order_id, by=actor(cast.vera), note="я" * 501)
    made = await visits.second_visit(visit.order_id, by=actor(cast.vera), note="Жалоба")
    assert (made.status, made.lead, made.starts_at) == (VisitStatus.UNASSIGNED, True, None)
    assert (await HistoryEntry.get(event="SecondVisitAdded")).data["note"] == "Жалоба"
    order = await Order.get(id=visit.order_id)
    assert (order.status, order.resolved_at) == (OrderStatus.IN_PROGRESS, None)
    with pytest.raises(NotNow):
        await visits.second_visit(visit.order_id, by=actor(cast.vera), note="Ещё раз")
    waiting = await a_visit(cast, start=tomorrow(17))
    with pytest.raises(NotNow):
        await visits.second_visit(waiting.order_id, by=actor(cast.vera), note="Рано")


async def test_the_promise_changes_and_the_plan_stays(cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    await booking.promise(visit.id, tomorrow(14), tomorrow(18), by=actor(cast.vera))
    promised = await again(visit)
    assert (promised.promised_from, promised.promised_to, promised.starts_at) == (
        tomorrow(14),
        tomorrow(18),
        tomorrow(12),
    )
    assert promised.version == visit.version + 1  # what was planned by the old one is out of date
    entry = await HistoryEntry.get(event="PromiseChanged")
    assert (entry.data["promised_to"], entry.data["was_from"]) == (
        tomorrow(18).isoformat(),
        tomorrow(12).isoformat(),
    )
    with pytest.raises(Invalid):
        await booking.promise(visit.id, tomorrow(18), tomorrow(14), by=actor(cast.vera))
    finished = await a_finished_visit(cast, cast.boris, start=tomorrow(9))
    with pytest.raises(NotNow):
        await booking.promise(finished.id, tomorrow(14), tomorrow(18), by=actor(cast.vera))
