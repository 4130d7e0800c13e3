"""What happened: a bounded ring of events for the page, and a bounded log of the bot's calls."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any

Event = dict[str, Any]


class Journal:
    """Events and calls share one sequence, so that a reader needs to remember one number."""

    def __init__(self, clock: Callable[[], float], events: int = 5_000, calls: int = 10_000) -> None:
        self.clock = clock
        self.seq = 0
        self.events: deque[Event] = deque(maxlen=events)
        self.calls: deque[Event] = deque(maxlen=calls)
        self.listeners: set[asyncio.Event] = set()
        self.in_flight = 0
        # By chat, and overall under None: when the bot last changed something, on the monotonic clock.
        self.touched: dict[int | None, float] = {None: 0.0}

    def emit(self, kind: str, **fields: Any) -> int:
        """Write an event down and wake everybody who listens."""
        self.seq += 1
        self.events.append({"seq": self.seq, "type": kind, **fields})
        for listener in self.listeners:
            listener.set()
        return self.seq

    def record(self, call: Event) -> None:
        """Write a finished call down; the log keeps it longer than the events do."""
        call["seq"] = self.emit("call", call=call)
        self.calls.append(call)

    def touch(self, chat_id: int) -> None:
        """The bot changed something in this chat just now."""
        self.touched[chat_id] = self.touched[None] = time.monotonic()

    def since(self, seq: int) -> list[Event]:
        """The events after `seq` that the ring still holds."""
        newer = []
        for event in reversed(self.events):
            if event["seq"] <= seq:
                break
            newer.append(event)
        newer.reverse()
        return newer

    def outbox(self, since: int, method: str | None, chat_id: int | None, limit: int) -> list[Event]:
        """The bot's calls after `since`, oldest first; `limit` keeps the newest of them."""
        found: list[Event] = []
        for call in reversed(self.calls):
            if call["seq"] <= since or len(found) >= limit:
                break
            if method and call["method"].lower() != method.lower():
                continue
            if chat_id is not None and call["params"].get("chat_id") != chat_id:
                continue
            found.append(call)
        found.reverse()
        return found

    def clear(self) -> None:
        """Forget everything; the sequence goes on, so that no reader misses what comes next."""
        self.events.clear()
        self.calls.clear()
        self.touched = {None: 0.0}
