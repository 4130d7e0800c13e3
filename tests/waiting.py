"""Waiting for conditions: the only place where tests pause."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

from tortoise.expressions import F

from domain import clock, wake
from domain.models import Card, InboxUpdate, OutboxMessage

PATIENCE = 40.0  # seconds until a condition that doesn't come is a failure; never a measure of speed
T = TypeVar("T")


async def until(asked: Callable[[], Awaitable[T]], holds: Callable[[T], bool] = bool) -> T:
    """Ask until the answer holds, and give it; an answer that never does fails with what it was."""
    deadline = monotonic() + PATIENCE
    while not holds(answer := await asked()):
        assert monotonic() < deadline, f"still {answer!r} after {PATIENCE:.0f} s"
        await asyncio.sleep(0.03)
    return answer


async def handled() -> None:
    """Until every update that is stored is done with; its window may have been seen before that."""
    await until(
        InboxUpdate.filter(done_at__isnull=True, set_aside_at__isnull=True).count, lambda left: not left
    )


async def delivered() -> None:
    """Until nothing stored waits to be handled, sent or drawn: it would end among the rows of the next test.

    Ids begin anew there, so a notice would be marked as sent that never was.
    """
    await handled()
    unsent = OutboxMessage.filter(sent_at__isnull=True, failed_at__isnull=True, due_at__lte=clock.now())
    await until(unsent.count, lambda left: not left)
    await until(Card.filter(retired_at__isnull=True, wanted__gt=F("shown")).count, lambda left: not left)


async def emptied_redis() -> None:
    """Redis forgets everything; not before the dialogs' state is stored, which comes after their windows."""
    await handled()
    await wake.redis().flushall()
