"""Choosing a day and a window: pieces for every dialog that plans work."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, Select

from dialogs import view
from dialogs.common.inputs import text_input
from dialogs.common.widgets import ItemLabel
from domain import company, schedule, slots
from domain.errors import Invalid
from domain.schedule import Work
from domain.texts import Texts

OnDay = Callable[[DialogManager, date], Awaitable[None]]
OnWindow = Callable[[DialogManager, datetime, datetime], Awaitable[None]]
DayOf = Callable[[DialogManager], Awaitable[date]]


async def get_days(t: Texts, **_: Any) -> dict[str, Any]:
    """The next days with how much is planned for them; today while a window of it is left."""
    zone = await company.zone()
    today, *others = await slots.days()
    (hours_today,) = await slots.companys(today[0])
    days = []
    for day, planned in [today, *others] if slots.windows(hours_today, zone) else others:
        name = t.short_day(slots.noon(day, zone), zone)
        days.append((day.toordinal(), f"{name} · {planned}" if planned else name))
    return {"days": days}


async def windows_of(day: date, skill: str, work: Work, t: Texts) -> dict[str, Any]:
    """The windows of a day with how many masters can come there, and the day in words."""
    zone = await company.zone()
    found = await slots.windows_of(day, skill, work)
    windows = [
        (_key(start), t("slots.window_free", window=span(start, end, zone, t), n=free))
        for (start, end), free in found
    ]
    (hours,) = await slots.companys(day)
    return {
        "windows": windows,
        "none": not windows,
        "closed": "" if hours.spans else f" ({t.reason(schedule.no_hours(hours).row())})",
        "day": view.capital(t.day(slots.noon(day, zone), zone)),
    }


def span(start: datetime, end: datetime, zone: str, t: Texts) -> str:
    """A window as short as a button needs it: ``9–11``, ``14:30–16:00``."""
    times = [t.time(start, zone), t.time(end, zone)]
    if all(one.endswith(":00") for one in times):
        times = [str(int(one.removesuffix(":00"))) for one in times]
    return "–".join(times)


def day_buttons(on_day: OnDay) -> Group:
    """The getter's days, two in a row."""

    async def on_press(_query: CallbackQuery, _select: Any, manager: DialogManager, ordinal: int) -> None:
        await on_day(manager, date.fromordinal(ordinal))

    return Group(
        Select(
            ItemLabel(lambda item, _: view.capital(item[1])),
            id="d",
            item_id_getter=lambda item: item[0],
            items="days",
            type_factory=int,
            on_click=on_press,
        ),
        width=2,
    )


def window_buttons(day_of: DayOf, on_window: OnWindow) -> Group:
    """The getter's windows, two in a row."""

    async def on_press(_query: CallbackQuery, _select: Any, manager: DialogManager, key: int) -> None:
        (hours,) = await slots.companys(await day_of(manager))
        for start, end in slots.windows(hours, await company.zone()):
            if _key(start) == key:
                await on_window(manager, start, end)
                return
        raise Invalid("invalid.window_past")

    return Group(
        Select(
            ItemLabel(lambda item, _: item[1]),
            id="w",
            item_id_getter=lambda item: item[0],
            items="windows",
            type_factory=int,
            on_click=on_press,
        ),
        width=2,
    )


def window_input(day_of: DayOf, on_window: OnWindow) -> MessageInput:
    """A window of one's own, as text."""

    async def on_text(manager: DialogManager, text: str) -> None:
        start, end = slots.parse(text, await day_of(manager), await company.zone())
        await on_window(manager, start, end)

    return text_input(on_text)


def _key(start: datetime) -> int:
    return int(start.timestamp() // 60)
