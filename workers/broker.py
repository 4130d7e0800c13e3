"""taskiq on Redis Streams: it executes and schedules, Redis only wakes; what must happen is a row.

Two queues for two kinds of process: ``delivery`` talks with Telegram, ``work`` never imports aiogram.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Literal

import structlog
from redis.exceptions import RedisError, ResponseError
from taskiq import AckableMessage
from taskiq.serializers import JSONSerializer
from taskiq_redis import RedisStreamBroker

from domain.settings import Settings

log = structlog.get_logger()
Kind = Literal["delivery", "work"]
# Above the longest task: a task that runs longer would be started again by another worker.
IDLE_MS = 10 * 60 * 1000


class Broker(RedisStreamBroker):
    """The stock broker that also survives an emptied or restarted Redis, and that always ends when told to."""

    @property
    def block(self) -> int:
        """How long one read waits, in milliseconds; the stock loop asks before each.

        A cancellation that met an answer may have been lost in the client, and taskiq says it only once, out of
        reach of any other: without this the process would never end.
        """
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError
        return self._block

    @block.setter
    def block(self, milliseconds: int) -> None:
        self._block = milliseconds

    async def listen(self) -> AsyncGenerator[AckableMessage, None]:
        forgotten = False
        while True:
            try:
                if forgotten:
                    await self._declare_consumer_group()
                    forgotten = False
                async for message in super().listen():
                    yield message
            except ResponseError as error:
                if "NOGROUP" not in str(error):
                    log.warning("broker.redis_refuses", error=str(error))
                    await asyncio.sleep(1)
                forgotten = True
            except (RedisError, OSError) as error:
                log.warning("broker.redis_away", error=str(error))
                await asyncio.sleep(1)


def make_broker(settings: Settings, kind: Kind) -> Broker:
    """The broker of one kind of worker. Tasks are registered on it by their modules."""
    broker = Broker(
        settings.redis_url,
        queue_name=f"workflow:tasks:{kind}",
        consumer_group_name=f"workflow-{kind}",
        consumer_id="0",
        maxlen=10_000,
        idle_timeout=IDLE_MS,
        unacknowledged_lock_timeout=60,
        xread_block=1000,
    )
    return broker.with_serializer(JSONSerializer())
