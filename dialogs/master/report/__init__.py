"""The work report: works, price, parts, time, recommendation, preview."""

from aiogram_dialog import Dialog

from dialogs.master.report.minutes import minutes_window
from dialogs.master.report.opening import open_report, open_report_list, visit_window
from dialogs.master.report.parts import parts_window
from dialogs.master.report.preview import preview_window
from dialogs.master.report.price import price_window
from dialogs.master.report.recommendation import recommendation_window
from dialogs.master.report.works import works_window

__all__ = ["dialog", "open_report", "open_report_list"]

dialog = Dialog(
    visit_window,
    works_window,
    price_window,
    parts_window,
    minutes_window,
    recommendation_window,
    preview_window,
)
