"""A server that is away isn't taken for work that is wrong."""

import asyncio

import asyncpg
import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError
from tortoise.exceptions import BaseORMException

from domain import db as database
from domain import wake
from domain.away import is_away
from domain.models import Order
from domain.settings import Settings
from tests.cast import Cast
from tests.product import free_port


async def raw(settings: Settings) -> asyncpg.Connection:
    return await database.raw_connection(settings.database_url)


async def ended(settings: Settings) -> None:
    """What is asked on a connection that the server has ended."""
    own, other = await raw(settings), await raw(settings)
    pid = own.get_server_pid()
    asked = asyncio.create_task(own.execute("SELECT pg_sleep(60)"))
    while not await other.fetchval("SELECT pg_terminate_backend($1)", pid):
        pass
    await other.close()
    await asked


async def shut(settings: Settings) -> None:
    """A database that takes no connections."""
    elsewhere = await database.raw_connection(settings.database_url.rpartition("/")[0] + "/postgres")
    await elsewhere.execute("CREATE DATABASE shut ALLOW_CONNECTIONS false")
    try:
        await database.raw_connection(settings.database_url.rpartition("/")[0] + "/shut")
    finally:
        await elsewhere.execute("DROP DATABASE shut")
        await elsewhere.close()


async def nobody(settings: Settings) -> None:
    """No server at all."""
    await database.raw_connection(f"postgres://a:b@127.0.0.1:{free_port()}/c")


async def busy(settings: Settings) -> None:
    """A connection that is asked two things at once, as one is that is given up in the middle."""
    own = await raw(settings)
    asked = asyncio.create_task(own.execute("SELECT pg_sleep(60)"))
    await asyncio.sleep(0)
    try:
        await own.execute("SELECT 1")
    finally:
        own.terminate()
        await asyncio.gather(asked, return_exceptions=True)


async def no_redis(settings: Settings) -> None:
    async with Redis.from_url(f"redis://127.0.0.1:{free_port()}/0") as cache:
        await cache.ping()


async def no_such_table(settings: Settings) -> None:
    await database.query("SELECT * FROM nothing_of_the_kind")


async def no_number(settings: Settings) -> None:
    own = await raw(settings)
    try:
        await own.fetchval("SELECT $1::int", "five")
    finally:
        await own.close()


async def no_row(settings: Settings) -> None:
    await Order.get(id=999_999)


async def no_list(settings: Settings) -> None:
    await wake.redis().set("text", "1")
    await wake.redis().lpush("text", 1)


async def no_key(settings: Settings) -> None:
    raise KeyError("number")


ERRORS = (asyncpg.PostgresError, asyncpg.InterfaceError, BaseORMException, RedisError, OSError, KeyError)


@pytest.mark.parametrize("trouble", [ended, shut, nobody, busy, no_redis])
async def test_a_server_that_is_away_is_told(cast: Cast, db: Settings, trouble: object) -> None:
    with pytest.raises(ERRORS) as told:
        await trouble(db)  # type: ignore[operator]
    assert is_away(told.value), repr(told.value)


@pytest.mark.parametrize("trouble", [no_such_table, no_number, no_row, no_list, no_key])
async def test_work_that_is_wrong_is_not_taken_for_it(cast: Cast, db: Settings, trouble: object) -> None:
    with pytest.raises(ERRORS) as told:
        await trouble(db)  # type: ignore[operator]
    assert not is_away(told.value), repr(told.value)
