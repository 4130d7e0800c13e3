"""The longest stall of an event loop, told on stdout at SIGUSR1."""

import asyncio
import signal

TICK = 0.005  # seconds


class Ticker:
    """Wakes every few milliseconds; by how much it comes too late, the loop was stalled."""

    def __init__(self) -> None:
        self._longest = 0.0

    def start(self) -> None:
        """Begin in the running loop."""
        self._loop = asyncio.get_running_loop()
        self._due = self._loop.time() + TICK
        self._loop.call_at(self._due, self._tick)
        self._loop.add_signal_handler(signal.SIGUSR1, self._tell)

    def _tick(self) -> None:
        now = self._loop.time()
        self._longest = max(self._longest, now - self._due)
        self._due = now + TICK
        self._loop.call_at(self._due, self._tick)

    def _tell(self) -> None:
        # A tick that is overdue now counts as well.
        print(1000 * max(self._longest, self._loop.time() - self._due), flush=True)
        self._longest = 0.0
