"""How the clocks of orders stand now, in figures and in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from domain import clock, company, sla, working
from domain.models import Order, SlaRule
from domain.sla import Clock
from domain.statuses import OrderStatus
from domain.texts import Texts


class Level(IntEnum):
    """How much a clock asks for somebody; the larger the more."""

    CALM = 0
    ABOUT_TO_BREAK = 1
    BROKEN = 2


@dataclass(frozen=True)
class Standing:
    """A clock of an order. ``over`` is the working time by which it is, or was when it stopped, too late."""

    clock: Clock
    due_at: datetime
    stopped_at: datetime | None
    level: Level
    over: timedelta


async def of_orders(orders: Collection[Order]) -> dict[int, list[Standing]]:
    """The clocks of each order, reaction first; none for what is cancelled or was promised nothing.

    Asks as little for hundreds of orders as for one.
    """
    if not any(order.reaction_due_at or order.resolution_due_at for order in orders):
        return {order.id: [] for order in orders}
    now, by = clock.now(), await working.hours()
    planned = await sla.going_as_planned([order.id for order in orders], now)
    warning, reached = await _warning(), dict[tuple[datetime, timedelta], datetime | None]()

    def level(order: Order, one: Clock, due: datetime) -> Level:
        stopped = sla.stopped_of(order, one)
        moment = stopped or order.held_at or now
        if due < moment:
            return Level.BROKEN
        left = warning.get((order.priority, order.service_id, one), warning.get((order.priority, None, one)))
        if stopped or order.held_at or left is None or (one is Clock.RESOLUTION and order.id in planned):
            return Level.CALM
        if (moment, left) not in reached:
            reached[moment, left] = working.add(moment, left, by)
        until = reached[moment, left]
        return Level.ABOUT_TO_BREAK if until is not None and due <= until else Level.CALM

    def standing(order: Order, one: Clock, due: datetime) -> Standing:
        stopped = sla.stopped_of(order, one)
        over = working.between(due, stopped or order.held_at or now, by)
        return Standing(one, due, stopped, level(order, one, due), over)

    return {
        order.id: [
            standing(order, one, due)
            for one in Clock
            if order.status is not OrderStatus.CANCELLED and (due := sla.due_of(order, one)) is not None
        ]
        for order in orders
    }


async def reach(now: datetime) -> datetime:
    """Until when a running clock may be due and be about to break by some rule."""
    left = max(filter(None, (await _warning()).values()), default=timedelta())
    return working.add(now, left, await working.hours()) or now


async def _warning() -> dict[tuple[str, int | None, Clock], timedelta | None]:
    """By priority, service and clock: how much working time is left when it is about to break."""
    share = (100 - int(await company.get("sla_warn_percent"))) / 100
    found: dict[tuple[str, int | None, Clock], timedelta | None] = {}
    for rule in await SlaRule.all():
        for one, minutes in (
            (Clock.REACTION, rule.reaction_minutes),
            (Clock.RESOLUTION, rule.resolution_minutes),
        ):
            left = None if minutes is None else timedelta(minutes=minutes) * share
            found[rule.priority, rule.service_id, one] = left
    return found


def gravest(standings: Collection[Standing]) -> Level:
    """The level of the clock that asks most for somebody."""
    return max((one.level for one in standings), default=Level.CALM)


async def words(order: Order, standings: Collection[Standing], t: Texts) -> str:
    """The clocks in a line: when they are due, by how much they were late; nothing when all was in time.

    It says no "in an hour" and no "an hour ago", for what it stands on isn't drawn again as time passes.
    """
    zone = await company.zone()
    parts = [t("sla.held")] if order.held_at and standings else []
    for one in standings:
        if one.level is Level.BROKEN and one.stopped_at:
            parts.append(t(f"sla.late.{one.clock}", over=t.duration(one.over.total_seconds() / 60)))
        elif one.level is Level.BROKEN:
            parts.append(t(f"sla.broken.{one.clock}", when=t.dated(one.due_at, zone)))
        elif not one.stopped_at and not order.held_at:
            parts.append(t(f"sla.until.{one.clock}", when=t.due(one.due_at, zone)))
    if not standings and await _without_hours(order):
        parts.append(t("sla.no_hours"))
    return " · ".join(parts)


async def _without_hours(order: Order) -> bool:
    """Whether a rule would promise something, but the company has no hours in which a clock could run."""
    over = order.status in {OrderStatus.DONE, OrderStatus.CANCELLED}
    if over or any((await company.get("hours")).values()):
        return False
    return await sla.rule_for(order.priority, order.service_id) is not None
