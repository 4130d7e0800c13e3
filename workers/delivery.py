"""What talks with Telegram: notices, cards, fetching photos."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import TypeVar

import structlog
from aiogram import Bot

from dialogs import cards as drawing
from dialogs.notices import TOGETHER, is_moot, notice_of
from dialogs.wire import FileRefused, Kind, bulk, failure_of, file_chunks
from domain import cards, company, events, imaging, locks, outbox, people, photos, storage
from domain.away import is_away, is_older
from domain.errors import NotFound
from domain.events import Event
from domain.log import redacted
from domain.models import OutboxMessage, Photo, PhotoState

log = structlog.get_logger()
BESIDE = 20
Item = TypeVar("Item")


async def deliver_outbox(bot: Bot, held: locks.Locks) -> None:
    """Send what waits, chats beside each other, in order within each."""
    while heads := await outbox.heads():
        before = {head["id"] for head in heads}
        await _each(heads, lambda head: _person(bot, held, head["person_id"]))
        # Heads that stayed are held by another process or wait: the next tick comes back to them.
        if before == {head["id"] for head in await outbox.heads()}:
            return


async def draw_cards(bot: Bot, held: locks.Locks) -> None:
    """Bring every card in step that is behind."""
    seen: set[tuple[int, int]] = set()
    while behind := [card for card in await cards.to_draw() if (card.id, card.wanted) not in seen]:
        seen |= {(card.id, card.wanted) for card in behind}
        company.forget()  # what wished them drawn may be another zone, younger than what is kept of the company
        await _each(behind, lambda card: drawing.redraw(bot, held, card))


async def fetch_photos(bot: Bot, held: locks.Locks) -> None:
    """Bring queued photos from Telegram into storage, where a worker without Telegram makes them into sizes."""
    tried: set[int] = set()
    while True:
        async with photos.claimed(PhotoState.QUEUED, held, tried) as photo:
            if photo is None:
                return
            tried.add(photo.id)
            await _fetch(bot, photo)


async def _fetch(bot: Bot, photo: Photo) -> None:
    key = storage.new_key()
    try:
        size = await storage.receive(key, file_chunks(bot, photo.file_id), imaging.MOST_BYTES)
    except storage.TooBig:
        await photos.reject(photo.id, "photo.too_big")
    except FileRefused as error:
        log.warning("photo.not_handed_out", photo_id=photo.id, error=str(error))
        await photos.reject(photo.id, "photo.gone")
    except Exception as error:
        # Stays queued: the scheduler's next look asks for it again.
        log.warning("photo.fetch_failed", photo_id=photo.id, error=redacted(repr(error)))
    else:
        await photos.fetched(photo.id, key, size)


async def _person(bot: Bot, held: locks.Locks, person_id: int) -> None:
    if not await held.take(locks.OUTBOX, person_id):
        return
    try:
        while message := await outbox.head_of(person_id):
            if not await _send(bot, held, message):
                return
    finally:
        await held.release(locks.OUTBOX, person_id)


async def _send(bot: Bot, held: locks.Locks, message: OutboxMessage) -> bool:
    """Send one message; False when the person's next ones have to wait as well."""
    person = message.person
    if person.telegram_id is None or person.bot_blocked_at is not None:
        await outbox.dropped(message.id, "unreachable")
        return True
    try:
        true = await _true(await outbox.told_together(message, TOGETHER))
        if not true:
            return True
        notice = await notice_of([event for _, event in true], person, message.order_id)
        with _lane(is_bulk=message.bulk):
            if notice.card and message.order_id is not None:
                sent = await drawing.open_card(bot, held, message.order_id, person, notice.text)
                if sent is None:
                    await outbox.postponed(message, "card is being drawn", timedelta(seconds=1))
                    return False
                message_id = sent.message_id
            elif notice.instead_of is not None:
                message_id, chat_id = notice.instead_of, person.telegram_id
                await bot.edit_message_text(notice.text, chat_id=chat_id, message_id=message_id)
            else:
                sent = await bot.send_message(person.telegram_id, notice.text, reply_markup=notice.keyboard)
                message_id = sent.message_id
    except NotFound:
        await outbox.dropped(message.id, "not his to see any more")
        return True
    except Exception as error:
        return await _failed(message, error)
    for row_id, _ in true:
        await outbox.sent(row_id, message_id)
    return True


async def _true(messages: Sequence[OutboxMessage]) -> list[tuple[int, Event]]:
    """Ids and events of those messages that haven't lost their meaning; the others are dropped."""
    found = []
    for message in messages:
        event = events.load(message.event, message.data)
        if await is_moot(event):
            await outbox.dropped(message.id, "somebody has acted on it")
        else:
            found.append((message.id, event))
    return found


async def _failed(message: OutboxMessage, error: Exception) -> bool:
    why = redacted(repr(error))
    if is_away(error) or is_older(error):
        log.warning("outbox.waits", message_id=message.id, error=why)
        await outbox.postponed(message, why)
        return False
    failure = failure_of(error)
    if failure is None or failure.kind is Kind.WRONG:
        log.error("outbox.cannot_send", message_id=message.id, notice=message.event, error=why)
        await outbox.dropped(message.id, why)
        return True
    if failure.kind is Kind.FOREVER:
        await outbox.dropped(message.id, why)
        await people.unreachable(message.person_id)
        return True
    await outbox.postponed(message, why, failure.wait)
    return False


def _lane(*, is_bulk: bool) -> AbstractContextManager[None]:
    return bulk() if is_bulk else nullcontext()


async def _each(items: Sequence[Item], work: Callable[[Item], Awaitable[None]]) -> None:
    """Work on all items, some beside each other; one that fails is logged and holds up no other."""
    places = asyncio.Semaphore(BESIDE)

    async def one(item: Item) -> None:
        async with places:
            await work(item)

    for result in await asyncio.gather(*(one(item) for item in items), return_exceptions=True):
        if isinstance(result, Exception):
            log.error("delivery.failed", error=redacted(repr(result)))
