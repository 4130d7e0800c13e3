"""HTTP to the sandbox from a thread of its own: any test can use it, with an event loop or without."""

import asyncio
from collections.abc import Coroutine
from operator import methodcaller
from threading import Thread
from typing import Any, TypeVar

import aiohttp

# A failure points at the line of the test.
__tracebackhide__ = methodcaller("errisinstance", AssertionError)
T = TypeVar("T")


class NotPossible(AssertionError):
    """What a test asked of a person or of the sandbox can't be done; the sentence says why."""


class Line:
    """A thread with an event loop and a client in it. :meth:`ask` is for coroutines, the rest blocks."""

    def __init__(self) -> None:
        self.url = ""
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever, name="sandbox-line", daemon=True)
        self.thread.start()
        self.http = self.run(self._open())

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run something in the thread and wait for it. Never called from within the thread."""
        asked = asyncio.run_coroutine_threadsafe(coroutine, self.loop)
        try:
            return asked.result()
        except AssertionError as failure:
            # What the thread did to find out is of no use to the reader of a failed test.
            raise failure.with_traceback(None) from None

    async def ask(self, verb: str, path: str, **request: Any) -> Any:
        """What the control API answers, as JSON; :class:`NotPossible` when it says no."""
        asked = asyncio.run_coroutine_threadsafe(self._ask(verb, path, **request), self.loop)
        try:
            return await asyncio.wrap_future(asked)
        except AssertionError as failure:
            raise failure.with_traceback(None) from None

    def ask_now(self, verb: str, path: str, **request: Any) -> Any:
        """The same, without an event loop."""
        return self.run(self._ask(verb, path, **request))

    def close(self) -> None:
        """End the thread."""
        self.run(self.http.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _open(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=180))

    async def _ask(self, verb: str, path: str, **request: Any) -> Any:
        async with self.http.request(verb, f"{self.url}/sim/{path}", **request) as response:
            answer = await response.json()
        if response.status != 200:
            raise NotPossible(answer.get("error", answer))
        return answer
