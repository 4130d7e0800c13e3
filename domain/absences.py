"""Absences: asked for by a master, decided by the office; a sick leave counts at once. What they affect."""

from datetime import date, datetime, timedelta
from typing import Any

from tortoise.queryset import QuerySet

from domain import clock, company, hours_change, intervals, offers
from domain.access import Actor, Right, require
from domain.change import Change, change
from domain.errors import AlreadyAway, AlreadyDecided, Invalid, NotAllowed, NotFound
from domain.events import (
    AbsenceApproved,
    AbsenceCancelled,
    AbsenceEntered,
    AbsenceRefused,
    AbsenceRequested,
    AbsenceWithdrawn,
    Event,
    SicknessReported,
)
from domain.models import Absence, AbsenceKind, AbsenceStatus, Visit
from domain.statuses import BOOKED
from domain.wording import checked_note, checked_reason

LONGEST = 366  # days
S = AbsenceStatus


async def request(
    kind: AbsenceKind, first: date, last: date, *, by: Actor, note: str = "", draft_id: int | None = None
) -> Absence:
    """Ask to be away from the local day ``first`` to ``last``; being sick asks nobody and counts at once.

    What was offered to a sick master for these days is taken back. Raises :class:`Invalid` for days that are over or
    in the wrong order and for a note too long, :class:`AlreadyAway` when he has asked for some of them before.
    """
    require(by, Right.VISITS_OWN)
    if by.id is None:
        raise NotAllowed
    is_sick = kind is AbsenceKind.SICK
    async with change(by) as tx:
        absence = await _write(
            tx, by.id, kind, first, last, note, draft_id, status=S.APPROVED if is_sick else S.REQUESTED
        )
        await _tell(tx, (SicknessReported if is_sick else AbsenceRequested)(absence.id, by.id), absence)
    return absence


async def enter(
    master_id: int,
    kind: AbsenceKind,
    first: date,
    last: date,
    *,
    by: Actor,
    note: str = "",
    draft_id: int | None = None,
) -> Absence:
    """Enter for a master that he is away: the office has decided, so it counts at once, and he is told.

    What was offered to him for these days is taken back. Raises as :func:`request`, and NotFound for no master.
    """
    require(by, Right.ABSENCES_DECIDE)
    async with change(by) as tx:
        await hours_change.require_master(tx, master_id)
        decided = {"status": S.APPROVED, "decided_by_id": by.id, "decided_at": tx.at}
        absence = await _write(tx, master_id, kind, first, last, note, draft_id, **decided)
        event = AbsenceEntered(absence.id, master_id)
        tx.notify([master_id], event)
        await tx.audit(event.name, f"absence:{absence.id}", **event.data())
    return absence


async def _write(
    tx: Change,
    master_id: int,
    kind: AbsenceKind,
    first: date,
    last: date,
    note: str,
    draft_id: int | None,
    **values: Any,
) -> Absence:
    """The row of an absence that has been checked; an approved one takes back what was offered for its days."""
    zone = await company.zone()
    check(first, last, clock.local(tx.at, zone).date())
    start, end = intervals.whole_days(first, last, zone)
    await tx.lock_masters(master_id)  # so that two requests at once see each other
    await _require_free(tx, master_id, start, end, zone, is_sick=kind is AbsenceKind.SICK)
    absence = await Absence.create(
        using_db=tx.connection,
        master_id=master_id,
        kind=kind,
        starts_at=start,
        ends_at=end,
        note=checked_note(note),
        created_at=tx.at,
        **values,
    )
    if absence.status is S.APPROVED:
        await offers.withdraw_between(tx, master_id, start, end, "withdrawn.away")
    if draft_id is not None:
        await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, tx.by.id)
    return absence


async def during(visit: Visit, master_id: int) -> Absence | None:
    """The approved absence of a master that a visit falls into; None of one without a time."""
    if visit.starts_at is None or visit.ends_at is None:
        return None
    at_that_time = Absence.filter(starts_at__lt=visit.ends_at, ends_at__gt=visit.starts_at)
    return await at_that_time.filter(master_id=master_id, status=S.APPROVED).order_by("id").first()


def check(first: date, last: date, today: date) -> None:
    """Raise :class:`Invalid` unless one can ask to be away on these days."""
    if last < first:
        raise Invalid("invalid.last_before_first")
    if last < today:
        raise Invalid("invalid.days_past")
    if (last - first).days >= LONGEST:
        raise Invalid("invalid.days_too_many", most=LONGEST)


async def approve(absence_id: int, *, by: Actor) -> Absence:
    """Let a master be away; what was offered to him for that time is taken back. Raises :class:`AlreadyDecided`."""
    async with change(by) as tx:
        asked = await Absence.get_or_none(id=absence_id, using_db=tx.connection)
        if asked is not None:
            await tx.lock_masters(asked.master_id)  # nobody places a visit in it meanwhile
        absence = await _decide(tx, absence_id, S.APPROVED)
        await offers.withdraw_between(
            tx, absence.master_id, absence.starts_at, absence.ends_at, "withdrawn.away"
        )
        await _tell(tx, AbsenceApproved(absence.id, absence.master_id), absence)
    return absence


async def refuse(absence_id: int, *, by: Actor, reason: str) -> Absence:
    """Say no, and why. Raises :class:`ReasonMissing`, Invalid for a reason too long, :class:`AlreadyDecided`."""
    reason = checked_reason(reason)
    async with change(by) as tx:
        absence = await _decide(tx, absence_id, S.REFUSED, reason)
        await _tell(tx, AbsenceRefused(absence.id, absence.master_id, reason), absence)
    return absence


async def withdraw(absence_id: int, *, by: Actor) -> Absence:
    """Take one's own absence back; one that has begun ends now. Raises NotFound, :class:`AlreadyDecided`."""
    require(by, Right.VISITS_OWN)
    async with change(by) as tx:
        absence = await _take_back(tx, absence_id, by.id)
        await _tell(
            tx, AbsenceWithdrawn(absence.id, absence.master_id, absence.status is S.APPROVED), absence
        )
    return absence


async def cancel(absence_id: int, *, by: Actor) -> Absence:
    """Take a master's absence back for him; one that has begun ends now. Raises NotFound, :class:`AlreadyDecided`."""
    require(by, Right.ABSENCES_DECIDE)
    async with change(by) as tx:
        absence = await _take_back(tx, absence_id)
        event = AbsenceCancelled(absence.id, absence.master_id, absence.status is S.APPROVED)
        tx.notify([absence.master_id], event)
        await tx.audit(event.name, f"absence:{absence.id}", **event.data())
    return absence


async def _take_back(tx: Change, absence_id: int, master_id: int | None = None) -> Absence:
    """The compare-and-set of what was asked for or approved and is not over; of that master alone if one is named."""
    rows = await tx.sql(
        "UPDATE absence SET status = CASE WHEN starts_at < $3 AND status = 'approved' THEN status "
        "ELSE 'withdrawn' END, ends_at = CASE WHEN starts_at < $3 AND status = 'approved' THEN $3 ELSE ends_at END "
        "WHERE id = $1 AND ($2::int IS NULL OR master_id = $2) AND status IN ('requested', 'approved') "
        "AND ends_at > $3 RETURNING status",
        absence_id,
        master_id,
        tx.at,
    )
    absence = await Absence.get_or_none(id=absence_id, using_db=tx.connection)
    if absence is None or master_id not in {None, absence.master_id}:
        raise NotFound
    if not rows:
        raise AlreadyDecided(status=absence.status)
    return absence


async def absence_for(actor: Actor, absence_id: int) -> Absence:
    """An absence with its master: any for the office, for a master his own. Raises NotFound for others."""
    absence = await Absence.get_or_none(id=absence_id).select_related("master", "decided_by")
    if absence is None or not (actor.may(Right.ABSENCES_DECIDE) or absence.master_id == actor.id):
        raise NotFound
    return absence


async def waiting(*, by: Actor) -> list[Absence]:
    """What the office has to decide on, the soonest first, each with its master; what is over needs no word."""
    return await _waiting(by).select_related("master").order_by("starts_at", "id")


async def count_waiting(*, by: Actor) -> int:
    """How many those are."""
    return await _waiting(by).count()


def _waiting(by: Actor) -> QuerySet[Absence]:
    require(by, Right.ABSENCES_DECIDE)
    return Absence.filter(status=S.REQUESTED, ends_at__gt=clock.now())


async def ahead(*, by: Actor, master_id: int | None = None) -> list[Absence]:
    """A master's absences that aren't over, refused and withdrawn ones left out: one's own, or any for the office."""
    require(by, Right.VISITS_OWN if master_id is None else Right.ABSENCES_DECIDE)
    whose = by.id if master_id is None else master_id
    own = Absence.filter(master_id=whose, status__in=[S.REQUESTED, S.APPROVED], ends_at__gt=clock.now())
    return await own.order_by("starts_at", "id")


async def affected(absence: Absence) -> list[Visit]:
    """The master's visits that the absence contains, or that it starts or ends in, and that are still before him."""
    return await affected_between(absence.master_id, absence.starts_at, absence.ends_at)


async def affected_between(master_id: int, start: datetime, end: datetime) -> list[Visit]:
    """The same before anything was asked for; each with its order, address and master."""
    since = max(start, clock.now())
    met = Visit.filter(master_id=master_id, status__in=BOOKED, starts_at__lt=end, ends_at__gt=since)
    return await met.select_related("order__address", "master").order_by("starts_at")


async def affected_on(master_id: int, first: date, last: date) -> list[Visit]:
    """The same of whole local days."""
    return await affected_between(master_id, *intervals.whole_days(first, last, await company.zone()))


def last_day(absence: Absence, zone: str) -> date:
    """The last local day of an absence, which ends at the midnight after it, or on it when it ended early."""
    return clock.local(absence.ends_at - timedelta(microseconds=1), zone).date()


async def _require_free(
    tx: Change, master_id: int, start: datetime, end: datetime, zone: str, *, is_sick: bool
) -> None:
    """Raise :class:`AlreadyAway` when some of the time is asked for; sickness only bars another sickness."""
    others = Absence.filter(
        master_id=master_id, status__in=[S.REQUESTED, S.APPROVED], starts_at__lt=end, ends_at__gt=start
    )
    if is_sick:
        others = others.filter(kind=AbsenceKind.SICK)
    if (other := await others.using_db(tx.connection).order_by("starts_at").first()) is not None:
        raise AlreadyAway(absence=other, zone=zone)


async def _decide(tx: Change, absence_id: int, status: AbsenceStatus, reason: str = "") -> Absence:
    """The compare-and-set of the office's word."""
    require(tx.by, Right.ABSENCES_DECIDE)
    rows = await tx.sql(
        "UPDATE absence SET status = $2, reason = $3, decided_by_id = $4, decided_at = $5 "
        "WHERE id = $1 AND status = 'requested' RETURNING id",
        absence_id,
        status,
        reason,
        tx.by.id,
        tx.at,
    )
    absence = await Absence.get_or_none(id=absence_id, using_db=tx.connection)
    if absence is None:
        raise NotFound
    if not rows:
        raise AlreadyDecided(status=absence.status)
    return absence


async def _tell(tx: Change, event: Event, absence: Absence) -> None:
    """The office what a master did, the master what the office did; and the audit log."""
    if tx.by.id == absence.master_id:
        tx.notify_office(event)
    else:
        tx.notify([absence.master_id], event)
    await tx.audit(event.name, f"absence:{absence.id}", **event.data())
