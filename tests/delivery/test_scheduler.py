"""One scheduler leads, asks for each task once, and finds what nobody hinted at; tasks survive an emptied Redis."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from taskiq.api import run_receiver_task

from domain import clock, wake
from domain.locks import LEADER, Locks
from domain.models import DueRow
from domain.settings import Settings
from domain.tasks import end
from tests.product import free_port
from tests.waiting import PATIENCE, until
from workers import scheduler as process
from workers import work_tasks
from workers.broker import Broker, make_broker
from workers.running import queued_key, task
from workers.scheduler import Scheduler

QUEUE = "workflow:tasks:work"


@pytest.fixture
async def scheduler(db: Settings) -> AsyncIterator[Scheduler]:
    """A scheduler whose brokers are open, without its own loop."""
    made = Scheduler(db)
    for broker in made.brokers.values():
        await broker.startup()
    yield made
    for broker in made.brokers.values():
        await broker.shutdown()


async def test_one_of_two_schedulers_leads(db: Settings, held: Locks, other: Locks) -> None:
    stop = asyncio.Event()
    assert await held.take(LEADER, 1)
    assert not await other.take(LEADER, 1)
    leading = asyncio.create_task(process._lead(db, held, stop))
    stop.set()
    await leading
    await held.release(LEADER, 1)
    assert await other.take(LEADER, 1)
    assert await other.holds(LEADER, 1)
    await other.release(LEADER, 1)


async def test_who_lost_the_lock_stops_leading(db: Settings, other: Locks) -> None:
    assert await other.take(LEADER, 1)
    leading = asyncio.create_task(process._lead(db, other, asyncio.Event()))
    assert other._connection is not None
    await other._connection.close()
    async with asyncio.timeout(PATIENCE):
        await leading


async def test_who_finds_redis_away_leads_once_it_is_back(
    db: Settings, held: Locks, other: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, tries, stop = process._lead, list[Settings](), asyncio.Event()
    away = db.model_copy(update={"redis_url": f"redis://127.0.0.1:{free_port()}/0"})

    async def counted(settings: Settings, *more: Any) -> None:
        tries.append(settings)
        await lead(away if len(tries) < 3 else db, *more)

    async def begun() -> int:
        return len(tries)

    monkeypatch.setattr(process, "_lead", counted)
    async with running(process._stand_by(db, held, stop)):
        await until(begun, lambda times: times == 3)
        assert not await other.take(LEADER, 1)


async def test_a_hint_asks_for_a_task_once_until_it_has_begun(scheduler: Scheduler) -> None:
    for _ in range(5):
        await scheduler.ask("due")
    assert await wake.redis().xlen(QUEUE) == 1
    async with worker(scheduler.brokers["work"]):
        await until(nothing_asked)
        await scheduler.ask("due")
        await until(nothing_asked)
    assert await wake.redis().xlen(QUEUE) == 2


async def test_looking_asks_only_for_what_waits(scheduler: Scheduler) -> None:
    await a_due_row(clock.now() + timedelta(hours=1))
    await scheduler.look()
    assert await wake.redis().keys(queued_key("*")) == []
    with clock.moved(timedelta(hours=1)):
        await scheduler.look()
    assert await wake.redis().keys(queued_key("*")) == [queued_key("run_due").encode()]


async def test_a_row_without_a_hint_is_found_by_looking(db: Settings, scheduler: Scheduler) -> None:
    async with worker(scheduler.brokers["work"]), running(process._hints(scheduler)):
        row = await a_due_row(clock.now())
        await until(lambda: is_done(row))


async def test_a_row_without_a_hint_is_found_among_hints_without_a_pause(
    db: Settings, scheduler: Scheduler
) -> None:
    async def chatter() -> None:
        while True:
            await wake.up("live")
            await asyncio.sleep(0.02)

    async with worker(scheduler.brokers["work"]), running(process._hints(scheduler)), running(chatter()):
        for _ in range(2):
            row = await a_due_row(clock.now())
            await until(lambda row=row: is_done(row))  # type: ignore[misc]


async def test_tasks_run_after_redis_was_emptied(db: Settings) -> None:
    ran = 0
    broker, sender = make_broker(db, "work"), Scheduler(db)

    @task(broker, "run_due")
    async def count() -> None:
        nonlocal ran
        ran += 1

    async def at_least(number: int) -> bool:
        await sender.ask("due")
        return ran >= number

    async with running(run_receiver_task(broker, run_startup=True)):
        await until(lambda: at_least(1))
        for _ in range(2):
            await wake.redis().flushall()
            before = ran
            await until(lambda before=before: at_least(before + 1))  # type: ignore[misc]
        groups = await wake.redis().xinfo_groups(QUEUE)
    assert [group["name"] for group in groups] == [b"workflow-work"]
    for open_broker in (broker, *sender.brokers.values()):
        await open_broker.shutdown()


async def a_due_row(at: object) -> DueRow:
    """A row that asks for nothing, written without a word to anybody."""
    number = await DueRow.all().count()
    data = {"offer_id": 0}
    return await DueRow.create(kind="offer.remind", key=f"offer:0:remind:{number}", due_at=at, data=data)


async def is_done(row: DueRow) -> bool:
    return await DueRow.exists(id=row.id, done_at__isnull=False)


async def nothing_asked() -> bool:
    return not await wake.redis().keys(queued_key("*"))


@asynccontextmanager
async def running(work: Awaitable[None]) -> AsyncIterator[None]:
    """Something that runs as long as the block."""
    task_ = asyncio.ensure_future(work)
    try:
        yield
    finally:
        async with asyncio.timeout(PATIENCE):
            await end(task_)


@asynccontextmanager
async def worker(broker: Broker) -> AsyncIterator[None]:
    """A worker of the kind without Telegram."""
    work_tasks.register(broker)
    async with running(run_receiver_task(broker, run_startup=False)):
        yield
