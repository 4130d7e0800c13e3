"""The client's words, written anew."""

from typing import Any

from aiogram_dialog import DialogManager

from dialogs import view
from dialogs.common.inputs import text_input
from dialogs.common.widgets import Say
from dialogs.office.edit.order import carry_out, edit_window, show
from dialogs.states import EditOrder
from domain.editing import Edit, Field

SHOWN = 2000


async def get_text(dialog_manager: DialogManager, **_: Any) -> dict[str, str]:
    _order, values = await show(dialog_manager, Field.TEXT)
    return {"text": view.clipped(values[Field.TEXT], SHOWN)}


async def on_text(manager: DialogManager, text: str) -> None:
    await carry_out(manager, Edit(text=text))


text_window = edit_window(
    Say("edit.text"), text_input(on_text), state=EditOrder.text, getter=get_text, other="expects.text"
)
