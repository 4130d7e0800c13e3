"""Which visit the report is of."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window

from dialogs import states
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import menu_button
from dialogs.common.widgets import Say
from dialogs.master import mine
from dialogs.master.pieces import items, visit_list
from dialogs.master.report.opening import open_report
from domain.access import Actor
from domain.texts import Texts


async def get_reportable(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    found = await mine.being(actor, mine.REPORTABLE)
    return {"visits": await items(found, t), "any": bool(found), "none": not found}


async def on_visit(_query: CallbackQuery, _widget: Any, manager: DialogManager, visit_id: int) -> None:
    await open_report(manager, visit_id)


visit_window = Window(
    Say("report.which", when="any"),
    Say("report.none", when="none"),
    visit_list(on_visit),
    menu_button(),
    buttons_only,
    state=states.Report.visit,
    getter=get_reportable,
)
