"""A word to the office, if he likes."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Say
from dialogs.master.leave.opening import keep
from dialogs.master.pieces import text_only, within
from dialogs.states import Leave
from domain import absences


async def on_note(manager: DialogManager, text: str) -> None:
    await keep(manager, note=within(text, absences.NOTE_LENGTH))


async def on_none(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await keep(manager, note="")


note_window = Window(
    Say("leave.note"),
    Button(Label("leave.no_note"), id="none", on_click=on_none),
    SwitchTo(Label("button.back"), id="back", state=Leave.last),
    text_input(on_note),
    text_only,
    state=Leave.note,
)
