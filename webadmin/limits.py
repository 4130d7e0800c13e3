"""How often somebody may ask, counted in Redis. While Redis is away nobody is refused."""

import structlog
from redis.exceptions import RedisError

from domain import wake
from webadmin.refusals import TooMany

log = structlog.get_logger()
MINUTE = 60


async def allow(what: str, most: int) -> None:
    """Count one more of ``what`` within the minute. Raises :class:`TooMany` beyond ``most``."""
    key = f"workflow:asked:{what}"
    try:
        async with wake.redis().pipeline() as pipe:
            pipe.set(key, 0, ex=MINUTE, nx=True)
            pipe.incr(key)
            _, asked = await pipe.execute()
    except (RedisError, OSError) as error:
        log.warning("limits.uncounted", error=str(error))
        return
    if asked > most:
        raise TooMany
