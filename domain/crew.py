"""Several masters at one work: a visit each, one of them the lead's.

The open visits of an order are worked together. The lead finishes for all: his report is the only one, helpers need
none. A lead who gives his visit back leaves it waiting for a master, still the lead's; helpers keep theirs, and the
office gives the lead's visit to somebody or makes a helper the lead.
"""

from collections.abc import Sequence

from tortoise.exceptions import IntegrityError

from domain import placing, sla
from domain.access import Actor, Right, require, visit_for
from domain.change import Change, change
from domain.closing import cancel_one, hold
from domain.conflicts import Put
from domain.errors import LeadReports, LeadStays, NotNow, WindowMissing
from domain.events import LeadNamed, MasterAdded, MasterRemoved, VisitUnassigned
from domain.models import Visit
from domain.orders import derive
from domain.statuses import TO_DO, VisitStatus

WITH = ("order__address", "order__service", "master")


async def of(visit: Visit) -> list[Visit]:
    """Who works on this together, the lead first: visits with their masters, this one among them."""
    every = await Visit.filter(order_id=visit.order_id).select_related(*WITH).order_by("id")
    return among(visit, every)


def among(visit: Visit, every: Sequence[Visit]) -> list[Visit]:
    """Those of an order's visits, in order of id, that are of the visit's crew, the lead's first, itself among them."""
    crew = [one for one in every if one.id == visit.id or _together(one, visit)]
    return sorted(crew, key=lambda one: not one.lead)


def _together(one: Visit, other: Visit) -> bool:
    """Whether two visits of an order are of one crew: both are open, or the lead closed both in one go."""
    if other.status in TO_DO:
        return one.status in TO_DO
    return other.finished_at is not None and one.finished_at == other.finished_at


async def lead_of(visit: Visit) -> Visit | None:
    """The lead's visit of this one's crew, itself if it is that."""
    return next((one for one in await of(visit) if one.lead), None)


async def require_lead(visit: Visit) -> None:
    """Raise :class:`LeadReports` for the visit of a helper: the lead closes it with his own."""
    if not visit.lead:
        lead = await lead_of(visit)
        raise LeadReports(name=lead.master.name if lead and lead.master else "—")


async def beside(put: Put) -> list[Put]:
    """The others of the crew as they go along when the visit is planned for another time."""
    if put.keeps_time:
        return []
    return [
        Put(one, put.starts_at, put.ends_at, one.master_id)
        for one in await of(put.visit)
        if one.id != put.visit.id and (one.starts_at, one.ends_at) == (put.visit.starts_at, put.visit.ends_at)
    ]


async def add_master(visit_id: int, master_id: int, *, by: Actor, override: str = "") -> Visit:
    """Send another master along: a further visit of the same order at the same time, which he confirms.

    Raises as :func:`domain.booking.plan`, WindowMissing, NotNow when the work is over.
    """
    require(by, Right.ORDERS_DISPATCH)
    override = placing.reason_of(override)
    known = await visit_for(by, visit_id)
    try:
        async with change(by) as tx:
            await tx.lock_masters(master_id)
            await hold(tx, known.order_id)
            beside_ = await Visit.get(id=visit_id, using_db=tx.connection)
            if beside_.status not in TO_DO:
                raise NotNow(status=beside_.status)
            if beside_.starts_at is None or beside_.ends_at is None:
                raise WindowMissing
            # What was planned for the crew as it was seen is out of date: it would leave this one behind.
            await tx.sql(
                "UPDATE visit SET version = version + 1 WHERE order_id = $1 AND status = ANY($2::text[])",
                beside_.order_id,
                sorted(TO_DO),
            )
            made = await _further(tx, beside_)
            tx.record(MasterAdded(made.order_id, made.id, master_id), made.order_id, made.id)
            put = Put(made, beside_.starts_at, beside_.ends_at, master_id)
            await placing.carry_out(tx, [put], override=override)
            others = await _masters(tx, made)
            tx.notify(others, MasterAdded(made.order_id, made.id, master_id), made.order_id)
    except IntegrityError as error:
        raise placing.busy(error) from error
    return made


async def _further(tx: Change, beside_: Visit) -> Visit:
    """A helper's visit, nobody's yet."""
    made = await Visit.create(
        using_db=tx.connection,
        order_id=beside_.order_id,
        starts_at=beside_.starts_at,
        ends_at=beside_.ends_at,
        promised_from=beside_.promised_from,
        promised_to=beside_.promised_to,
        lead=False,
        created_at=tx.at,
    )
    return await Visit.get(id=made.id, using_db=tx.connection).select_related(*WITH)


async def make_lead(visit_id: int, *, by: Actor) -> None:
    """Let this master lead; who led helps from now on, and both are told. Raises NotNow when it is nobody's or over."""
    require(by, Right.ORDERS_DISPATCH)
    known = await visit_for(by, visit_id)
    async with change(by) as tx:
        await hold(tx, known.order_id)
        visit = await Visit.get(id=visit_id, using_db=tx.connection)
        if visit.status not in TO_DO or visit.master_id is None:
            raise NotNow(status=visit.status)
        if visit.lead:
            return
        await tx.sql(
            "UPDATE visit SET lead = (id = $2), version = version + 1 "
            "WHERE order_id = $1 AND status = ANY($3::text[]) AND (lead OR id = $2)",
            visit.order_id,
            visit.id,
            sorted(TO_DO),
        )
        event = LeadNamed(visit.order_id, visit.id, visit.master_id)
        tx.record(event, visit.order_id, visit.id)
        tx.notify([visit.master_id, *await _masters(tx, visit)], event, visit.order_id)


async def remove(visit_id: int, *, by: Actor) -> None:
    """Let a helper stay away: his visit is cancelled, he and the others are told. Raises :class:`LeadStays`, NotNow."""
    require(by, Right.ORDERS_DISPATCH)
    known = await visit_for(by, visit_id)
    async with change(by) as tx:
        await hold(tx, known.order_id)
        visit = await Visit.get(id=visit_id, using_db=tx.connection)
        if visit.status not in TO_DO:
            raise NotNow(status=visit.status)
        if visit.lead:
            raise LeadStays
        await cancel_one(tx, visit)
        event = MasterRemoved(visit.order_id, visit.id, visit.master_id)
        tx.record(event, visit.order_id, visit.id, visit.status, VisitStatus.CANCELLED)
        if visit.master_id is not None:
            taken = VisitUnassigned(visit.order_id, visit.id, visit.master_id, given=False)
            tx.notify([visit.master_id], taken, visit.order_id)
            tx.notify(await _masters(tx, visit), event, visit.order_id)
        await derive(tx, visit.order_id)
        await sla.renew(tx, visit.order_id)


async def _masters(tx: Change, but: Visit) -> Sequence[int]:
    """The other masters who have an open visit of the order."""
    rows = await tx.sql(
        "SELECT master_id FROM visit WHERE order_id = $1 AND id <> $2 AND master_id IS NOT NULL "
        "AND status = ANY($3::text[]) ORDER BY id",
        but.order_id,
        but.id,
        sorted(TO_DO),
    )
    return [row["master_id"] for row in rows]
