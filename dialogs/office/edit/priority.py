"""Another urgency."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs.common.widgets import Say
from dialogs.office.edit.order import carry_out, edit_window, show
from dialogs.office.neworder.priority import CODES, priority_buttons, rated
from dialogs.states import EditOrder
from domain.editing import Edit, Field


async def get_priorities(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    order, _values = await show(dialog_manager, Field.PRIORITY)
    return {"priorities": rated(order.priority)}


async def on_priority(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await carry_out(manager, Edit(priority=CODES[number]))


priority_window = edit_window(
    Say("neworder.priority"),
    priority_buttons(on_priority),
    state=EditOrder.priority,
    getter=get_priorities,
)
