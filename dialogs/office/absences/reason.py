"""Why not."""

from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs import view
from dialogs.common.finishing import finish
from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.absences.opening import absence_of
from dialogs.office.reasons import reason_buttons
from dialogs.states import Absences
from domain import absences, company
from domain.texts import Texts

REASONS = ("absences.reason.nobody", "absences.reason.season", "absences.reason.promised")


async def get_absence(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, str]:
    absence = await absence_of(dialog_manager)
    return {
        "name": absence.master.name,
        "kind": t(f"absence.kind.{absence.kind}"),
        "days": view.days_of(absence, await company.zone(), t),
    }


async def on_reason(manager: DialogManager, text: str) -> None:
    absence, t = await absence_of(manager), manager.middleware_data["t"]
    await absences.refuse(absence.id, by=manager.middleware_data["actor"], reason=text)
    days = view.days_of(absence, await company.zone(), t)
    kind = t(f"absence.kind.{absence.kind}")
    await finish(manager, t.html("absences.refused", name=absence.master.name, kind=kind, days=days))


reason_window = Window(
    Say("absences.ask_reason"),
    reason_buttons(REASONS, on_reason),
    SwitchTo(Label("button.back"), id="back", state=Absences.one),
    text_input(on_reason),
    expects("expects.text"),
    state=Absences.reason,
    getter=get_absence,
)
