"""When: a day, then a two-hour window, a time of one's own, or no time yet."""

from datetime import date, datetime
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs.common.month import MonthDays
from dialogs.common.widgets import Label, Say
from dialogs.office.neworder.fields import Data, draft_of, keep
from dialogs.office.neworder.frame import order_window
from dialogs.office.slots import (
    day_buttons,
    day_input,
    get_days,
    get_month,
    nearest,
    slot_buttons,
    window_buttons,
    window_input,
    windows_of,
)
from dialogs.states import NewOrder
from domain import clock, company, schedule
from domain.models import Address, Priority, Service
from domain.schedule import Work
from domain.texts import Texts


async def day_of(manager: DialogManager) -> date:
    """The day chosen before; today when the window was opened without one."""
    text = (await draft_of(manager)).data.get("day")
    return date.fromisoformat(text) if text else clock.local(clock.now(), await company.zone()).date()


async def get_windows(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    data = (await draft_of(dialog_manager)).data
    service = await Service.get_or_none(id=data.get("service_id"))
    day = await day_of(dialog_manager)
    return await windows_of(day, service.skill if service else "", await work_of(data), t)


async def work_of(data: Data) -> Work:
    """Where the work will be: at a known address, or the place that was given; and whether it can't wait."""
    priority = Priority(data.get("priority", Priority.NORMAL))
    known = await Address.get_or_none(id=data.get("address_id"))
    if known is not None:
        known.district = data.get("district", known.district)
        return schedule.work_at(known, priority)
    place = (data["lat"], data["lon"]) if "lat" in data else None
    return Work(place, data.get("district", ""), urgent=priority is Priority.URGENT)


async def on_day(manager: DialogManager, day: date) -> None:
    await keep(manager, day=day.isoformat(), starts_at=None, ends_at=None, timeless=None)


async def on_window(manager: DialogManager, start: datetime, end: datetime) -> None:
    await keep(manager, starts_at=start.isoformat(), ends_at=end.isoformat(), timeless=None)


async def on_timeless(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await keep(manager, timeless=True, day=None, starts_at=None, ends_at=None)


async def get_slots(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    data = (await draft_of(dialog_manager)).data
    service = await Service.get_or_none(id=data.get("service_id"))
    skill = service.skill if service else ""
    return await nearest(skill, await minutes_of(dialog_manager), await work_of(data), t)


async def minutes_of(manager: DialogManager) -> int:
    """How long the work usually takes."""
    data = (await draft_of(manager)).data
    service = await Service.get_or_none(id=data.get("service_id"))
    return service.minutes if service else 60


async def on_slot(manager: DialogManager, start: datetime, end: datetime) -> None:
    day = clock.local(start, await company.zone()).date()
    await keep(
        manager, day=day.isoformat(), starts_at=start.isoformat(), ends_at=end.isoformat(), timeless=None
    )


day_window = order_window(
    Say("slots.day"),
    Say("slots.day_typed"),
    SwitchTo(Label("slots.nearest"), id="nearest", state=NewOrder.slots),
    day_buttons(on_day),
    Row(
        SwitchTo(Label("slots.month"), id="month", state=NewOrder.month),
        Button(Label("slots.timeless"), id="none", on_click=on_timeless),
    ),
    day_input(on_day, on_slot, minutes_of),
    state=NewOrder.day,
    getter=get_days,
    other="schedule.expects_day",
)
slots_window = order_window(
    Say("slots.slots", when="some"),
    Say("slots.no_slots", when="none"),
    slot_buttons(minutes_of, on_slot),
    state=NewOrder.slots,
    getter=get_slots,
)
month_window = order_window(
    Say("slots.busy"),
    MonthDays(on_day),
    day_input(on_day, on_slot, minutes_of),
    state=NewOrder.month,
    getter=get_month,
    other="schedule.expects_day",
)
window_window = order_window(
    Say("slots.window", when="windows"),
    Say("slots.none", when="none"),
    window_buttons(day_of, on_window),
    Button(Label("slots.timeless"), id="none", on_click=on_timeless),
    window_input(day_of, on_slot, minutes_of),
    state=NewOrder.window,
    getter=get_windows,
    other="slots.expects_window",
)
