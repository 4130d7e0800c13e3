"""How urgent it is; the usual answer is marked."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Group, Select

from dialogs.common.widgets import ItemLabel, Say
from dialogs.office.neworder.fields import draft_of, keep
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain.models import Priority
from domain.texts import Texts

SHOWN = (Priority.NORMAL, Priority.HIGH, Priority.URGENT, Priority.LOW)


async def get_priorities(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    chosen = (await draft_of(dialog_manager)).data.get("priority", Priority.NORMAL.value)
    return {"priorities": [(number, one, one == chosen) for number, one in enumerate(SHOWN)]}


async def on_priority(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await keep(manager, priority=SHOWN[number].value)


def label(item: tuple[int, Priority, bool], t: Texts) -> str:
    _, priority, chosen = item
    return f"{'✓ ' if chosen else ''}{t(f'priority.{priority}').capitalize()}"


priority_window = order_window(
    Say("neworder.priority"),
    Group(
        Select(
            ItemLabel(label),
            id="p",
            item_id_getter=lambda item: item[0],
            items="priorities",
            type_factory=int,
            on_click=on_priority,
        ),
        width=2,
    ),
    state=NewOrder.priority,
    getter=get_priorities,
)
