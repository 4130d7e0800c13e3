"""A visit finished can't be opened again by the master: he is asked once more."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Say
from dialogs.master.finish.note import get_outcome, on_note, on_other_outcome
from dialogs.master.pieces import (
    draft_here,
    drop_button,
    finish_with_card,
    later_button,
    lost_text,
    returned_text,
    subject_of,
    text_only,
)
from domain import visits
from domain.statuses import Outcome


async def on_finish(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    data = manager.middleware_data
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    outcome = Outcome(draft.data["outcome"])
    await visits.finish(visit.id, outcome, by=data["actor"], note=draft.data["note"], draft_id=draft.id)
    text = data["t"].html(
        "finish.finished", number=visit.order.number, outcome=data["t"](f"outcome.{outcome}")
    )
    await finish_with_card(manager, text, visit.order_id)


confirm_window = Window(
    lost_text(),
    returned_text(),
    Say("finish.confirm"),
    Button(Label("finish.yes"), id="yes", on_click=on_finish, when="ready"),
    drop_button(),
    Button(Label("finish.other_outcome"), id="other", on_click=on_other_outcome),
    later_button(),
    text_input(on_note),
    text_only,
    state=states.Finish.confirm,
    getter=get_outcome,
)
