"""Giving back what was accepted can't be undone by the master: he is asked once more."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.inputs import buttons_only
from dialogs.common.widgets import Label, Say
from dialogs.master.answer.reason import decline, on_keep
from dialogs.master.pieces import draft_here, subject_of
from domain import drafts


async def get_reason(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await draft_here(dialog_manager)
    visit = await subject_of(draft)
    return {"number": visit.order.number, "reason": draft.data["reason"]}


async def on_confirm(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    await decline(manager, draft, visit, draft.data["reason"])


async def on_back(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    draft = await draft_here(manager)
    await drafts.put(draft.id, by=manager.middleware_data["actor"], step=states.Answer.reason.state)
    await manager.switch_to(states.Answer.reason)


confirm_window = Window(
    Say("answer.confirm"),
    Button(Label("answer.give_back"), id="yes", on_click=on_confirm),
    Button(Label("answer.other_reason"), id="back", on_click=on_back),
    Button(Label("answer.keep"), id="keep", on_click=on_keep),
    buttons_only,
    state=states.Answer.confirm,
    getter=get_reason,
)
