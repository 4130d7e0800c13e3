"""Reasons that are often given, as buttons beside the typed ones."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from dialogs.common.inputs import Handler
from dialogs.common.widgets import Label


def reason_buttons(keys: tuple[str, ...], handler: Handler) -> Column:
    """A button per text key; ``handler`` gets the text in the language of who pressed."""

    def button(number: int, key: str) -> Button:
        async def on_press(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
            await handler(manager, manager.middleware_data["t"](key))

        return Button(Label(key), id=f"r{number}", on_click=on_press)

    return Column(*(button(number, key) for number, key in enumerate(keys)))
