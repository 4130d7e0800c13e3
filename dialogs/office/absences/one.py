"""An absence with the visits it meets: each opens its card, where another master can be chosen."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import timetable, view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import PAGE, list_of, menu_button, on_order
from dialogs.common.widgets import Label, Made
from dialogs.office.absences.opening import absence_of, open_absences
from dialogs.states import Absences
from domain import absences, company
from domain.models import AbsenceStatus, Visit
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
        "visits": [(visit.order_id, _label(visit, zone, t)) for visit in met],
        "open": absence.status is AbsenceStatus.REQUESTED,
    }


def _label(visit: Visit, zone: str, t: Texts) -> str:
    assert visit.starts_at is not None
    number = t("order.number", number=visit.order.number)
    return f"{number} · {t.short_day(visit.starts_at, zone)} {t.time(visit.starts_at, zone)}"


async def on_approve(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """Approve; the window stays with what has to be given to somebody else now."""
    absence = await absence_of(manager)
    await absences.approve(absence.id, by=manager.middleware_data["actor"])


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
    Row(Button(Label("absences.others"), id="others", on_click=on_list), menu_button()),
    buttons_only,
    state=Absences.one,
    getter=get_absence,
)
