"""A master's own schedule: a day or a week of visits, gaps, absences and hours."""

from aiogram_dialog import Dialog

from dialogs.master.schedule.day import day_window
from dialogs.master.schedule.opening import open_schedule, open_week
from dialogs.master.schedule.week import week_window

__all__ = ["dialog", "open_schedule", "open_week"]

dialog = Dialog(day_window, week_window)
