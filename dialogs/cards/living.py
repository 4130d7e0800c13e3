"""The living card: what is true of an order, in one message per chat, drawn from the database.

Whoever redraws holds the card's lock, renders what is true now and writes what it shows; so an old picture
never replaces a newer one, and edits may repeat freely.
"""

from datetime import timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from dialogs import view
from dialogs.cards.drawing import MOST, Drawing, length
from dialogs.cards.master import for_master
from dialogs.cards.office import for_office
from dialogs.wire import Kind, failure_of
from domain import access, cards, clock, db, locks
from domain.errors import NotFound, OfferOver
from domain.models import Card, Order, Person
from domain.texts import texts

log = structlog.get_logger()


async def draw(order_id: int, person: Person, headline: str = "") -> Drawing:
    """The card of an order for a person, as it is true now. Raises NotFound when it isn't his to see."""
    actor, t = access.actor_of(person), texts(person.locale)
    room = MOST - length(f"{headline}\n")
    async with db.one_connection():
        order = await access.order_for(actor, order_id)
        if actor.is_office:
            drawing = await for_office(order, t, room)
        else:
            drawing = await for_master(order, actor, t, room, headed=bool(headline))
    return Drawing(view.joined([headline, drawing.text]), drawing.keyboard, drawing.protected)


async def open_card(
    bot: Bot, held: locks.Locks, order_id: int, person: Person, headline: str = ""
) -> Message | None:
    """Send the order's card anew; the older one in the chat becomes one line without buttons."""
    chat_id = person.telegram_id
    assert chat_id is not None
    key = _lock_key(order_id, chat_id)
    if not await held.take(locks.CARD, key):
        return None
    try:
        old = await cards.living(order_id, chat_id)
        wanted = old.wanted if old else 1
        drawing = await draw(order_id, person, headline)
        sent = await bot.send_message(
            chat_id, drawing.text, reply_markup=drawing.keyboard, protect_content=drawing.protected
        )
        # A card with a headline is drawn again without it at the next change, so its digest is of no use.
        card = await cards.opened(
            order_id, person.id, chat_id, sent.message_id, "" if headline else drawing.digest, wanted
        )
        # What changed while it was being sent found no card to mark.
        if await _is_outdated(drawing, order_id, person, headline):
            await cards.behind(card)
        if old is not None:
            await _retire(bot, old, person)
        return sent
    finally:
        await held.release(locks.CARD, key)


async def redraw(bot: Bot, held: locks.Locks, card: Card) -> None:
    """Bring a card in step with its order. Who doesn't get the lock leaves it to who has it."""
    await redraw_order(bot, held, card.order_id, card.chat_id)


async def redraw_order(bot: Bot, held: locks.Locks, order_id: int, chat_id: int) -> None:
    """The same for the card of an order in a chat: at once, for the person who just pressed its button."""
    key = _lock_key(order_id, chat_id)
    if not await held.take(locks.CARD, key):
        return
    try:
        card = await cards.living(order_id, chat_id)
        if card is not None and card.wanted > card.shown:
            await _redraw(bot, card)
    finally:
        await held.release(locks.CARD, key)


async def _redraw(bot: Bot, card: Card) -> None:
    wanted = card.wanted
    try:
        drawing = await draw(card.order_id, card.person)
    except NotFound:
        drawing = await _gone(card.order_id, card.person)
    if drawing.digest == card.digest:
        await cards.shown(card, wanted, drawing.digest)
        return
    try:
        await bot.edit_message_text(
            drawing.text, chat_id=card.chat_id, message_id=card.message_id, reply_markup=drawing.keyboard
        )
    except TelegramBadRequest as error:
        if "message is not modified" in error.message:
            pass
        elif "message to edit not found" in error.message or "can't be edited" in error.message:
            await cards.retire(card)
            return
        else:
            log.error("card.refused", card_id=card.id, error=error.message)
            await cards.retire(card)
            return
    except Exception as error:
        failure = failure_of(error)
        if failure is None:
            raise
        if failure.kind is Kind.FOREVER:
            await cards.retire(card)
        else:
            await cards.later(card, clock.now() + (failure.wait or timedelta(seconds=5)))
        return
    await cards.shown(card, wanted, drawing.digest)


async def _is_outdated(drawing: Drawing, order_id: int, person: Person, headline: str) -> bool:
    try:
        return (await draw(order_id, person, headline)).digest != drawing.digest
    except NotFound:
        return True


async def _retire(bot: Bot, card: Card, person: Person) -> None:
    order = await Order.get(id=card.order_id)
    t = texts(person.locale)
    try:
        await bot.edit_message_text(
            t.html("card.moved", number=order.number), chat_id=card.chat_id, message_id=card.message_id
        )
    except Exception as error:
        if failure_of(error) is None:
            raise
        log.info("card.old_stays", card_id=card.id, error=str(error))


async def _gone(order_id: int, person: Person) -> Drawing:
    """Who was only offered it never had it."""
    order = await Order.get(id=order_id)
    lost = await access.lost(access.actor_of(person), order)
    key = "card.offer_over" if isinstance(lost, OfferOver) else "card.not_yours"
    return Drawing(texts(person.locale).html(key, number=order.number))


def _lock_key(order_id: int, chat_id: int) -> int:
    # Any spread over 52 bits does; a collision only makes a redraw wait for the next round.
    return (order_id * 2_654_435_761 ^ chat_id) & ((1 << 52) - 1)
