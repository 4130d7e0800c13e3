"""What all dialogs share."""

from dialogs.common import find, menu

dialogs = [menu.dialog, find.dialog]
