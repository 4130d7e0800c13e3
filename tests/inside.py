"""The bot inside the test process: its settings, its sandbox, its one dispatcher, for all who ask."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiogram import Dispatcher
from redis.asyncio import Redis

from bot.app import make_dispatcher
from domain import locks, storage
from domain.settings import Settings
from sandbox.pytest import Telegram
from tests.product import running_sandbox


@pytest.fixture(scope="session")
async def inside(new_database: Callable[[], Awaitable[Settings]]) -> AsyncIterator[tuple[Settings, Telegram]]:
    """One more database, and the Bot API stand-in that its settings lead to."""
    made = await new_database()
    # A bot in this process has nothing left to say once every update is handled.
    async with running_sandbox(made, silence=0.05) as telegram:
        yield made.model_copy(update={"telegram_api_url": telegram.url}), telegram


@pytest.fixture(scope="session")
def at_sandbox(inside: tuple[Settings, Telegram]) -> Settings:
    """Settings that lead to one more database and to the Bot API stand-in."""
    return inside[0]


@pytest.fixture(scope="session")
async def held(at_sandbox: Settings) -> AsyncIterator[locks.Locks]:
    """The locks of this process."""
    own = locks.Locks(at_sandbox.database_url)
    yield own
    await own.close()


@pytest.fixture(scope="session")
async def dispatcher(at_sandbox: Settings, held: locks.Locks) -> AsyncIterator[Dispatcher]:
    """The bot's dispatcher: dialogs attach to one only."""
    storage.use(at_sandbox.data_dir)
    redis = Redis.from_url(at_sandbox.redis_url)
    yield make_dispatcher(at_sandbox, redis, held)
    await redis.aclose()
