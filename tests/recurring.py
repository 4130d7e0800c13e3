"""Recurring orders that tests begin with."""

from datetime import date, timedelta
from typing import Any

from domain import clock, due, series
from domain.models import Occurrence, Order, OutboxMessage, Person, Series, Visit
from domain.recurrence import Plan
from domain.rule_reading import read
from tests.cast import ZONE, Cast, a_visit, actor

WEEKS = 4  # as many as the company makes ahead


def plan(words: str) -> Plan:
    today = clock.local(clock.now(), ZONE).date()
    return read(words, today, today + timedelta(days=1))


def local_day(days: int) -> date:
    """The local date so many days from now."""
    return clock.local(clock.now(), ZONE).date() + timedelta(days=days)


async def a_series(cast: Cast, words: str = "каждую неделю", visit: Visit | None = None) -> Series:
    """Tomorrow's order of petr at noon, or the one named, repeated by vera; what is ahead is made."""
    visit = visit or await a_visit(cast)
    made = await series.create(visit.order_id, plan(words), by=actor(cast.vera))
    await due.run_ready()
    return made


async def ahead_of(one: Series, **more: Any) -> list[Visit]:
    """The visits of what was made, the first order left out, the soonest first."""
    found = Occurrence.filter(series_id=one.id, **more).order_by("recurrence_id")
    ids = await found.values_list("order_id", flat=True)
    by_order = {visit.order_id: visit for visit in await Visit.filter(order_id__in=ids)}
    first = await Order.all().order_by("id").first()
    return [by_order[order_id] for order_id in ids if first is None or order_id != first.id]


async def told(person: Person) -> list[str]:
    return [row.event for row in await OutboxMessage.filter(person_id=person.id).order_by("id")]
