"""Offering and giving visits to masters, TASKS-001, BOT-002."""

from datetime import timedelta

import pytest

from dialogs import notices
from domain import booking, dispatch, events, offers, orders, people, visits
from domain.errors import (
    AlreadyYours,
    MasterUnfit,
    NotAllowed,
    NotFound,
    NotNow,
    OfferGone,
    OrderTaken,
    ReasonMissing,
    SlotBusy,
    WindowMissing,
)
from domain.models import (
    DueRow,
    HistoryEntry,
    Master,
    Offer,
    OfferStatus,
    Order,
    OutboxMessage,
    Person,
    PersonStatus,
    Visit,
)
from domain.statuses import Action, OrderStatus, VisitStatus
from tests.cast import (
    Cast,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_assigned_visit,
    an_offered_visit,
    caused_by,
    offer_of,
    tomorrow,
)


async def told(person: Person) -> list[str]:
    return [row.event for row in await OutboxMessage.filter(person_id=person.id).order_by("id")]


async def test_offer_reaches_every_master_with_its_reasons(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    assert (visit.status, visit.master_id) == (VisitStatus.OFFERED, None)
    for master in (cast.anna, cast.boris):
        assert "VisitOffered" in await told(master)
        assert {"key": "reason.has_skill", "values": {}} in (await offer_of(visit, master)).reasons
    assert await DueRow.filter(kind="offer.remind").count() == 2


async def test_open_offer_is_not_made_twice(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    made = await offers.make(visit.id, [cast.anna.id, cast.boris.id], by=actor(cast.vera))
    assert [offer.master_id for offer in made] == [cast.boris.id]
    assert await Offer.all().count() == 2


async def test_offer_needs_a_window_a_master_and_the_right(cast: Cast) -> None:
    visit = await a_visit(cast)
    with pytest.raises(NotFound):
        await offers.make(visit.id, [cast.vera.id], by=actor(cast.vera))
    with pytest.raises(NotAllowed):
        await offers.make(visit.id, [cast.anna.id], by=actor(cast.anna))
    await Visit.filter(id=visit.id).update(starts_at=None, ends_at=None)
    with pytest.raises(WindowMissing):
        await offers.make(visit.id, [cast.anna.id], by=actor(cast.vera))
    with pytest.raises(WindowMissing):
        await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera))


async def test_unfit_master_is_named_with_the_reason(cast: Cast) -> None:
    await Master.filter(person_id=cast.anna.id).update(skills=["fridges"])
    visit = await a_visit(cast)
    with pytest.raises(MasterUnfit) as refusal:
        await offers.make(visit.id, [cast.anna.id], by=actor(cast.vera))
    assert refusal.value.values == {
        "name": cast.anna.name,
        "reasons": [{"key": "reason.no_skill", "values": {}}],
    }


async def test_removed_master_gets_nothing(cast: Cast) -> None:
    await Person.filter(id=cast.anna.id).update(status=PersonStatus.SUSPENDED)
    visit = await a_visit(cast)
    with pytest.raises(NotFound):
        await offers.make(visit.id, [cast.anna.id], by=actor(cast.vera))
    with pytest.raises(NotFound):
        await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera), override="Очень надо")


async def test_first_to_accept_has_it_and_the_other_is_told(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.accept(visit.id, by=actor(cast.anna))
    won = await again(visit)
    assert (won.status, won.master_id, won.order.status) == (
        VisitStatus.ACCEPTED,
        cast.anna.id,
        OrderStatus.SCHEDULED,
    )
    assert (await offer_of(visit, cast.anna)).status is OfferStatus.ACCEPTED
    assert (await offer_of(visit, cast.boris)).status is OfferStatus.WITHDRAWN
    assert (await told(cast.boris))[-1] == "OfferWithdrawn"
    assert "VisitAccepted" in await told(cast.vera)
    assert "VisitAccepted" not in await told(cast.anna)


async def test_another_time_confirmed_is_no_order_taken(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    moved = {"starts_at": tomorrow(16), "ends_at": tomorrow(18), "master_id": cast.anna.id, "agreed": True}
    await booking.plan(visit.id, **moved, version=visit.version, by=actor(cast.vera))
    await offers.accept(visit.id, by=actor(cast.anna))
    first, second = await HistoryEntry.filter(event="VisitAccepted").order_by("id")
    assert (first.data["again"], second.data["again"]) == (False, True)
    event = events.load(second.event, second.data)
    notice = await notices.notice_of([event], cast.vera, visit.order_id)
    assert "новое время по заявке" in notice.text
    assert "берёт" not in notice.text


async def test_another_time_is_confirmed_also_after_the_visit_was_given_to_another_and_put_back(
    cast: Cast,
) -> None:
    visit = await an_accepted_visit(cast)
    times = {"starts_at": visit.starts_at, "ends_at": visit.ends_at}
    vera = actor(cast.vera)
    await booking.plan(visit.id, **times, master_id=cast.boris.id, version=visit.version, by=vera)
    await booking.undo(visit.id, version=(await again(visit)).version, by=vera)
    put_back = await again(visit)
    assert (put_back.status, put_back.master_id) == (VisitStatus.ACCEPTED, cast.anna.id)
    later = {"starts_at": tomorrow(16), "ends_at": tomorrow(18), "master_id": cast.anna.id, "agreed": True}
    await booking.plan(visit.id, **later, version=put_back.version, by=vera)
    await offers.accept(visit.id, by=actor(cast.anna))
    last = await HistoryEntry.filter(event="VisitAccepted").order_by("-id").first()
    assert last is not None
    assert last.data["again"]


async def test_who_is_asked_alone_has_no_rivals(cast: Cast) -> None:
    visit = await a_visit(cast)
    await offers.make(visit.id, [cast.anna.id], by=actor(cast.vera))
    await offers.make(visit.id, [cast.boris.id], by=actor(cast.vera))
    told = [
        events.load(row.event, row.data)
        for row in await HistoryEntry.filter(event="VisitOffered").order_by("id")
    ]
    texts = [(await notices.notice_of([event], cast.anna, visit.order_id)).text for event in told]
    assert ["первый" in text for text in texts] == [False, True]


async def test_second_master_is_told_the_order_is_taken(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.accept(visit.id, by=actor(cast.anna))
    with pytest.raises(OrderTaken):
        await offers.accept(visit.id, by=actor(cast.boris))


async def test_winner_who_presses_again_is_told_it_is_his(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.accept(visit.id, by=actor(cast.anna))
    with pytest.raises(AlreadyYours):
        await offers.accept(visit.id, by=actor(cast.anna))
    assert await HistoryEntry.filter(event="VisitAccepted").count() == 1


async def test_cancelled_visit_is_nobodys(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Дубль")
    with pytest.raises(NotNow):
        await offers.accept(visit.id, by=actor(cast.anna))


async def test_stranger_to_the_offer_does_not_accept(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    with pytest.raises(NotFound):
        await offers.accept(visit.id, by=actor(cast.boris))
    with pytest.raises(NotAllowed):
        await offers.accept(visit.id, by=actor(cast.vera))


async def test_declined_offer_is_gone(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Далеко")
    for again_ in (
        offers.accept(visit.id, by=actor(cast.anna)),
        offers.decline(visit.id, by=actor(cast.anna), reason="Ещё раз"),
    ):
        with pytest.raises(OfferGone):
            await again_


async def test_winner_loses_his_other_offers_of_that_time(cast: Cast) -> None:
    first = await an_offered_visit(cast, cast.anna)
    overlapping = await an_offered_visit(cast, cast.anna, cast.boris, start=tomorrow(13))
    alone = await an_offered_visit(cast, cast.anna, start=tomorrow(13, 30))
    later = await an_offered_visit(cast, cast.anna, start=tomorrow(17))
    await offers.accept(first.id, by=actor(cast.anna))
    assert (await offer_of(overlapping, cast.anna)).status is OfferStatus.WITHDRAWN
    assert (await offer_of(overlapping, cast.boris)).status is OfferStatus.OPEN
    assert (await offer_of(later, cast.anna)).status is OfferStatus.OPEN
    due = await DueRow.filter(kind="offer.review").order_by("id")
    assert sorted(row.data["visit_id"] for row in due) == [overlapping.id, alone.id]
    for row in due:
        await offers.review(row.data["visit_id"])
    assert (await again(overlapping)).status is VisitStatus.OFFERED
    assert (await again(alone)).status is VisitStatus.DECLINED
    assert (await told(cast.vera))[-1] == "OffersUnanswered"


async def test_last_no_brings_the_visit_back_to_the_office(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Далеко")
    assert (await again(visit)).status is VisitStatus.OFFERED
    await offers.decline(visit.id, by=actor(cast.boris), reason="Болею")
    assert (await again(visit)).status is VisitStatus.DECLINED
    declines = await OutboxMessage.filter(event="VisitDeclined", person_id=cast.vera.id).order_by("id")
    assert [(row.data["reason"], row.data["last"]) for row in declines] == [
        ("Далеко", False),
        ("Болею", True),
    ]


async def test_declining_asks_for_a_reason(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    with pytest.raises(ReasonMissing):
        await offers.decline(visit.id, by=actor(cast.anna), reason="\n")


async def test_accepted_visit_may_be_given_back_before_leaving(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Сломалась машина")
    back = await again(visit)
    assert (back.status, back.master_id, back.accepted_at) == (VisitStatus.DECLINED, None, None)
    assert back.order.status is OrderStatus.NEW
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))


async def test_visit_under_way_is_not_given_back(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True)
    with pytest.raises(NotNow) as refusal:
        await offers.decline(visit.id, by=actor(cast.anna), reason="Передумала")
    assert refusal.value.values == {"status": VisitStatus.EN_ROUTE}


async def test_assigned_master_holds_the_time_and_confirms(cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    assert (visit.status, visit.master_id, visit.accepted_at) == (VisitStatus.ASSIGNED, cast.anna.id, None)
    assert (await told(cast.anna))[-1] == "VisitAssigned"
    await offers.accept(visit.id, by=actor(cast.anna))
    assert (await again(visit)).status is VisitStatus.ACCEPTED


async def test_assigning_another_tells_the_first(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    moved = await again(visit)
    assert (moved.status, moved.master_id, moved.accepted_at) == (VisitStatus.ASSIGNED, cast.boris.id, None)
    assert (await told(cast.anna))[-1] == "VisitUnassigned"
    with pytest.raises(NotFound):
        await offers.accept(visit.id, by=actor(cast.anna))


async def test_assigning_takes_the_offers_back(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    assert {offer.status for offer in await Offer.all()} == {OfferStatus.WITHDRAWN}
    assert (await told(cast.anna))[-1] == "OfferWithdrawn"
    with pytest.raises(OrderTaken):
        await offers.accept(visit.id, by=actor(cast.anna))


async def test_overlap_is_never_overridden(cast: Cast) -> None:
    await an_accepted_visit(cast)
    visit = await a_visit(cast, start=tomorrow(13))
    with pytest.raises(SlotBusy):
        await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera), override="Успеет")
    # Without the skill nobody looks at the schedule: there the constraint itself refuses.
    await Master.filter(person_id=cast.anna.id).update(skills=[])
    with pytest.raises(SlotBusy):
        await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera), override="Успеет")
    assert (await again(visit)).status is VisitStatus.UNASSIGNED


async def test_visits_may_touch(cast: Cast) -> None:
    await an_accepted_visit(cast)
    visit = await a_visit(cast, start=tomorrow(14))
    await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera), override="Тот же подъезд")
    assert (await again(visit)).master_id == cast.anna.id


async def test_the_rest_is_overridden_with_a_reason(cast: Cast) -> None:
    visit = await a_visit(cast, start=tomorrow(21))
    with pytest.raises(MasterUnfit) as refusal:
        await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera), override=" ")
    assert [reason["key"] for reason in refusal.value.values["reasons"]] == ["reason.outside_hours"]
    await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera), override="Договорились")
    assert (await HistoryEntry.get(event="VisitAssigned")).data["override"] == "Договорились"


async def test_finished_visit_is_offered_to_nobody(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    with pytest.raises(NotNow):
        await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))


async def remind_by_due_row(offer: Offer) -> None:
    """What the worker does when the row is due."""
    row = await DueRow.filter(
        kind="offer.remind", data__contains={"offer_id": offer.id}, done_at=None
    ).first()
    assert row is not None
    with caused_by("due", row.id):
        await offers.remind(offer.id)


async def test_unanswered_offer_is_repeated_and_then_told_to_the_office(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    offer = await offer_of(visit, cast.anna)
    await remind_by_due_row(offer)
    assert (await told(cast.anna))[-1] == "OfferRepeated"
    assert (await offer_of(visit, cast.anna)).expires_at > offer.expires_at - timedelta(seconds=1)
    await remind_by_due_row(offer)
    assert (await offer_of(visit, cast.anna)).status is OfferStatus.EXPIRED
    assert (await again(visit)).status is VisitStatus.DECLINED
    assert (await told(cast.anna))[-1] == "OfferWithdrawn"
    assert (await told(cast.vera)).count("OffersUnanswered") == 1


async def test_answered_offer_is_not_repeated(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    await offers.accept(visit.id, by=actor(cast.anna))
    await offers.remind((await offer_of(visit, cast.anna)).id)
    assert "OfferRepeated" not in await told(cast.anna)
    assert (await again(visit)).status is VisitStatus.ACCEPTED


async def test_master_sees_what_is_offered_the_soonest_first(cast: Cast) -> None:
    later = await an_offered_visit(cast, cast.anna, start=tomorrow(16))
    sooner = await an_offered_visit(cast, cast.anna)
    await an_offered_visit(cast, cast.boris)
    assert [offer.visit_id for offer in await offers.open_for(cast.anna.id)] == [sooner.id, later.id]


async def test_who_declined_stands_last_and_it_is_said(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Далеко")
    order = await Order.get(id=visit.order_id).select_related("address", "service")
    first, *_, last = await dispatch.candidates(await again(visit), order)
    assert (first.name, last.name) == (cast.boris.name, cast.anna.name)
    assert last.reasons[0].key == "reason.declined_before"


async def test_who_blocked_the_bot_is_offered_nothing_until_he_is_back(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.boris)
    await people.unreachable(cast.boris.id)
    other = await a_visit(cast, start=tomorrow(16))
    with pytest.raises(MasterUnfit) as refused:
        await offers.make(other.id, [cast.boris.id], by=actor(cast.vera))
    assert refused.value.values["reasons"][0]["key"] == "reason.unreachable"
    await people.reachable(cast.boris.telegram_id or 0)
    told = await OutboxMessage.filter(person_id=cast.boris.id, event="VisitOffered").values_list(
        "data", flat=True
    )
    assert [data["visit_id"] for data in told] == [visit.id, visit.id]  # type: ignore[index, call-overload]
    assert await offers.make(other.id, [cast.boris.id], by=actor(cast.vera))
