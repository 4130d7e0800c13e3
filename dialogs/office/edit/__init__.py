"""Putting right an order that is made: each field by itself, at once; what it is now stands above."""

from aiogram_dialog import Dialog, DialogManager

from dialogs.common.opening import open_window
from dialogs.office.edit.address import address_window
from dialogs.office.edit.client import client_window
from dialogs.office.edit.district import district_window
from dialogs.office.edit.main import main_window
from dialogs.office.edit.place import place_window
from dialogs.office.edit.price import price_window
from dialogs.office.edit.priority import priority_window
from dialogs.office.edit.service import service_window
from dialogs.office.edit.text import text_window
from dialogs.states import EditOrder

__all__ = ["dialog", "open_edit"]

dialog = Dialog(
    main_window,
    text_window,
    priority_window,
    service_window,
    address_window,
    place_window,
    district_window,
    client_window,
    price_window,
)


async def open_edit(manager: DialogManager, order_id: int) -> None:
    """What of this order may be put right."""
    await open_window(manager, EditOrder.main, order=order_id)
