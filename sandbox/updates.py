"""The queue of updates and getUpdates: offsets, long polling, one poller, kinds and lifetimes."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.refusals import Refused, conflict

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "stopped_message_generation",
)  # fmt: skip
ASKED_FOR_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
DEFAULT_KINDS = frozenset(KINDS) - ASKED_FOR_ONLY
# Kinds that have a queue of their own, by chat or by person; all others share the one of their chat.
QUEUES = {
    "inline_query": 1, "chosen_inline_result": 2, "callback_query": 3, "my_chat_member": 5, "chat_member": 6,
    "chat_join_request": 6, "message_reaction": 8, "message_reaction_count": 9,
}  # fmt: skip
QUEUES_OF_PEOPLE = (1, 2, 3, 6)
LONGEST_POLL = 50
MOST_UPDATES = 100
BETWEEN_POLLS = 3.0
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True)
class Update:
    """One update, of a chat or of a poll."""

    id: int
    kind: str
    body: dict[str, Any]
    chat_id: int
    expires: float

    def shown(self) -> dict[str, Any]:
        """As the bot gets it."""
        return {"update_id": self.id, self.kind: self.body}

    def queue(self) -> tuple[int, int]:
        """Within what a webhook keeps the order: messages of a chat, taps of a person, and so on."""
        number = QUEUES.get(self.kind, 0)
        if number not in QUEUES_OF_PEOPLE:
            return number, self.chat_id
        changed = self.body.get("new_chat_member")
        return number, int((changed["user"] if changed else self.body["from"])["id"])


class Updates:
    """What the bot has not confirmed yet, oldest first, and the last of what it has."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.next_id = random.SystemRandom().randint(100_000_000, 900_000_000)
        self.pending: dict[int, Update] = {}
        self.confirmed: deque[Update] = deque(maxlen=1000)
        self.again: deque[Update] = deque()
        self.soonest = float("inf")
        # Counts what leaves the queue, for whoever keeps a copy of it.
        self.revision = 0
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.asked: list[str] = []
        self.arrival = asyncio.Event()
        self.poller: asyncio.Future[Refused] | None = None
        self.poller_alive: Callable[[], bool] = lambda: False
        self.last_seen = -BETWEEN_POLLS
        self._last_poll: tuple[int | None, float] = (None, 0.0)

    def allow(self, kinds: Any) -> None:
        """What the bot wants to hear of: None keeps the last wish, an empty list is the default."""
        if kinds is None or not isinstance(kinds, list):
            return
        known = [kind for kind in kinds if kind in KINDS]
        self.asked = known
        self.allowed = frozenset(known) if known else DEFAULT_KINDS

    def add(self, kind: str, body: dict[str, Any], chat_id: int, lifetime: int) -> Update | None:
        """Queue an update; a kind that the bot does not want is dropped here, not at delivery."""
        if kind not in self.allowed:
            return None
        update = Update(self.next_id, kind, body, chat_id, self.clock() + lifetime)
        self.next_id += 1
        self.pending[update.id] = update
        self.soonest = min(self.soonest, update.expires)
        self.arrival.set()
        return update

    def confirm(self, update_id: int) -> None:
        """The bot has this update."""
        if update := self.pending.pop(update_id, None):
            self.confirmed.append(update)
            self.revision += 1

    def expire(self) -> None:
        """Drop what is too old to be delivered."""
        now = self.clock()
        if now < self.soonest:
            return
        for update in [one for one in self.pending.values() if one.expires <= now]:
            del self.pending[update.id]
        self.soonest = min((one.expires for one in self.pending.values()), default=float("inf"))

    def redeliver(self, times: int, count: int) -> list[Update]:
        """Let the last `count` updates come again, `times` times over, with the ids they had."""
        last = [*self.confirmed, *self.pending.values()][-count:]
        repeated = last * times
        self.again.extend(repeated)
        self.arrival.set()
        return repeated

    def restart_ids(self) -> int:
        """Let ids start again at a smaller number, as Telegram does after a quiet week."""
        self.next_id = random.SystemRandom().randint(1000, max(1001, self.next_id // 2))
        return self.next_id

    def drop(self) -> None:
        """The bot wants nothing of what waits, nor of what was to come again."""
        self.pending.clear()
        self.again.clear()

    def clear(self) -> None:
        """Forget all updates and wishes, and who polled; ids go on."""
        self.drop()
        self.confirmed.clear()
        self.last_seen = -BETWEEN_POLLS
        self.allowed, self.asked = DEFAULT_KINDS, []

    def stop_poller(self, text: str) -> None:
        """The poll that is under way is told 409."""
        if self.poller and not self.poller.done():
            self.poller.set_result(conflict(text))
        self.poller = None

    async def poll(self, offset: int, limit: int, timeout: float, alive: Callable[[], bool]) -> list[Update]:
        """getUpdates: confirm by offset, then wait for something to hand over."""
        self.stop_poller(OTHER_POLLER)
        limit, timeout = self._slow_down(offset, *clamped(limit, timeout))
        self._confirm_before(offset)
        me: asyncio.Future[Refused] = asyncio.get_running_loop().create_future()
        self.poller, self.poller_alive = me, alive
        try:
            return await self._wait(me, limit, time.monotonic() + timeout)
        finally:
            if alive():
                self.last_seen = time.monotonic()
            if self.poller is me:
                self.poller = None

    def polled(self) -> bool:
        """Whether somebody polls: now, or a moment ago and busy with what came."""
        if self.poller is not None:
            return self.poller_alive()
        return time.monotonic() < self.last_seen + BETWEEN_POLLS

    async def _wait(self, me: "asyncio.Future[Refused]", limit: int, until: float) -> list[Update]:
        while True:
            if found := self._ready(limit):
                return found
            left = until - time.monotonic()
            if left <= 0:
                return []
            self.arrival.clear()
            arrival = asyncio.ensure_future(self.arrival.wait())
            both: set[asyncio.Future[Any]] = {me, arrival}
            try:
                await asyncio.wait(both, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                arrival.cancel()
            if me.done():
                raise me.result()

    def _ready(self, limit: int) -> list[Update]:
        self.expire()
        found = [self.again.popleft() for _ in range(min(limit, len(self.again)))]
        for update in self.pending.values():
            if len(found) >= limit:
                break
            found.append(update)
        return found

    def _confirm_before(self, offset: int) -> None:
        if offset < 0:
            for update_id in list(self.pending)[:offset]:
                self.confirm(update_id)
        # An offset from the far future belongs to ids before a restart; Telegram reads from the head then.
        elif 0 < offset <= self.next_id + 10:
            for update_id in list(self.pending):
                if update_id >= offset:
                    break
                self.confirm(update_id)

    def _slow_down(self, offset: int, limit: int, timeout: float) -> tuple[int, float]:
        """Whoever asks for the same offset again and again is slowed down, as the server does."""
        now = time.monotonic()
        last_offset, last_time = self._last_poll
        self._last_poll = (offset, now)
        return slowed(limit, timeout, now - last_time) if offset == last_offset else (limit, timeout)


def clamped(limit: int, timeout: float) -> tuple[int, float]:
    """How many updates a poll gets and how long it waits for them, in seconds."""
    return max(1, min(limit, MOST_UPDATES)), max(0, min(timeout, LONGEST_POLL))


def slowed(limit: int, timeout: float, since: float) -> tuple[int, float]:
    """The same for who asked for the same offset `since` seconds ago."""
    if since >= BETWEEN_POLLS:
        return limit, timeout
    return (1 if since < 0.5 else limit), max(timeout, BETWEEN_POLLS)
