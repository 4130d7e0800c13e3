"""What asks the office to act now: clocks, masters who won't come, offers nobody answers, reports that wait."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tortoise.expressions import Q

from domain import clock, company, db, standing
from domain.access import Actor, Right, require
from domain.models import AbsenceKind, Order, Visit
from domain.standing import Level, Standing
from domain.statuses import OrderStatus, VisitStatus

# So long a late order that is over is still asked about, and an absence that is over.
BACK = timedelta(days=7)
# A visit ``v`` that hasn't begun and lies in an approved absence ``a`` of its master: one that goes on or is to come
# ($1 is now), or that was over only when the visit should have been, $2 at the earliest.
_IN_ABSENCE = """
    v.status IN ('assigned', 'accepted') AND a.master_id = v.master_id AND a.status = 'approved'
    AND a.starts_at < v.ends_at AND a.ends_at > v.starts_at AND a.ends_at >= LEAST(v.ends_at, $1) AND a.ends_at > $2
"""
_AWAY = f"""
    SELECT DISTINCT ON (v.order_id) v.id, a.kind FROM visit v JOIN absence a ON {_IN_ABSENCE}
    JOIN "order" o ON o.id = v.order_id WHERE o.status <> 'on_hold' ORDER BY v.order_id, v.starts_at, v.id
"""  # noqa: S608  # our own parts only
_COUNT = f"""
    SELECT DISTINCT v.order_id FROM visit v JOIN "order" o ON o.id = v.order_id
    WHERE v.status = 'finished' AND v.lead
    OR o.status <> 'on_hold' AND (v.status = 'declined'
        OR v.status = 'offered' AND EXISTS (
            SELECT 1 FROM offer WHERE visit_id = v.id AND status = 'open' AND created_at <= $3)
        OR EXISTS (SELECT 1 FROM absence a WHERE {_IN_ABSENCE}))
"""  # noqa: S608  # our own parts only


class Kind(StrEnum):
    BROKEN = "broken"  # and nobody has said why
    ABOUT_TO_BREAK = "about_to_break"
    AWAY = "away"  # the master it is at is on an approved absence then
    UNANSWERED = "unanswered"  # masters were asked, and none has answered in time
    DECLINED = "declined"  # none of them takes it
    REPORT = "report"


@dataclass(frozen=True)
class Alert:
    """An order that asks for somebody: its clock for the first two kinds, its visit for the others.

    ``absence`` says of a master who won't come why.
    """

    kind: Kind
    order: Order
    clock: Standing | None = None
    visit: Visit | None = None
    absence: AbsenceKind | None = None


async def now(*, by: Actor) -> list[Alert]:
    """Everything, the gravest first; an order is named once, by the gravest of what it asks for."""
    require(by, Right.ORDERS_DISPATCH)
    found: dict[int, Alert] = {}
    for alert in [*await _clocks(), *await _away(), *await _visits()]:
        found.setdefault(alert.order.id, alert)
    return list(found.values())


async def count(*, by: Actor) -> int:
    """How many orders :func:`now` names."""
    require(by, Right.ORDERS_DISPATCH)
    now_ = clock.now()
    rows = await db.query(_COUNT, now_, now_ - BACK, now_ - await _patience())
    return len({row["order_id"] for row in rows} | {alert.order.id for alert in await _clocks()})


async def _patience() -> timedelta:
    """How long an offer may be open before somebody is asked to look."""
    return timedelta(minutes=int(await company.get("offer_minutes")))


async def _clocks() -> list[Alert]:
    open_ = ~Q(status__in=[OrderStatus.DONE, OrderStatus.CANCELLED])
    # Only what may be late or soon is looked at closely, not all that is open.
    soon = await standing.reach(clock.now())
    due = Q(reaction_due_at__lte=soon) | Q(resolution_due_at__lte=soon)
    orders = await Order.filter(due, open_ | Q(resolved_at__gt=clock.now() - BACK))
    stands = await standing.of_orders(orders)
    every = [(one, order) for order in orders for one in stands[order.id]]
    broken = [(one, order) for one, order in every if one.level is Level.BROKEN and not order.late_reason]
    about = [(one, order) for one, order in every if one.level is Level.ABOUT_TO_BREAK]
    # What still runs comes before what is over and only wants its reason.
    broken.sort(key=lambda pair: (pair[0].stopped_at is not None, pair[0].due_at))
    about.sort(key=lambda pair: pair[0].due_at)
    return [
        *[Alert(Kind.BROKEN, order, one) for one, order in broken],
        *[Alert(Kind.ABOUT_TO_BREAK, order, one) for one, order in about],
    ]


async def _away() -> list[Alert]:
    """Visits whose master won't come, the soonest first; of an order its first."""
    kinds = {row["id"]: row["kind"] for row in await db.query(_AWAY, clock.now(), clock.now() - BACK)}
    visits = Visit.filter(id__in=list(kinds)).select_related("order", "master").order_by("starts_at", "id")
    return [
        Alert(Kind.AWAY, visit.order, visit=visit, absence=AbsenceKind(kinds[visit.id]))
        for visit in (await visits if kinds else [])
    ]


async def _visits() -> list[Alert]:
    held = Q(order__status=OrderStatus.ON_HOLD)
    asked = (
        Visit.filter(
            ~held,
            status=VisitStatus.OFFERED,
            offers__status="open",
            offers__created_at__lte=clock.now() - await _patience(),
        )
        .distinct()
        .select_related("order")
    )
    declined = Visit.filter(~held, status=VisitStatus.DECLINED).select_related("order")
    reports = Visit.filter(status=VisitStatus.FINISHED, lead=True).select_related("order", "master")
    kinds = (
        (Kind.DECLINED, declined.order_by("-lead", "starts_at")),
        (Kind.UNANSWERED, asked.order_by("starts_at")),
        (Kind.REPORT, reports.order_by("finished_at")),
    )
    return [Alert(kind, visit.order, visit=visit) for kind, found in kinds for visit in await found]
