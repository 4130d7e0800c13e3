"""What masters ask for: the list, one with the visits it meets, and why not."""

from aiogram_dialog import Dialog

from dialogs.office.absences.one import cancel_window, one_window
from dialogs.office.absences.opening import open_absence, open_absences
from dialogs.office.absences.reason import reason_window
from dialogs.office.absences.waiting import list_window

__all__ = ["dialog", "open_absence", "open_absences"]

dialog = Dialog(list_window, one_window, cancel_window, reason_window)
