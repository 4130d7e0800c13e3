"""The way in."""

from datetime import date

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window
from dialogs.states import Team


async def open_team(manager: DialogManager, day: date | None = None) -> None:
    """The day of all masters, today unless told otherwise."""
    await open_window(manager, Team.day, **({"day": day.isoformat()} if day else {}))


async def open_team_master(manager: DialogManager, master_id: int) -> None:
    """The day of one of them, today."""
    await open_window(manager, Team.master, master=master_id)
