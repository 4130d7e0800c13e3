"""Planning visits: moved, stretched, given away, swapped; what stands in the way is known before, SCHEDULE-001."""

import asyncio
import contextvars
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain import absences, booking, clock, db, holds, orders, visits
from domain.change import Change
from domain.errors import (
    Changed,
    Invalid,
    MasterUnfit,
    NotAllowed,
    NotFound,
    NotNow,
    OnHold,
    PromiseLeft,
    SlotBusy,
    WindowMissing,
)
from domain.models import (
    AbsenceKind,
    AuditEntry,
    HistoryEntry,
    Master,
    OfferStatus,
    Order,
    OutboxMessage,
    Person,
    Priority,
    SlaRule,
    Visit,
)
from domain.statuses import Action, OrderStatus, VisitStatus
from tests.cast import (
    Cast,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    offer_of,
    tomorrow,
)

HOUR = timedelta(hours=1)


async def plan(cast: Cast, visit: Visit, start: datetime | None = None, **more: Any) -> Visit:
    """Vera plans a visit as it stands, but for what is said here: two hours long, at its master's."""
    start = start or visit.starts_at
    assert start is not None
    wanted = {
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "master_id": visit.master_id,
        "version": visit.version,
        "by": actor(cast.vera),
    }
    await booking.plan(visit.id, **wanted | more)
    return await again(visit)


async def told(person: Person) -> list[str]:
    return [row.event for row in await OutboxMessage.filter(person_id=person.id).order_by("id")]


async def test_an_accepted_visit_that_moves_is_confirmed_anew_and_its_master_told(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    moved = await plan(cast, visit, tomorrow(16), override="Клиент просил")
    assert (moved.status, moved.master_id, moved.accepted_at) == (
        VisitStatus.ASSIGNED,
        cast.anna.id,
        None,
    )
    assert (moved.starts_at, moved.promised_from) == (tomorrow(16), tomorrow(12))
    (entry,) = await HistoryEntry.filter(event="VisitMoved")
    assert (entry.status_from, entry.status_to, entry.data["override"]) == (
        "accepted",
        "assigned",
        "Клиент просил",
    )
    assert entry.data["was_starts_at"] == tomorrow(12).isoformat()
    assert (await told(cast.anna))[-1] == "VisitMoved"
    assert "VisitMoved" not in await told(cast.vera)
    audit = await AuditEntry.get(action="visit.overridden")
    assert (audit.subject, audit.data["override"]) == (f"visit:{visit.id}", "Клиент просил")


async def test_a_stretched_visit_stays_accepted(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    with pytest.raises(PromiseLeft):
        await plan(cast, visit, ends_at=tomorrow(15))
    stretched = await plan(cast, visit, ends_at=tomorrow(15), agreed=True)
    assert (stretched.status, stretched.ends_at) == (VisitStatus.ACCEPTED, tomorrow(15))
    assert stretched.accepted_at == visit.accepted_at
    notice = await OutboxMessage.filter(person_id=cast.anna.id).order_by("-id").first()
    assert notice is not None
    assert (notice.event, notice.data["confirm"]) == ("VisitMoved", False)


async def test_a_longer_visit_is_asked_about_wherever_it_begins(cast: Cast) -> None:
    """A start that moves by a quarter of an hour makes three hours more no part of the promise."""
    visit = await a_visit(cast)
    with pytest.raises(PromiseLeft):
        await plan(cast, visit, tomorrow(12, 15), ends_at=tomorrow(17))
    visit = await plan(cast, visit, tomorrow(12, 30), ends_at=tomorrow(13, 30))
    visit = await plan(cast, visit, tomorrow(12, 15), ends_at=tomorrow(14))  # longer, and over by then
    moved = await plan(cast, visit, tomorrow(13), ends_at=tomorrow(14, 45))  # over later, no longer
    assert (moved.starts_at, moved.promised_to) == (tomorrow(13), tomorrow(14))


async def test_what_was_promised_for_its_beginning_may_take_longer(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await booking.promise(visit.id, tomorrow(12), tomorrow(13), by=actor(cast.vera))
    visit = await plan(cast, await again(visit), ends_at=tomorrow(15))
    assert (visit.ends_at, visit.promised_to) == (tomorrow(15), tomorrow(13))
    with pytest.raises(PromiseLeft):
        await plan(cast, visit, tomorrow(13), ends_at=tomorrow(16))
    wanted = {"starts_at": tomorrow(15), "ends_at": tomorrow(18), "master_id": cast.anna.id}
    told = await booking.conflicts(visit.id, **wanted, by=actor(cast.vera), agreed=True)  # type: ignore[arg-type]
    promised = {reason.key: reason.values for reason in told.effects}["effect.promised"]["promised"]
    assert promised == [tomorrow(15).isoformat(), tomorrow(16).isoformat()]
    moved = await plan(cast, visit, tomorrow(15), ends_at=tomorrow(18), agreed=True)
    assert (moved.promised_from, moved.promised_to) == (tomorrow(15), tomorrow(16))  # an hour, as it was


async def test_a_move_within_the_promised_window_asks_nobody(cast: Cast) -> None:
    visit = await an_accepted_visit(cast, hours=4)  # promised 12 to 16
    visit = await plan(cast, visit, ends_at=tomorrow(14))
    moved = await plan(cast, visit, tomorrow(15))
    assert (moved.status, moved.promised_from, moved.promised_to) == (
        VisitStatus.ACCEPTED,
        tomorrow(12),
        tomorrow(16),
    )


async def test_leaving_the_promised_window_takes_a_reason_or_the_clients_word(cast: Cast) -> None:
    visit = await a_visit(cast)
    with pytest.raises(PromiseLeft):
        await plan(cast, visit, tomorrow(16))
    with pytest.raises(Invalid):
        await plan(cast, visit, tomorrow(16), override="я" * 501)
    moved = await plan(cast, visit, tomorrow(16), agreed=True)
    assert (moved.starts_at, moved.promised_from, moved.promised_to) == (
        tomorrow(16),
        tomorrow(16),
        tomorrow(18),
    )
    assert await AuditEntry.filter(action="visit.overridden").count() == 0


async def test_given_to_another_both_are_told(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    given = await plan(cast, visit, tomorrow(13), master_id=cast.boris.id)
    assert (given.status, given.master_id) == (VisitStatus.ASSIGNED, cast.boris.id)
    assert (await told(cast.anna))[-1] == "VisitUnassigned"
    assert (await told(cast.boris))[-1] == "VisitAssigned"
    events = await HistoryEntry.filter(visit_id=visit.id).order_by("-id").values_list("event", flat=True)
    assert events[:2] == ["VisitAssigned", "VisitMoved"]


async def test_dropped_back_it_waits_for_a_master(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    back = await plan(cast, visit, master_id=None)
    assert (back.status, back.master_id, back.order.status) == (
        VisitStatus.UNASSIGNED,
        None,
        OrderStatus.NEW,
    )
    notice = await OutboxMessage.filter(person_id=cast.anna.id).order_by("-id").first()
    assert notice is not None
    assert (notice.event, notice.data["given"]) == ("VisitUnassigned", False)
    assert await HistoryEntry.filter(event="VisitUnassigned").count() == 1


async def test_what_it_has_already_is_no_change(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    moved = await plan(cast, visit, tomorrow(13))
    same = await plan(cast, visit, tomorrow(13))  # the same press again, on the old version
    assert same.version == moved.version
    with pytest.raises(Changed):
        await plan(cast, visit, tomorrow(15), agreed=True)


async def test_times_that_can_not_be_are_refused(cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    for start, end in (
        (tomorrow(12), tomorrow(12)),
        (tomorrow(14), tomorrow(13)),
        (tomorrow(8), tomorrow(21)),
        (tomorrow(12, days=-1), tomorrow(13, days=-1)),
    ):
        with pytest.raises(Invalid):
            await plan(cast, visit, start, ends_at=end)
    with pytest.raises(NotAllowed):
        await plan(cast, visit, tomorrow(13), by=actor(cast.anna))
    with pytest.raises(NotFound):
        await plan(cast, visit, master_id=cast.vera.id)


async def test_work_under_way_is_stretched_at_its_end_only(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    stretched = await plan(cast, visit, ends_at=tomorrow(15))
    assert (stretched.status, stretched.ends_at) == (VisitStatus.ON_SITE, tomorrow(15))
    for change in ({"start": tomorrow(13)}, {"master_id": None}, {"master_id": cast.boris.id}):
        with pytest.raises(NotNow):
            await plan(cast, stretched, **change)
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Дубль")
    with pytest.raises(NotNow):
        await plan(cast, await again(visit), ends_at=tomorrow(16))


async def test_an_overlap_names_who_and_what_and_is_never_overridden(cast: Cast) -> None:
    taken = await an_accepted_visit(cast)
    visit = await a_visit(cast, start=tomorrow(15))
    await Master.filter(person_id=cast.anna.id).update(skills=[])
    with pytest.raises(SlotBusy) as refusal:
        await plan(cast, visit, tomorrow(13), master_id=cast.anna.id, override="Успеет", agreed=True)
    number = (await Order.get(id=taken.order_id)).number
    assert refusal.value.values == {"name": cast.anna.name, "number": number}


async def test_conflicts_are_known_before_and_nothing_is_written(cast: Cast) -> None:
    await an_accepted_visit(cast, cast.boris, start=tomorrow(16))
    visit = await an_accepted_visit(cast)
    wanted = {"starts_at": tomorrow(17), "ends_at": tomorrow(19), "master_id": cast.boris.id}
    looked = await booking.conflicts(visit.id, **wanted, by=actor(cast.vera))
    assert {(one.reason.key, one.final) for one in looked.conflicts} >= {
        ("reason.busy", True),
        ("reason.promised", False),
    }
    assert not looked.may_override
    assert [one.key for one in looked.effects] == ["effect.loses", "effect.assigned"]
    wanted |= {"starts_at": tomorrow(21), "ends_at": tomorrow(23), "master_id": cast.anna.id}
    looked = await booking.conflicts(visit.id, **wanted, by=actor(cast.vera), agreed=True)
    assert [one.reason.key for one in looked.conflicts] == ["reason.outside_hours"]
    assert looked.may_override
    assert [one.key for one in looked.effects] == ["effect.confirm", "effect.promised"]
    assert (await again(visit)).version == visit.version
    with pytest.raises(MasterUnfit):
        await plan(cast, visit, tomorrow(21), agreed=True)


async def test_what_was_overridden_once_is_not_asked_again(cast: Cast) -> None:
    visit = await a_visit(cast, start=tomorrow(21))
    await Master.filter(person_id=cast.anna.id).update(skills=[])
    visit = await plan(cast, visit, master_id=cast.anna.id, override="Договорились")
    with pytest.raises(MasterUnfit) as refusal:  # later than he was asked about
        await plan(cast, visit, ends_at=tomorrow(23, 30), agreed=True)
    assert [row["key"] for row in refusal.value.values["reasons"]] == ["reason.outside_hours"]
    visit = await plan(cast, visit, ends_at=tomorrow(22, 30))  # as late as before
    with pytest.raises(MasterUnfit) as refusal:
        await plan(cast, visit, tomorrow(22), agreed=True)
    assert [row["key"] for row in refusal.value.values["reasons"]] == ["reason.outside_hours"]


async def test_an_absence_approved_meanwhile_is_seen_under_the_lock(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anna falls ill between the press and the lock: whoever looked before it would have given her the visit."""
    visit, lock = await a_visit(cast), Change.lock_masters
    day = clock.local(tomorrow(12), "Europe/Moscow").date()
    ill = absences.request(AbsenceKind.SICK, day, day, by=actor(cast.anna))

    async def lock_late(self: Change, *master_ids: int) -> None:
        monkeypatch.setattr(Change, "lock_masters", lock)
        await asyncio.get_running_loop().create_task(ill, context=fresh)
        await lock(self, *master_ids)

    fresh = contextvars.copy_context()
    monkeypatch.setattr(Change, "lock_masters", lock_late)
    with pytest.raises(MasterUnfit):
        await plan(cast, visit, master_id=cast.anna.id)
    assert (await again(visit)).master_id is None


async def test_an_order_on_hold_keeps_its_masters_where_they_are(cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждём деталь")
    visit = await again(visit)
    with pytest.raises(OnHold):
        await plan(cast, visit, tomorrow(13), override="Надо")
    wanted = {"starts_at": tomorrow(13), "ends_at": tomorrow(15), "master_id": cast.anna.id}
    assert not (await booking.conflicts(visit.id, **wanted, by=actor(cast.vera))).may_override
    assert (await plan(cast, visit, tomorrow(13), master_id=None)).status is VisitStatus.UNASSIGNED


async def test_offers_that_no_longer_fit_are_withdrawn(cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(16))
    visit = await an_offered_visit(cast)
    moved = await plan(cast, visit, tomorrow(17), agreed=True)
    assert moved.status is VisitStatus.OFFERED
    assert (await offer_of(visit, cast.anna)).status is OfferStatus.WITHDRAWN
    assert (await offer_of(visit, cast.boris)).status is OfferStatus.OPEN
    night = await plan(cast, moved, tomorrow(21), agreed=True)
    assert night.status is VisitStatus.UNASSIGNED
    assert (await told(cast.boris))[-1] == "OfferWithdrawn"
    last = await HistoryEntry.filter(visit_id=visit.id).order_by("-id").first()
    assert last is not None
    assert (last.event, last.status_from, last.status_to) == ("WindowSet", "offered", "unassigned")


async def test_his_offers_of_that_time_go_when_a_visit_is_moved_there(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    other = await an_offered_visit(cast, cast.anna, start=tomorrow(17))
    await plan(cast, visit, tomorrow(17), agreed=True)
    assert (await offer_of(other, cast.anna)).status is OfferStatus.WITHDRAWN


async def test_the_work_is_due_by_what_was_promised(cast: Cast) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=60, resolution_minutes=60)
    visit = await a_visit(cast)
    due = (await Order.get(id=visit.order_id)).resolution_due_at
    visit = await plan(cast, visit, ends_at=tomorrow(15), override="Мастер просил")
    assert (await Order.get(id=visit.order_id)).resolution_due_at == due
    visit = await plan(cast, visit, tomorrow(16), override="Мастера заняты")
    assert (await Order.get(id=visit.order_id)).resolution_due_at == due
    await plan(cast, visit, tomorrow(17), agreed=True)
    assert (await Order.get(id=visit.order_id)).resolution_due_at == tomorrow(19)


async def swap(cast: Cast, a: Visit, b: Visit, **more: Any) -> None:
    await booking.swap(a.id, b.id, versions=(a.version, b.version), by=actor(cast.vera), **more)


async def test_two_visits_swap_masters_and_times(cast: Cast) -> None:
    a = await an_accepted_visit(cast)
    b = await an_accepted_visit(cast, cast.boris, start=tomorrow(15), hours=1)
    effects = (await booking.swap_conflicts(a.id, b.id, by=actor(cast.vera))).effects
    assert [(one.key, one.values["number"], one.values["minutes"]) for one in effects[2:]] == [
        ("effect.shorter", a.order.number, 60),
        ("effect.longer", b.order.number, 60),
    ]
    await swap(cast, a, b, override="Так ближе")
    a, b = await again(a), await again(b)
    assert (a.master_id, a.starts_at, a.ends_at) == (cast.boris.id, tomorrow(15), tomorrow(16))
    assert (b.master_id, b.starts_at, b.ends_at) == (cast.anna.id, tomorrow(12), tomorrow(14))
    assert {a.status, b.status} == {VisitStatus.ASSIGNED}
    for master in (cast.anna, cast.boris):
        assert (await told(master))[-2:] in (
            ["VisitUnassigned", "VisitAssigned"],
            ["VisitAssigned", "VisitUnassigned"],
        )


async def test_a_swap_into_a_longer_place_is_asked_about(cast: Cast) -> None:
    a = await an_assigned_visit(cast)
    b = await an_assigned_visit(cast, cast.boris, start=tomorrow(13), hours=4)
    looked = await booking.swap_conflicts(a.id, b.id, by=actor(cast.vera))
    promised = [one.reason.values["number"] for one in looked.conflicts if not one.name]
    assert promised == [a.order.number, b.order.number]


async def test_visits_of_one_master_swap_their_times(cast: Cast) -> None:
    """Each takes the other's place: right only together, so the constraint waits for both."""
    a, b = await an_assigned_visit(cast), await an_assigned_visit(cast, start=tomorrow(15))
    await swap(cast, a, b, override="Клиент просил")
    assert ((await again(a)).starts_at, (await again(b)).starts_at) == (tomorrow(15), tomorrow(12))


async def test_a_swap_is_checked_for_both(cast: Cast) -> None:
    a = await an_assigned_visit(cast)
    b = await an_assigned_visit(cast, cast.boris, start=tomorrow(15))
    await Master.filter(person_id=cast.boris.id).update(skills=["fridges"])
    looked = await booking.swap_conflicts(a.id, b.id, by=actor(cast.vera))
    assert {(one.name, one.reason.key) for one in looked.conflicts} >= {
        (cast.boris.name, "reason.no_skill"),
        ("", "reason.promised_of"),
    }
    assert [(one.key, one.values["name"]) for one in looked.effects] == [
        ("effect.instead", cast.boris.name),
        ("effect.instead", cast.anna.name),
    ]
    with pytest.raises(MasterUnfit):
        await swap(cast, a, b)
    with pytest.raises(Changed):
        await booking.swap(a.id, b.id, versions=(a.version, b.version + 1), by=actor(cast.vera))
    with pytest.raises(WindowMissing):
        await swap(cast, a, a)
    begun = await an_arrived_visit(cast, start=tomorrow(18), hours=1)
    with pytest.raises(NotNow):
        await swap(cast, begun, b, override="Надо")


async def race(cast: Cast, waiting: list[Visit], days: int = 1) -> list[str]:
    """Everybody in the office moves another visit to noon at anna's, at once."""
    noon = tomorrow(12, days=days)
    answers = await asyncio.gather(
        *(plan(cast, visit, noon, master_id=cast.anna.id, agreed=True) for visit in waiting),
        return_exceptions=True,
    )
    return sorted(type(answer).__name__ for answer in answers)


async def test_of_many_moved_onto_one_slot_one_has_it(cast: Cast) -> None:
    waiting = [await a_visit(cast, start=tomorrow(15)) for _ in range(4)]
    assert await race(cast, waiting) == ["SlotBusy"] * 3 + ["Visit"]


async def test_without_lock_and_constraint_that_race_is_lost(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test above would see with the guards off: first the lock, then the constraint too."""

    async def unlocked(*_: object) -> None:
        return None

    monkeypatch.setattr(Change, "lock_masters", unlocked)
    first, second = [[await a_visit(cast, start=tomorrow(15, days=n)) for _ in range(4)] for n in (1, 2)]
    assert (await race(cast, first)).count("Visit") == 1
    (definition,) = await db.query(
        "SELECT pg_get_constraintdef(oid) AS sql FROM pg_constraint WHERE conname = 'visit_no_overlap'"
    )
    await db.query("ALTER TABLE visit DROP CONSTRAINT visit_no_overlap")
    try:
        assert (await race(cast, second, days=2)).count("Visit") > 1
    finally:
        await db.query("DELETE FROM visit")
        await db.query(f"ALTER TABLE visit ADD CONSTRAINT visit_no_overlap {definition['sql']}")


async def test_swaps_at_once_never_wait_for_each_other(cast: Cast) -> None:
    a, b = await an_assigned_visit(cast), await an_assigned_visit(cast, cast.boris)
    answers = await asyncio.gather(
        *(swap(cast, *pair, override="Ближе") for pair in [(a, b), (b, a)] * 3), return_exceptions=True
    )
    names = sorted(type(answer).__name__ for answer in answers)
    assert names == ["Changed"] * 5 + ["NoneType"]
    assert ((await again(a)).master_id, (await again(b)).master_id) == (cast.boris.id, cast.anna.id)


async def test_a_visit_under_way_is_not_swept_away_by_a_press_on_an_old_card(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True)
    with pytest.raises(NotNow):
        await plan(cast, visit, tomorrow(16), agreed=True)
