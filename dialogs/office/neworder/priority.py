"""How urgent it is; the usual answer is marked."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Group

from dialogs.common.lists import choice
from dialogs.common.widgets import Say
from dialogs.office.neworder.fields import draft_of, keep
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain.models import Priority
from domain.texts import Texts

CODES = (
    Priority.NORMAL,
    Priority.HIGH,
    Priority.URGENT,
    Priority.LOW,
)  # by the number in a button, old ones too


async def get_priorities(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    chosen = (await draft_of(dialog_manager)).data.get("priority", Priority.NORMAL)
    return {"priorities": rated(Priority(chosen))}


def rated(chosen: Priority) -> list[tuple[int, Priority, bool]]:
    """The items of :func:`priority_buttons` from the least urgent to the most, one of them marked."""
    return [(CODES.index(one), one, one is chosen) for one in Priority]


def priority_buttons(on_click: Any) -> Group:
    """The getter's ``priorities`` as buttons; a press gives the place in ``CODES``."""
    select = choice("priorities", on_click, id="p", label=label)
    return Group(select, width=2)


async def on_priority(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await keep(manager, priority=CODES[number].value)


def label(item: tuple[int, Priority, bool], t: Texts) -> str:
    _, priority, chosen = item
    return f"{'✓ ' if chosen else ''}{t(f'priority.{priority}').capitalize()}"


priority_window = order_window(
    Say("neworder.priority"),
    priority_buttons(on_priority),
    state=NewOrder.priority,
    getter=get_priorities,
)
