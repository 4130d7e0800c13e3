"""Absences: asked for, decided on, withdrawn, and what they affect, SCHEDULE-001."""

import asyncio
from datetime import date, timedelta

import pytest

from domain import absences, alerts, booking, clock, holds, offers
from domain.errors import (
    AlreadyAway,
    AlreadyDecided,
    Invalid,
    NotAllowed,
    NotFound,
    ReasonMissing,
)
from domain.models import (
    Absence,
    AbsenceKind,
    AbsenceStatus,
    AuditEntry,
    DueRow,
    Offer,
    OfferStatus,
    OutboxMessage,
    Person,
)
from domain.statuses import VisitStatus
from tests.cast import (
    ZONE,
    Cast,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_offered_visit,
    tomorrow,
)
from tests.domain.test_schedule import why_not

VACATION, SICK, OFF = AbsenceKind.VACATION, AbsenceKind.SICK, AbsenceKind.DAY_OFF


def day(shift: int) -> date:
    return clock.local(clock.now(), ZONE).date() + timedelta(days=shift)


async def asked(cast: Cast, first: int = 1, last: int = 3, kind: AbsenceKind = VACATION) -> Absence:
    """Anna asks to be away; days are counted from today."""
    return await absences.request(kind, day(first), day(last), by=actor(cast.anna), note="К маме")


async def told(person: Person) -> list[str]:
    rows = OutboxMessage.filter(person_id=person.id, event__contains="Absence").order_by("id")
    return [str(event) for event in await rows.values_list("event", flat=True)]


async def test_a_request_counts_only_once_the_office_has_approved_it(cast: Cast) -> None:
    visit = await a_visit(cast)
    absence = await asked(cast)
    assert await why_not(cast.anna, visit) == []
    assert [one.id for one in await absences.waiting(by=actor(cast.vera))] == [absence.id]
    decided = await absences.approve(absence.id, by=actor(cast.vera))
    assert (decided.status, decided.decided_by_id) == (AbsenceStatus.APPROVED, cast.vera.id)
    assert await why_not(cast.anna, visit) == ["reason.absent.vacation"]
    assert await absences.waiting(by=actor(cast.vera)) == []
    assert await told(cast.olga) == ["AbsenceRequested"]
    assert await told(cast.anna) == ["AbsenceApproved"]
    audited = await AuditEntry.filter(subject=f"absence:{absence.id}").order_by("id")
    assert [entry.action for entry in audited] == ["AbsenceRequested", "AbsenceApproved"]


async def test_it_lasts_from_midnight_to_midnight(cast: Cast) -> None:
    absence = await asked(cast, 1, 1)
    assert (absence.starts_at, absence.ends_at) == (tomorrow(0), tomorrow(0, days=2))
    assert absences.last_day(absence, ZONE) == day(1)


async def test_sickness_counts_at_once_and_asks_nobody(cast: Cast) -> None:
    offered = await an_offered_visit(cast)
    absence = await asked(cast, 0, 2, SICK)
    assert absence.status is AbsenceStatus.APPROVED
    assert await why_not(cast.anna, await a_visit(cast)) == ["reason.absent.sick"]
    assert await OutboxMessage.filter(event="SicknessReported").count() == 2
    assert await Offer.get(master_id=cast.anna.id).values_list("status", flat=True) == OfferStatus.WITHDRAWN
    assert (await again(offered)).status is VisitStatus.OFFERED  # boris has his


async def test_approval_takes_back_the_last_offer_and_the_office_hears_of_it(cast: Cast) -> None:
    offered = await an_offered_visit(cast, cast.anna)
    await absences.approve((await asked(cast)).id, by=actor(cast.vera))
    review = await DueRow.get(kind="offer.review")
    await offers.review(**review.data)
    assert (await again(offered)).status is VisitStatus.DECLINED
    assert await OutboxMessage.filter(event="OffersUnanswered", person_id=cast.vera.id).exists()


async def test_what_it_contains_starts_or_ends_in_is_affected(cast: Cast) -> None:
    within = await an_accepted_visit(cast, start=tomorrow(12))
    across = await an_accepted_visit(cast, start=tomorrow(18), hours=2)
    after = await an_accepted_visit(cast, start=tomorrow(12, days=2))
    others = await an_accepted_visit(cast, cast.boris, start=tomorrow(12))
    met = await absences.affected(await asked(cast, 1, 1))
    assert [visit.id for visit in met] == [within.id, across.id]
    half = await absences.affected_between(cast.anna.id, tomorrow(19), tomorrow(13, days=2))
    assert [visit.id for visit in half] == [across.id, after.id]
    assert others.id not in {visit.id for visit in met}


async def attention(cast: Cast) -> list[tuple[alerts.Kind, int | None, str | None]]:
    """What asks the office to act: its kind, its visit, and why the master is away; the counter says as many."""
    found = await alerts.now(by=actor(cast.vera))
    assert await alerts.count(by=actor(cast.vera)) == len(found)
    return [(one.kind, one.visit and one.visit.id, one.absence) for one in found]


async def test_what_an_approved_absence_leaves_asks_for_attention_until_it_is_moved_or_given_away(
    cast: Cast,
) -> None:
    vera = actor(cast.vera)
    moved, given, waits, held = [
        await an_accepted_visit(cast, start=tomorrow(hour)) for hour in (10, 12, 14, 16)
    ]
    await an_accepted_visit(cast, start=tomorrow(12, days=2))
    await an_accepted_visit(cast, cast.boris, start=tomorrow(16))
    await holds.begin(held.order_id, by=vera, reason="Ждём деталь")
    absence = await asked(cast, 1, 1)
    assert await attention(cast) == []
    await absences.approve(absence.id, by=vera)
    left = [(alerts.Kind.AWAY, one.id, VACATION) for one in (moved, given, waits)]
    assert await attention(cast) == left
    await offers.assign(given.id, cast.boris.id, by=vera)
    later = {"starts_at": tomorrow(10, days=2), "ends_at": tomorrow(12, days=2), "master_id": cast.anna.id}
    await booking.plan(moved.id, **later, version=moved.version, agreed=True, by=vera)  # type: ignore[arg-type]
    assert await attention(cast) == [left[-1]]
    with clock.moved(timedelta(days=3)):  # the absence is over, and nobody has come
        assert (alerts.Kind.AWAY, waits.id, VACATION) in await attention(cast)
    await absences.cancel(absence.id, by=vera)
    assert await attention(cast) == []


async def test_who_is_back_early_comes_to_what_is_not_over(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    absence = await asked(cast, 1, 1, SICK)
    assert await attention(cast) == [(alerts.Kind.AWAY, visit.id, SICK)]
    with clock.moved(tomorrow(12, 30) - clock.now()):
        await absences.withdraw(absence.id, by=actor(cast.anna))
    with clock.moved(tomorrow(13) - clock.now()):
        assert alerts.Kind.AWAY not in [kind for kind, _, _ in await attention(cast)]


async def test_work_that_is_over_is_not_affected(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    with clock.moved(timedelta(days=2)):
        assert await absences.affected_between(cast.anna.id, visit.starts_at, clock.now()) == []


async def test_refusing_takes_a_reason_which_the_master_is_told(cast: Cast) -> None:
    absence = await asked(cast)
    with pytest.raises(ReasonMissing):
        await absences.refuse(absence.id, by=actor(cast.vera), reason=" ")
    await absences.refuse(absence.id, by=actor(cast.vera), reason="Некому заменить")
    message = await OutboxMessage.get(person_id=cast.anna.id, event="AbsenceRefused")
    assert message.data["reason"] == "Некому заменить"
    for decide in (
        absences.approve(absence.id, by=actor(cast.olga)),
        absences.withdraw(absence.id, by=actor(cast.anna)),
    ):
        with pytest.raises(AlreadyDecided):
            await decide


async def test_the_same_days_are_asked_for_once(cast: Cast) -> None:
    first = await asked(cast, 2, 4)
    for begin, end in ((1, 2), (4, 6), (3, 3), (1, 6)):
        with pytest.raises(AlreadyAway) as refused:
            await asked(cast, begin, end, OFF)
        assert refused.value.values["absence"].id == first.id
    await asked(cast, 5, 5, OFF)
    sick = await asked(cast, 3, 3, SICK)  # illness doesn't ask what was planned
    assert sick.status is AbsenceStatus.APPROVED
    with pytest.raises(AlreadyAway):
        await asked(cast, 3, 4, SICK)
    await absences.request(OFF, day(2), day(4), by=actor(cast.boris))


async def test_two_requests_at_once_make_one(cast: Cast) -> None:
    found = await asyncio.gather(*(asked(cast) for _ in range(4)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["Absence", *["AlreadyAway"] * 3]
    assert await Absence.all().count() == 1


async def test_a_request_is_withdrawn_and_one_that_has_begun_ends_now(cast: Cast) -> None:
    later = await absences.withdraw((await asked(cast)).id, by=actor(cast.anna))
    assert later.status is AbsenceStatus.WITHDRAWN
    sick = await asked(cast, 0, 5, SICK)
    back = await absences.withdraw(sick.id, by=actor(cast.anna))
    assert back.status is AbsenceStatus.APPROVED
    assert back.ends_at <= clock.now()
    assert await why_not(cast.anna, await a_visit(cast)) == []
    ended = await OutboxMessage.filter(person_id=cast.vera.id, event="AbsenceWithdrawn").order_by("id")
    assert [message.data["ended"] for message in ended] == [False, True]


async def test_days_that_are_over_in_disorder_or_too_many_are_refused(cast: Cast) -> None:
    for first, last, key in (
        (-3, -1, "invalid.days_past"),
        (3, 1, "invalid.last_before_first"),
        (1, 400, "invalid.days_too_many"),
    ):
        with pytest.raises(Invalid) as refused:
            await asked(cast, first, last)
        assert refused.value.key == key
    assert not await Absence.exists()


async def test_only_masters_ask_only_the_office_decides_and_nobody_touches_anothers(cast: Cast) -> None:
    absence = await asked(cast)
    with pytest.raises(NotAllowed):
        await absences.request(OFF, day(1), day(1), by=actor(cast.vera))
    with pytest.raises(NotAllowed):
        await absences.approve(absence.id, by=actor(cast.anna))
    with pytest.raises(NotAllowed):
        await absences.waiting(by=actor(cast.boris))
    for look in (
        absences.withdraw(absence.id, by=actor(cast.boris)),
        absences.absence_for(actor(cast.boris), absence.id),
        absences.absence_for(actor(cast.vera), 999_999),
    ):
        with pytest.raises(NotFound):
            await look
    assert [one.id for one in await absences.ahead(by=actor(cast.anna))] == [absence.id]
    assert await absences.ahead(by=actor(cast.boris)) == []
