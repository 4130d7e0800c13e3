"""The time of the sandbox: it runs with the machine's, and can be set, moved, stopped and let go again."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sandbox.refusals import ControlError


class Clock:
    """Seconds since 1970. Ages, expiries, dates and waits of the sandbox are all read from here."""

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self.base = base
        self.shift = 0.0
        self.frozen: float | None = None
        self._turned = asyncio.Event()

    def __call__(self) -> float:
        return self.frozen if self.frozen is not None else self.base() + self.shift

    def set(self, at: float) -> None:
        """Make it this moment now; a stopped clock stays stopped."""
        if self.frozen is not None:
            self.frozen = at
        else:
            self.shift = at - self.base()
        self._turn()

    def freeze(self) -> None:
        """Let time stand still."""
        self.frozen = self()
        self._turn()

    def run(self) -> None:
        """Let time go on from where it stands."""
        if self.frozen is not None:
            self.shift, self.frozen = self.frozen - self.base(), None
            self._turn()

    def restore(self, shift: float, frozen: float | None) -> None:
        """From the state file."""
        self.shift, self.frozen = shift, frozen
        self._turn()

    async def sleep(self, seconds: float) -> None:
        """Wait in this time: a clock that is moved on ends the wait, one that stands still holds it."""
        until = self() + seconds
        while (left := until - self()) > 0:
            turned = self._turned
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(turned.wait(), None if self.frozen is not None else left)

    def shown(self) -> dict[str, Any]:
        """For the control API and the page."""
        now = self()
        iso = datetime.fromtimestamp(now, UTC).isoformat()
        return {"now": now, "iso": iso, "frozen": self.frozen is not None, "shift": now - self.base()}

    def _turn(self) -> None:
        """Wake whoever waits: the time left is another now."""
        turned, self._turned = self._turned, asyncio.Event()
        turned.set()


def moment(value: Any) -> float:
    """A moment from the control API: seconds since 1970, or ISO 8601 with a zone."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = float(value)
    else:
        try:
            at = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            at = None
        if at is None or at.tzinfo is None:
            raise ControlError(
                "The field 'set' is seconds since 1970, or a moment like 2030-01-31T12:00:00Z."
            )
        found = at.timestamp()
    if not 0 <= found <= 4_000_000_000:
        raise ControlError("The sandbox's time lies between 1970 and 2096.")
    return found
