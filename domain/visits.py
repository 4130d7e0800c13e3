"""A visit on its way: depart, arrive, pause, resume, finish; a step taken back. And what a master has before him."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain import clock, closing, company, crew, db, intervals
from domain.access import Actor, Right, lost, order_for, require, visit_for
from domain.change import Change, change
from domain.errors import NotAllowed, NotNow, NotToday, WorkBegun
from domain.events import (
    Event,
    MasterArrived,
    MasterDeparted,
    SecondVisitAdded,
    StepRetracted,
    VisitFinished,
    WorkPaused,
    WorkResumed,
)
from domain.models import HistoryEntry, Offer, OfferStatus, Visit
from domain.orders import derive, require_running
from domain.statuses import BOOKED, REVEALED, STEPS, TO_DO, WORKED, Action, Outcome, VisitStatus
from domain.wording import checked_reason

_EVENTS: dict[Action, type[Event]] = {
    Action.DEPART: MasterDeparted,
    Action.ARRIVE: MasterArrived,
    Action.PAUSE: WorkPaused,
    Action.RESUME: WorkResumed,
}
# A time column each action sets; a literal per action, so that no name is ever put together.
_STAMPS: dict[Action, str] = {
    Action.DEPART: "UPDATE visit SET en_route_at = $2 WHERE id = $1",
    Action.ARRIVE: "UPDATE visit SET on_site_at = $2 WHERE id = $1",
    Action.PAUSE: "UPDATE visit SET paused_at = $2 WHERE id = $1",
    Action.RESUME: "UPDATE visit SET paused_at = NULL WHERE id = $1 AND $2::timestamptz IS NOT NULL",
}


async def act(visit_id: int, action: Action, *, by: Actor, early: bool = False) -> None:
    """Carry out one of the master's plain steps: depart, arrive, pause or resume.

    ``early`` says that he knows the visit is planned for a later day. Raises :class:`NotToday` unless he does,
    :class:`NotNow` when the visit isn't where the step begins, OnHold, and as :func:`own`.
    """
    visit = await own(visit_id, by)
    if not early:
        await _require_day(visit, action)
    async with change(by) as tx:
        before = await step(tx, visit, action, by)
        if action in {Action.DEPART, Action.ARRIVE}:
            await require_running(tx, visit.order_id)
        await tx.sql(_STAMPS[action], visit_id, tx.at)
        event = _EVENTS[action](visit.order_id, visit_id, visit.master_id)  # type: ignore[call-arg]
        tx.record(event, visit.order_id, visit_id, before, STEPS[action].target)
        if action in {Action.DEPART, Action.ARRIVE}:
            tx.notify_office(event, visit.order_id)
        await derive(tx, visit.order_id)


async def take_back(visit_id: int, action: Action, *, by: Actor) -> None:
    """Undo a departure or an arrival that was pressed by mistake: its time goes, the office is told of the mistake.

    Raises :class:`WorkBegun` once work at the place has begun, :class:`NotNow`, and as :func:`own`.
    """
    visit = await own(visit_id, by)
    target = STEPS[action].target
    async with change(by) as tx:
        before = await step(tx, visit, action, by)
        if await work_begun(visit_id):
            raise WorkBegun
        await tx.sql(
            "UPDATE visit SET on_site_at = NULL, en_route_at = CASE WHEN $2 THEN en_route_at END WHERE id = $1",
            visit_id,
            target is VisitStatus.EN_ROUTE,
        )
        event = StepRetracted(visit.order_id, visit_id, visit.master_id or 0, target)
        tx.record(event, visit.order_id, visit_id, before, target)
        tx.notify_office(event, visit.order_id)
        await derive(tx, visit.order_id)


async def back(visit: Visit) -> Action | None:
    """By which action the visit's master may take his last step back now; None when he may not."""
    if visit.status is VisitStatus.EN_ROUTE:
        return Action.NOT_LEFT
    if visit.status is not VisitStatus.ON_SITE or await work_begun(visit.id):
        return None
    return Action.NOT_THERE if visit.en_route_at else Action.NOT_LEFT


async def work_begun(visit_id: int) -> bool:
    """Whether since the arrival there was a photo or a pause."""
    rows = await db.query(
        "SELECT 1 FROM visit v WHERE v.id = $1 AND (EXISTS (SELECT 1 FROM photo p WHERE p.visit_id = v.id "
        "AND p.state <> 'rejected' AND p.created_at >= v.on_site_at) OR EXISTS (SELECT 1 FROM history h "
        "WHERE h.visit_id = v.id AND h.event = $2 AND h.at >= v.on_site_at))",
        visit_id,
        WorkPaused.__name__,
    )
    return bool(rows)


async def _require_day(visit: Visit, action: Action) -> None:
    """Raise :class:`NotToday` when the work would begin before its day; an earlier hour of it is fine."""
    begins = visit.status is VisitStatus.ACCEPTED and visit.status in STEPS[action].sources
    if not begins or visit.starts_at is None:
        return
    zone = await company.zone()
    if clock.local(visit.starts_at, zone).date() > clock.local(clock.now(), zone).date():
        raise NotToday(action=action, starts_at=visit.starts_at, zone=zone)


async def finish(
    visit_id: int, outcome: Outcome, *, by: Actor, note: str = "", draft_id: int | None = None
) -> None:
    """Close a visit with an outcome other than done; "done" is closed by its report, see worksheets.submit.

    A second visit that is needed is made at once as a visit of the same order that waits for a master.
    Raises :class:`NotNow`, :class:`ReasonMissing`, Invalid for a note too long.
    """
    if outcome is Outcome.DONE:
        raise ValueError("a visit that is done is finished by its report")
    note = checked_reason(note)
    visit = await own(visit_id, by)
    async with change(by) as tx:
        await finished(tx, visit, outcome, by, note)
        if draft_id is not None:
            await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, by.id)


async def finished(tx: Change, visit: Visit, outcome: Outcome, by: Actor, note: str = "") -> None:
    """The part of finishing that every outcome shares; an early end frees the planned time, see :func:`closing.end`.

    Who leads finishes for all. Raises :class:`LeadReports` for a helper.
    """
    await closing.hold(tx, visit.order_id)
    await crew.require_lead(await Visit.get(id=visit.id, using_db=tx.connection))
    before = await step(tx, visit, Action.FINISH, by)
    await closing.end(tx, visit.id, outcome)
    event = VisitFinished(
        visit.order_id, visit.id, visit.master_id or 0, outcome, note, before == VisitStatus.RETURNED
    )
    tx.record(event, visit.order_id, visit.id, before, VisitStatus.FINISHED)
    tx.notify_office(event, visit.order_id)
    if before == VisitStatus.RETURNED:
        await closing.correct(tx, visit.id, outcome)
    else:
        await closing.close(tx, visit, outcome)
    if outcome is Outcome.SECOND_VISIT:
        await _second(tx, visit.order_id)
    await derive(tx, visit.order_id)


async def second_visit(order_id: int, *, by: Actor, note: str) -> Visit:
    """Have the client visited again though the master asked for nothing: a further visit that waits for a time.

    Raises :class:`NotNow` while a visit is still to do, when none took place, or when the order is cancelled;
    ReasonMissing without a ``note`` of what for, Invalid for one too long.
    """
    require(by, Right.ORDERS_DISPATCH)
    note = checked_reason(note)
    order = await order_for(by, order_id)
    async with change(by) as tx:
        await closing.hold(tx, order_id)
        rows = await tx.sql("SELECT status FROM visit WHERE order_id = $1", order_id)
        if order.office_status is not None or not may_follow(VisitStatus(row["status"]) for row in rows):
            raise NotNow(status=order.status)
        visit = await Visit.create(using_db=tx.connection, order_id=order_id, created_at=tx.at)
        event = SecondVisitAdded(order_id, visit.id, note)
        tx.record(event, order_id, visit.id, after=VisitStatus.UNASSIGNED)
        await derive(tx, order_id)
    return visit


def may_follow(statuses: Iterable[VisitStatus]) -> bool:
    """Whether an order with visits that stand so may have a further one: something was done, nothing is to do."""
    found = set(statuses)
    return bool(found & WORKED) and not found & TO_DO


async def _second(tx: Change, order_id: int) -> None:
    """The visit that has to follow, unless it waits already: an outcome may be returned and said again."""
    if not await Visit.exists(order_id=order_id, status__in=TO_DO, using_db=tx.connection):
        await Visit.create(using_db=tx.connection, order_id=order_id, created_at=tx.at)


async def own(visit_id: int, by: Actor) -> Visit:
    """A visit that is the acting master's own. Raises as :func:`own_or_offered`, NotNow while it is only offered."""
    visit = await own_or_offered(visit_id, by)
    if visit.master_id != by.id:
        raise NotNow(status=visit.status)
    return visit


async def own_or_offered(visit_id: int, by: Actor) -> Visit:
    """A visit that the acting master has or may take. Raises NotYours for one he had, NotAllowed, NotFound."""
    require(by, Right.VISITS_OWN)
    visit = await visit_for(by, visit_id)
    if visit.master_id == by.id or await Offer.exists(
        visit_id=visit_id, master_id=by.id, status=OfferStatus.OPEN
    ):
        return visit
    raise await lost(by, visit.order, visit_id) or NotAllowed()


async def step(tx: Change, visit: Visit, action: Action, by: Actor) -> str:
    """The compare-and-set of a master's transition; returns the status before. Raises :class:`NotNow`."""
    rule = STEPS[action]
    rows = await tx.sql(
        "UPDATE visit SET status = $2, version = visit.version + 1 "
        "FROM (SELECT id, status FROM visit WHERE id = $1 FOR UPDATE) old "
        "WHERE visit.id = old.id AND visit.status = ANY($3::text[]) AND visit.master_id = $4 RETURNING old.status",
        visit.id,
        rule.target,
        sorted(rule.sources),
        by.id,
    )
    if not rows:
        now = (await tx.sql("SELECT status FROM visit WHERE id = $1", visit.id))[0]["status"]
        raise NotNow(status=now)
    return str(rows[0]["status"])


async def minutes_worked(visit: Visit) -> int:
    """Whole minutes the master has worked on the visit so far, pauses and the way there left out."""
    since: datetime | None = None
    worked = timedelta()
    starts, ends = (
        {MasterArrived.__name__, WorkResumed.__name__},
        {WorkPaused.__name__, VisitFinished.__name__},
    )
    told = starts | ends | {StepRetracted.__name__}
    for entry in await HistoryEntry.filter(visit_id=visit.id, event__in=told).order_by("id"):
        if entry.event in starts:
            since = entry.at
        elif entry.event == StepRetracted.__name__:
            since = None
        elif since is not None:
            worked, since = worked + (entry.at - since), None
    if since is not None:
        worked += clock.now() - since
    return int(worked.total_seconds()) // 60


async def of_master(by: Actor) -> list[Visit]:
    """What the acting master has before him: under way first, then by time, what was approved today after today's."""
    require(by, Right.VISITS_OWN)
    zone = await company.zone()
    day = clock.local(clock.now(), zone).date()
    today, tomorrow = intervals.whole_days(day, day, zone)
    open_ones = (
        await Visit.filter(master_id=by.id, status__in=BOOKED | {VisitStatus.RETURNED, VisitStatus.FINISHED})
        .select_related("order__client", "order__address", "order__service")
        .order_by("starts_at")
    )
    done = (
        await Visit.filter(master_id=by.id, status=VisitStatus.APPROVED, finished_at__gte=today)
        .select_related("order__client", "order__address", "order__service")
        .order_by("starts_at")
    )
    first = [
        v for v in open_ones if v.status in {VisitStatus.EN_ROUTE, VisitStatus.ON_SITE, VisitStatus.PAUSED}
    ]
    of_today = [v for v in open_ones if v not in first and v.starts_at and v.starts_at < tomorrow]
    return [*first, *of_today, *done, *(v for v in open_ones if v not in first and v not in of_today)]


async def awaiting_review(*, by: Actor) -> list[Visit]:
    """Finished visits whose report the office has to approve or return, the oldest first; a crew's by its lead."""
    require(by, Right.REPORTS_REVIEW)
    return (
        await Visit.filter(status=VisitStatus.FINISHED, lead=True)
        .select_related("order__client", "order__address", "order__service", "master")
        .order_by("finished_at")
    )


async def client_shown(visit: Visit, viewer: Actor) -> bool:
    """Whether the viewer may see the client's phone and exact address on this visit now.

    The office always; the master while the visit is his and active, and a day (company setting) after it.
    """
    if viewer.may(Right.ORDERS_SEE):
        return True
    if visit.master_id != viewer.id:
        return False
    if visit.status in REVEALED:
        return True
    ended = visit.approved_at or visit.finished_at
    if visit.status is not VisitStatus.APPROVED or ended is None:
        return False
    return clock.now() < ended + timedelta(hours=await company.get("reveal_hours"))
