"""Session advisory locks: held on one connection of the process's own, so they die with the process."""

import asyncio
from contextlib import suppress
from typing import Any

import asyncpg

from domain import db

INBOX = 11
OUTBOX = 12
CARD = 13
LEADER = 14
SCREEN = 15
PHOTO = 16

# On a line that is dead without a word what is asked fails after seconds, and the server lets its locks go.
_LIVELY: dict[str, Any] = {"command_timeout": 10, "server_settings": db.LIVELY}


class Locks:
    """Locks by (space, key) without waiting: who doesn't get one leaves the work to who has it."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._connection: asyncpg.Connection | None = None
        self._turn = asyncio.Lock()
        # By whom: after a lost connection another task may have taken the same lock anew.
        self._held: dict[tuple[int, int], asyncio.Task[Any] | None] = {}

    async def take(self, space: int, key: int) -> bool:
        """Whether the lock was free and is ours now. Taken already by this process counts as not free."""
        if (space, key) in self._held:
            return False
        async with self._turn:
            if (space, key) in self._held:
                return False
            if self._connection is None or self._connection.is_closed():
                # Locks of a lost connection are gone with it; work begun under them finishes on its own marks.
                self._held.clear()
                self._connection = await db.raw_connection(self._url, **_LIVELY)
            taken = await self._ask("SELECT pg_try_advisory_lock($1)", _number(space, key))
            if taken:
                self._held[space, key] = asyncio.current_task()
            return bool(taken)

    async def holds(self, space: int, key: int) -> bool:
        """Whether a lock taken before is still ours: it goes with the connection it was taken on."""
        async with self._turn:
            if self._connection is None or self._connection.is_closed():
                self._held.clear()
            else:
                with suppress(Exception):
                    await self._ask("SELECT 1")
            return (space, key) in self._held

    async def release(self, space: int, key: int) -> None:
        """Give the lock back, unless it was lost with the connection; by the task that took it."""
        async with self._turn:
            if self._held.get((space, key)) is not asyncio.current_task():
                return
            del self._held[space, key]
            if self._connection is not None and not self._connection.is_closed():
                await self._ask("SELECT pg_advisory_unlock($1)", _number(space, key))

    async def _ask(self, sql: str, *values: int) -> object:
        """The answer. A connection that fails is given up, with all locks: it may never be of use again."""
        assert self._connection is not None
        try:
            return await self._connection.fetchval(sql, *values)
        except Exception:
            self._held.clear()
            self._connection.terminate()
            self._connection = None
            raise

    async def close(self) -> None:
        """Give all back."""
        if self._connection is not None:
            await self._connection.close()


def _number(space: int, key: int) -> int:
    # Telegram's chat ids have at most 52 significant bits; the space goes above them.
    return (space << 56) ^ key
