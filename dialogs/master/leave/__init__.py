"""A master's absences: what he has asked for, and asking for one more."""

from aiogram_dialog import Dialog

from dialogs.master.leave.confirm import confirm_window
from dialogs.master.leave.days import first_window, last_window
from dialogs.master.leave.kind import kind_window
from dialogs.master.leave.note import note_window
from dialogs.master.leave.opening import open_leave, open_leave_days
from dialogs.master.leave.own import list_window, one_window

__all__ = ["dialog", "open_leave", "open_leave_days"]

dialog = Dialog(list_window, one_window, kind_window, first_window, last_window, note_window, confirm_window)
