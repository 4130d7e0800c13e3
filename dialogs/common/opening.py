"""Opening dialogs: each by its own starter, all of them through here."""

from datetime import timedelta
from typing import Any

from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode, StartMode

from dialogs import states, taps
from dialogs.wire import MustWait
from domain import access, clock, drafts
from domain.access import Actor

RECENT = timedelta(hours=1)


async def open_window(manager: DialogManager, state: State, **data: Any) -> None:
    """Open a dialog in a message of its own, below everything; the window open before loses its buttons."""
    access.require(manager.middleware_data["actor"], states.RIGHTS[state.group])
    if await taps.opens_again(manager, state, data):
        await taps.catch_up(manager)
        return
    await taps.leaves(manager)
    await _close_old(manager)
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def opened_with(manager: DialogManager) -> dict[str, Any]:
    """What the open dialog was opened with, see :func:`open_window`; the library says no more than that it is data."""
    data = manager.start_data
    return data if isinstance(data, dict) else {}


async def open_menu(manager: DialogManager) -> None:
    """The person's main menu: also where every way leads that leads nowhere else."""
    await open_window(manager, states.Menu.main)


async def where_to(actor: Actor) -> tuple[State, dict[str, Any]]:
    """What the person was at, with its start data: the draft touched last if lately, else the menu."""
    draft = await drafts.latest(actor)
    state = states.named(draft.step) if draft else None
    if draft and state and clock.now() - draft.updated_at < RECENT and actor.may(states.RIGHTS[state.group]):
        return state, {"draft": draft.id}
    return states.Menu.main, {}


async def reopen(manager: DialogManager, actor: Actor) -> None:
    """Open what the person was at."""
    state, data = await where_to(actor)
    await open_window(manager, state, **data)


async def _close_old(manager: DialogManager) -> None:
    """Take the buttons off the open window when this event came from another message, a card's button."""
    event, stack = manager.event, manager.current_stack()
    if not isinstance(event, CallbackQuery) or event.message is None or stack.last_message_id is None:
        return
    if stack.last_message_id != event.message.message_id:
        try:
            await manager.middleware_data["bot"].edit_message_reply_markup(
                chat_id=event.message.chat.id, message_id=stack.last_message_id
            )
        except (TelegramAPIError, MustWait):
            pass  # best effort: a button that stays answers that it is out of date
    stack.last_message_id = None
