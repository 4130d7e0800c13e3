"""A refusal becomes one sentence in the person's language; what was entered stays."""

from aiogram import Bot, Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.exceptions import NoContextError, OutdatedIntent, UnknownIntent, UnknownState

from dialogs import cards, client, common, master, office
from dialogs.buttons import my_orders
from dialogs.common.inputs import asks_for_words
from dialogs.dead import closes, leads_back
from dialogs.outdated import say_outdated
from dialogs.refusals import has_no_work, outsiders, refuse, say_once
from dialogs.states import Upload
from domain import locks
from domain.access import Actor, Right
from domain.errors import DraftGone, NotAllowed, NotFound, NotYours, Refused
from domain.texts import Texts

router = Router(name="errors")
DIALOGS = (*common.dialogs, *office.dialogs, *master.dialogs, *client.dialogs)
WAITING = {Upload.photos} | {
    state for dialog in DIALOGS for state, window in dialog.windows.items() if asks_for_words(window)
}


@router.errors(ExceptionTypeFilter(UnknownIntent, OutdatedIntent, UnknownState, NoContextError))
async def on_outdated(
    event: ErrorEvent, dialog_manager: DialogManager, bot: Bot, actor: Actor, t: Texts
) -> None:
    """A window of an hour, a month or a version ago."""
    await say_outdated(dialog_manager, bot, _chat(event), actor, t)


@router.errors(ExceptionTypeFilter(DraftGone))
async def on_draft_gone(
    event: ErrorEvent, dialog_manager: DialogManager, bot: Bot, actor: Actor, t: Texts
) -> None:
    """The draft was finished or dropped, here or on another device."""
    await say_outdated(dialog_manager, bot, _chat(event), actor, t)


@router.errors(ExceptionTypeFilter(Refused))
async def on_refused(
    event: ErrorEvent, dialog_manager: DialogManager, bot: Bot, held: locks.Locks, actor: Actor, t: Texts
) -> None:
    """Say why, then show the window again, with everything that was entered; a card of a lost order is closed.

    A question whose answer can't be carried out any more isn't asked again, and a list or a result stays where
    it is when a command was refused.
    """
    assert isinstance(event.exception, Refused)
    chat_id = _chat(event)
    if isinstance(event.exception, NotAllowed | NotFound) and has_no_work(actor):
        await say_once(bot, chat_id, outsiders(actor, t), my_orders(t) if actor.may(Right.BASICS) else None)
        return
    if isinstance(event.exception, NotYours):
        await cards.redraw_order(bot, held, event.exception.values["order_id"], chat_id)
    if _is_of_window(event, dialog_manager):
        if await closes(dialog_manager, event.exception):
            return
        await leads_back(dialog_manager, event.exception)
    said = await refuse(bot, chat_id, event.exception, t)
    if said and _comes_again(event, dialog_manager):
        await dialog_manager.show(ShowMode.SEND)


def _comes_again(event: ErrorEvent, manager: DialogManager) -> bool:
    """Whether the open window is shown below the refusal: this was for it, or it waits for words, command or not."""
    if not manager.has_context():
        return False
    message = event.update.message
    is_command = message is not None and (message.text or "").startswith("/")
    if is_command:
        return manager.current_context().state in WAITING
    return _is_of_window(event, manager)


def _is_of_window(event: ErrorEvent, manager: DialogManager) -> bool:
    """Whether this was for the open window: not the button of a card or notice beside it."""
    query = event.update.callback_query
    pressed = query.message.message_id if query and query.message else None
    return query is None or pressed == manager.current_stack().last_message_id


def _chat(event: ErrorEvent) -> int:
    body = event.update.event
    chat = getattr(body, "chat", None) or getattr(getattr(body, "message", None), "chat", None)
    where = chat or getattr(body, "from_user", None)
    assert where is not None  # every update that we ask for comes from a chat or a person
    return int(where.id)
