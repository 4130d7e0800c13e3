"""Putting an order on hold: why."""

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window
from dialogs.office.reasons import order_of, reason_dialog
from dialogs.states import Hold
from domain import holds

REASONS = ("hold.part", "hold.client", "hold.address")


async def get_order(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    order = await order_of(dialog_manager)
    return {"number": order.number, "name": order.client.name}


dialog = reason_dialog(holds.begin, Hold.reason, get_order, ask="hold.ask", done="hold.done", keys=REASONS)


async def open_hold(manager: DialogManager, order_id: int) -> None:
    """Ask why this order is put on hold."""
    await open_window(manager, Hold.reason, order=order_id)
