"""A word to the office, if he likes."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Made, Say
from dialogs.master.leave.opening import keep
from dialogs.master.pieces import draft_here, text_only
from dialogs.states import Leave
from domain.texts import Texts
from domain.wording import checked_note


async def get_note(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    note = (await draft_here(dialog_manager)).data.get("note")
    return {"now": t.html("report.now", text=note) if note else ""}


async def on_note(manager: DialogManager, text: str) -> None:
    await keep(manager, note=checked_note(text))


async def on_none(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await keep(manager, note="")


async def on_back(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """To the days, or to the preview one came from."""
    answered = "note" in (await draft_here(manager)).data
    await manager.switch_to(Leave.confirm if answered else Leave.last)


note_window = Window(
    Say("leave.note"),
    Made("now", when="now"),
    Button(Label("leave.no_note"), id="none", on_click=on_none),
    Button(Label("button.back"), id="back", on_click=on_back),
    text_input(on_note),
    text_only,
    state=Leave.note,
    getter=get_note,
)
