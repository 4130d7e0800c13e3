"""The client's side."""

from dialogs.client import orders

dialogs = [orders.dialog]
