"""Sees to it that every worker has what to do: wakes them on a hint, looks each second besides.

Several may run, one leads: who holds the advisory lock. What must happen is in rows; this only says "look".
"""

import asyncio
import signal
from contextlib import suppress
from time import monotonic

import asyncpg
import structlog
from taskiq import TaskiqScheduler
from taskiq.api import run_scheduler_task
from taskiq.kicker import AsyncKicker
from taskiq.schedule_sources import LabelScheduleSource

from domain import clock, db, locks, log, wake
from domain.away import is_away
from domain.log import redacted
from domain.settings import Settings
from domain.tasks import end
from workers import work_tasks
from workers.broker import Broker, Kind, make_broker
from workers.running import queued_key

logger = structlog.get_logger()

# What a hint means: which task of which kind of worker looks.
TASKS: dict[str, tuple[Kind, str]] = {
    "outbox": ("delivery", "deliver_outbox"),
    "cards": ("delivery", "draw_cards"),
    "photos": ("delivery", "fetch_photos"),
    "pictures": ("work", "process_photos"),
    "due": ("work", "run_due"),
}
# Whether there is anything to look at; $1 is now.
WAITING = """
SELECT EXISTS (SELECT 1 FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1
               AND (next_try_at IS NULL OR next_try_at <= $1)) AS outbox,
       EXISTS (SELECT 1 FROM card WHERE retired_at IS NULL AND wanted > shown
               AND (next_try_at IS NULL OR next_try_at <= $1)) AS cards,
       EXISTS (SELECT 1 FROM photo WHERE state = 'queued') AS photos,
       EXISTS (SELECT 1 FROM photo WHERE state = 'fetched') AS pictures,
       EXISTS (SELECT 1 FROM due WHERE done_at IS NULL AND failed_at IS NULL AND due_at <= $1
               AND (next_try_at IS NULL OR next_try_at <= $1)) AS due
"""
LOOK_SECONDS = 1.0
QUEUED_SECONDS = 5  # a task that was asked for and never ran is asked for again after this


class Scheduler:
    """Turns hints and waiting rows into tasks, each asked for once until it has begun."""

    def __init__(self, settings: Settings) -> None:
        self.brokers: dict[Kind, Broker] = {
            "delivery": make_broker(settings, "delivery"),
            "work": make_broker(settings, "work"),
        }

    async def ask(self, topic: str) -> None:
        """Have the topic's task run, unless it is asked for already."""
        kind, name = TASKS[topic]
        if await wake.redis().set(queued_key(name), 1, nx=True, ex=QUEUED_SECONDS):
            await AsyncKicker(task_name=name, broker=self.brokers[kind], labels={}).kiq()

    async def look(self) -> None:
        """Ask for every task that has rows waiting."""
        (row,) = await db.query(WAITING, clock.now())
        for topic, waiting in row.items():
            if waiting:
                await self.ask(topic)


async def main(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; lead when nobody else does."""
    log.setup(settings.log_level, "scheduler", as_json=settings.log_json)
    await db.connect(settings)
    wake.connect(settings.redis_url)
    held = locks.Locks(settings.database_url)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    print("ready", flush=True)
    try:
        await _stand_by(settings, held, stop)
    finally:
        await held.close()
        await wake.close()
        await db.close()


async def _stand_by(settings: Settings, held: locks.Locks, stop: asyncio.Event) -> None:
    """Lead whenever the lock is free. With the database it is gone: whoever takes it first when that is back leads."""
    while not stop.is_set():
        try:
            if await held.take(locks.LEADER, 1):
                try:
                    logger.info("scheduler.leads")
                    await _lead(settings, held, stop)
                finally:
                    with suppress(Exception):
                        await held.release(locks.LEADER, 1)
        except Exception as error:
            # Whatever PostgreSQL says of itself here: a database that is restored isn't there at all.
            if not (is_away(error) or isinstance(error, asyncpg.PostgresError)):
                raise
            logger.warning("scheduler.away", error=redacted(repr(error)))
        await _pause(stop, 1.0)


async def _lead(settings: Settings, held: locks.Locks, stop: asyncio.Event) -> None:
    scheduler = Scheduler(settings)
    work_tasks.register(scheduler.brokers["work"])
    periodic = TaskiqScheduler(scheduler.brokers["work"], [LabelScheduleSource(scheduler.brokers["work"])])
    tasks: list[asyncio.Task[None]] = []
    try:
        for broker in scheduler.brokers.values():
            await broker.startup()
        tasks = [
            asyncio.create_task(_hints(scheduler)),
            asyncio.create_task(run_scheduler_task(periodic, run_startup=False)),
        ]
        while not stop.is_set() and await held.holds(locks.LEADER, 1):
            await _pause(stop, 1.0)
            for task in tasks:
                if task.done():
                    task.result()
                    return
    finally:
        await end(*tasks)
        for broker in scheduler.brokers.values():
            await broker.shutdown()


async def _hints(scheduler: Scheduler) -> None:
    looked = 0.0
    async for topic in wake.listen(LOOK_SECONDS):
        try:
            if topic in TASKS:
                await scheduler.ask(topic)
            # By the clock, not by silence: on a busy day hints come without a pause.
            if monotonic() - looked >= LOOK_SECONDS:
                looked = monotonic()
                await scheduler.look()
        except Exception as error:
            logger.warning("scheduler.look_failed", error=repr(error))


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass
