"""What the master has asked for, and taking it back."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import view
from dialogs.common.finishing import finish
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import PAGE, list_of, menu_button
from dialogs.common.widgets import Label, Made, Say
from dialogs.master.leave.opening import open_request
from dialogs.states import Leave
from domain import absences, clock, company
from domain.access import Actor
from domain.models import Absence, AbsenceStatus
from domain.texts import Texts

MARKS = {AbsenceStatus.REQUESTED: "⏳", AbsenceStatus.APPROVED: "✅"}


async def get_own(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    zone = await company.zone()
    return {"absences": [(one.id, _label(one, zone, t)) for one in await absences.ahead(by=actor)]}


async def get_one(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    absence = await absences.absence_for(actor, dialog_manager.dialog_data["absence"])
    lines = [
        t.html(
            "leave.one",
            kind=view.capital(t(f"absence.kind.{absence.kind}")),
            days=view.days_of(absence, await company.zone(), t),
            status=t(f"absence.status.{absence.status}"),
        ),
        t.html("absence.note", note=absence.note) if absence.note else None,
    ]
    begun = absence.status is AbsenceStatus.APPROVED and absence.starts_at <= clock.now()
    is_open = absence.status in MARKS and absence.ends_at > clock.now()
    return {"text": view.joined(lines), "begun": is_open and begun, "ahead": is_open and not begun}


def _label(one: Absence, zone: str, t: Texts) -> str:
    return f"{MARKS[one.status]} {view.capital(t(f'absence.kind.{one.kind}'))}: {view.days_of(one, zone, t)}"


async def on_absence(_query: CallbackQuery, _select: Any, manager: DialogManager, absence_id: int) -> None:
    manager.dialog_data["absence"] = absence_id
    await manager.switch_to(Leave.one)


async def on_request(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_request(manager)


async def on_withdraw(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    t = manager.middleware_data["t"]
    absence = await absences.withdraw(manager.dialog_data["absence"], by=manager.middleware_data["actor"])
    ended = absence.status is AbsenceStatus.APPROVED
    await finish(
        manager,
        t.html("leave.ended" if ended else "leave.withdrawn", kind=t(f"absence.kind.{absence.kind}")),
    )


list_window = Window(
    Say("leave.list"),
    list_of("absences", on_absence, PAGE - 1),
    Button(Label("leave.request"), id="request", on_click=on_request),
    menu_button(),
    buttons_only,
    state=Leave.list,
    getter=get_own,
)
one_window = Window(
    Made("text"),
    Button(Label("leave.withdraw"), id="withdraw", on_click=on_withdraw, when="ahead"),
    Button(Label("leave.end"), id="end", on_click=on_withdraw, when="begun"),
    SwitchTo(Label("button.back"), id="back", state=Leave.list),
    buttons_only,
    state=Leave.one,
    getter=get_one,
)
