"""Why an order is late, in the office's words."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager, Window

from dialogs import cards
from dialogs.common.finishing import finish
from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Say
from dialogs.office.reasons import reason_buttons
from dialogs.states import Late
from domain import access, sla, standing
from domain.access import Actor
from domain.texts import Texts

REASONS = ("late.masters", "late.client", "late.part", "late.road")


async def get_order(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    order = await access.order_for(actor, _order_id(dialog_manager))
    stands = await standing.of_orders([order])
    return {"number": order.number, "clocks": await standing.words(order, stands[order.id], t)}


async def on_reason(manager: DialogManager, text: str) -> None:
    data = manager.middleware_data
    order = await access.order_for(data["actor"], _order_id(manager))
    await sla.explain(order.id, by=data["actor"], reason=text)
    await finish(manager, data["t"].html("late.done", number=order.number))
    await cards.open_card(data["bot"], data["held"], order.id, data["person"])


def _order_id(manager: DialogManager) -> int:
    return int(manager.start_data["order"])  # type: ignore[index,call-overload,arg-type]


dialog = Dialog(
    Window(
        Say("late.ask"),
        reason_buttons(REASONS, on_reason),
        menu_button(),
        text_input(on_reason),
        expects("expects.text"),
        state=Late.reason,
        getter=get_order,
    ),
)


async def open_late(manager: DialogManager, order_id: int) -> None:
    """Ask why this order is late."""
    await open_window(manager, Late.reason, order=order_id)
