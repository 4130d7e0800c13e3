"""The way in."""

from datetime import date

from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.common.opening import open_window


async def open_schedule(manager: DialogManager, day: date | None = None) -> None:
    """The acting master's day, today unless told otherwise."""
    await open_window(manager, states.Schedule.day, **({"day": day.isoformat()} if day else {}))


async def open_week(manager: DialogManager) -> None:
    """The acting master's week."""
    await open_window(manager, states.Schedule.week)
