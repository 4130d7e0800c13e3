"""Wake-ups through Redis. Only hints: every reader polls the database each second besides."""

import asyncio
from collections.abc import AsyncIterator

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()
CHANNEL = "workflow:wake"
_redis: Redis | None = None


def connect(url: str) -> Redis:
    """Open this process's connection to Redis and return it."""
    global _redis  # noqa: PLW0603  # one connection per process
    _redis = Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
    return _redis


async def close() -> None:
    """Close what :func:`connect` opened."""
    global _redis  # noqa: PLW0603  # one connection per process
    if _redis is not None:
        await _redis.aclose()
        _redis = None


def redis() -> Redis:
    """This process's Redis. Raises RuntimeError before :func:`connect`."""
    if _redis is None:
        raise RuntimeError("wake.connect() has not been called")
    return _redis


async def up(*topics: str) -> None:
    """Tell listeners that there is work. Redis being away is no error: they poll."""
    if _redis is None or not topics:
        return
    try:
        await _redis.publish(CHANNEL, " ".join(topics))
    except (RedisError, OSError) as error:
        log.warning("wake.failed", topics=topics, error=str(error))


async def listen(pause: float = 1.0) -> AsyncIterator[str | None]:
    """Topics as they come, and None each ``pause`` seconds without one. Survives Redis going away."""
    while True:
        pubsub = redis().pubsub()
        try:
            await pubsub.subscribe(CHANNEL)
            while True:
                message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=pause)
                for topic in message["data"].decode().split() if message else [None]:
                    yield topic
        except (RedisError, OSError) as error:
            log.warning("wake.listen_failed", error=str(error))
            yield None
            await asyncio.sleep(pause)
        finally:
            await pubsub.aclose()  # type: ignore[no-untyped-call]
