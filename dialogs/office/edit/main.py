"""The order as it is, and what of it may be put right."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo

from dialogs import cards, view
from dialogs.common.finishing import finish
from dialogs.common.inputs import buttons_only
from dialogs.common.widgets import Label, Made
from dialogs.office.edit.order import order_of
from dialogs.states import EditOrder
from domain.texts import Texts

TEXT_SHOWN = 1500
FIELDS: dict[str, State] = {
    "text": EditOrder.text,
    "priority": EditOrder.priority,
    "service": EditOrder.service,
    "address": EditOrder.address,
    "district": EditOrder.district,
    "client": EditOrder.client,
    "price": EditOrder.price,
}


async def get_order(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, str]:
    order = await order_of(dialog_manager)
    address = view.where(order.address, t)
    lines = [
        _said(dialog_manager, t),
        t.html("edit.title", number=order.number),
        await view.contact(order.client, t),
        address if order.address.lat is not None else f"{address}\n{t.html('neworder.preview_placeless')}",
        view.in_district(order.address.district, t),
        view.what(order, t, TEXT_SHOWN),
        t.html("neworder.preview_priority", priority=t(f"priority.{order.priority}")),
        t.html("card.price", price=t.money(order.price)),
        *_misfits(dialog_manager, t),
    ]
    return {"order": view.joined(lines)}


def _said(manager: DialogManager, t: Texts) -> str | None:
    """What has just been done here."""
    changed = manager.dialog_data.get("changed")
    if changed is None:
        return None
    fields = ", ".join(t(f"edit.field.{field}") for field in changed)
    return t.html("edit.changed", fields=fields) if changed else t.html("edit.same")


def _misfits(manager: DialogManager, t: Texts) -> list[str]:
    """Masters who have the order before them, with what keeps them from it only since the last change."""
    return [
        t.html("edit.misfit", name=name, reasons="; ".join(map(t.reason, rows)))
        for name, rows in manager.dialog_data.get("misfits", [])
    ]


async def on_done(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    data, order = manager.middleware_data, await order_of(manager)
    await finish(manager, data["t"].html("edit.done", number=order.number))
    await cards.open_card(data["bot"], data["held"], order.id, data["person"])


main_window = Window(
    Made("order"),
    Group(
        *(SwitchTo(Label(f"neworder.edit.{name}"), id=name, state=state) for name, state in FIELDS.items()),
        width=2,
    ),
    Button(Label("edit.ready"), id="done", on_click=on_done),
    buttons_only,
    state=EditOrder.main,
    getter=get_order,
)
