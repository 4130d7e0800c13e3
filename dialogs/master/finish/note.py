"""A word on why the visit ended without the work done."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Say
from dialogs.master import mine
from dialogs.master.ending import ask_outcome
from dialogs.master.pieces import (
    draft_here,
    drop_button,
    later_button,
    lost,
    lost_text,
    returned,
    returned_text,
    subject_of,
    text_only,
)
from domain import drafts
from domain.access import Actor
from domain.texts import Texts
from domain.wording import checked_reason


async def get_outcome(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    draft = await draft_here(dialog_manager)
    visit = await subject_of(draft)
    return {
        "number": visit.order.number,
        "outcome": t(f"outcome.{draft.data['outcome']}"),
        "note": draft.data.get("note", ""),
        "lost": lost(visit, actor, mine.FINISHABLE),
        "ready": not lost(visit, actor, mine.FINISHABLE),
        "returned": await returned(visit),
    }


async def on_note(manager: DialogManager, text: str) -> None:
    note = checked_reason(text)
    draft = await draft_here(manager)
    await drafts.put(
        draft.id, by=manager.middleware_data["actor"], step=states.Finish.confirm.state, note=note
    )
    await manager.switch_to(states.Finish.confirm)


async def on_other_outcome(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    draft = await draft_here(manager)
    await ask_outcome(manager, draft.subject)


note_window = Window(
    lost_text(),
    returned_text(),
    Say("finish.note"),
    drop_button(),
    Button(Label("finish.other_outcome"), id="other", on_click=on_other_outcome),
    later_button(),
    text_input(on_note),
    text_only,
    state=states.Finish.note,
    getter=get_outcome,
)
