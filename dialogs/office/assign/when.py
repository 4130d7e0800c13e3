"""When: for a visit that has no time yet, or whose time suits nobody."""

from datetime import date, datetime
from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Row, SwitchTo

from dialogs.common.inputs import buttons_only, expects
from dialogs.common.lists import menu_button
from dialogs.common.widgets import Label, Say
from dialogs.office.assign.visit import length_of, visit_of
from dialogs.office.slots import (
    day_buttons,
    day_input,
    get_days,
    month_step,
    nearest,
    slot_buttons,
    window_step,
    windows_of,
)
from dialogs.states import Assign
from domain import booking, clock, company, crew, orders, schedule
from domain.texts import Texts


async def get_visit(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    return {"number": visit.order.number, "planned": visit.starts_at is not None}


async def day_of(manager: DialogManager) -> date:
    """The day chosen before; today when there is none."""
    text = manager.dialog_data.get("day")
    return date.fromisoformat(text) if text else clock.local(clock.now(), await company.zone()).date()


async def get_windows(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    work = schedule.work_of(visit.order)
    return await windows_of(await day_of(dialog_manager), visit.order.service.skill, work, t)


async def on_day(manager: DialogManager, day: date) -> None:
    manager.dialog_data["day"] = day.isoformat()
    await manager.switch_to(Assign.window)


async def on_window(manager: DialogManager, start: datetime, end: datetime) -> None:
    visit, by = await visit_of(manager), manager.middleware_data["actor"]
    if len(await crew.of(visit)) > 1:  # the others go along, if they can
        await booking.plan(
            visit.id,
            starts_at=start,
            ends_at=end,
            master_id=None,
            version=visit.version,
            agreed=True,
            by=by,
        )
    else:
        await orders.set_window(visit.id, start, end, by=by)
    manager.dialog_data["noted"] = True
    await manager.switch_to(Assign.masters)


async def get_slots(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    work, service = schedule.work_of(visit.order), visit.order.service
    return await nearest(service.skill, service.minutes, work, t, but=visit.id)


async def minutes_of(manager: DialogManager) -> int:
    """How long the work usually takes."""
    return (await visit_of(manager)).order.service.minutes


async def visit_minutes(manager: DialogManager) -> int:
    """How long the visit is planned to take."""
    return int(length_of(await visit_of(manager)).total_seconds()) // 60


day_window = Window(
    Say("assign.day"),
    Say("slots.day_typed"),
    SwitchTo(Label("slots.nearest"), id="nearest", state=Assign.slots),
    day_buttons(on_day),
    SwitchTo(Label("slots.month"), id="month", state=Assign.month),
    Row(SwitchTo(Label("button.back"), id="back", state=Assign.masters, when="planned"), menu_button()),
    day_input(on_day, on_window, visit_minutes),
    expects("schedule.expects_day"),
    state=Assign.day,
    getter=[get_visit, get_days],
)
slots_window = Window(
    Say("slots.slots", when="some"),
    Say("slots.no_slots", when="none"),
    slot_buttons(minutes_of, on_window),
    SwitchTo(Label("button.back"), id="back", state=Assign.day),
    buttons_only,
    state=Assign.slots,
    getter=get_slots,
)
month_window = month_step(Assign.month, Assign.day, on_day, on_window, visit_minutes)
window_window = window_step(Assign.window, Assign.day, day_of, on_window, visit_minutes, get_windows)
