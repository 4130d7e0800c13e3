"""The least a worker can be: taskiq on Redis Streams, Tortoise with one table on PostgreSQL."""

import asyncio
import os
from urllib.parse import urlsplit

import uvloop
from taskiq.api import run_receiver_task
from taskiq_redis import RedisStreamBroker
from tortoise import Tortoise, fields
from tortoise.models import Model


class Person(Model):
    id = fields.IntField(primary_key=True)


async def main() -> None:
    """Run until the process is ended."""
    url = urlsplit(os.environ["DATABASE_URL"])
    await Tortoise.init(db_url=url._replace(scheme="asyncpg").geturl(), modules={"models": [__name__]})
    broker = RedisStreamBroker(os.environ["REDIS_URL"], queue_name="bench:bare")

    @broker.task(task_name="nothing")
    async def nothing() -> None:
        pass

    receiver = asyncio.create_task(run_receiver_task(broker, run_startup=True))
    print("ready", flush=True)
    await receiver


if __name__ == "__main__":
    uvloop.run(main())
