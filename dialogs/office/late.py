"""Why an order is late, in the office's words."""

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window
from dialogs.office.reasons import order_of, reason_dialog
from dialogs.states import Late
from domain import sla, standing
from domain.texts import Texts

REASONS = ("late.masters", "late.client", "late.part", "late.road")


async def get_order(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    order = await order_of(dialog_manager)
    stands = await standing.of_orders([order])
    return {"number": order.number, "clocks": await standing.words(order, stands[order.id], t)}


dialog = reason_dialog(sla.explain, Late.reason, get_order, ask="late.ask", done="late.done", keys=REASONS)


async def open_late(manager: DialogManager, order_id: int) -> None:
    """Ask why this order is late."""
    await open_window(manager, Late.reason, order=order_id)
