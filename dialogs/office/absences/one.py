"""An absence with the visits it meets: each opens its card, where another master can be chosen."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import timetable, view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import PAGE, list_of, menu_button, on_order
from dialogs.common.widgets import Label, Made, Say
from dialogs.office.absences.opening import absence_of, open_absences
from dialogs.states import Absences
from domain import absences, clock, company
from domain.models import AbsenceStatus
from domain.texts import Texts

MOST_SHOWN = 20  # visits in words; the buttons have them all


async def get_absence(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    absence, zone = await absence_of(dialog_manager), await company.zone()
    counts = absence.status in {AbsenceStatus.REQUESTED, AbsenceStatus.APPROVED}
    met = await absences.affected(absence) if counts else []
    lines = [
        t.html(
            "absences.one",
            name=absence.master.name,
            kind=t(f"absence.kind.{absence.kind}"),
            days=view.days_of(absence, zone, t),
            status=t(f"absence.status.{absence.status}"),
        ),
        t.html("absence.note", note=absence.note) if absence.note else None,
        t.html("absences.decided", name=absence.decided_by.name) if absence.decided_by else None,
        t.html("absence.reason", reason=absence.reason) if absence.reason else None,
        t.html("absences.affects" if met else "absences.affects_nothing") if counts else None,
        *(timetable.affected_line(visit, zone, t) for visit in met[:MOST_SHOWN]),
    ]
    return {
        "text": view.joined(lines),
        "visits": [(visit.order_id, timetable.label_with_day(visit, zone, t)) for visit in met],
        "open": absence.status is AbsenceStatus.REQUESTED,
        "counts": absence.status is AbsenceStatus.APPROVED and absence.ends_at > clock.now(),
    }


async def on_approve(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """Approve; the window stays with what has to be given to somebody else now."""
    absence = await absence_of(manager)
    await absences.approve(absence.id, by=manager.middleware_data["actor"])


async def on_cancel(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """Take it back for the master; the window says what it is then."""
    absence = await absence_of(manager)
    await absences.cancel(absence.id, by=manager.middleware_data["actor"])
    await manager.switch_to(Absences.one)


async def on_list(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_absences(manager)


one_window = Window(
    Made("text"),
    list_of("visits", on_order, PAGE - 1),
    Row(
        Button(Label("absences.approve"), id="approve", on_click=on_approve),
        SwitchTo(Label("absences.refuse"), id="refuse", state=Absences.reason),
        when="open",
    ),
    SwitchTo(Label("absences.cancel"), id="cancel", state=Absences.cancel, when="counts"),
    Row(Button(Label("absences.others"), id="others", on_click=on_list), menu_button()),
    buttons_only,
    state=Absences.one,
    getter=get_absence,
)
cancel_window = Window(
    Made("text"),
    Say("absences.cancel_ask"),
    Button(Label("absences.cancel_yes"), id="yes", on_click=on_cancel),
    SwitchTo(Label("button.back"), id="back", state=Absences.one),
    buttons_only,
    state=Absences.cancel,
    getter=get_absence,
)
