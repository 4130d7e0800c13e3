"""What windows take from the keyboard, and what they say to anything else."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import ContentType, Message
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.api.internal import WindowProtocol
from aiogram_dialog.widgets.input import CombinedInput, MessageInput

from dialogs import cards
from domain import access
from domain.access import Right
from domain.errors import Invalid, NotFound

_NUMBER = re.compile(r"\d{1,9}")
Handler = Callable[[DialogManager, str], Awaitable[None]]
OnPlace = Callable[[DialogManager, float, float], Awaitable[None]]
OnNumber = Callable[[DialogManager, int], Awaitable[None]]


class Words(MessageInput):
    """Takes words that its window asks for."""


def text_input(handler: Handler, *, asked: bool = True) -> MessageInput:
    """Gives ``handler`` what was typed; a command that doesn't exist has been answered before, as a slip.

    A window that shows what was found takes words as well and doesn't ask for any: it isn't ``asked``.
    """

    async def on_text(message: Message, _: Any, manager: DialogManager) -> None:
        text = (message.text or "").strip()
        if not text:
            raise Invalid("invalid.empty")
        await handler(manager, text)

    return (Words if asked else MessageInput)(on_text, content_types=ContentType.TEXT)


def location_input(on_place: OnPlace) -> MessageInput:
    """Gives ``on_place`` latitude and longitude of a location, or of a venue, that was sent."""

    async def on_location(message: Message, _: Any, manager: DialogManager) -> None:
        assert message.location is not None
        await on_place(manager, message.location.latitude, message.location.longitude)

    return MessageInput(on_location, content_types=[ContentType.LOCATION, ContentType.VENUE])


def asks_for_words(window: WindowProtocol) -> bool:
    """Whether a window waits for words of the person: its question must not be lost above what was said meanwhile."""
    taken = window.on_message if isinstance(window, Window) else None
    return any(
        isinstance(one, Words) for one in (taken.inputs if isinstance(taken, CombinedInput) else [taken])
    )


def expects(key: str) -> MessageInput:
    """Stands last in a window: whatever else is sent gets the sentence of ``key``."""

    async def on_other(_message: Message, _widget: Any, _manager: DialogManager) -> None:
        raise Invalid(key)

    return MessageInput(on_other)


async def opens_card(manager: DialogManager, text: str) -> bool:
    """Open the card of the order whose number was typed where no words are waited for: ``1042``, ``№1042``.

    False when it is no number, or of no order the person may see.
    """
    data, number = manager.middleware_data, _number_in(text)
    if number is None or not data["actor"].may(Right.ORDERS_FIND):
        return False
    try:
        order = await access.order_by_number(data["actor"], number)
    except NotFound:
        return False
    await cards.open_card(data["bot"], data["held"], order.id, data["person"])
    return True


def number_input(on_number: OnNumber) -> MessageInput:
    """Stands last where one is asked which order: its number says as much as a press, and ``on_number`` gets it."""

    async def on_text(message: Message, _: Any, manager: DialogManager) -> None:
        number = _number_in(message.text or "")
        if number is None:
            raise Invalid("expects.button")
        await on_number(manager, number)

    return MessageInput(on_text)


def _number_in(text: str) -> int | None:
    """The order's number that a text is, if it is one."""
    number = text.strip().lstrip("#№").strip()
    return int(number) if _NUMBER.fullmatch(number) else None


async def _on_words(message: Message, _: Any, manager: DialogManager) -> None:
    if not await opens_card(manager, message.text or ""):
        raise Invalid("expects.button")
    manager.show_mode = ShowMode.NO_UPDATE  # the window stays as it is, above the card


buttons_only = MessageInput(_on_words)
