"""A price other than the catalogue's."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.neworder.fields import draft_of, keep
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import money
from domain.models import Service
from domain.texts import Texts


async def get_price(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, str]:
    service = await Service.get_or_none(id=(await draft_of(dialog_manager)).data.get("service_id"))
    return {"usual": t.money(service.price if service else None)}


async def on_text(manager: DialogManager, text: str) -> None:
    await keep(manager, price=money.parse(text))


async def on_usual(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await keep(manager, price=None)


price_window = order_window(
    Say("neworder.price"),
    Button(Label("neworder.price_usual"), id="usual", on_click=on_usual),
    text_input(on_text),
    state=NewOrder.price,
    getter=get_price,
    other="expects.text",
)
