"""A master's time, for the office: hours, single days, areas, home, how far he goes, absences entered for him."""

from aiogram_dialog import Dialog

from dialogs.office.hours.confirm import confirm_window
from dialogs.office.hours.days import days_window
from dialogs.office.hours.week import week_window
from dialogs.office.mastertime.away import away_window, days_window_of_absence, kind_window
from dialogs.office.mastertime.home import home_window
from dialogs.office.mastertime.main import main_window
from dialogs.office.mastertime.opening import WINDOWS, open_master_time
from dialogs.office.mastertime.where import areas_window, radius_window

__all__ = ["dialog", "open_master_time"]

dialog = Dialog(
    main_window,
    week_window(WINDOWS),
    days_window(WINDOWS),
    confirm_window(WINDOWS),
    areas_window,
    radius_window,
    home_window,
    kind_window,
    days_window_of_absence,
    away_window,
)
