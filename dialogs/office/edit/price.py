"""Another price, or the catalogue's."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.edit.order import carry_out, edit_window, order_of, show
from dialogs.states import EditOrder
from domain import money
from domain.editing import Edit, Field
from domain.texts import Texts


async def get_price(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, str]:
    order, _values = await show(dialog_manager, Field.PRICE)
    return {"usual": t.money(order.service.price), "price": t.money(order.price)}


async def on_text(manager: DialogManager, text: str) -> None:
    await carry_out(manager, Edit(price=money.parse(text)))


async def on_usual(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await carry_out(manager, Edit(price=(await order_of(manager)).service.price))


price_window = edit_window(
    Say("edit.price"),
    Button(Label("neworder.price_usual"), id="usual", on_click=on_usual),
    text_input(on_text),
    state=EditOrder.price,
    getter=get_price,
    other="expects.text",
)
