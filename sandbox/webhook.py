"""Bringing updates to the bot's own address: in order within a queue, side by side between queues."""

import asyncio
import contextlib
import random
import time
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
import orjson

from sandbox import gate, schema, wire
from sandbox.updates import Update

if TYPE_CHECKING:
    from sandbox.world import World

ANSWER_WITHIN = 60
GONE_FOR = 23 * 3600
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """The address, how it has been doing, and a lane per queue."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.url = ""
        self.secret = ""
        self.ip_address = ""
        self.certificate = False
        self.max_connections = 40
        self.last_error: tuple[int, str] | None = None
        self.next_set = 0.0
        self.gone_since: float | None = None
        self.places = asyncio.Semaphore(40)
        self.lanes: dict[tuple[int, int], deque[Update]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.session: aiohttp.ClientSession | None = None

    def may_set(self) -> bool:
        """Once a second at most."""
        now = time.monotonic()
        if now < self.next_set:
            return False
        self.next_set = now + 1
        return True

    def set(
        self, url: str, secret: str, max_connections: int, ip_address: str, *, certificate: bool = False
    ) -> None:
        """Start bringing, with what waits already."""
        self.remove()
        self.url, self.secret, self.ip_address = url, secret, ip_address
        self.certificate = certificate
        self.max_connections = max(1, min(max_connections, 100))
        self.places = asyncio.Semaphore(self.max_connections)
        for update in self.world.updates.pending.values():
            self.offer(update)

    def remove(self) -> None:
        """Stop bringing; what waits stays in the queue."""
        self.url = self.secret = self.ip_address = ""
        self.certificate = False
        self.last_error, self.gone_since = None, None
        for task in self.tasks:
            task.cancel()
        self.tasks.clear()
        self.lanes.clear()

    async def close(self) -> None:
        """Stop for good."""
        self.remove()
        if self.session:
            await self.session.close()

    def offer(self, update: Update) -> None:
        """Put an update into the lane of its queue."""
        if not self.url:
            return
        queue = update.queue()
        if lane := self.lanes.get(queue):
            lane.append(update)
            return
        self.lanes[queue] = deque([update])
        task = asyncio.get_running_loop().create_task(self._lane(queue))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _lane(self, queue: tuple[int, int]) -> None:
        lane = self.lanes[queue]
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        del self.lanes[queue]

    async def _deliver(self, update: Update) -> None:
        """Bring one update until it is taken or too old: at once, again at once, then 2, 4, 8 … seconds."""
        wait, longest = 0.0, random.SystemRandom().uniform(60, 120)
        while self.world.clock() < update.expires:
            async with self.places:
                taken, retry_after = await self._post(update)
            if taken:
                self.world.updates.confirm(update.id)
                return
            await self.world.clock.sleep(retry_after or wait)
            wait = min(longest, wait * 2 or 2)
        self.world.updates.expire()

    async def _post(self, update: Update) -> tuple[bool, float]:
        """One try: whether it was taken, and how long the bot asks to wait."""
        if self.session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
            self.session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))
        try:
            response, body = await self._bring(self.session, orjson.dumps(update.shown()))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._failed(f"Connection failed: {error or type(error).__name__}")
            return False, 0
        if 200 <= response.status < 300:
            self.gone_since = None
            await self._reply(body)
            return True, 0
        self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
        self._gone(response.status)
        asked = response.headers.get("Retry-After", "")
        return False, min(int(asked), 3600) if asked.isdecimal() else 0

    async def _bring(
        self, session: aiohttp.ClientSession, data: bytes
    ) -> tuple[aiohttp.ClientResponse, bytes]:
        """POST to the address. On this machine any certificate will do, and https finds plain http too."""
        headers = {"Content-Type": "application/json"} | ({HEADER: self.secret} if self.secret else {})
        here = urlsplit(self.url).hostname in wire.HERE
        more: Any = {"data": data, "headers": headers, "allow_redirects": False, "ssl": not here}
        try:
            async with session.post(self.url, **more) as response:
                return response, await response.read()
        except aiohttp.ClientConnectorSSLError:
            if not here:
                raise
        async with session.post(self.url.replace("https:", "http:", 1), **more) as response:
            return response, await response.read()

    def _failed(self, text: str) -> None:
        self.last_error = (self.world.now(), text)

    def _gone(self, status: int) -> None:
        """A bot that says 410 for 23 hours has its webhook taken away."""
        if status != 410:
            self.gone_since = None
        elif self.gone_since is None:
            self.gone_since = self.world.clock()
        elif self.world.clock() - self.gone_since > GONE_FOR:
            self.remove()

    async def _reply(self, body: bytes) -> None:
        """A method in the answer is executed; its result goes nowhere."""
        with contextlib.suppress(orjson.JSONDecodeError):
            call: Any = orjson.loads(body)
            wanted = str(call.pop("method", "")).lower() if isinstance(call, dict) else ""
            name = schema.BY_LOWER_NAME.get(wanted)
            if name and name != "getUpdates":
                with contextlib.suppress(gate.Cut):
                    await gate.execute(self.world, name, call, {})

    def info(self) -> dict[str, Any]:
        """`WebhookInfo`."""
        updates = self.world.updates
        updates.expire()
        found: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": self.certificate,
            "pending_update_count": len(updates.pending),
        }
        if self.url:
            found["max_connections"] = self.max_connections
            if self.ip_address:
                found["ip_address"] = self.ip_address
            if self.last_error:
                found["last_error_date"], found["last_error_message"] = self.last_error
        return found | ({"allowed_updates": updates.asked} if updates.asked else {})
