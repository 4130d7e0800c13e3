"""SLA rules as the company sets them: how soon an order is taken and done, by priority, and by service above that."""

from domain import company
from domain.access import SYSTEM, Actor, Right, require
from domain.change import Change, change
from domain.errors import Invalid, NotFound, SettingChanged
from domain.models import Order, Priority, Service, SlaRule
from domain.sla import renew
from domain.statuses import OrderStatus

MOST_MINUTES = 60 * 24 * 60  # sixty days of working time round the clock: above it nothing is promised
LOCK = 4  # the first half of the advisory lock, see domain.hours_change
BATCH = 50  # orders whose clocks are worked out anew in one transaction
OVER = (OrderStatus.DONE, OrderStatus.CANCELLED)


async def rules() -> list[SlaRule]:
    """All of them with their service, urgent first, the rule of the priority alone before those of services."""
    found = await SlaRule.all().select_related("service")
    order = list(reversed(Priority))
    return sorted(
        found, key=lambda rule: (order.index(rule.priority), rule.service.name if rule.service else "")
    )


async def put(
    priority: Priority,
    service_id: int | None,
    reaction: int | None,
    resolution: int | None,
    *,
    by: Actor,
    was: tuple[int | None, int | None] | None = None,
    draft_id: int | None = None,
) -> SlaRule:
    """Add or change the rule of a priority, or of a service at it; minutes of working time, None for no promise.

    Open orders follow: their running clocks are worked out anew, as they are when a window is agreed on. Were they
    left, two orders of the same hour would be due by different rules as soon as one of them got a window. Who was
    promised nothing isn't promised anything afterwards, a broken clock stays broken, and a stricter rule breaks none:
    a clock that it would find over already keeps the time it had.

    ``was`` are the minutes the person saw, two None for no rule. Raises :class:`SettingChanged` when they are others,
    Invalid, NotFound.
    """
    require(by, Right.SETTINGS)
    _check(reaction, resolution)
    async with change(by) as tx:
        await _lock(tx)
        if service_id is not None and not await Service.exists(id=service_id, using_db=tx.connection):
            raise NotFound
        rule = await SlaRule.filter(priority=priority, service_id=service_id).using_db(tx.connection).first()
        before = (rule.reaction_minutes, rule.resolution_minutes) if rule else None
        if was is not None and (before or (None, None)) != was:
            raise SettingChanged
        rule = rule or SlaRule(priority=priority, service_id=service_id)
        rule.reaction_minutes, rule.resolution_minutes = reaction, resolution
        await rule.save(using_db=tx.connection)
        await _end_draft(tx, draft_id)
        await tx.audit(
            "sla.rule", _subject(rule), before=before and list(before), after=[reaction, resolution]
        )
        if before != (reaction, resolution):
            renew_soon(tx)
    return rule


async def remove(rule_id: int, *, by: Actor) -> None:
    """Promise no more by this rule. Clocks of open orders go by what is above or below it, or stay as they were.

    Raises NotFound.
    """
    require(by, Right.SETTINGS)
    async with change(by) as tx:
        await _lock(tx)
        rule = await SlaRule.get_or_none(id=rule_id, using_db=tx.connection)
        if rule is None:
            raise NotFound
        await rule.delete(using_db=tx.connection)
        before = [rule.reaction_minutes, rule.resolution_minutes]
        await tx.audit("sla.rule", _subject(rule), before=before, after=None)
        renew_soon(tx)


def renew_soon(tx: Change, *, zone: bool = False) -> None:
    """Have a worker work out the clocks of all open orders anew once this change is committed; see renew_all."""
    tx.later("sla.renew", f"sla:renew:{tx.at.isoformat()}", tx.at, zone=zone)


async def renew_all(after: int = 0, *, zone: bool = False) -> None:
    """Work out anew when the running clocks of open orders are due. Run from a due row after rules or hours changed.

    A change takes :data:`BATCH` orders above the id ``after``, and sets up a row for those that follow: while they are
    worked out, nobody waits long for an order. Only those whose clock has moved are drawn anew, and all of them, also
    those on hold, when the company's ``zone`` has changed: every time on their cards reads otherwise.
    """
    company.forget()  # the change may be younger than what this process has kept of the company
    async with change(SYSTEM) as tx:
        open_ones = Order.exclude(status__in=OVER).filter(id__gt=after).order_by("id")
        if not zone:
            open_ones = open_ones.filter(held_at__isnull=True)
        ids = [order.id for order in await open_ones.limit(BATCH).using_db(tx.connection)]
        for order_id in ids:
            if await renew(tx, order_id) or zone:
                tx.redraw(order_id)
                tx.hint("live")
        if len(ids) == BATCH:
            key = f"sla:renew:{tx.at.isoformat()}:{ids[-1]}"
            tx.later("sla.renew", key, tx.at, after=ids[-1], zone=zone)


def _check(*minutes: int | None) -> None:
    if all(one is None for one in minutes):
        raise Invalid("sla.rule.empty")
    if any(one is not None and not 1 <= one <= MOST_MINUTES for one in minutes):
        raise Invalid("sla.rule.far", days=MOST_MINUTES // 1440)
    reaction, resolution = minutes
    if reaction and resolution and resolution < reaction:
        raise Invalid("sla.rule.order")


async def _lock(tx: Change) -> None:
    await tx.sql("SELECT pg_advisory_xact_lock($1::int, 0)", LOCK)


async def _end_draft(tx: Change, draft_id: int | None) -> None:
    if draft_id is not None:
        await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, tx.by.id)


def _subject(rule: SlaRule) -> str:
    return f"sla:{rule.priority}:{rule.service_id or 'all'}"
