"""Planning a visit from its card: another time, another end, another's place; who comes along; what is promised."""

from aiogram_dialog import Dialog

from dialogs.office.booking.confirm import confirm_window, reason_window
from dialogs.office.booking.crew import crew_window, master_reason_window, master_window
from dialogs.office.booking.menu import menu_window, open_booking
from dialogs.office.booking.move import day_window, month_window, slots_window, window_window
from dialogs.office.booking.promise import promise_window
from dialogs.office.booking.stretch import end_window
from dialogs.office.booking.swap import swap_window

__all__ = ["dialog", "open_booking"]

dialog = Dialog(
    menu_window,
    day_window,
    slots_window,
    month_window,
    window_window,
    end_window,
    swap_window,
    confirm_window,
    reason_window,
    crew_window,
    master_window,
    master_reason_window,
    promise_window,
)
