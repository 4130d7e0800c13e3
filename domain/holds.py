"""An order on hold: nobody is sent, nothing begins, its clocks stand still; then it goes on."""

from collections.abc import Collection, Sequence

from domain import sla
from domain.access import Actor, Right, order_for, require
from domain.change import Change, change
from domain.errors import NotNow, WorkGoesOn
from domain.events import OrderHeld, OrderResumed
from domain.models import HistoryEntry, Order
from domain.orders import derive
from domain.statuses import GOING_ON, TO_DO, OfficeStatus, OrderStatus, VisitStatus
from domain.wording import checked_reason


async def begin(order_id: int, *, by: Actor, reason: str) -> None:
    """Put an order on hold. Visits that haven't begun keep their time and master; masters are told not to go.

    Raises :class:`WorkGoesOn` when a master has set out, :class:`NotNow` when nothing is left to do or it is on
    hold or cancelled already, ReasonMissing, Invalid.
    """
    require(by, Right.ORDERS_DISPATCH)
    reason = checked_reason(reason)
    order = await order_for(by, order_id)
    async with change(by) as tx:
        # Whoever begins work changes a visit first and looks for a hold then: one of the two waits here.
        visits = await tx.sql("SELECT status FROM visit WHERE order_id = $1 ORDER BY id FOR UPDATE", order_id)
        statuses = {VisitStatus(visit["status"]) for visit in visits}
        if statuses & GOING_ON:
            raise WorkGoesOn
        if not statuses & TO_DO or not await tx.sql(
            'UPDATE "order" SET office_status = $2, held_at = $3 WHERE id = $1 AND office_status IS NULL RETURNING id',
            order_id,
            OfficeStatus.HOLD,
            tx.at,
        ):
            raise NotNow(status=(await Order.get(id=order_id, using_db=tx.connection)).status)
        event = OrderHeld(order_id, reason)
        tx.record(event, order_id, None, order.status, OrderStatus.ON_HOLD)
        tx.notify(await _expecting(tx, order_id), event, order_id)
        await derive(tx, order_id)


async def end(order_id: int, *, by: Actor) -> None:
    """Let an order on hold go on: its clocks are due later by the working time it was held. Raises NotNow."""
    require(by, Right.ORDERS_DISPATCH)
    await order_for(by, order_id)
    async with change(by) as tx:
        # As in begin: an acceptance that is under way is waited for, and seen.
        await tx.sql("SELECT 1 FROM visit WHERE order_id = $1 ORDER BY id FOR UPDATE", order_id)
        held = await tx.sql(
            'SELECT held_at FROM "order" WHERE id = $1 AND office_status = $2 FOR UPDATE',
            order_id,
            OfficeStatus.HOLD,
        )
        if not held:
            raise NotNow(status=(await Order.get(id=order_id, using_db=tx.connection)).status)
        await tx.sql('UPDATE "order" SET office_status = NULL, held_at = NULL WHERE id = $1', order_id)
        event = OrderResumed(order_id)
        tx.record(event, order_id, None, OrderStatus.ON_HOLD)
        tx.notify(await _expecting(tx, order_id), event, order_id)
        await derive(tx, order_id)
        await sla.renew(tx, order_id, held[0]["held_at"])


def is_possible(order: Order, visits: Collection[VisitStatus]) -> bool:
    """Whether the order may be put on hold as it and its visits stand."""
    return order.office_status is None and bool(TO_DO & {*visits}) and not GOING_ON & {*visits}


async def reason_of(order: Order) -> str:
    """Why the order is on hold; nothing when it isn't."""
    if order.held_at is None:
        return ""
    entry = HistoryEntry.filter(order_id=order.id, event=OrderHeld.__name__).order_by("-id")
    found = await entry.first()
    return str(found.data["reason"]) if found else ""


async def _expecting(tx: Change, order_id: int) -> Sequence[int]:
    """Masters who have a visit of the order before them, or are asked about one."""
    rows = await tx.sql(
        "SELECT master_id FROM visit WHERE order_id = $1 AND status IN ('assigned', 'accepted') UNION "
        "SELECT o.master_id FROM offer o JOIN visit v ON v.id = o.visit_id "
        "WHERE v.order_id = $1 AND o.status = 'open' ORDER BY 1",
        order_id,
    )
    return [row["master_id"] for row in rows]
