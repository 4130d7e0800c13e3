"""Giving the visit to somebody who doesn't fit: knowingly, with a reason."""

from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.assign.visit import done, visit_of
from dialogs.office.reasons import reason_buttons
from dialogs.states import Assign
from domain import dispatch, offers
from domain.models import Master
from domain.texts import Texts

REASONS = ("override.agreed", "override.client")


async def get_master(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit, master = await visit_of(dialog_manager), await _master(dialog_manager)
    if master is None:
        return {"name": "—", "reasons": "—"}
    looked = await dispatch.look_at(master, visit, visit.order)
    reasons = "; ".join(t.reason(reason.row()) for reason in looked.reasons)
    return {"name": looked.name, "reasons": reasons}


async def on_reason(manager: DialogManager, text: str) -> None:
    visit, master = await visit_of(manager), await _master(manager)
    if master is None:
        await manager.switch_to(Assign.masters)
        return
    await offers.assign(visit.id, master.person_id, by=manager.middleware_data["actor"], override=text)
    await done(manager, visit, "assign.assigned", name=master.person.name)


async def _master(manager: DialogManager) -> Master | None:
    return await Master.get_or_none(person_id=manager.dialog_data.get("master")).select_related("person")


override_window = Window(
    Say("override.ask"),
    reason_buttons(REASONS, on_reason),
    SwitchTo(Label("override.back"), id="back", state=Assign.masters),
    text_input(on_reason),
    expects("expects.text"),
    state=Assign.override,
    getter=get_master,
)
