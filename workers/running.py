"""Running tasks: one at a time per name and process, the ask cleared as it begins."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from redis.exceptions import RedisError

from domain import wake
from workers.broker import Broker

log = structlog.get_logger()


def queued_key(task: str) -> str:
    """The Redis key that says a task is asked for and hasn't begun."""
    return f"workflow:queued:{task}"


def task(broker: Broker, name: str, **labels: Any) -> Callable[[Callable[[], Awaitable[None]]], None]:
    """Register a task that looks for waiting rows and works on them."""

    def registered(work: Callable[[], Awaitable[None]]) -> None:
        turn = asyncio.Lock()

        async def run() -> None:
            async with turn:
                try:
                    await wake.redis().delete(queued_key(name))
                except (RedisError, OSError) as error:
                    log.info("task.ask_stays", task=name, error=str(error))
                await work()

        broker.register_task(run, task_name=name, **labels)

    return registered
