"""The team's day: every master with hours, visits and free gaps, and one of them at length."""

from aiogram_dialog import Dialog

from dialogs.office.team.day import day_window
from dialogs.office.team.master import master_window
from dialogs.office.team.opening import open_team, open_team_master

__all__ = ["dialog", "open_team", "open_team_master"]

dialog = Dialog(day_window, master_window)
