"""A server that is away isn't taken for work that is wrong."""

import asyncio
import errno

import asyncpg
import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError
from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

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


async def no_way(settings: Settings) -> None:
    """What the system says of a host that can't be reached."""
    raise OSError(errno.EHOSTUNREACH, "No route to host")


async def standby(settings: Settings) -> None:
    """A database that takes no writes, as one does that was led and now follows."""
    async with in_transaction() as connection:
        await connection.execute_query("SET TRANSACTION READ ONLY")
        await connection.execute_query("UPDATE visit SET version = 1")


async def full_redis(settings: Settings) -> None:
    await refused_by_redis(settings, "maxmemory", "1")


async def lone_redis(settings: Settings) -> None:
    await refused_by_redis(settings, "min-replicas-to-write", "1")


async def refused_by_redis(settings: Settings, name: str, value: str) -> None:
    async with Redis.from_url(settings.redis_url) as cache:
        await cache.config_set(name, value)
        try:
            await cache.set("text", "1")
        finally:
            await cache.config_set(name, "0")


async def too_many_values(settings: Settings) -> None:
    own = await raw(settings)
    try:
        await own.fetchval("SELECT 1", 5)
    finally:
        await own.close()


async def no_file(settings: Settings) -> None:
    (settings.data_dir / "nothing").read_bytes()


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


@pytest.mark.parametrize(
    "trouble", [ended, shut, nobody, busy, no_way, standby, no_redis, full_redis, lone_redis]
)
async def test_a_server_that_is_away_is_told(cast: Cast, db: Settings, trouble: object) -> None:
    with pytest.raises(ERRORS) as told:
        await trouble(db)  # type: ignore[operator]
    assert is_away(told.value), repr(told.value)


@pytest.mark.parametrize(
    "trouble", [no_such_table, no_number, too_many_values, no_row, no_list, no_file, no_key]
)
async def test_work_that_is_wrong_is_not_taken_for_it(cast: Cast, db: Settings, trouble: object) -> None:
    with pytest.raises(ERRORS) as told:
        await trouble(db)  # type: ignore[operator]
    assert not is_away(told.value), repr(told.value)
