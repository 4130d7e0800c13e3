"""Choosing a day and a window: pieces for every dialog that plans work."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, SwitchTo

from dialogs import view
from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import Pages, choice, list_of
from dialogs.common.month import Month, MonthDays, days_in, month_shown
from dialogs.common.turning import today
from dialogs.common.widgets import Label, Say
from domain import company, days, free, schedule, slots
from domain.errors import Invalid
from domain.schedule import Work
from domain.texts import Texts

OnDay = Callable[[DialogManager, date], Awaitable[None]]
OnWindow = Callable[[DialogManager, datetime, datetime], Awaitable[None]]
DayOf = Callable[[DialogManager], Awaitable[date]]
MinutesOf = Callable[[DialogManager], Awaitable[int]]
Time = TypeVar("Time")  # a window, or one end of it

DAYS_LOOKED_AT = 14
CLOSED = "×"
# What stands beside a day of the month, by the share of all the visits that masters may do in a day.
BUSY = ((1, "●"), (2 / 3, "◕"), (1 / 3, "◑"), (0, "◔"))


async def get_days(t: Texts, **_: Any) -> dict[str, Any]:
    """The next days with how much is planned for them; today while a window of it is left."""
    zone = await company.zone()
    of_today, *others = await slots.days()
    (hours,) = await slots.companys(of_today[0])
    found = []
    for day, planned in [of_today, *others] if slots.windows(hours, zone) else others:
        name = t.short_day(slots.noon(day, zone), zone)
        found.append((day.toordinal(), f"{name} · {planned}" if planned else name))
    return {"days": found}


async def get_month(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    """A month with how busy its days are."""
    first = await month_shown(dialog_manager)
    found = await slots.busy(first, days_in(first))
    marks = {day: _mark(busy) for day, busy in found.items()}
    return {"name": view.capital(t.month(first)), "month": Month(first, await today(), marks)}


def _mark(busy: slots.Busy) -> str:
    if not busy.hours.spans:
        return CLOSED
    if not busy.planned:
        return ""
    return next(mark for share, mark in BUSY if busy.share >= share)


async def nearest(
    skill: str, minutes: int, work: Work, t: Texts, *, but: int | None = None
) -> dict[str, Any]:
    """The nearest free slots with who could come, or how many could."""
    zone = await company.zone()
    found = await free.free_slots(skill, minutes, work, await today(), DAYS_LOOKED_AT, but=but)
    return {
        "slots": [(_key(slot.starts_at), _slot(slot, zone, t)) for slot in found],
        "some": bool(found),
        "none": not found,
        "days": t.count("count.days", DAYS_LOOKED_AT),
        "duration": t.duration(minutes),
    }


def _slot(slot: free.Slot, zone: str, t: Texts) -> str:
    (name, *others) = [master.person.name for master in slot.masters]
    return view.short(
        t(
            "slots.slot_many" if others else "slots.slot_one",
            day=view.capital(t.short_day(slot.starts_at, zone)),
            window=span(slot.starts_at, slot.ends_at, zone, t),
            name=name,
            n=len(slot.masters),
        ),
        48,
    )


def slot_buttons(minutes_of: MinutesOf, on_window: OnWindow) -> Pages:
    """The getter's slots, one wide button each, in pages."""

    async def on_press(_query: CallbackQuery, _select: Any, manager: DialogManager, key: int) -> None:
        start = datetime.fromtimestamp(key * 60, UTC)
        await on_window(manager, *slots.checked(start, start + timedelta(minutes=await minutes_of(manager))))

    return list_of("slots", on_press)


async def windows_of(
    day: date, skill: str, work: Work, t: Texts, minutes: int | None = None, *, but: int | None = None
) -> dict[str, Any]:
    """The windows of a day with how many masters can come there, and the day in words."""
    zone = await company.zone()
    found = await slots.windows_of(day, skill, work, minutes, but=but)
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

    return Group(choice("days", on_press, id="d", label=lambda item, _: view.capital(item[1])), width=2)


def day_input(on_day: OnDay, on_window: OnWindow, minutes_of: MinutesOf) -> MessageInput:
    """A day of one's own, as text; a time may follow it: ``завтра 10-12``, or ``завтра 14:00`` for so many minutes."""

    async def on_text(manager: DialogManager, text: str) -> None:
        day, rest = _day_off(text, await today())
        if day < await today():
            raise Invalid("invalid.days_past")
        if rest:
            await on_window(manager, *await _time_in(rest, day, manager, minutes_of))
        else:
            await on_day(manager, day)

    return text_input(on_text)


def _day_off(text: str, now: date) -> tuple[date, str]:
    """The day a text begins with, and the rest of it. Raises :class:`Invalid`."""
    words = text.split()
    for count in range(len(words), 0, -1):
        with suppress(Invalid):
            return days.parse(" ".join(words[:count]).rstrip(",;"), now), " ".join(words[count:])
    raise Invalid("invalid.day")


def window_buttons(day_of: DayOf, on_window: OnWindow) -> Group:
    """The getter's windows, two in a row."""

    async def on_press(_query: CallbackQuery, _select: Any, manager: DialogManager, key: int) -> None:
        (hours,) = await slots.companys(await day_of(manager))
        for start, end in slots.windows(hours, await company.zone()):
            if _key(start) == key:
                await on_window(manager, start, end)
                return
        raise Invalid("invalid.window_past")

    return Group(choice("windows", on_press, id="w"), width=2)


def window_input(day_of: DayOf, on_window: OnWindow, minutes_of: MinutesOf) -> MessageInput:
    """A window of one's own, as text, or its beginning alone for so many minutes; another day may be named before."""

    async def on_text(manager: DialogManager, text: str) -> None:
        async def read(rest: str, day: date) -> tuple[datetime, datetime]:
            return await _time_in(rest, day, manager, minutes_of)

        await on_window(manager, *await on_its_day(text, await day_of(manager), read))

    return text_input(on_text)


async def on_its_day(text: str, day: date, read: Callable[[str, date], Awaitable[Time]]) -> Time:
    """What a time means on ``day``, or on the day that is named before it: ``завтра 14-16``. Raises as ``read``."""
    try:
        return await read(text, day)
    except Invalid:
        now = await today()
        try:
            named, rest = _day_off(text, now)
        except Invalid:
            named, rest = day, ""
        if not rest:
            raise
    if named < now:
        raise Invalid("invalid.days_past")
    return await read(rest, named)


async def _time_in(
    text: str, day: date, manager: DialogManager, minutes_of: MinutesOf
) -> tuple[datetime, datetime]:
    start, end = read_time(text, day, await company.zone())
    return (start, end) if end else slots.checked(start, start + timedelta(minutes=await minutes_of(manager)))


def read_time(text: str, day: date, zone: str) -> tuple[datetime, datetime | None]:
    """The window a text names, or its beginning alone. Raises :class:`Invalid`."""
    try:
        return slots.parse(text, day, zone)
    except Invalid as refused:
        if refused.key != "invalid.window_text":
            raise
    try:
        return slots.parse_time(text, day, zone), None
    except Invalid:  # here either would do
        raise Invalid("invalid.window_or_start") from None


def month_step(
    state: State, back: State, on_day: OnDay, on_window: OnWindow, minutes_of: MinutesOf
) -> Window:
    """The window that shows a month with how busy its days are; ``back`` is where the next days are."""
    return Window(
        Say("slots.busy"),
        MonthDays(on_day),
        SwitchTo(Label("button.back"), id="back", state=back),
        day_input(on_day, on_window, minutes_of),
        expects("schedule.expects_day"),
        state=state,
        getter=get_month,
    )


def window_step(
    state: State, back: State, day_of: DayOf, on_window: OnWindow, minutes_of: MinutesOf, getter: Any
) -> Window:
    """The window that asks which window of the day; ``back`` is where the day is chosen."""
    return Window(
        Say("slots.window", when="windows"),
        Say("slots.none", when="none"),
        window_buttons(day_of, on_window),
        SwitchTo(Label("button.back"), id="back", state=back),
        window_input(day_of, on_window, minutes_of),
        expects("slots.expects_window"),
        state=state,
        getter=getter,
    )


def _key(start: datetime) -> int:
    return int(start.timestamp() // 60)
