"""Putting an order on hold: why."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager, Window

from dialogs import cards
from dialogs.common.finishing import finish
from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Say
from dialogs.office.reasons import reason_buttons
from dialogs.states import Hold
from domain import access, holds
from domain.access import Actor

REASONS = ("hold.part", "hold.client", "hold.address")


async def get_order(dialog_manager: DialogManager, actor: Actor, **_: Any) -> dict[str, Any]:
    order = await access.order_for(actor, _order_id(dialog_manager))
    return {"number": order.number, "name": order.client.name}


async def on_reason(manager: DialogManager, text: str) -> None:
    data = manager.middleware_data
    order = await access.order_for(data["actor"], _order_id(manager))
    await holds.begin(order.id, by=data["actor"], reason=text)
    await finish(manager, data["t"].html("hold.done", number=order.number))
    await cards.open_card(data["bot"], data["held"], order.id, data["person"])


def _order_id(manager: DialogManager) -> int:
    return int(manager.start_data["order"])  # type: ignore[index,call-overload,arg-type]


dialog = Dialog(
    Window(
        Say("hold.ask"),
        reason_buttons(REASONS, on_reason),
        menu_button(),
        text_input(on_reason),
        expects("expects.text"),
        state=Hold.reason,
        getter=get_order,
    ),
)


async def open_hold(manager: DialogManager, order_id: int) -> None:
    """Ask why this order is put on hold."""
    await open_window(manager, Hold.reason, order=order_id)
