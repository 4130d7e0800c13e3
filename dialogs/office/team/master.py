"""One master's day; a press on a visit opens its card."""

from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Row, SwitchTo

from dialogs import timetable, view
from dialogs.common.inputs import expects
from dialogs.common.lists import PAGE, list_of, menu_button, on_order
from dialogs.common.opening import opened_with
from dialogs.common.turning import arrow, day_input, shown_day, turns
from dialogs.common.widgets import Label, Made
from dialogs.states import Team
from domain import company
from domain import timetable as tables
from domain.access import Actor
from domain.texts import Texts


async def get_master(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    day, zone = await shown_day(dialog_manager), await company.zone()
    master_id = dialog_manager.dialog_data.get("master") or opened_with(dialog_manager)["master"]
    table = await tables.of_master(master_id, day, by=actor)
    head = t.html(
        "schedule.of_master",
        name=table.master.person.name if table else "—",
        day=timetable.title(day, zone, t),
    )
    return {
        "text": view.joined([head, *(timetable.lines(table, zone, t) if table else [])]),
        "visits": timetable.buttons(table, zone, t) if table else [],
        **turns(day, 1, t),
    }


master_window = Window(
    Made("text"),
    list_of("visits", on_order, PAGE - 1),
    Row(
        arrow("before", -1),
        SwitchTo(Label("schedule.everybody"), id="team", state=Team.day),
        arrow("after", 1),
    ),
    menu_button(),
    day_input(),
    expects("schedule.expects_day"),
    state=Team.master,
    getter=get_master,
)
