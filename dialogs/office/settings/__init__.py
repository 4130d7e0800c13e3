"""What the company decides, in short: its name, hours, single days, holidays, zone, promises, numbers. For admins."""

from aiogram_dialog import Dialog

from dialogs.office.hours.confirm import confirm_window
from dialogs.office.hours.days import days_window
from dialogs.office.hours.week import week_window
from dialogs.office.settings.holidays import holidays_window
from dialogs.office.settings.main import main_window
from dialogs.office.settings.name import name_window
from dialogs.office.settings.numbers import number_window, numbers_window
from dialogs.office.settings.opening import WINDOWS, open_settings
from dialogs.office.settings.rules import rule_window, rules_window, services_window
from dialogs.office.settings.zone import zone_window

__all__ = ["dialog", "open_settings"]

dialog = Dialog(
    main_window,
    name_window,
    week_window(WINDOWS),
    days_window(WINDOWS),
    holidays_window,
    zone_window,
    rules_window,
    services_window,
    rule_window,
    numbers_window,
    number_window,
    confirm_window(WINDOWS),
)
