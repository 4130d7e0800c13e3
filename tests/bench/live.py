"""A change as an open page hears of it: from its commit to the event in the stream, beside LISTEN and NOTIFY.

The web admin is a process of its own. Once with the hint that a change gives by Redis, once with the hint lost, so
that only looking each second finds it.
"""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import orjson

from domain import db, login, offers, wake
from domain.settings import Settings
from tests.bench import company
from tests.bench.measure import Bench, running
from tests.bench.table import Goal, Line

PAGES = 20
MASTERS = 50
SECOND = Goal(1000, own=True)
NOWHERE = "redis://127.0.0.1:1/0"


async def run(bench: Bench) -> list[Line]:
    """The slowest page of each change; of those the slowest of all."""
    changes = 6 if bench.quick else 30
    async with bench.database() as database:
        await company.people(2 * MASTERS)
        await company.offered(1, 2 * changes, MASTERS)
        await company.settle()
        settings = listening(database)
        with running("workflow", "web", settings=settings):
            wake.connect(settings.redis_url)
            async with _pages(settings) as pages:
                hinted = [await _accepted(n, pages) for n in range(1, changes + 1)]
                await wake.close()
                wake.connect(NOWHERE)
                looked = [await _accepted(n, pages) for n in range(changes + 1, 2 * changes + 1)]
                await wake.close()
        plain = await _by_notify(settings, changes)
    bench.notes.append(f"Open pages: the slowest of {PAGES} pages at the slowest of {changes} changes.")
    return [
        Line("change to an open page", max(hinted), max(plain), "ms", SECOND),
        Line("change to an open page, hint lost", max(looked), max(plain), "ms", SECOND),
    ]


def listening(settings: Settings) -> Settings:
    """These settings with a free port for the web admin."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    return settings.model_copy(update={"web_port": port, "web_base_url": f"http://127.0.0.1:{port}"})


@asynccontextmanager
async def _pages(settings: Settings) -> AsyncIterator[list[aiohttp.ClientResponse]]:
    """Streams of as many pages of one signed-in browser, each past its first event."""
    url = settings.web_base_url
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(
            aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.CookieJar(unsafe=True)
            )
        )
        link = f"{url}/login/{await login.link_for(by=company.ADMIN)}"
        async with browser.post(link, headers={"Origin": url}) as entered:
            entered.raise_for_status()
        opened = [await stack.enter_async_context(browser.get(f"{url}/live")) for _ in range(PAGES)]
        for page in opened:
            await _next_event(page)
        yield opened


async def _accepted(visit_id: int, pages: list[aiohttp.ClientResponse]) -> float:
    """Milliseconds until the last page has heard that this visit was accepted."""
    hearing = [asyncio.create_task(_heard(page, visit_id)) for page in pages]
    await offers.accept(visit_id, by=company.master(visit_id, MASTERS))
    committed = time.perf_counter()
    return (max(await asyncio.gather(*hearing)) - committed) * 1000


async def _heard(page: aiohttp.ClientResponse, visit_id: int) -> float:
    while (await _next_event(page)).get("visit") != visit_id:
        pass
    return time.perf_counter()


async def _next_event(page: aiohttp.ClientResponse) -> dict[str, object]:
    async for line in page.content:
        if line.startswith(b"data: "):
            return dict(orjson.loads(line[6:]))
    raise RuntimeError("the stream ended")


async def _by_notify(settings: Settings, changes: int) -> list[float]:
    """The same number of facts, each from its commit to one plain listener."""
    heard: asyncio.Queue[float] = asyncio.Queue()
    listener, speaker = [await db.raw_connection(settings.database_url) for _ in range(2)]
    try:
        await listener.add_listener("bench", lambda *_: heard.put_nowait(time.perf_counter()))
        seen = []
        for n in range(changes):
            await speaker.execute("SELECT pg_notify('bench', $1)", str(n))
            committed = time.perf_counter()
            seen.append(max((await heard.get()) - committed, 0.0) * 1000)
        return seen
    finally:
        await listener.close()
        await speaker.close()
