"""Reaching for the servers that the settings name: one connection to each, or one sentence with what to do."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncpg
    from redis.asyncio import Redis

    from domain.settings import Settings

PATIENCE = 10.0


class Fault(Exception):
    """Something is wrong; the text says what and what to do."""


async def servers(settings: "Settings") -> None:
    """See that PostgreSQL and Redis answer. Raises Fault for the first that doesn't."""
    await see_database(settings)
    await see_redis(settings)


async def see_database(settings: "Settings") -> None:
    """See that PostgreSQL answers. Raises Fault."""
    await (await database(settings)).close()


async def see_redis(settings: "Settings") -> None:
    """See that Redis answers. Raises Fault."""
    await (await redis(settings)).aclose()


async def database(settings: "Settings") -> "asyncpg.Connection":
    """A connection to the database. Raises Fault when there is none to be had."""
    import asyncpg

    from domain import db

    try:
        async with asyncio.timeout(PATIENCE):
            return await db.raw_connection(settings.database_url)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        why = said(error)
        raise Fault(f"PostgreSQL does not answer ({why}): start it, or correct DATABASE_URL.") from error


async def redis(settings: "Settings") -> "Redis":
    """A connection to Redis. Raises Fault when there is none to be had."""
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    client = Redis.from_url(settings.redis_url, decode_responses=True, socket_connect_timeout=PATIENCE)
    try:
        async with asyncio.timeout(PATIENCE):
            await client.ping()
    except (RedisError, OSError) as error:
        await client.aclose()
        raise Fault(f"Redis does not answer ({said(error)}): start it, or correct REDIS_URL.") from error
    return client


def said(error: Exception) -> str:
    """What an error says, on one line; a time-out says nothing by itself."""
    return " ".join(str(error).split()).rstrip(".") or f"nothing within {PATIENCE:.0f} seconds"
