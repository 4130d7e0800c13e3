"""Finding a master for a visit: asking several, or telling one."""

from aiogram_dialog import Dialog

from dialogs.office.assign.masters import masters_window
from dialogs.office.assign.opening import open_assign, open_assign_list, open_assign_number
from dialogs.office.assign.order import order_window
from dialogs.office.assign.override import override_window
from dialogs.office.assign.when import day_window, month_window, slots_window, window_window

__all__ = ["dialog", "open_assign", "open_assign_list", "open_assign_number"]

dialog = Dialog(
    order_window,
    day_window,
    slots_window,
    month_window,
    window_window,
    masters_window,
    override_window,
)
