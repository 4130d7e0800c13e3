"""Taps of a hurried thumb: a second one, moments after the first, gets an answer and brings nothing new.

Kept in Redis only: where it is forgotten, the second tap is taken for a new one.
"""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.utils import remove_intent_id

from domain import screens, wake

LEFT_SECONDS = 60  # a tap may come late through a bad line
OPENED_SECONDS = 5


async def leaves(manager: DialogManager) -> None:
    """Note that the open window, if there is one, is being left, and by which button."""
    if manager.has_context():
        event, intent = manager.event, manager.current_context().id
        button = event.data or "" if isinstance(event, CallbackQuery) else ""
        await wake.redis().set(_left(_chat(manager), intent), button, ex=LEFT_SECONDS)


async def on_left(chat_id: int, data: str | None) -> str | None:
    """The key of what to say to a tap on a window left moments ago; None for any other tap."""
    intent, _ = remove_intent_id(data or "")
    button: Any = await wake.redis().get(_left(chat_id, intent)) if intent else None
    if button is None:
        return None
    return "outdated.again" if button.decode() == data else "outdated.left"


async def opens_again(manager: DialogManager, state: State, data: dict[str, Any]) -> bool:
    """Whether the button pressed now has just opened this very window, which is still open."""
    event = manager.event
    if not isinstance(event, CallbackQuery) or event.message is None:
        return False
    button = f"{event.message.message_id} {event.data}"
    name = f"workflow:opened:{_chat(manager)}"
    before: Any = await wake.redis().set(name, button, ex=OPENED_SECONDS, get=True)
    if before is None or before.decode() != button or not manager.has_context():
        return False
    context = manager.current_context()
    return context.state == state and (context.start_data or {}) == data


async def catch_up(manager: DialogManager) -> None:
    """Draw the open window if this very tap, waiting behind the first, had kept it from being drawn."""
    if manager.has_context() and await screens.is_behind(_chat(manager)):
        await manager.show(ShowMode.SEND)


def _chat(manager: DialogManager) -> int:
    return int(manager.middleware_data["event_chat"].id)


def _left(chat_id: int, intent: str) -> str:
    return f"workflow:left:{chat_id}:{intent}"
