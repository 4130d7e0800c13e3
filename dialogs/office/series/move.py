"""Moving one time: a day near its own or any other, then its beginning, or a window that is typed."""

from datetime import date, datetime, timedelta
from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs.common.inputs import expects
from dialogs.common.widgets import Label, Say
from dialogs.office.series.moving import choose
from dialogs.office.series.shown import lasts, series_of, time_of, when
from dialogs.office.slots import (
    day_buttons,
    day_input,
    month_step,
    window_buttons,
    window_input,
    windows_of,
)
from dialogs.states import Series
from domain import clock, schedule, slots
from domain.errors import NotFound
from domain.models import Priority
from domain.texts import Texts

BEFORE, DAYS = 3, 8


async def get_days(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    """Some days around the one it is planned for, none of them past."""
    try:
        one, each = await time_of(dialog_manager)
    except NotFound:
        return {"days": [], "window": "—"}
    today = clock.local(clock.now(), one.zone).date()
    first = max(today, each.wall.date() - timedelta(days=BEFORE))
    days = [first + timedelta(days=n) for n in range(DAYS)]
    named = [(day.toordinal(), t.short_day(slots.noon(day, one.zone), one.zone)) for day in days]
    return {"days": named, "window": t.window(*when(one, each), one.zone)}


async def day_of(manager: DialogManager) -> date:
    """The day chosen before."""
    chosen = manager.dialog_data.get("to")
    return (
        date.fromordinal(chosen)
        if chosen
        else clock.local(clock.now(), (await series_of(manager)).zone).date()
    )


async def get_windows(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    """The windows of the day by who could come for as long as the visit takes; its own place is free."""
    one = await series_of(dialog_manager)
    work = schedule.Work(
        schedule.place_of(one.address), one.address.district, urgent=one.priority is Priority.URGENT
    )
    length, visit = await lasts(dialog_manager)
    day, minutes = await day_of(dialog_manager), int(length.total_seconds()) // 60
    found = await windows_of(day, one.service.skill, work, t, minutes, but=visit.id if visit else None)
    return found | {"duration": t.duration(minutes)}


async def minutes_of(manager: DialogManager) -> int:
    """How long the time to be moved lasts."""
    length, _ = await lasts(manager)
    return int(length.total_seconds()) // 60


async def on_day(manager: DialogManager, day: date) -> None:
    manager.dialog_data["to"] = day.toordinal()
    await manager.switch_to(Series.window)


async def on_start(manager: DialogManager, start: datetime, _end: datetime) -> None:
    """A button is where the visit begins: it stays as long as it is."""
    length, _ = await lasts(manager)
    await on_window(manager, *slots.checked(start, start + length))


async def on_window(manager: DialogManager, start: datetime, end: datetime) -> None:
    manager.dialog_data["to"] = clock.local(start, (await series_of(manager)).zone).date().toordinal()
    choose(manager, start, end)
    await manager.switch_to(Series.moving)


day_window = Window(
    Say("series.move_day"),
    Say("slots.day_typed"),
    day_buttons(on_day),
    SwitchTo(Label("slots.month"), id="month", state=Series.month),
    SwitchTo(Label("button.back"), id="back", state=Series.occurrence),
    day_input(on_day, on_window, minutes_of),
    expects("schedule.expects_day"),
    state=Series.day,
    getter=get_days,
)
month_window = month_step(Series.month, Series.day, on_day, on_window, minutes_of)
window_window = Window(
    Say("series.move_window"),
    window_buttons(day_of, on_start),
    SwitchTo(Label("button.back"), id="back", state=Series.day),
    window_input(day_of, on_window, minutes_of),
    expects("slots.expects_window"),
    state=Series.window,
    getter=get_windows,
)
