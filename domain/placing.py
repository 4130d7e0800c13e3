"""The core of planning: visits get their periods and masters, whoever asked and however many at once.

Masters' time is locked, what stands in the way is looked at under the lock, the rows are set on the version that was
seen, and the exclusion constraint stands behind it all.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError

from domain import conflicts, sla, wording
from domain.change import Change
from domain.conflicts import Before, Put
from domain.errors import Changed, NotNow, SlotBusy, WindowMissing
from domain.events import Event, PlanReverted, VisitAssigned, VisitMoved, VisitUnassigned, WindowSet
from domain.models import HistoryEntry, Master, Offer, OfferStatus, Visit
from domain.orders import derive, require_running
from domain.statuses import GOING_ON, VisitStatus
from domain.withdrawing import Taken, withdraw, withdraw_from


async def carry_out(
    tx: Change, puts: Sequence[Put], *, override: str = "", agreed: bool = False, tell: bool = True
) -> None:
    """Within a change: the visits have their periods and masters. ``tell`` is off when who gets one is told otherwise.

    Raises as :func:`plan`, and IntegrityError for what only the database saw.
    """
    for put in puts:
        conflicts.check(put)
    await tx.lock_masters(*(one for put in puts for one in (put.visit.master_id, put.master_id) if one))
    found = await conflicts.of(puts, agreed=agreed)
    conflicts.require_none(found, override)
    if len(puts) > 1:  # right only together
        await tx.sql("SET CONSTRAINTS visit_no_overlap DEFERRED")
    for put in sorted(puts, key=lambda put: put.visit.id):
        await _write(tx, put, agreed=agreed)
    if len(puts) > 1:
        await tx.sql("SET CONSTRAINTS visit_no_overlap IMMEDIATE")
    alone = await _settle_offers(tx, puts)
    for put in puts:
        after = VisitStatus.UNASSIGNED if put.visit.id in alone else put.after
        _record(tx, put, after, override, [one.visit.id for one in puts])
        _notify(tx, put, override, tell=tell)
        if found:
            reasons = [one.reason.row() for one in found]
            await tx.audit("visit.overridden", f"visit:{put.visit.id}", override=override, reasons=reasons)
    for order_id in sorted({put.visit.order_id for put in puts}):
        await derive(tx, order_id)
        await sla.renew(tx, order_id)


def reason_of(override: str) -> str:
    """The reason of an override as it is kept, "" for none. Raises Invalid for one too long, ReasonMissing."""
    return wording.checked_reason(override) if override.strip() else ""


def busy(error: IntegrityError) -> Exception:
    """The refusal an exclusion violation means; anything else is a fault and stays what it is."""
    return SlotBusy() if "visit_no_overlap" in str(error) else error


async def _write(tx: Change, put: Put, *, agreed: bool) -> None:
    """The compare-and-set, on the version that was seen."""
    visit, back = put.visit, put.back
    promised = (back.promised_from, back.promised_to) if back else put.promise
    moved = await tx.sql(
        "UPDATE visit SET starts_at = $2, ends_at = $3, master_id = $4, status = $5, "
        "promised_from = CASE WHEN $6 THEN $10 ELSE promised_from END, "
        "promised_to = CASE WHEN $6 THEN $11 ELSE promised_to END, "
        "accepted_at = CASE WHEN $7 THEN accepted_at ELSE $12 END, version = version + 1 "
        "WHERE id = $1 AND version = $8 AND status = $9 RETURNING id",
        visit.id,
        put.starts_at,
        put.ends_at,
        put.master_id,
        put.after,
        bool(back or agreed or visit.promised_from is None),
        back is None and put.after is visit.status and put.keeps_master,
        visit.version,
        visit.status,
        *promised,
        back and back.accepted_at,
    )
    if not moved:
        now = VisitStatus((await tx.sql("SELECT status FROM visit WHERE id = $1", visit.id))[0]["status"])
        raise Changed if now in conflicts.PLANNABLE | GOING_ON else NotNow(status=now)
    if put.master_id is not None:
        await require_running(tx, visit.order_id)


def _record(tx: Change, put: Put, after: VisitStatus, override: str, together: Sequence[int]) -> None:
    """History: another time, and another master, each if it is another; the reason stands with the latter.

    What the visit was stands there too, with the visits that were planned along, so that it can be put back.
    """
    visit = put.visit

    def record(event: Event) -> None:
        tx.record(event, visit.order_id, visit.id, visit.status, after, was=_before(visit, together))

    if put.back is not None:
        tx.record(_undone(put), visit.order_id, visit.id, visit.status, after)
        return
    given = put.master_id is not None and after is VisitStatus.ASSIGNED and not put.keeps_master
    if not put.keeps_time:
        record(_moved(put, "" if given else override))
    if given:
        record(VisitAssigned(visit.order_id, visit.id, put.master_id or 0, override))
    elif visit.master_id is not None and put.master_id is None:
        record(VisitUnassigned(visit.order_id, visit.id, visit.master_id, given=False))


def _before(visit: Visit, together: Sequence[int]) -> dict[str, Any]:
    """What a visit was, at which version that isn't so any more; the moments in ISO 8601."""
    moments = ("starts_at", "ends_at", "accepted_at", "promised_from", "promised_to")
    said = {name: moment.isoformat() for name in moments if (moment := getattr(visit, name))}
    rest = {"status": visit.status, "master_id": visit.master_id, "version": visit.version + 1}
    return said | rest | {"together": list(together)}


def back(visit: Visit, planned: HistoryEntry) -> Put:
    """The plan that puts a visit back, by what the line of its history says it was. Raises WindowMissing."""
    was = planned.data["was"]
    starts_at, ends_at, *others = (
        datetime.fromisoformat(was[name]) if name in was else None
        for name in ("starts_at", "ends_at", "accepted_at", "promised_from", "promised_to")
    )
    if starts_at is None or ends_at is None:
        raise WindowMissing
    before = Before(planned.at, VisitStatus(was["status"]), *others)
    return Put(visit, starts_at, ends_at, was["master_id"], before)


def _undone(put: Put) -> PlanReverted:
    start, end = (moment.isoformat() for moment in put.span)
    confirm = put.after is VisitStatus.ASSIGNED
    return PlanReverted(put.visit.order_id, put.visit.id, put.master_id, start, end, confirm)


def _moved(put: Put, override: str) -> WindowSet | VisitMoved:
    visit = put.visit
    times = {
        "starts_at": put.starts_at.isoformat(),
        "ends_at": put.ends_at.isoformat(),
        "was_starts_at": visit.starts_at.isoformat() if visit.starts_at else "",
        "was_ends_at": visit.ends_at.isoformat() if visit.ends_at else "",
        "override": override,
    }
    if put.master_id is None or visit.master_id is None:
        return WindowSet(visit.order_id, visit.id, **times)
    confirm = put.after is VisitStatus.ASSIGNED
    return VisitMoved(visit.order_id, visit.id, put.master_id, **times, confirm=confirm)


def _notify(tx: Change, put: Put, override: str, *, tell: bool) -> None:
    """Who loses the visit, who gets it, whose time is another."""
    visit = put.visit
    if visit.master_id is not None and not put.keeps_master:
        taken = VisitUnassigned(visit.order_id, visit.id, visit.master_id, put.master_id is not None)
        tx.notify([visit.master_id], taken, visit.order_id)
    if put.master_id is None or not tell:
        return
    if put.back is not None:
        tx.notify([put.master_id], _undone(put), visit.order_id)
    elif put.keeps_master:
        tx.notify([put.master_id], _moved(put, override), visit.order_id)
    else:
        event = VisitAssigned(visit.order_id, visit.id, put.master_id, override)
        tx.notify([put.master_id], event, visit.order_id)


async def _settle_offers(tx: Change, puts: Sequence[Put]) -> set[int]:
    """Offers of what has a master now are over, and so are his that overlap; of what waits on, those that don't fit.

    Visits that nobody is asked about any more are returned: they wait for a master.
    """
    taken = [
        Taken(put.visit.id, put.visit.order_id, put.master_id, *put.span)
        for put in puts
        if put.master_id is not None
    ]
    if taken:
        await withdraw(tx, taken, "withdrawn.assigned")
    together = [put.visit.id for put in puts]
    waiting = [put for put in puts if put.master_id is None and put.visit.status is VisitStatus.OFFERED]
    return {put.visit.id for put in waiting if not await _keep_fitting(tx, put, together)}


async def _keep_fitting(tx: Change, put: Put, together: Sequence[int]) -> bool:
    """Masters who are asked and can't come at the new time are asked no more; whether anybody still is.

    Without any the visit waits for a master.
    """
    visit = put.visit
    asked = Offer.filter(visit_id=visit.id, status=OfferStatus.OPEN).using_db(tx.connection)
    masters = Master.filter(person_id__in=await asked.values_list("master_id", flat=True))
    found = await masters.using_db(tx.connection).select_related("person")
    unfit = [
        one.person_id for one in found if await conflicts.reasons_against(one, visit, put.span, together)
    ]
    await withdraw_from(tx, visit.id, visit.order_id, unfit, "withdrawn.moved")
    left = len(unfit) < len(found)
    if not left:
        await tx.sql("UPDATE visit SET status = $2 WHERE id = $1", visit.id, VisitStatus.UNASSIGNED)
    return left
