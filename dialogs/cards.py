"""The living card: what is true of an order, in one message per chat, drawn from the database.

Whoever redraws holds the card's lock, renders what is true now and writes what it shows; so an old picture
never replaces a newer one, and edits may repeat freely.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from dialogs import view
from dialogs.buttons import PhotosButton, UploadButton, action_button
from dialogs.wire import Kind, failure_of
from domain import access, cards, clock, locks, orders, visits
from domain.access import Actor
from domain.errors import NotFound
from domain.models import Card, Offer, OfferStatus, Order, Person, Visit
from domain.statuses import STEPS, Action, Asks, Side, VisitStatus, actions
from domain.texts import Texts, texts

log = structlog.get_logger()

ON_THE_JOB = frozenset({VisitStatus.ON_SITE, VisitStatus.PAUSED, VisitStatus.RETURNED})
WITH_REPORT = frozenset({VisitStatus.FINISHED, VisitStatus.RETURNED, VisitStatus.APPROVED})


@dataclass(frozen=True)
class Drawing:
    """A message as it should be."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    protected: bool = False

    @property
    def digest(self) -> str:
        keys = self.keyboard.model_dump_json(exclude_none=True) if self.keyboard else ""
        return hashlib.blake2b(f"{self.text}\0{keys}".encode(), digest_size=16).hexdigest()


async def draw(order_id: int, person: Person, headline: str = "") -> Drawing:
    """The card of an order for a person, as it is true now. Raises NotFound when it isn't his to see."""
    actor, t = access.actor_of(person), texts(person.locale)
    order = await access.order_for(actor, order_id)
    drawing = await (_for_office(order, t) if actor.is_office else _for_master(order, actor, t))
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
    key = _lock_key(card.order_id, card.chat_id)
    if not await held.take(locks.CARD, key):
        return
    try:
        fresh = await Card.get_or_none(id=card.id, retired_at__isnull=True).select_related("person")
        if fresh is not None and fresh.wanted > fresh.shown:
            await _redraw(bot, fresh)
    finally:
        await held.release(locks.CARD, key)


async def redraw_order(bot: Bot, held: locks.Locks, order_id: int, chat_id: int) -> None:
    """Bring the card of this chat in step at once, for the person who just pressed its button."""
    card = await cards.living(order_id, chat_id)
    if card is not None:
        await redraw(bot, held, card)


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
    order = await Order.get(id=order_id)
    return Drawing(texts(person.locale).html("card.not_yours", number=order.number))


async def _for_office(order: Order, t: Texts) -> Drawing:
    lines: list[str | None] = []
    rows: list[list[InlineKeyboardButton]] = []
    every = await Visit.filter(order_id=order.id).select_related("master").order_by("id")
    current = orders.current(every)
    lines.append(view.head(order, current, t))
    lines += [view.what(order, t), await view.contact(order.client, t), view.where(order.address, t)]
    for visit in every:
        if len(every) > 1:
            lines.append(t.html("card.visit", status=t(f"status.visit.{visit.status}")))
        lines.append(await view.when(visit.starts_at, visit.ends_at, t))
        if visit.master:
            lines.append(t.html("card.master", name=visit.master.name))
        lines.append(await _offered_to(visit, t))
        lines += [view.outcome(visit, t), await view.photos(visit, t)]
        if visit.status in WITH_REPORT:
            lines += await view.report(visit, t)
        rows += await _office_rows(visit, t)
    if not any(visit.status in WITH_REPORT for visit in every):
        lines.append(t.html("card.price", price=t.money(order.price)))
    return Drawing(view.joined(lines), InlineKeyboardMarkup(inline_keyboard=rows) if rows else None)


async def _office_rows(visit: Visit, t: Texts) -> list[list[InlineKeyboardButton]]:
    possible = actions(visit.status, Side.OFFICE)
    # Offering and assigning are one window: who, and whether they are asked or told.
    if Action.OFFER in possible and Action.ASSIGN in possible:
        possible.remove(Action.ASSIGN)
    rows = [[action_button(action, visit, t)] for action in possible if action is not Action.CANCEL]
    if len(rows) == 2:
        rows = [rows[0] + rows[1]]
    if await view.photos(visit, t):
        rows.append(
            [
                InlineKeyboardButton(
                    text=t("action.photos"), callback_data=PhotosButton(visit_id=visit.id).pack()
                )
            ]
        )
    if Action.CANCEL in possible:
        rows.append([action_button(Action.CANCEL, visit, t)])
    return rows


async def _offered_to(visit: Visit, t: Texts) -> str | None:
    if visit.status is not VisitStatus.OFFERED:
        return None
    names = (
        await Offer.filter(visit_id=visit.id, status=OfferStatus.OPEN)
        .order_by("rank")
        .values_list("master__name", flat=True)
    )
    return t.html("card.offered_to", names=", ".join(str(name) for name in names))


async def _for_master(order: Order, actor: Actor, t: Texts) -> Drawing:
    visit = await _his(order.id, actor)
    if visit is None:
        raise NotFound
    revealed = await visits.client_shown(visit, actor)
    lines = [
        view.head(order, visit, t),
        view.what(order, t),
        await view.when(visit.starts_at, visit.ends_at, t),
    ]
    if revealed:
        lines += [await view.contact(order.client, t), view.where(order.address, t)]
        await _note_reveal(actor, visit)
    else:
        lines += [view.district(order.address, t), await _distance(visit, actor, t)]
    if visit.status in WITH_REPORT:
        lines += await view.report(visit, t)
    else:
        lines.append(t.html("card.price", price=t.money(order.price)))
    lines += [view.outcome(visit, t), await view.photos(visit, t)]
    rows = _master_rows(visit, t)
    link = view.map_link(order.address) if revealed and visit.status is not VisitStatus.APPROVED else None
    if link:
        rows.append([InlineKeyboardButton(text=t("action.map"), url=link)])
    return Drawing(view.joined(lines), InlineKeyboardMarkup(inline_keyboard=rows) if rows else None, revealed)


async def _distance(visit: Visit, actor: Actor, t: Texts) -> str | None:
    """How far an offered visit is from where the master will be, as it was told when it was offered."""
    offer = await Offer.filter(visit_id=visit.id, master_id=actor.id).order_by("-id").first()
    for reason in offer.reasons if offer else []:
        if reason["key"] == "reason.minutes_away":
            return t.html("card.distance", away=t(reason["key"], **reason["values"]))
    return None


def _master_rows(visit: Visit, t: Texts) -> list[list[InlineKeyboardButton]]:
    possible = actions(visit.status, Side.MASTER)
    plain = [action_button(action, visit, t) for action in possible if STEPS[action].asks is Asks.NOTHING]
    asking = [
        action_button(action, visit, t) for action in possible if STEPS[action].asks is not Asks.NOTHING
    ]
    rows = [[button] for button in plain]
    if visit.status in ON_THE_JOB:
        rows.insert(0, [_upload(visit, t)])
    return rows + ([asking] if asking else [])


def _upload(visit: Visit, t: Texts) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=t("action.upload"), callback_data=UploadButton(visit_id=visit.id).pack())


async def _his(order_id: int, actor: Actor) -> Visit | None:
    """The visit of the order this master's card shows: his own, the latest; else the one offered to him."""
    own = await Visit.filter(order_id=order_id, master_id=actor.id).order_by("-id").first()
    if own is not None and own.status is not VisitStatus.CANCELLED:
        return own
    offer = await Offer.filter(visit__order_id=order_id, master_id=actor.id, status=OfferStatus.OPEN).first()
    return await Visit.get(id=offer.visit_id) if offer else own


async def _note_reveal(actor: Actor, visit: Visit) -> None:
    await access.note_once(actor, "client.revealed", f"visit:{visit.id}")


def _lock_key(order_id: int, chat_id: int) -> int:
    # Any spread over 52 bits does; a collision only makes a redraw wait for the next round.
    return (order_id * 2_654_435_761 ^ chat_id) & ((1 << 52) - 1)
