"""A worker's process: delivery (with Telegram), work (without), or both kinds in one."""

import asyncio
import gc
import logging
import signal
from contextlib import AsyncExitStack
from typing import Literal

from taskiq.api import run_receiver_task

from domain import db, locks, log, storage, wake
from domain.settings import Settings
from domain.tasks import end
from domain.texts import LANGUAGES, texts
from workers import work_tasks
from workers.broker import Broker, make_broker


async def main(settings: Settings, kind: Literal["delivery", "work", "all"]) -> None:
    """Run until SIGTERM or SIGINT."""
    log.setup(settings.log_level, f"worker-{kind}", as_json=settings.log_json)
    await db.connect(settings)
    wake.connect(settings.redis_url)
    storage.use(settings.data_dir)
    held = locks.Locks(settings.database_url)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(db.close)
        stack.push_async_callback(wake.close)
        stack.push_async_callback(held.close)
        brokers = [await _delivery(settings, held, stack)] if kind != "work" else []
        if kind != "delivery":
            brokers.append(_work(settings, held))
        receivers = [asyncio.create_task(run_receiver_task(broker, run_startup=True)) for broker in brokers]
        for language in LANGUAGES:
            texts(language)("command.menu")
        gc.collect()
        gc.freeze()
        print("ready", flush=True)
        await stop.wait()
        # That its own listening ends is what was asked for, and no warning.
        logging.getLogger("taskiq.receiver").setLevel(logging.ERROR)
        await end(*receivers)


async def _delivery(settings: Settings, held: locks.Locks, stack: AsyncExitStack) -> Broker:
    # Imported here: a worker without Telegram never loads aiogram, which is most of a process's start and memory.
    from dialogs.wire import make_bot
    from workers import delivery_tasks

    bot = make_bot(settings)
    stack.push_async_callback(bot.session.close)
    broker = make_broker(settings, "delivery")
    delivery_tasks.register(broker, bot, held)
    return broker


def _work(settings: Settings, held: locks.Locks) -> Broker:
    broker = make_broker(settings, "work")
    work_tasks.register(broker, held)
    return broker
