"""Accepting and declining."""

from aiogram_dialog import Dialog

from dialogs.master.answer.accept import accept_window
from dialogs.master.answer.confirm import confirm_window
from dialogs.master.answer.opening import decline_window, open_accept_list, open_decline, open_decline_list
from dialogs.master.answer.reason import reason_window
from dialogs.master.answer.taken import say_taken
from dialogs.master.answer.tight import say_tight

__all__ = ["dialog", "open_accept_list", "open_decline", "open_decline_list", "say_taken", "say_tight"]

dialog = Dialog(accept_window, decline_window, reason_window, confirm_window)
