"""All masters on a day, a page of them in words and on buttons."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row

from dialogs import timetable, view
from dialogs.common.inputs import expects
from dialogs.common.lists import PAGE, list_of, menu_button
from dialogs.common.turning import arrow, day_input, show_day, shown_day, today, turns
from dialogs.common.widgets import Label, Made
from dialogs.office.absences import open_absences
from dialogs.states import Team
from domain import absences, company
from domain import timetable as tables
from domain.access import Actor
from domain.texts import Texts

HEIGHT = PAGE - 1


async def get_team(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    day, zone = await shown_day(dialog_manager), await company.zone()
    team = await tables.of_team(day, by=actor)
    pages = dialog_manager.find("pages")
    page = min(await pages.get_page(), max(len(team) - 1, 0) // HEIGHT) if pages else 0
    lines = [t.html("schedule.team", day=timetable.title(day, zone, t))]
    for table in team[page * HEIGHT : (page + 1) * HEIGHT]:
        first, *others = timetable.short(table, zone, t)
        lines += [f"\n{first}", *others]
    return {
        "text": view.joined(lines),
        "masters": [(table.master.person_id, _label(table)) for table in team],
        "waiting": len(await absences.waiting(by=actor)),
        **turns(day, 1, t),
    }


def _label(table: tables.Timetable) -> str:
    return view.short(f"{table.master.person.name} · {len(table.visits)}", 40)


async def on_master(_query: CallbackQuery, _select: Any, manager: DialogManager, master_id: int) -> None:
    manager.dialog_data["master"] = master_id
    await manager.switch_to(Team.master)


async def on_today(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    show_day(manager, await today())


async def on_absences(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_absences(manager)


day_window = Window(
    Made("text"),
    list_of("masters", on_master, HEIGHT),
    Row(
        arrow("before", -1),
        Button(Label("schedule.today"), id="today", on_click=on_today),
        arrow("after", 1),
    ),
    Row(Button(Label("schedule.requests"), id="requests", on_click=on_absences), menu_button()),
    day_input(),
    expects("schedule.expects_day"),
    state=Team.day,
    getter=get_team,
)
