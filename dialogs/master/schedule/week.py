"""A week from its Monday on: how each day looks; a press on one opens it."""

from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Group, Row, SwitchTo

from dialogs import states, timetable, view
from dialogs.common.inputs import expects
from dialogs.common.lists import choice, menu_button
from dialogs.common.turning import arrow, day_input, show_day, shown_day, turns
from dialogs.common.widgets import Label, Made
from domain import timetable as tables
from domain.access import Actor
from domain.texts import Texts

DAYS = 7


async def get_week(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    day = await shown_day(dialog_manager)
    monday = day - timedelta(days=day.weekday())
    found = await tables.own(monday, by=actor, days=DAYS)
    head = t.html("schedule.week", days=t.days(monday, monday + timedelta(days=DAYS - 1)))
    return {
        "text": view.joined([head, *(_line(table, t) for table in found)]),
        "days": [(table.day.date.toordinal(), t.brief(table.day.date)) for table in found],
        **turns(monday, DAYS, t),
    }


def _line(table: tables.Timetable, t: Texts) -> str:
    """A day in a line: its hours, how many visits, who is away."""
    parts = [timetable.hours(table.day, t)]
    if table.visits:
        parts.append(t.count("count.visits_left", len(table.visits)))
    parts += [f"🏖 {t(f'absence.kind.{absence.kind}')}" for absence in table.absences]
    return t.html("schedule.week_line", day=t.brief(table.day.date), about=" · ".join(parts))


async def on_day(_query: CallbackQuery, _select: Any, manager: DialogManager, ordinal: int) -> None:
    show_day(manager, date.fromordinal(ordinal))
    await manager.switch_to(states.Schedule.day)


week_window = Window(
    Made("text"),
    Group(choice("days", on_day, id="d"), width=4),
    Row(
        arrow("before", -DAYS),
        SwitchTo(Label("schedule.day_view"), id="day", state=states.Schedule.day),
        arrow("after", DAYS),
    ),
    menu_button(),
    day_input(),
    expects("schedule.expects_day"),
    state=states.Schedule.week,
    getter=get_week,
)
