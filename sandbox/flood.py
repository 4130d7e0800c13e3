"""Telegram's flood limits as token buckets; the exact numbers are Telegram's secret, these are its words."""

import math
from collections.abc import Callable
from typing import Any

from sandbox.refusals import too_many

OVERALL = (30.0, 30.0)  # burst, per second
PRIVATE = (3.0, 1.0)
GROUP = (20.0, 20.0 / 60)

# Edits of one message in a group: about twenty a minute, and whoever goes on asking waits ever longer.
EDITS = (20.0, 20.0 / 60)
LONGEST_PENALTY = 300

Bucket = list[float]  # tokens left, time of the last look


class Flood:
    """30 messages a second overall, 3 at once and then one a second per chat, 20 a minute per group."""

    def __init__(self, *, on: bool, clock: Callable[[], float]) -> None:
        self.on = on
        self.clock = clock
        self.buckets: dict[int | str | None, Bucket] = {}
        # By message: until when its edits are refused, and how long the last wait was.
        self.penalties: dict[str, tuple[float, int]] = {}

    def charge(self, chat_id: int | None) -> None:
        """Count one message, or refuse it with the seconds to wait."""
        if not self.on:
            return
        limit = PRIVATE if chat_id is None or chat_id > 0 else GROUP
        wait = max(self._wait(None, OVERALL), self._wait(chat_id, limit))
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        self.buckets[None][0] -= 1
        if chat_id is not None:
            self.buckets[chat_id][0] -= 1

    def charge_edit(self, chat_id: Any, message_id: Any) -> None:
        """Count one edit of a message in a group, or refuse it; asking again too soon doubles the wait."""
        if not self.on or not isinstance(chat_id, int) or chat_id > 0:
            return
        key, now = f"{chat_id}/{message_id}", self.clock()
        until, last = self.penalties.get(key, (0.0, 0))
        wait = self._wait(key, EDITS)
        if now < until:
            wait = min(LONGEST_PENALTY, last * 2)
        elif wait <= 0:
            self.penalties.pop(key, None)
            self.buckets[key][0] -= 1
            return
        seconds = max(1, math.ceil(wait))
        self.penalties[key] = (now + seconds, seconds)
        raise too_many(seconds)

    def _wait(self, key: int | str | None, limit: tuple[float, float]) -> float:
        burst, rate = limit
        now = self.clock()
        bucket = self.buckets.setdefault(key, [burst, now])
        bucket[0] = min(burst, bucket[0] + max(0.0, now - bucket[1]) * rate)
        bucket[1] = now
        return 0.0 if bucket[0] >= 1 else (1 - bucket[0]) / rate

    def clear(self) -> None:
        """Forget what was sent."""
        self.buckets.clear()
        self.penalties.clear()
