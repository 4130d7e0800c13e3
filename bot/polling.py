"""Polling: a batch is stored, then confirmed by the next call."""

import asyncio
from collections.abc import Callable

import structlog
from aiogram import Bot

from dialogs.wire import PollFailed, raw_updates
from domain import inbox
from domain.log import redacted

log = structlog.get_logger()
LONG_POLL_SECONDS = 25
LONGEST_PAUSE = 30.0


async def poll(bot: Bot, stop: asyncio.Event, wake: Callable[[], None]) -> None:
    """Fetch updates until ``stop``; ``wake`` is called when some were stored.

    An offset is used once, to confirm what was stored: Telegram's identifiers may start again at random, and a
    remembered offset above them would throw new updates away unseen.
    """
    offset: int | None = None
    pause = 1.0
    while not stop.is_set():
        fetching = asyncio.ensure_future(raw_updates(bot, offset, LONG_POLL_SECONDS))
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not fetching.done():
            # The call under way carries the offset: what was stored is confirmed by it.
            fetching.cancel()
            return
        try:
            updates = fetching.result()
            offset = None
            if updates:
                await inbox.store(updates)
                offset = max(update["update_id"] for update in updates) + 1
                wake()
            pause = 1.0
        except PollFailed as error:
            log.warning("poll.refused", code=error.code, description=error.description)
            await _sleep(stop, error.retry_after or pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        except Exception as error:
            # The line, or the database: nothing was confirmed, so nothing is lost. Ask again.
            log.warning("poll.failed", error=redacted(repr(error)))
            await _sleep(stop, pause)
            pause = min(pause * 2, LONGEST_PAUSE)
    if offset is not None:
        await _confirm(bot, offset)


async def _confirm(bot: Bot, offset: int) -> None:
    """Confirm the last stored batch before leaving; if that fails it comes again and is known."""
    try:
        await inbox.store(await raw_updates(bot, offset, 0))
    except Exception as error:
        log.info("poll.last_confirm_failed", error=redacted(repr(error)))


async def _sleep(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass
