"""Which of his visits: the window before a dialog about one of them, and the way past it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput

from dialogs.common.inputs import number_input
from dialogs.common.lists import menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Say
from dialogs.dead import tell
from dialogs.master import mine
from dialogs.master.pieces import items, visit_list
from domain.access import Actor
from domain.errors import NotNow
from domain.models import Visit
from domain.texts import Texts

Find = Callable[[Actor], Awaitable[list[Visit]]]
OpenVisit = Callable[[DialogManager, int], Awaitable[None]]


async def or_card(act: OpenVisit, manager: DialogManager, visit: Visit) -> None:
    """Act on a visit; one that has moved on is refused with its card, which the sentence speaks of."""
    try:
        await act(manager, visit.id)
    except NotNow as refused:
        await tell(manager, refused, visit.order_id)


def visit_input(act: OpenVisit) -> MessageInput:
    """Takes the number of an order for a press on the master's visit of it."""

    async def on_number(manager: DialogManager, number: int) -> None:
        visit = await mine.of_number(manager.middleware_data["actor"], number)
        await or_card(act, manager, visit)

    return number_input(on_number)


def choice_window(state: State, find: Find, open_visit: OpenVisit, *, question: str, none: str) -> Window:
    """Asks ``question`` over the visits found, or says ``none``; a press, or a number, opens that visit's dialog."""

    async def get_found(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
        found = await find(actor)
        return {"visits": await items(found, t), "any": bool(found), "none": not found}

    async def on_visit(_query: CallbackQuery, _widget: Any, manager: DialogManager, visit_id: int) -> None:
        await open_visit(manager, visit_id)

    return Window(
        Say(question, when="any"),
        Say(none, when="none"),
        visit_list(on_visit),
        menu_button(),
        visit_input(open_visit),
        state=state,
        getter=get_found,
    )


async def open_choice(manager: DialogManager, find: Find, open_visit: OpenVisit, state: State) -> None:
    """Ask at ``state`` which of the visits found, unless there is one only."""
    found = await find(manager.middleware_data["actor"])
    if len(found) == 1:
        await open_visit(manager, found[0].id)
    else:
        await open_window(manager, state)
