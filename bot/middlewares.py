"""What every update passes through: who it is, what he may, what language he reads."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.types import Message, TelegramObject, Update, User
from aiogram_dialog.utils import REPLY_CALLBACK_SYMBOLS

from dialogs.manager import Query, query
from domain import access
from domain.access import STRANGER, Actor, Right, actor_of
from domain.errors import NotAllowed
from domain.texts import texts

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Who(BaseMiddleware):
    """Puts ``actor``, ``person`` and ``t`` into the data. A stranger has no rights and his client's language."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        person = await access.person_by_telegram(user.id) if user else None
        language = "ru" if user is None or (user.language_code or "ru").startswith("ru") else "en"
        actor = actor_of(person) if person else Actor(STRANGER.id, locale=language)
        data.update(actor=actor, person=person, t=texts(actor.locale))
        return await handler(event, data)


class Allowed(BaseMiddleware):
    """Refuses a handler whose ``right`` flag the actor hasn't got."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        right: Right | None = get_flag(data, "right")
        if right is not None and not data["actor"].may(right):
            await access.note(data["actor"], "refused", str(right))
            raise NotAllowed
        return await handler(event, data)


class Pressed(BaseMiddleware):
    """Makes the callback query answerable once, and answered in any case.

    Around updates and around errors: aiogram handles an error when the update's middlewares are left already.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, Update) and event.callback_query is not None:
            data["pressed"] = Query(event.callback_query, data["bot"])
        running: Query | None = data.get("pressed")
        if running is None:
            return await handler(event, data)
        token = query.set(running)
        try:
            result = await handler(event, data)
            await running.answer()
            return result
        finally:
            query.reset(token)


class NoHiddenCallback(BaseMiddleware):
    """aiogram-dialog takes a text with an invisible tail for a press of any button: the tail is cut off.

    Only reply keyboards of the library make such texts, and we use none.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, Message) and event.text and event.text[-1] in REPLY_CALLBACK_SYMBOLS:
            visible = event.text.rstrip(REPLY_CALLBACK_SYMBOLS)
            event = event.model_copy(update={"text": visible}).as_(data["bot"])
        return await handler(event, data)
