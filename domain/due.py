"""Whatever must happen at a time: rows with a due moment, each carried out once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog
from tortoise.expressions import Q

from domain import clock, occurrences, offers, orders, photos, promises, sla
from domain.change import AlreadyDone, Cause, cause
from domain.models import DueRow

log = structlog.get_logger()
TRIES = 12

HANDLERS: dict[str, Callable[[dict[str, Any]], Awaitable[object]]] = {
    "card.hide": lambda data: orders.redraw(data["order_id"]),
    "offer.remind": lambda data: offers.remind(data["offer_id"]),
    "offer.review": lambda data: offers.review(data["visit_id"]),
    "sla.about": lambda data: sla.about_to_break(*_of_clock(data)),
    "sla.renew": lambda data: promises.renew_all(data.get("after", 0), zone=data.get("zone", False)),
    "sla.broken": lambda data: sla.broke(*_of_clock(data)),
    "photos.acknowledge": lambda data: photos.acknowledge(data["visit_id"], data["group"]),
    "series.make": lambda data: occurrences.make(data["series_id"]),
    "series.tell": lambda data: occurrences.tell_unplaced(data["since"], data["until"]),
}


def _of_clock(data: dict[str, Any]) -> tuple[int, sla.Clock, str]:
    return data["order_id"], sla.Clock(data["clock"]), data["until"]


async def run_ready(limit: int = 100) -> int:
    """Carry out what is due and return how many rows were done. Safe to run from several processes."""
    now = clock.now()
    rows = (
        await DueRow.filter(
            Q(next_try_at__isnull=True) | Q(next_try_at__lte=now),
            done_at__isnull=True,
            failed_at__isnull=True,
            due_at__lte=now,
        )
        .order_by("due_at")
        .limit(limit)
    )
    return sum([await _run(row) for row in rows])


async def _run(row: DueRow) -> bool:
    """One row, with its done mark in the transaction of its verb."""
    running = Cause("due", row.id)
    token = cause.set(running)
    try:
        await HANDLERS[row.kind](row.data)
        if not running.spent:
            await DueRow.filter(id=row.id, done_at__isnull=True).update(done_at=clock.now())
        return True
    except AlreadyDone:
        return False
    except Exception as error:
        log.exception("due.failed", kind=row.kind, key=row.key)
        pause = timedelta(seconds=min(2.0**row.attempts, 600))
        await DueRow.filter(id=row.id).update(
            attempts=row.attempts + 1,
            next_try_at=clock.now() + pause,
            error=repr(error)[:2000],
            failed_at=clock.now() if row.attempts + 1 >= TRIES else None,
        )
        return False
    finally:
        cause.reset(token)
