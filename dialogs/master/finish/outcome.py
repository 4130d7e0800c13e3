"""How the visit ended. Done leads to the report; the rest asks for a word of explanation."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.finishing import finish
from dialogs.common.inputs import buttons_only
from dialogs.common.opening import opened_with
from dialogs.common.widgets import Label, Say
from dialogs.master.pieces import open_draft
from dialogs.master.report.opening import open_report
from domain import drafts, visits
from domain.models import Visit
from domain.statuses import Outcome


async def get_visit(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit = await Visit.get(id=opened_with(dialog_manager)["visit"]).select_related("order")
    return {"number": visit.order.number}


async def on_outcome(_query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    actor = manager.middleware_data["actor"]
    visit_id: int = opened_with(manager)["visit"]
    outcome = Outcome(button.widget_id or "")
    if outcome is Outcome.DONE:
        await open_report(manager, visit_id)
        return
    await visits.own(visit_id, actor)
    draft = await drafts.begin(
        by=actor,
        kind="finish",
        step=states.Finish.note.state or "",
        subject=visit_id,
        fresh=True,
        outcome=outcome,
    )
    await open_draft(manager, draft)


async def on_not_yet(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await finish(manager, manager.middleware_data["t"].html("finish.not_yet"))


outcome_window = Window(
    Say("finish.outcome"),
    *(Button(Label(f"finish.{outcome}"), id=outcome.value, on_click=on_outcome) for outcome in Outcome),
    Button(Label("finish.back_to_work"), id="not_yet", on_click=on_not_yet),
    buttons_only,
    state=states.Finish.outcome,
    getter=get_visit,
)
