"""Finishing a visit: done, with a report, or not, with the reason."""

from aiogram_dialog import Dialog

from dialogs.master.finish.confirm import confirm_window
from dialogs.master.finish.note import note_window
from dialogs.master.finish.opening import open_finish, open_finish_list, visit_window
from dialogs.master.finish.outcome import outcome_window

__all__ = ["dialog", "open_finish", "open_finish_list"]

dialog = Dialog(visit_window, outcome_window, note_window, confirm_window)
