"""SLA clocks of an order: how soon a master must have taken it, and how soon the work must be done.

Both run in the company's working time and stand still while the order is on hold. When they are due is stored
with the order; what happens then is a due row, which does nothing once its clock was stopped or moved.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from domain import company, db, working
from domain.access import SYSTEM, Actor, Right, order_for, require
from domain.change import Change, change
from domain.errors import NotLate
from domain.events import DelayExplained, OrderEdited, OrderHeld, OrderResumed, SlaAboutToBreak, SlaBroken
from domain.hours import Book
from domain.models import HistoryEntry, Order, Priority, SlaRule
from domain.statuses import TAKEN, TO_DO, WORKED, OrderStatus, VisitStatus
from domain.wording import checked_reason

UNASKED = "series"  # the origin of orders that no client waits to hear about: no reaction is promised
RULED = frozenset({"priority", "service"})  # the fields of an order that a rule looks at
TOGETHER = timedelta(minutes=2)  # what breaks within it is told in one message
BEGINNING = datetime.min.replace(tzinfo=UTC)


class Clock(StrEnum):
    REACTION = "reaction"  # until a master has accepted
    RESOLUTION = "resolution"  # until the work is done


@dataclass(frozen=True)
class Promise:
    """When the clocks of an order are due; None: nothing is promised."""

    reaction: datetime | None = None
    resolution: datetime | None = None


async def rule_for(priority: Priority, service_id: int) -> SlaRule | None:
    """The rule of the service for this priority, else that of the priority alone."""
    rules = await SlaRule.filter(priority=priority)
    own = next((rule for rule in rules if rule.service_id == service_id), None)
    return own or next((rule for rule in rules if rule.service_id is None), None)


async def promise(
    priority: Priority,
    service_id: int,
    since: datetime,
    until: datetime | None = None,
    held: timedelta = working.NOTHING,
) -> Promise:
    """What the rules promise of an order made at ``since`` that was on hold for ``held`` of working time.

    The work is due at the end of the window agreed on, ``until``, when that is later than the rule: a client who
    wants Friday is not kept waiting on Wednesday.
    """
    rule, by = await rule_for(priority, service_id), await working.hours()
    if rule is None:
        return Promise()
    reaction = _after(since, rule.reaction_minutes, held, by)
    resolution = _after(since, rule.resolution_minutes, held, by)
    return Promise(reaction, resolution and max(resolution, until or resolution))


def _after(since: datetime, minutes: int | None, held: timedelta, by: Book) -> datetime | None:
    return None if minutes is None else working.add(since, timedelta(minutes=minutes) + held, by)


def due_of(order: Order, clock: Clock) -> datetime | None:
    """When a clock of the order is due."""
    return order.reaction_due_at if clock is Clock.REACTION else order.resolution_due_at


def stopped_of(order: Order, clock: Clock) -> datetime | None:
    """When what the clock measures was done."""
    return order.reacted_at if clock is Clock.REACTION else order.resolved_at


def is_late(order: Order, now: datetime) -> bool:
    """Whether a clock of the order is broken, or was when it stopped; a cancelled order owes nothing."""
    due = ((due_of(order, clock), stopped_of(order, clock) or order.held_at or now) for clock in Clock)
    return order.status is not OrderStatus.CANCELLED and any(at and at < reached for at, reached in due)


async def warning_before(order: Order, clock: Clock) -> timedelta:
    """How much working time is left when a clock is said to be about to break: by default a fifth of the rule's."""
    rule = await rule_for(order.priority, order.service_id)
    minutes = rule and (rule.reaction_minutes if clock is Clock.REACTION else rule.resolution_minutes)
    return timedelta(minutes=minutes or 0) * (100 - int(await company.get("sla_warn_percent"))) / 100


async def plan(tx: Change, order: Order) -> None:
    """Set up what happens when the running clocks are about to break, and when they break.

    The keys hold the moment, so that a clock that runs again has rows of its own.
    """
    by = await working.hours()
    for clock in Clock:
        due = due_of(order, clock)
        if due is None or stopped_of(order, clock):
            continue
        warned = working.before(due, await warning_before(order, clock), by)
        for stage, at in (("about", warned), ("broken", due)):
            if at is not None:
                key = f"sla:{order.id}:{clock}:{stage}:{tx.at.isoformat()}"
                tx.later(f"sla.{stage}", key, at, order_id=order.id, clock=clock, until=due.isoformat())


def stopped(
    reacted_at: datetime | None, resolved_at: datetime | None, visits: Collection[VisitStatus], now: datetime
) -> tuple[datetime | None, datetime | None]:
    """When the clocks were stopped, as the visits say; the work's runs again when more has turned out to be needed.

    A master's first acceptance stays one, whatever becomes of his visit.
    """
    taken = any(status in TAKEN for status in visits)
    done = any(status in WORKED for status in visits) and not any(status in TO_DO for status in visits)
    return reacted_at or (now if taken else None), (resolved_at or now) if done else None


async def renew(tx: Change, order_id: int, held_at: datetime | None = None, *, ruled: bool = False) -> bool:
    """Work out anew when the running clocks are due: a window was agreed on, or a hold since ``held_at`` ends.

    Returns whether that has moved one.
    ``ruled`` says that priority or service has just changed, and with it the rule. A clock that is broken stays so,
    and while an order is on hold its clocks stand still.
    """
    # Held first: of two who agree on a window at once, the later one sees what the other has agreed.
    order = await Order.filter(id=order_id).select_for_update(no_key=True).using_db(tx.connection).get()
    if order.held_at:
        return False
    since = held_at or tx.at
    ruled_at = tx.at if ruled else await _ruled_at(order_id)
    ruled = ruled_at is not None and ruled_at >= since
    if not ruled and order.reaction_due_at is None and order.resolution_due_at is None:
        return False
    promised = await _promise_of(tx, order, ruled_at)
    before = order.reaction_due_at, order.resolution_due_at
    if order.origin != UNASKED:
        order.reaction_due_at = _moved(order, Clock.REACTION, promised.reaction, since, tx.at, ruled=ruled)
    order.resolution_due_at = _moved(order, Clock.RESOLUTION, promised.resolution, since, tx.at, ruled=ruled)
    moved = before != (order.reaction_due_at, order.resolution_due_at)
    if moved or held_at is not None:
        await tx.sql(
            'UPDATE "order" SET reaction_due_at = $2, resolution_due_at = $3 WHERE id = $1',
            order_id,
            order.reaction_due_at,
            order.resolution_due_at,
        )
        await plan(tx, order)
    return moved


async def _promise_of(tx: Change, order: Order, ruled_at: datetime | None) -> Promise:
    """What is promised by the rule of now, counted since the order was made.

    What had been over already when the rule became that of the order is counted since then: a client who says at three
    that it is urgent wasn't urgent at nine.
    """
    until = await _agreed(tx, order)

    async def counted(since: datetime, now: datetime) -> Promise:
        return await promise(
            order.priority, order.service_id, since, until, await _held(order.id, since, now)
        )

    first = await counted(order.created_at, tx.at)
    if ruled_at is None:
        return first
    then, again = await counted(order.created_at, ruled_at), await counted(ruled_at, tx.at)

    def chosen(
        due: datetime | None, due_first: datetime | None, due_again: datetime | None
    ) -> datetime | None:
        return due_again if due is not None and due <= ruled_at else due_first

    return Promise(
        chosen(then.reaction, first.reaction, again.reaction),
        chosen(then.resolution, first.resolution, again.resolution),
    )


async def _ruled_at(order_id: int) -> datetime | None:
    """When priority or service of the order was changed last."""
    edited = HistoryEntry.filter(order_id=order_id, event=OrderEdited.__name__).order_by("-id")
    return next((entry.at for entry in await edited if entry.data["field"] in RULED), None)


def _moved(
    order: Order,
    clock: Clock,
    promised: datetime | None,
    since: datetime,
    now: datetime,
    *,
    ruled: bool,
) -> datetime | None:
    """When a clock is due now: what was stopped or broken is left as it was, and no stricter rule breaks what runs.

    When priority or service was changed (``ruled``), the other rule may promise anew, or nothing.
    """
    due = due_of(order, clock)
    if stopped_of(order, clock) is not None or (due is not None and due <= since):
        return due
    if ruled:
        return promised
    if due is None or promised is None:
        return due
    return promised if promised > min(now, due) else due


async def _agreed(tx: Change, order: Order) -> datetime | None:
    """The latest end the client was promised of a visit that is still to do; of one without a promise, its own.

    A plan that he knows nothing of is no agreement: neither moved nor stretched work is due later.
    """
    rows = await tx.sql(
        "SELECT max(coalesce(promised_to, ends_at)) AS until FROM visit "
        "WHERE order_id = $1 AND status = ANY($2::text[])",
        order.id,
        sorted(TO_DO),
    )
    return max(filter(None, (rows[0]["until"], order.wanted_to)), default=None)


async def _held(order_id: int, begin: datetime, end: datetime) -> timedelta:
    """How much working time between two moments the order was on hold; a hold that isn't over lasts until ``end``."""
    by, total, since = await working.hours(), working.NOTHING, None
    names = OrderHeld.__name__, OrderResumed.__name__
    for entry in await HistoryEntry.filter(order_id=order_id, event__in=names).order_by("id"):
        if entry.event == OrderHeld.__name__:
            since = entry.at
        elif since is not None:
            total, since = total + working.between(max(since, begin), min(entry.at, end), by), None
    return total if since is None else total + working.between(max(since, begin), end, by)


async def about_to_break(order_id: int, clock: Clock, due_at: str) -> None:
    """Tell the office that a clock is about to break, once per order and clock. Run from a due row.

    Nothing is said of work that goes as it is planned.
    """
    event = SlaAboutToBreak(order_id, clock.value, due_at)
    async with change(SYSTEM) as tx:
        if not await _stands(tx, event):
            return
        if clock is Clock.RESOLUTION and await going_as_planned([order_id], tx.at):
            return
        await _tell(tx, event)


async def broke(order_id: int, clock: Clock, due_at: str) -> None:
    """Tell the office that a clock is broken, once per order and clock. Run from a due row."""
    event = SlaBroken(order_id, clock.value, due_at)
    async with change(SYSTEM) as tx:
        if await _stands(tx, event):
            await _tell(tx, event)


async def _stands(tx: Change, event: SlaAboutToBreak | SlaBroken) -> bool:
    """Whether the clock is still the one the event is about, and nobody has been told."""
    await tx.sql('SELECT id FROM "order" WHERE id = $1 FOR UPDATE', event.order_id)
    told = HistoryEntry.filter(
        order_id=event.order_id, event=event.name, data__contains={"clock": event.clock}
    )
    return await still_runs(event) and not await told.exists()


async def _tell(tx: Change, event: SlaAboutToBreak | SlaBroken) -> None:
    tx.record(event, event.order_id)
    # All that breaks in the meantime waits for the same moment, and is then told in one message.
    wait = TOGETHER - (tx.at - BEGINNING) % TOGETHER
    tx.notify_office(event, event.order_id, tx.at + wait)


async def still_runs(event: SlaAboutToBreak | SlaBroken) -> bool:
    """Whether a clock runs to the moment the event says: not stopped, moved, on hold or cancelled meanwhile."""
    order = await Order.get_or_none(id=event.order_id)
    if order is None or order.held_at or order.status in {OrderStatus.CANCELLED, OrderStatus.DONE}:
        return False
    clock = Clock(event.clock)
    return stopped_of(order, clock) is None and due_of(order, clock) == datetime.fromisoformat(event.due_at)


async def going_as_planned(order_ids: Collection[int], now: datetime) -> set[int]:
    """Those orders whose lead has accepted the work, or is at it, and will end in time if he keeps to the plan."""
    rows = await db.query(
        'SELECT DISTINCT v.order_id FROM visit v JOIN "order" o ON o.id = v.order_id '
        "WHERE v.order_id = ANY($1::int[]) AND v.lead AND v.ends_at > $2 AND v.ends_at <= o.resolution_due_at "
        "AND (v.status IN ('en_route', 'on_site', 'paused') OR v.status = 'accepted' AND v.starts_at > $2)",
        list(order_ids),
        now,
    )
    return {row["order_id"] for row in rows}


async def explain(order_id: int, *, by: Actor, reason: str) -> None:
    """Say why the order is late; what was said before is replaced. Raises :class:`NotLate`, ReasonMissing."""
    require(by, Right.ORDERS_DISPATCH)
    reason = checked_reason(reason)
    await order_for(by, order_id)
    async with change(by) as tx:
        await tx.sql('SELECT id FROM "order" WHERE id = $1 FOR UPDATE', order_id)
        if not is_late(await Order.get(id=order_id, using_db=tx.connection), tx.at):
            raise NotLate
        await tx.sql('UPDATE "order" SET late_reason = $2 WHERE id = $1', order_id, reason)
        tx.record(DelayExplained(order_id, reason), order_id)
