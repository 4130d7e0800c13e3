"""The way in."""

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window
from dialogs.office.hours.wishes import Windows
from dialogs.states import Settings

WINDOWS = Windows("hours", Settings.main, Settings.week, Settings.days, Settings.confirm)


async def open_settings(manager: DialogManager) -> None:
    """What the company is called and decides of time."""
    await open_window(manager, Settings.main)
