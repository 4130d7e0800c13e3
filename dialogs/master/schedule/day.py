"""A day: hours, visits, gaps, absences; a press on a visit opens its card."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import states, timetable, view
from dialogs.common.inputs import expects
from dialogs.common.lists import PAGE, list_of, menu_button, on_order
from dialogs.common.turning import arrow, day_input, shown_day, turns
from dialogs.common.widgets import Label, Made
from dialogs.master.feed import open_feed
from dialogs.master.leave import open_leave
from domain import company
from domain import timetable as tables
from domain.access import Actor
from domain.texts import Texts


async def get_day(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    day, zone = await shown_day(dialog_manager), await company.zone()
    found = await tables.own(day, by=actor)
    head = t.html("schedule.day", day=timetable.title(day, zone, t))
    visits = timetable.buttons(found[0], zone, t) if found else []
    return {
        "text": view.joined([head, *(line for table in found for line in timetable.lines(table, zone, t))]),
        "room": len(visits) < PAGE,  # a full list has pages, and a window eight rows
        "visits": visits,
        **turns(day, 1, t),
    }


async def on_leave(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_leave(manager)


async def on_feed(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_feed(manager)


day_window = Window(
    Made("text"),
    list_of("visits", on_order, PAGE - 1),
    Row(
        arrow("before", -1),
        SwitchTo(Label("schedule.week_view"), id="week", state=states.Schedule.week),
        arrow("after", 1),
    ),
    Button(Label("feed.subscribe"), id="feed", on_click=on_feed, when="room"),
    Row(Button(Label("schedule.leave"), id="leave", on_click=on_leave), menu_button()),
    day_input(),
    expects("schedule.expects_day"),
    state=states.Schedule.day,
    getter=get_day,
)
