"""The photos of a visit, put right: what each shows, and which of them should not be there."""

from aiogram_dialog import Dialog

from dialogs.master.photos.list import list_window
from dialogs.master.photos.opening import open_photos
from dialogs.master.photos.photo import photo_window
from dialogs.master.photos.remove import remove_window

__all__ = ["dialog", "open_photos"]

dialog = Dialog(list_window, photo_window, remove_window)
