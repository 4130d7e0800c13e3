"""A visit on its way, TASKS-001, BOT-002."""

import asyncio
from datetime import datetime, time, timedelta

import pytest

from domain import clock, holds, offers, visits, worksheets
from domain.errors import NotAllowed, NotFound, NotNow, NotToday, NotYours, ReasonMissing, WorkBegun
from domain.models import HistoryEntry, OutboxMessage, Visit
from domain.statuses import Action, OrderStatus, Outcome, VisitStatus
from tests.cast import (
    ZONE,
    Cast,
    a_finished_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    tomorrow,
)


def moment(shown: str) -> datetime:
    """Tomorrow, when the company's clock shows that."""
    of_day = time.fromisoformat(shown)
    return tomorrow(of_day.hour, of_day.minute) + timedelta(seconds=of_day.second)


async def at(cast: Cast, visit: Visit, shown: str, action: Action) -> None:
    """Anna's step of the visit tomorrow, at a moment that stands still meanwhile."""
    when = moment(shown)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: when)
        if action is Action.FINISH:
            await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
        else:
            await visits.act(visit.id, action, by=actor(cast.anna), early=True)


async def test_master_goes_all_the_way(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    way = [Action.DEPART, Action.ARRIVE, Action.PAUSE, Action.RESUME]
    seen = []
    for action in way:
        await visits.act(visit.id, action, by=actor(cast.anna), early=True)
        seen.append((await again(visit)).status)
    assert seen == [VisitStatus.EN_ROUTE, VisitStatus.ON_SITE, VisitStatus.PAUSED, VisitStatus.ON_SITE]
    now = await again(visit)
    assert now.version == visit.version + 4
    assert now.en_route_at < now.on_site_at  # type: ignore[operator]
    assert now.paused_at is None
    assert now.order.status is OrderStatus.IN_PROGRESS


async def test_history_tells_every_step(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True)
    steps = await HistoryEntry.filter(visit_id=visit.id).order_by("id")
    assert [(s.event, s.actor_id, s.status_from, s.status_to) for s in steps] == [
        ("OrderCreated", cast.vera.id, None, "unassigned"),
        ("VisitAssigned", cast.vera.id, "unassigned", "assigned"),
        ("VisitAccepted", cast.anna.id, "assigned", "accepted"),
        ("MasterDeparted", cast.anna.id, "accepted", "en_route"),
    ]


async def test_steps_keep_their_order(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    for action in (Action.PAUSE, Action.RESUME):
        with pytest.raises(NotNow) as refusal:
            await visits.act(visit.id, action, by=actor(cast.anna))
        assert refusal.value.values == {"status": VisitStatus.ACCEPTED}


@pytest.mark.parametrize("action", [Action.DEPART, Action.ARRIVE])
async def test_a_visit_of_a_later_day_begins_knowingly_only(cast: Cast, action: Action) -> None:
    visit = await an_accepted_visit(cast)
    with pytest.raises(NotToday) as refusal:
        await visits.act(visit.id, action, by=actor(cast.anna))
    assert refusal.value.values == {"action": action, "starts_at": visit.starts_at, "zone": ZONE}
    assert (await again(visit)).version == visit.version
    await visits.act(visit.id, action, by=actor(cast.anna), early=True)
    assert (await again(visit)).version == visit.version + 1


async def test_the_day_is_that_of_the_company_and_its_hours_are_free(cast: Cast) -> None:
    first, second = await an_accepted_visit(cast), await an_accepted_visit(cast, start=tomorrow(16))
    with clock.moved(tomorrow(0) - timedelta(minutes=1) - clock.now()), pytest.raises(NotToday):
        await visits.act(first.id, Action.DEPART, by=actor(cast.anna))
    with clock.moved(tomorrow(0) + timedelta(minutes=1) - clock.now()):  # still the day before in UTC
        await visits.act(first.id, Action.DEPART, by=actor(cast.anna))
    with clock.moved(tomorrow(0, days=3) - clock.now()):
        await visits.act(second.id, Action.ARRIVE, by=actor(cast.anna))


async def test_who_is_on_his_way_is_not_asked_again(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True)
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna))
    assert (await again(visit)).status is VisitStatus.ON_SITE


async def test_pressing_twice_steps_once(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    pressed = await asyncio.gather(
        *(visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True) for _ in range(8)),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in pressed) == ["NoneType"] + ["NotNow"] * 7
    assert await HistoryEntry.filter(event="MasterArrived").count() == 1


async def test_a_departure_by_mistake_is_taken_back_and_the_office_told(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True)
    reacted = (await again(visit)).order.reacted_at
    await visits.take_back(visit.id, Action.NOT_LEFT, by=actor(cast.anna))
    now = await again(visit)
    assert (now.status, now.en_route_at, now.version) == (VisitStatus.ACCEPTED, None, visit.version + 2)
    assert (now.order.status, now.order.reacted_at) == (OrderStatus.SCHEDULED, reacted)
    entry = await HistoryEntry.filter(event="StepRetracted").get()
    assert (entry.actor_id, entry.status_from, entry.status_to) == (cast.anna.id, "en_route", "accepted")
    told = OutboxMessage.filter(person_id=cast.vera.id).order_by("-id")
    assert [row.event for row in await told.limit(2)] == ["StepRetracted", "MasterDeparted"]
    await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждём деталь")  # nobody is on his way


@pytest.mark.parametrize(
    ("way", "back", "to"),
    [
        ((Action.DEPART, Action.ARRIVE), Action.NOT_THERE, VisitStatus.EN_ROUTE),
        ((Action.ARRIVE,), Action.NOT_LEFT, VisitStatus.ACCEPTED),
    ],
)
async def test_an_arrival_by_mistake_leads_back_to_where_he_was(
    cast: Cast, way: tuple[Action, ...], back: Action, to: VisitStatus
) -> None:
    visit = await an_accepted_visit(cast)
    for action in way:
        await visits.act(visit.id, action, by=actor(cast.anna), early=True)
    before = await again(visit)
    assert await visits.back(before) is back
    with clock.moved(timedelta(hours=3)):  # not a minute of them was work
        await visits.take_back(visit.id, back, by=actor(cast.anna))
        now = await again(visit)
        assert (now.status, now.on_site_at, now.en_route_at) == (to, None, before.en_route_at)
        assert await visits.minutes_worked(now) == 0


async def test_a_step_is_not_taken_back_once_work_has_begun_or_by_another(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    with pytest.raises(NotFound):
        await visits.take_back(visit.id, Action.NOT_LEFT, by=actor(cast.boris))
    await visits.act(visit.id, Action.PAUSE, by=actor(cast.anna))
    with pytest.raises(NotNow):
        await visits.take_back(visit.id, Action.NOT_LEFT, by=actor(cast.anna))
    await visits.act(visit.id, Action.RESUME, by=actor(cast.anna))
    assert await visits.back(await again(visit)) is None
    with pytest.raises(WorkBegun):
        await visits.take_back(visit.id, Action.NOT_LEFT, by=actor(cast.anna))
    assert (await again(visit)).status is VisitStatus.ON_SITE


async def test_nobody_steps_for_another(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    with pytest.raises(NotFound):
        await visits.act(visit.id, Action.DEPART, by=actor(cast.boris), early=True)
    with pytest.raises(NotAllowed):
        await visits.act(visit.id, Action.DEPART, by=actor(cast.vera), early=True)


async def test_master_whose_visit_went_to_another_steps_no_more(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.accept(visit.id, by=actor(cast.anna))
    with pytest.raises(NotYours):
        await visits.act(visit.id, Action.DEPART, by=actor(cast.boris), early=True)


async def test_office_hears_of_departure_and_arrival_only(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await visits.act(visit.id, Action.PAUSE, by=actor(cast.anna))
    told = [row.event for row in await OutboxMessage.filter(person_id=cast.vera.id).order_by("id")]
    assert told == ["VisitAccepted", "MasterArrived"]


async def test_visit_ends_with_an_outcome_and_a_word(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    with pytest.raises(ReasonMissing):
        await visits.finish(visit.id, Outcome.CLIENT_ABSENT, by=actor(cast.anna))
    await visits.finish(visit.id, Outcome.CLIENT_ABSENT, by=actor(cast.anna), note="Звонил трижды")
    ended = await again(visit)
    assert (ended.status, ended.outcome) == (VisitStatus.FINISHED, Outcome.CLIENT_ABSENT)
    assert (await HistoryEntry.get(event="VisitFinished")).data["note"] == "Звонил трижды"


async def test_done_needs_a_report(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    with pytest.raises(ValueError, match="report"):
        await visits.finish(visit.id, Outcome.DONE, by=actor(cast.anna), note="Готово")


async def test_second_visit_waits_for_a_master_at_once(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await visits.finish(visit.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Ждём насос")
    first, second = await Visit.filter(order_id=visit.order_id).order_by("id")
    assert (first.status, second.status) == (VisitStatus.FINISHED, VisitStatus.UNASSIGNED)
    assert (await again(visit)).order.status is OrderStatus.IN_PROGRESS


async def test_early_end_frees_the_rest_of_the_time(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    with clock.moved(visit.starts_at + timedelta(minutes=30) - clock.now()):  # type: ignore[operator]
        await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
        ended = await again(visit)
        assert ended.ends_at == ended.finished_at
        await an_assigned_visit(cast, start=tomorrow(13, days=0))


async def test_work_done_before_its_day_stands_where_it_was_done(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)  # planned for tomorrow
    with clock.moved(timedelta(minutes=40)):
        await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
    ended = await again(visit)
    assert (ended.starts_at, ended.ends_at) == (ended.on_site_at, ended.finished_at)
    assert ended.promised_from == visit.promised_from
    await an_assigned_visit(cast)  # at the time planned


async def test_both_buttons_at_once_leave_a_period(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = await an_accepted_visit(cast)
    at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: at)
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
    ended = await again(visit)
    assert (ended.starts_at, ended.ends_at) == (at - timedelta(minutes=1), at)


@pytest.mark.parametrize(
    ("finished", "stands"),
    [("13:59:00", "13:59:00"), ("14:00:20", "14:00:20"), ("15:40:00", "15:40:00"), ("16:30:00", "16:00:00")],
)
async def test_work_that_began_early_stands_from_its_beginning_whenever_it_ends(
    cast: Cast, finished: str, stands: str
) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(14))
    await at(cast, visit, "12:30:00", Action.ARRIVE)
    await at(cast, visit, finished, Action.FINISH)
    ended = await again(visit)
    assert (ended.starts_at, ended.ends_at) == (moment("12:30:00"), moment(stands))


async def test_who_said_the_day_before_that_he_is_there_works_when_it_was_planned(cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(14, days=2))
    await at(cast, visit, "12:30:00", Action.ARRIVE)
    with clock.moved(tomorrow(15, days=2) - clock.now()):
        await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
    ended = await again(visit)
    assert (ended.starts_at, ended.ends_at) == (tomorrow(14, days=2), ended.finished_at)


async def test_setting_out_early_is_no_work_and_no_end_leaves_an_empty_period(cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(14))
    await at(cast, visit, "13:20:00", Action.DEPART)
    await at(cast, visit, "14:00:00", Action.ARRIVE)
    await at(cast, visit, "14:00:20", Action.FINISH)
    ended = await again(visit)
    assert (ended.starts_at, ended.ends_at) == (moment("13:59:20"), moment("14:00:20"))


async def test_master_sees_his_day_in_order(cast: Cast) -> None:
    later = await an_assigned_visit(cast, start=tomorrow(17))
    sooner = await an_accepted_visit(cast)
    await an_assigned_visit(cast, cast.boris)
    assert [visit.id for visit in await visits.of_master(actor(cast.anna))] == [sooner.id, later.id]
    await offers.accept(later.id, by=actor(cast.anna))
    await visits.act(later.id, Action.DEPART, by=actor(cast.anna), early=True)
    assert [visit.id for visit in await visits.of_master(actor(cast.anna))] == [later.id, sooner.id]


async def test_what_was_approved_today_stands_before_later_days(cast: Cast) -> None:
    noon = clock.at(clock.now(), ZONE, 12)
    with clock.moved(noon - clock.now()):
        later = await an_accepted_visit(cast, start=noon + timedelta(days=3))
        tonight = await an_accepted_visit(cast, start=noon + timedelta(hours=6))
        done = await a_finished_visit(cast, start=noon - timedelta(hours=2))
        await Visit.filter(id=done.id).update(status=VisitStatus.APPROVED)
        found = await visits.of_master(actor(cast.anna))
    assert [visit.id for visit in found] == [tonight.id, done.id, later.id]


async def test_office_sees_what_awaits_review(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
    assert [waiting.id for waiting in await visits.awaiting_review(by=actor(cast.olga))] == [visit.id]
    with pytest.raises(NotAllowed):
        await visits.awaiting_review(by=actor(cast.anna))


async def test_client_data_closes_a_day_after_the_end(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
    await Visit.filter(id=visit.id).update(status=VisitStatus.APPROVED, approved_at=clock.now())
    ended = await again(visit)
    with clock.moved(timedelta(hours=23)):
        assert await visits.client_shown(ended, actor(cast.anna))
    with clock.moved(timedelta(hours=25)):
        assert not await visits.client_shown(ended, actor(cast.anna))
        assert await visits.client_shown(ended, actor(cast.vera))


async def test_outcome_said_again_makes_no_third_visit_and_moves_no_day(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await visits.finish(visit.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Нужна деталь")
    first = (await again(visit)).finished_at
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Какая деталь?")
    with clock.moved(timedelta(days=1)):
        await visits.finish(visit.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Насос M231")
    assert await Visit.filter(order_id=visit.order_id).count() == 2
    assert (await again(visit)).finished_at == first
