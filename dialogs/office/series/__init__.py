"""Recurring orders: the list, one of them with what is ahead, one time of it; and saying when an order is repeated."""

from aiogram_dialog import Dialog

from dialogs.office.series.card import card_window
from dialogs.office.series.end import end_window
from dialogs.office.series.list import list_window
from dialogs.office.series.master import given_window, master_window
from dialogs.office.series.move import day_window, month_window, window_window
from dialogs.office.series.moving import moving_window
from dialogs.office.series.occurrence import occurrence_window
from dialogs.office.series.opening import open_repeat, open_series_list
from dialogs.office.series.preview import preview_window
from dialogs.office.series.rule import rule_window
from dialogs.office.series.skip import skip_window
from dialogs.office.series.skipped import skipped_window
from dialogs.office.series.time import time_window

__all__ = ["dialog", "open_repeat", "open_series_list", "repeat_dialog"]

dialog = Dialog(
    *(list_window, card_window, occurrence_window, skip_window, skipped_window, master_window, given_window),
    *(day_window, month_window, window_window, moving_window, end_window),
)
repeat_dialog = Dialog(rule_window, preview_window, time_window)
