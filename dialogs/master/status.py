"""Whether a master is at work right now, as he says himself."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row

from dialogs import states, timetable, view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import choice, menu_button
from dialogs.common.opening import open_window
from dialogs.common.turning import today
from dialogs.common.widgets import Label, Made
from dialogs.master.home import open_home
from dialogs.master.tasks import open_tasks
from domain import company, duty, masters
from domain import timetable as tables
from domain.access import Actor
from domain.models import Duty
from domain.texts import Texts

EVERY = tuple(Duty)


async def get_status(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    zone, said = await company.zone(), await duty.today(by=actor)
    found = await tables.own(await today(), by=actor)
    left = await duty.before_him(actor.id or 0)
    key = f"duty.now.{said.duty}" if said else "duty.now.unsaid"
    one = await masters.own(by=actor)
    lines = [
        t.html(key, time=t.time(said.at, zone) if said else ""),
        *(t.html("schedule.hours", hours=timetable.hours(table.day, t)) for table in found),
        t.html("duty.left", visits=t.count("count.visits_left", len(left))) if left else "",
        t.html("duty.office_knows") if left and said and said.duty is Duty.OFF else "",
        t.html("home.missing") if one.home_lat is None else "",
    ]
    return {
        "text": view.joined(lines),
        "duties": [(number, _label(one, said.duty if said else None, t)) for number, one in enumerate(EVERY)],
    }


def _label(one: Duty, now: Duty | None, t: Texts) -> str:
    return t(f"duty.{one}.chosen" if one is now else f"duty.{one}")


async def on_duty(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await duty.say(EVERY[number], by=manager.middleware_data["actor"])


async def on_tasks(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_tasks(manager)


async def on_home(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_home(manager)


async def open_status(manager: DialogManager) -> None:
    """On shift, on a break or off, and what is left of today."""
    await open_window(manager, states.Status.main)


dialog = Dialog(
    Window(
        Made("text"),
        Column(choice("duties", on_duty, id="d")),
        Row(
            Button(Label("duty.tasks"), id="tasks", on_click=on_tasks),
            Button(Label("home.button"), id="home", on_click=on_home),
        ),
        menu_button(),
        buttons_only,
        state=states.Status.main,
        getter=get_status,
    )
)
