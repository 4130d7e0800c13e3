"""Another time: a free slot, a window of a day, or one that is typed; the visit stays as long as it is."""

from datetime import date, datetime
from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs.common.inputs import buttons_only, expects
from dialogs.common.widgets import Label, Say
from dialogs.office.assign.visit import length_of, visit_of
from dialogs.office.booking.wanted import ask
from dialogs.office.slots import (
    day_buttons,
    day_input,
    get_days,
    month_step,
    nearest,
    slot_buttons,
    window_buttons,
    window_input,
    windows_of,
)
from dialogs.states import Booking
from domain import clock, company, schedule
from domain.texts import Texts


async def get_visit(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    window = t.window(visit.starts_at, visit.ends_at, await company.zone())
    return {"number": visit.order.number, "window": window}


async def day_of(manager: DialogManager) -> date:
    """The day chosen before; today when there is none."""
    text = manager.dialog_data.get("day")
    return date.fromisoformat(text) if text else clock.local(clock.now(), await company.zone()).date()


async def get_windows(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    work, minutes = schedule.work_of(visit.order), await minutes_of(dialog_manager)
    day, skill = await day_of(dialog_manager), visit.order.service.skill
    found = await windows_of(day, skill, work, t, minutes, but=visit.id)
    return found | {"duration": t.duration(minutes)}


async def get_slots(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    work, minutes = schedule.work_of(visit.order), await minutes_of(dialog_manager)
    return await nearest(visit.order.service.skill, minutes, work, t, but=visit.id)


async def minutes_of(manager: DialogManager) -> int:
    """How long the visit is."""
    return int(length_of(await visit_of(manager)).total_seconds()) // 60


async def on_day(manager: DialogManager, day: date) -> None:
    manager.dialog_data["day"] = day.isoformat()
    await manager.switch_to(Booking.window)


async def on_start(manager: DialogManager, start: datetime, _end: datetime) -> None:
    await ask(manager, start, start + length_of(await visit_of(manager)))


async def on_window(manager: DialogManager, start: datetime, end: datetime) -> None:
    manager.dialog_data["day"] = clock.local(start, await company.zone()).date().isoformat()
    await ask(manager, start, end)


day_window = Window(
    Say("booking.day"),
    Say("slots.day_typed"),
    SwitchTo(Label("slots.nearest"), id="nearest", state=Booking.slots),
    day_buttons(on_day),
    SwitchTo(Label("slots.month"), id="month", state=Booking.month),
    SwitchTo(Label("button.back"), id="back", state=Booking.menu),
    day_input(on_day, on_window, minutes_of),
    expects("schedule.expects_day"),
    state=Booking.day,
    getter=[get_visit, get_days],
)
slots_window = Window(
    Say("slots.slots", when="some"),
    Say("slots.no_slots", when="none"),
    slot_buttons(minutes_of, on_start),
    SwitchTo(Label("button.back"), id="back", state=Booking.day),
    buttons_only,
    state=Booking.slots,
    getter=get_slots,
)
month_window = month_step(Booking.month, Booking.day, on_day, on_window, minutes_of)
window_window = Window(
    Say("booking.window"),
    window_buttons(day_of, on_start),
    SwitchTo(Label("button.back"), id="back", state=Booking.day),
    window_input(day_of, on_window, minutes_of),
    expects("booking.expects_window"),
    state=Booking.window,
    getter=get_windows,
)
