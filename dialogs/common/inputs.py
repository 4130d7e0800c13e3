"""What windows take from the keyboard, and what they say to anything else."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import ContentType, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput

from domain.errors import Invalid

Handler = Callable[[DialogManager, str], Awaitable[None]]


def text_input(handler: Handler) -> MessageInput:
    """Gives ``handler`` what was typed; a command that doesn't exist has been answered before, as a slip."""

    async def on_text(message: Message, _: Any, manager: DialogManager) -> None:
        text = (message.text or "").strip()
        if not text:
            raise Invalid("invalid.empty")
        await handler(manager, text)

    return MessageInput(on_text, content_types=ContentType.TEXT)


def expects(key: str) -> MessageInput:
    """Stands last in a window: whatever else is sent gets the sentence of ``key``."""

    async def on_other(_message: Message, _widget: Any, _manager: DialogManager) -> None:
        raise Invalid(key)

    return MessageInput(on_other)


buttons_only = expects("expects.button")
