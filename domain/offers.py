"""Offers: a visit shown to one or several masters, the first to accept has it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NoReturn

from tortoise.exceptions import IntegrityError
from tortoise.queryset import QuerySet

from domain import booking, clock, company, dispatch, placing
from domain.access import SYSTEM, Actor, Right, require, visit_for
from domain.change import Change, change
from domain.errors import (
    AlreadyYours,
    Changed,
    MasterUnfit,
    NotAllowed,
    NotFound,
    NotNow,
    OfferGone,
    OrderTaken,
    WindowMissing,
)
from domain.events import (
    OfferRepeated,
    OffersUnanswered,
    OfferWithdrawn,
    VisitAccepted,
    VisitAssigned,
    VisitDeclined,
    VisitOffered,
)
from domain.models import HistoryEntry, Master, Offer, OfferStatus, OutboxMessage, PersonStatus, Visit
from domain.orders import derive, is_held, require_running
from domain.statuses import STEPS, Action, VisitStatus
from domain.withdrawing import Taken, withdraw
from domain.wording import checked_reason

JUST_NOW = timedelta(minutes=1)
_ACCEPT = """
    WITH moved AS (
        UPDATE visit SET status = 'accepted', master_id = $2, accepted_at = $3, version = version + 1
        FROM (SELECT id, status FROM visit WHERE id = $1 FOR UPDATE) old
        WHERE visit.id = old.id AND (visit.status = 'assigned' AND visit.master_id = $2
            OR visit.status = 'offered' AND EXISTS (
                SELECT 1 FROM offer WHERE visit_id = $1 AND master_id = $2 AND status = 'open'))
        RETURNING visit.id, visit.order_id, visit.starts_at, visit.ends_at, old.status),
    his AS (
        UPDATE offer SET status = 'accepted', answered_at = $3 FROM moved
        WHERE offer.visit_id = moved.id AND offer.master_id = $2 AND offer.status = 'open')
    SELECT order_id, starts_at, ends_at, status FROM moved
"""


async def make(visit_id: int, master_ids: Sequence[int], *, by: Actor) -> list[Offer]:
    """Offer a visit to masters who can take it. Those who have an open offer already keep it.

    Raises :class:`MasterUnfit` naming the first who can't, :class:`WindowMissing`, :class:`NotNow`, OnHold,
    :class:`Changed` when the visit changed while the masters were looked at.
    """
    require(by, Right.ORDERS_DISPATCH)
    visit = await visit_for(by, visit_id)
    if visit.starts_at is None:
        raise WindowMissing
    masters = await _active_masters(master_ids).select_related("person")
    if not masters:
        raise NotFound
    chosen = await dispatch.look_at_all(masters, visit, visit.order)
    for candidate in chosen:
        if not candidate.fit:
            raise MasterUnfit(name=candidate.name, reasons=[reason.row() for reason in candidate.reasons])
    step = STEPS[Action.OFFER]
    minutes = await company.get("offer_minutes")
    async with change(by) as tx:
        await _move(tx, visit, step.sources, step.target)
        offered = {
            row["master_id"]
            for row in await tx.sql(
                "SELECT master_id FROM offer WHERE visit_id = $1 AND status = 'open'", visit_id
            )
        }
        made, alone = [], len(offered | {one.master_id for one in chosen}) == 1
        for rank, candidate in enumerate(sorted(chosen, key=lambda c: -c.score)):
            if candidate.master_id in offered:
                continue
            offer = await Offer.create(
                using_db=tx.connection,
                visit_id=visit_id,
                master_id=candidate.master_id,
                rank=rank,
                reasons=[reason.row() for reason in candidate.reasons],
                expires_at=tx.at + timedelta(minutes=minutes),
                created_at=tx.at,
            )
            made.append(offer)
            event = VisitOffered(visit.order_id, visit_id, candidate.master_id, offer.id, alone=alone)
            tx.record(event, visit.order_id, visit_id, visit.status, step.target)
            tx.notify([candidate.master_id], event, visit.order_id)
            tx.later(
                "offer.remind",
                f"offer:{offer.id}:remind:1",
                tx.at + timedelta(minutes=minutes),
                offer_id=offer.id,
            )
        await derive(tx, visit.order_id)
    return made


async def assign(visit_id: int, master_id: int, *, by: Actor, override: str = "") -> None:
    """Give a visit to a master by hand; he confirms it. His time is held at once.

    Hours, absence, skill and travel may be overridden with a reason, an overlap never. Raises
    :class:`MasterUnfit` with the reasons, :class:`SlotBusy`, :class:`NotNow`, OnHold, :class:`WindowMissing`,
    :class:`Changed` when the visit changed while the master was looked at.
    """
    require(by, Right.ORDERS_DISPATCH)
    visit = await visit_for(by, visit_id)
    if visit.starts_at is None or visit.ends_at is None:
        raise WindowMissing
    await booking.plan(
        visit_id,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        master_id=master_id,
        by=by,
        version=visit.version,
        override=override,
    )


async def accept(visit_id: int, *, by: Actor) -> None:
    """Take an offered visit, or confirm an assigned one. However many press, one wins.

    The status in the ``WHERE`` decides the race; the exclusion constraint keeps the master's time. Losers'
    offers, and the winner's own that now overlap, are withdrawn in the same transaction. Raises as
    :func:`domain.access.visit_for`, :class:`OrderTaken`, :class:`AlreadyYours`, :class:`OfferGone`, :class:`SlotBusy`.
    """
    require(by, Right.VISITS_OWN)
    master_id = _own(by)
    try:
        async with change(by) as tx:
            await tx.lock_masters(master_id)
            moved = await tx.sql(_ACCEPT, visit_id, master_id, tx.at)
            if not moved:
                await _explain_lost(tx, visit_id, by)
            (visit,) = moved
            order_id, before = visit["order_id"], visit["status"]
            again = before == VisitStatus.ASSIGNED and await _had_accepted(order_id, visit_id, master_id)
            event = VisitAccepted(order_id, visit_id, master_id, again)
            tx.record(event, order_id, visit_id, before, STEPS[Action.ACCEPT].target)
            tx.notify_office(event, order_id)
            taken = Taken(visit_id, order_id, master_id, visit["starts_at"], visit["ends_at"])
            await withdraw(tx, [taken], "withdrawn.taken")
            await derive(tx, order_id)
    except IntegrityError as error:
        raise placing.busy(error) from error


async def confirms_again(visit: Visit, *, by: Actor) -> bool:
    """Whether to accept a visit is to confirm another time: this master had accepted it before it moved."""
    if visit.status is not VisitStatus.ASSIGNED or visit.master_id is None or visit.master_id != by.id:
        return False
    return await _had_accepted(visit.order_id, visit.id, visit.master_id)


async def _had_accepted(order_id: int, visit_id: int, master_id: int) -> bool:
    """Whether the last that the history says of this master's having the visit is that he accepted it."""
    given = (VisitAssigned.__name__, VisitAccepted.__name__)
    # His own alone: a visit given to another and put back since is still the one he accepted.
    his = HistoryEntry.filter(
        order_id=order_id, visit_id=visit_id, event__in=given, data__contains={"master_id": master_id}
    )
    last = await his.order_by("-id").first()
    return last is not None and last.event == VisitAccepted.__name__


async def decline(visit_id: int, *, by: Actor, reason: str, draft_id: int | None = None) -> None:
    """Say no to an offer, or give an assigned or accepted visit back before leaving for it.

    Raises :class:`ReasonMissing`, Invalid for a reason too long, :class:`OfferGone`, :class:`NotNow`.
    """
    require(by, Right.VISITS_OWN)
    reason = checked_reason(reason)
    visit = await visit_for(by, visit_id)
    async with change(by) as tx:
        row = (await tx.sql("SELECT status, master_id FROM visit WHERE id = $1 FOR UPDATE", visit_id))[0]
        if row["status"] == VisitStatus.OFFERED:
            await _decline_offer(tx, visit, reason)
        elif row["master_id"] == by.id and VisitStatus(row["status"]) in STEPS[Action.DECLINE].sources:
            await tx.sql(
                "UPDATE visit SET status = 'declined', master_id = NULL, accepted_at = NULL, version = version + 1 "
                "WHERE id = $1",
                visit_id,
            )
            await _declined(tx, visit, _own(by), reason, row["status"], last=True)
        elif row["master_id"] == by.id:
            raise NotNow(status=row["status"])
        else:
            raise OfferGone
        if draft_id is not None:
            await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, by.id)


async def remind(offer_id: int) -> None:
    """An offer's time is up: repeat it once or as often as the company says, then tell the office, once per visit.

    Run from a due row; an offer that was answered meanwhile is left alone.
    """
    offer = await Offer.get_or_none(id=offer_id, status=OfferStatus.OPEN).select_related("visit")
    if offer is None:
        return
    minutes, repeats = await company.get("offer_minutes"), await company.get("offer_repeats")
    visit = offer.visit
    async with change(SYSTEM) as tx:
        if await is_held(tx, visit.order_id):  # who was asked may answer, and nobody is pressed
            key = f"offer:{offer_id}:held:{tx.at.isoformat()}"
            tx.later("offer.remind", key, tx.at + timedelta(minutes=minutes), offer_id=offer_id)
            return
        done = await tx.sql(  # the reminder that a hold put off is this very row, and hasn't been given
            "SELECT count(*) FILTER (WHERE key LIKE $1 AND done_at IS NOT NULL) "
            "- count(*) FILTER (WHERE key LIKE $2 AND done_at IS NULL) AS n FROM due WHERE key LIKE $3",
            f"offer:{offer_id}:remind:%",
            f"offer:{offer_id}:held:%",
            f"offer:{offer_id}:%",
        )
        count = int(done[0]["n"])
        if count < repeats:
            next_at = tx.at + timedelta(minutes=minutes)
            if await tx.sql(
                "UPDATE offer SET expires_at = $2 WHERE id = $1 AND status = 'open' RETURNING id",
                offer_id,
                next_at,
            ):
                event = OfferRepeated(visit.order_id, visit.id, offer.master_id, offer_id)
                tx.notify([offer.master_id], event, visit.order_id)
                tx.later("offer.remind", f"offer:{offer_id}:remind:{count + 2}", next_at, offer_id=offer_id)
            return
        await tx.sql("SELECT 1 FROM visit WHERE id = $1 FOR UPDATE", visit.id)
        expired = await tx.sql(
            "UPDATE offer SET status = 'expired', answered_at = $2 WHERE id = $1 AND status = 'open' RETURNING id",
            offer_id,
            tx.at,
        )
        if expired:
            tx.notify(
                [offer.master_id],
                OfferWithdrawn(visit.order_id, visit.id, offer.master_id, "withdrawn.expired"),
                visit.order_id,
            )
            tx.redraw(visit.order_id)
            if not await _others_open(tx, visit.id):
                await _nobody_left(tx, visit)


async def review(visit_id: int) -> None:
    """After offers were withdrawn from under a visit: if none is open any more, it waits for a master again."""
    visit = await Visit.get(id=visit_id)
    async with change(SYSTEM) as tx:
        await tx.sql("SELECT 1 FROM visit WHERE id = $1 FOR UPDATE", visit_id)
        if not await _others_open(tx, visit_id):
            await _nobody_left(tx, visit)


async def open_for(master_id: int) -> list[Offer]:
    """What is offered to a master now, the soonest first."""
    return (
        await Offer.filter(master_id=master_id, status=OfferStatus.OPEN)
        .select_related("visit__order__address", "visit__order__service")
        .order_by("visit__starts_at")
    )


async def waiting_notice(visit_id: int, *, by: Actor) -> OutboxMessage | None:
    """The notice that an offer to the actor is gone, while it waits to be sent."""
    return await OutboxMessage.filter(
        person_id=by.id,
        event=OfferWithdrawn.__name__,
        data__contains={"visit_id": visit_id},
        sent_at__isnull=True,
        failed_at__isnull=True,
    ).first()


async def lost_just_now(visit_id: int, *, by: Actor) -> bool:
    """Whether an offer of the visit to the actor was taken back within the last minute."""
    gone = (OfferStatus.WITHDRAWN, OfferStatus.EXPIRED)
    since = clock.now() - JUST_NOW
    return await Offer.exists(visit_id=visit_id, master_id=by.id, status__in=gone, answered_at__gte=since)


async def withdraw_between(tx: Change, master_id: int, start: datetime, end: datetime, why: str) -> None:
    """Take back what is offered to a master for a time he will be away; rows are locked as in :func:`withdraw`."""
    rows = await tx.sql(
        "WITH gone AS (SELECT o.id FROM offer o JOIN visit v ON v.id = o.visit_id WHERE o.status = 'open' "
        "AND o.master_id = $1 AND v.starts_at < $3 AND v.ends_at > $2 ORDER BY o.id FOR UPDATE OF o) "
        "UPDATE offer SET status = 'withdrawn', answered_at = $4 FROM gone, visit "
        "WHERE offer.id = gone.id AND visit.id = offer.visit_id RETURNING offer.id, offer.visit_id, visit.order_id",
        master_id,
        start,
        end,
        tx.at,
    )
    for row in rows:
        tx.redraw(row["order_id"])
        tx.notify(
            [master_id], OfferWithdrawn(row["order_id"], row["visit_id"], master_id, why), row["order_id"]
        )
        tx.later("offer.review", f"offer:{row['id']}:review", tx.at, visit_id=row["visit_id"])


def _active_masters(person_ids: Sequence[int]) -> QuerySet[Master]:
    """Those who still work here: a removed master gets nothing, whoever asks."""
    return Master.filter(person_id__in=list(person_ids), person__status=PersonStatus.ACTIVE)


async def _nobody_left(tx: Change, visit: Visit) -> None:
    moved = await tx.sql(
        "UPDATE visit SET status = 'declined', version = version + 1 WHERE id = $1 AND status = 'offered' RETURNING id",
        visit.id,
    )
    if moved:
        event = OffersUnanswered(visit.order_id, visit.id)
        tx.record(event, visit.order_id, visit.id, VisitStatus.OFFERED, VisitStatus.DECLINED)
        tx.notify_office(event, visit.order_id)
        await derive(tx, visit.order_id)


async def _decline_offer(tx: Change, visit: Visit, reason: str) -> None:
    declined = await tx.sql(
        "UPDATE offer SET status = 'declined', reason = $3, answered_at = $4 "
        "WHERE visit_id = $1 AND master_id = $2 AND status = 'open' RETURNING id",
        visit.id,
        tx.by.id,
        reason,
        tx.at,
    )
    if not declined:
        raise OfferGone
    last = not await _others_open(tx, visit.id)
    if last:
        await tx.sql("UPDATE visit SET status = 'declined', version = version + 1 WHERE id = $1", visit.id)
    await _declined(tx, visit, _own(tx.by), reason, VisitStatus.OFFERED, last=last)


async def _declined(
    tx: Change, visit: Visit, master_id: int, reason: str, before: str, *, last: bool
) -> None:
    event = VisitDeclined(visit.order_id, visit.id, master_id, reason, last)
    tx.record(event, visit.order_id, visit.id, before, VisitStatus.DECLINED if last else VisitStatus.OFFERED)
    tx.notify_office(event, visit.order_id)
    await derive(tx, visit.order_id)


async def _others_open(tx: Change, visit_id: int) -> bool:
    return bool(await tx.sql("SELECT 1 FROM offer WHERE visit_id = $1 AND status = 'open' LIMIT 1", visit_id))


async def _move(
    tx: Change,
    visit: Visit,
    sources: frozenset[VisitStatus],
    target: VisitStatus,
    master_id: int | None = None,
) -> None:
    """The compare-and-set of a transition by the office, on the version it was decided on."""
    moved = await tx.sql(
        "UPDATE visit SET status = $2, master_id = $3, accepted_at = NULL, version = version + 1 "
        "WHERE id = $1 AND version = $4 AND status = ANY($5::text[]) RETURNING id",
        visit.id,
        target,
        master_id,
        visit.version,
        sorted(sources),
    )
    if not moved:
        now = (await tx.sql("SELECT status FROM visit WHERE id = $1", visit.id))[0]["status"]
        raise Changed if VisitStatus(now) in sources else NotNow(status=now)
    await require_running(tx, visit.order_id)


async def _explain_lost(tx: Change, visit_id: int, by: Actor) -> NoReturn:
    await visit_for(by, visit_id)
    row = (await tx.sql("SELECT status, master_id FROM visit WHERE id = $1", visit_id))[0]
    if row["status"] == VisitStatus.CANCELLED:
        raise NotNow(status=row["status"])
    if row["master_id"] == by.id:
        raise AlreadyYours
    if row["master_id"] is not None:
        raise OrderTaken
    raise OfferGone


def _own(by: Actor) -> int:
    if by.id is None:
        raise NotAllowed
    return by.id
