"""GET /sim/events: what happens, as server-sent events; and the wait for quiet."""

import asyncio
import time
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from sandbox.keys import CLOSING, STREAMS, WORLD
from sandbox.refusals import ControlError

if TYPE_CHECKING:
    from sandbox.world import World

HEARTBEAT = 15.0


async def stream(request: web.Request) -> web.StreamResponse:
    """Events after `since` (or after now), for as long as the reader stays."""
    world: World = request.app[WORLD]
    since = _since(request, world)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    await response.write(b": hello\n\n")
    wake = asyncio.Event()
    world.journal.listeners.add(wake)
    request.app[STREAMS].add(wake)
    try:
        while not request.app[CLOSING].is_set():
            wake.clear()
            if events := world.journal.since(since):
                since = events[-1]["seq"]
                await response.write(b"".join(lines(world, events)))
                continue
            try:
                await asyncio.wait_for(wake.wait(), HEARTBEAT)
            except TimeoutError:
                await response.write(b": still here\n\n")
    except (ConnectionResetError, asyncio.CancelledError):
        pass
    finally:
        world.journal.listeners.discard(wake)
        request.app[STREAMS].discard(wake)
    return response


def _since(request: web.Request, world: "World") -> int:
    """Where the reader stands: ?since=, or what a browser says when it comes back."""
    given = request.headers.get("Last-Event-ID") or request.query.get("since")
    if given is None:
        return world.journal.seq
    if not given.isdecimal():
        raise ControlError("The field 'since' is a number.")
    return int(given)


def lines(world: "World", events: list[dict[str, Any]]) -> list[bytes]:
    """Events as they go over the line; of several changes of the people only the last is told."""
    last_people = max((event["seq"] for event in events if event["type"] == "people"), default=0)
    found = []
    for event in events:
        if event["type"] == "people":
            if event["seq"] != last_people:
                continue
            more = {"people": world.shown_people()}
        else:
            more = {}
        found.append(b"id: %d\ndata: %b\n\n" % (event["seq"], orjson.dumps(event | more)))
    return found


async def quiet(world: "World", chat_id: int | None, still_for: float, timeout: float) -> bool:
    """Wait until the bot has everything, does nothing, and has left the chat alone for a while."""
    until = time.monotonic() + timeout
    while True:
        now = time.monotonic()
        world.updates.expire()
        updates = world.updates
        busy = updates.pending or updates.again or world.journal.in_flight
        left = world.journal.touched.get(chat_id, 0.0) + still_for - now
        if not busy and left <= 0:
            return True
        if now >= until:
            return False
        await asyncio.sleep(min(max(left, 0.01) if not busy else 0.01, until - now))
