"""When: a day, then a two-hour window, a time of one's own, or no time yet."""

from datetime import date, datetime
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.widgets import Label, Say
from dialogs.office.neworder.fields import Data, draft_of, keep
from dialogs.office.neworder.frame import order_window
from dialogs.office.slots import day_buttons, get_days, window_buttons, window_input, windows_of
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
        return schedule.work_at(known, priority)
    place = (data["lat"], data["lon"]) if "lat" in data else None
    return Work(place, urgent=priority is Priority.URGENT)


async def on_day(manager: DialogManager, day: date) -> None:
    await keep(manager, day=day.isoformat(), starts_at=None, ends_at=None, timeless=None)


async def on_window(manager: DialogManager, start: datetime, end: datetime) -> None:
    await keep(manager, starts_at=start.isoformat(), ends_at=end.isoformat(), timeless=None)


async def on_timeless(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await keep(manager, timeless=True, day=None, starts_at=None, ends_at=None)


day_window = order_window(
    Say("slots.day"),
    day_buttons(on_day),
    Button(Label("slots.timeless"), id="none", on_click=on_timeless),
    state=NewOrder.day,
    getter=get_days,
)
window_window = order_window(
    Say("slots.window", when="windows"),
    Say("slots.none", when="none"),
    window_buttons(day_of, on_window),
    Button(Label("slots.timeless"), id="none", on_click=on_timeless),
    window_input(day_of, on_window),
    state=NewOrder.window,
    getter=get_windows,
    other="slots.expects_window",
)
