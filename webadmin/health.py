"""Whether this process can do its work: database and Redis are really asked."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from aiohttp import web

from domain import db, wake
from webadmin.routing import Door

PATIENCE_SECONDS = 2.0


async def check(_request: web.Request) -> web.Response:
    """200 when database and Redis answer, else 503 and which of them doesn't."""
    database, redis = await asyncio.gather(answers(db.query("SELECT 1")), answers(wake.redis().ping()))
    healthy = database and redis
    return web.json_response(
        {"ok": healthy, "database": database, "redis": redis}, status=200 if healthy else 503
    )


async def answers(question: Awaitable[Any]) -> bool:
    """Whether an answer comes in time."""
    try:
        await asyncio.wait_for(question, PATIENCE_SECONDS)
    except Exception:  # whatever the reason, it doesn't answer
        return False
    return True


ROUTES = [Door("GET", "/healthz", check, "health.check", None)]
