"""Server-sent events: open pages hear within a second what has changed, and read it again."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterator

import orjson
import structlog
from aiohttp import web

from domain import company, login, wake
from domain.access import Right
from domain.live import Happened, Tail, TimeTail, last_id, since
from domain.tasks import end as end_tasks
from webadmin.auth import COOKIE
from webadmin.keys import LIVE, SETTINGS
from webadmin.routing import Door

log = structlog.get_logger()
POLL_SECONDS = 0.5  # half of what is promised, so that a lost hint breaks no promise
CHECK_SECONDS = 0.5  # how often an open stream's session is looked at: a revoked one ends within a second
QUIET_SECONDS = 15.0
MOST_WAITING = 1000

Lines = list[Happened]
Queue = asyncio.Queue[Lines | None]


class Fan:
    """One reader of the history per process, any number of open pages."""

    def __init__(self) -> None:
        self._open: set[Queue] = set()
        self._woken = asyncio.Event()
        self._tail, self._time = Tail(), TimeTail()
        self.ending = False

    @contextlib.contextmanager
    def listening(self) -> Iterator[Queue]:
        """A queue that gets every new line until the block ends; None in it says that it overflowed."""
        queue: Queue = asyncio.Queue(MOST_WAITING)
        self._open.add(queue)
        try:
            yield queue
        finally:
            self._open.discard(queue)

    async def hear(self) -> None:
        """Wake the reader whenever somebody says that there is news."""
        async for topic in wake.listen(POLL_SECONDS):
            if topic == "live":
                self._woken.set()

    async def read(self) -> None:
        """Read the history when woken, and twice a second besides; a database that is away is asked again."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._woken.wait()
            self._woken.clear()
            if not await self.look():
                await asyncio.sleep(POLL_SECONDS)

    async def look(self) -> bool:
        """Pass on what is new; False when it can't be read. Pages open before the first time read all again."""
        try:
            if await self._time.changed():
                company.forget()  # pages ask at once, and what is kept may be older than the change
                self.pass_on(None)
            lines = await self._tail.new()
        except Exception as error:  # whatever it is, pages stay and it is tried again
            log.warning("live.unread", error=str(error))
            return False
        if lines or lines is None:
            self.pass_on(lines)
        return True

    def pass_on(self, lines: Lines | None) -> None:
        """Hand lines to every open page. None, and one that doesn't keep up, has it read everything again."""
        for queue in self._open:
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(lines)


async def running(app: web.Application) -> AsyncIterator[None]:
    """The reader, for the life of the process."""
    fan = app[LIVE]
    await fan.look()  # before any page is open: what happens from here on is news
    tasks = [asyncio.create_task(fan.hear()), asyncio.create_task(fan.read())]
    yield
    await end_tasks(*tasks)


async def end(app: web.Application) -> None:
    """End all streams, so that the process can stop; browsers come back by themselves."""
    app[LIVE].ending = True
    app[LIVE].pass_on(None)


async def stream(request: web.Request) -> web.StreamResponse:
    """The stream of one page, from where it left off. It ends when the session is revoked or lost its right."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
    fan = request.app[LIVE]
    # The browser may go at any moment, even before it is answered.
    with fan.listening() as queue, contextlib.suppress(ConnectionResetError):
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n" + await missed(request))
        await _follow(request, response, queue)
    return response


async def missed(request: web.Request) -> bytes:
    """What happened since the page's Last-Event-ID; a page that is new, or was away too long, starts afresh."""
    seen = request.headers.get("Last-Event-ID", "")
    lines = await since(int(seen)) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None
    return _fresh(await last_id()) if lines is None else _events(lines)


async def _follow(request: web.Request, response: web.StreamResponse, queue: Queue) -> None:
    fan, quiet_since, checked = request.app[LIVE], time.monotonic(), time.monotonic()
    while True:
        lines: Lines | None = []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CHECK_SECONDS):
                lines = await queue.get()
        if fan.ending:  # what woke us is the end, and no news
            return
        now = time.monotonic()
        if now - checked >= CHECK_SECONDS:
            if not await _may_stay(request):
                await response.write(b"event: left\ndata: {}\n\n")
                return
            checked = now
        if lines or lines is None:
            await response.write(_fresh(await last_id()) if lines is None else _events(lines))
            quiet_since = now
        elif now - quiet_since >= QUIET_SECONDS:
            await response.write(b"event: beat\ndata: {}\n\n")  # the page takes silence for a lost connection
            quiet_since = now


async def _may_stay(request: web.Request) -> bool:
    entered = await login.session_of(request.cookies.get(COOKIE, ""), request.app[SETTINGS])
    return entered is not None and entered.actor.may(Right.CALENDAR_SEE)


def _events(lines: Lines) -> bytes:
    return b"".join(
        b"id: %d\nevent: happened\ndata: %b\n\n"
        % (line.id, orjson.dumps({"event": line.event, "order": line.order_id, "visit": line.visit_id}))
        for line in lines
    )


def _fresh(line_id: int) -> bytes:
    return b"id: %d\nevent: fresh\ndata: {}\n\n" % line_id


ROUTES = [Door("GET", "/live", stream, "live.stream", Right.CALENDAR_SEE)]
