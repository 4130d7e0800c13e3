"""The keys of what the server's parts share."""

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from sandbox.world import World

WORLD: web.AppKey["World"] = web.AppKey("world")
CLOSING: web.AppKey[asyncio.Event] = web.AppKey("closing", asyncio.Event)
STREAMS: web.AppKey[set[asyncio.Event]] = web.AppKey("streams")
