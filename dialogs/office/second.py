"""A further visit that the office wants: what for."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager, Window

from dialogs.common.finishing import finish
from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Say
from dialogs.office.assign import open_assign
from dialogs.office.reasons import order_of, reason_buttons
from dialogs.states import SecondVisit
from domain import visits

REASONS = ("second.part", "second.unfinished", "second.complaint")


async def get_order(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    order = await order_of(dialog_manager)
    return {"number": order.number, "name": order.client.name}


async def on_note(manager: DialogManager, text: str) -> None:
    """The visit is made, and its time asked for at once."""
    data = manager.middleware_data
    order = await order_of(manager)
    visit = await visits.second_visit(order.id, by=data["actor"], note=text)
    await finish(manager, data["t"].html("second.done", number=order.number))
    await open_assign(manager, visit.id)


dialog = Dialog(
    Window(
        Say("second.ask"),
        reason_buttons(REASONS, on_note),
        menu_button(),
        text_input(on_note),
        expects("expects.text"),
        state=SecondVisit.note,
        getter=get_order,
    ),
)


async def open_second(manager: DialogManager, order_id: int) -> None:
    """Ask what the client is visited again for."""
    await open_window(manager, SecondVisit.note, order=order_id)
