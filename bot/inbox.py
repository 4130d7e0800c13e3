"""Handling of stored updates: in order within a chat, chats beside each other, each effect once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from dialogs.wire import Kind, failure_of
from domain import inbox, locks, screens
from domain.away import is_away
from domain.change import AlreadyDone, Cause, cause
from domain.log import redacted
from domain.models import InboxUpdate
from domain.texts import texts

log = structlog.get_logger()
POLL_SECONDS = 1.0
LINE_PAUSE = timedelta(seconds=2)
TOGETHER = 64  # chats handled at the same time by one process


class Handling:
    """Takes rows from the inbox and runs them through the dispatcher."""

    def __init__(
        self, dispatcher: Dispatcher, bot: Bot, held: locks.Locks, reopen: Callable[[int], Awaitable[None]]
    ) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._held = held
        self._reopen = reopen
        self._news = asyncio.Event()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(TOGETHER)

    def wake(self) -> None:
        """There are new rows."""
        self._news.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Handle until ``stop``, then let what is under way finish."""
        while not stop.is_set():
            try:
                await self._look()
            except Exception as error:
                # The database is away: what is stored waits in it, and the next look finds it.
                log.warning("inbox.look_failed", error=redacted(repr(error)))
            await self._sleep(stop)
        if self._running:
            await asyncio.wait(self._running.values(), timeout=10)

    async def _look(self) -> None:
        """Begin with every chat that has something to do."""
        for row in await inbox.waiting():
            self._start(row["chat_key"])
        for chat in await screens.to_draw():
            self._start(chat)

    async def _sleep(self, stop: asyncio.Event) -> None:
        waits = [asyncio.ensure_future(self._news.wait()), asyncio.ensure_future(stop.wait())]
        await asyncio.wait(waits, timeout=POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        self._news.clear()

    def _start(self, chat: int) -> None:
        if chat in self._running:
            return
        task = asyncio.create_task(self._chat(chat))
        self._running[chat] = task
        task.add_done_callback(lambda done: self._ended(chat, done))

    def _ended(self, chat: int, task: asyncio.Task[None]) -> None:
        self._running.pop(chat, None)
        if not task.cancelled() and (error := task.exception()):
            log.error("inbox.chat_failed", chat=chat, error=repr(error))

    async def _chat(self, chat: int) -> None:
        """Everything that waits in one chat. Another process may hold it: then it is that one's."""
        async with self._places:
            if not await self._held.take(locks.INBOX, chat):
                return
            try:
                while row := await inbox.next_of(chat):
                    await self._row(row)
                if chat in await screens.to_draw():
                    await self._draw(chat)
            finally:
                await self._held.release(locks.INBOX, chat)

    async def _row(self, row: InboxUpdate) -> None:
        if row.effect_at is not None:
            # The process died between the effect and the picture: only the picture is left to do.
            await screens.behind(row.chat_key)
            await inbox.finish(row.id)
            return
        running = Cause("inbox", row.id)
        token = cause.set(running)
        try:
            update = Update.model_validate(row.payload, context={"bot": self._bot})
            await self._dispatcher.feed_update(self._bot, update)
        except AlreadyDone:
            await screens.behind(row.chat_key)
        except Exception as error:
            if running.spent:
                log.exception("inbox.picture_failed", inbox_id=row.id)
                await screens.behind(row.chat_key)
            else:
                await self._failed(row, error)
                return
        finally:
            cause.reset(token)
        await inbox.finish(row.id)

    async def _failed(self, row: InboxUpdate, error: Exception) -> None:
        if is_away(error):
            await inbox.postponed(row, redacted(repr(error)), LINE_PAUSE)
            return
        failure = failure_of(error)
        if failure is not None and failure.kind is Kind.FOREVER:
            await inbox.finish(row.id)  # nobody is there to be answered
            return
        if failure is not None and failure.kind is not Kind.WRONG:
            # The line or the limits, not the update: its answer waits, and with it its chat, in order.
            await inbox.postponed(row, redacted(repr(error)), failure.wait or LINE_PAUSE)
            return
        last = await inbox.failed(row, redacted(repr(error)))
        log.error("inbox.failed", inbox_id=row.id, attempt=row.attempts, set_aside=last, exc_info=error)
        if last:
            await self._tell(row)

    async def _tell(self, row: InboxUpdate) -> None:
        """Say that the update could not be handled, if the line allows; the log has the rest."""
        sender: dict[str, Any] = next(
            (v["from"] for v in (row.payload or {}).values() if isinstance(v, dict) and "from" in v), {}
        )
        t = texts("ru" if str(sender.get("language_code", "ru")).startswith("ru") else "en")
        try:
            await self._bot.send_message(row.chat_key, t("inbox.set_aside", code=row.id))
        except Exception as error:
            if failure_of(error) is None:
                raise
            log.warning("inbox.not_told", inbox_id=row.id, error=str(error))

    async def _draw(self, chat: int) -> None:
        try:
            await self._reopen(chat)
        except Exception as error:
            log.warning("screen.redraw_failed", chat=chat, error=redacted(repr(error)))
            await screens.behind(chat)
