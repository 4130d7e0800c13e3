"""Photos of a visit, before the work and after it."""

from aiogram_dialog import Dialog

from dialogs.master.upload.opening import open_upload, open_upload_list
from dialogs.master.upload.photos import photos_window
from dialogs.master.upload.receiving import redraw_counts, router
from dialogs.master.upload.visit import visit_window

__all__ = ["dialog", "open_upload", "open_upload_list", "redraw_counts", "router"]

dialog = Dialog(visit_window, photos_window)
