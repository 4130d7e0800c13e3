"""What is wrong, in the client's words."""

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Made, Say
from dialogs.office.neworder.fields import draft_of, keep, now
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import orders
from domain.texts import Texts


async def get_text(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, str]:
    return {"now": now((await draft_of(dialog_manager)).data.get("text", ""), t)}


async def on_text(manager: DialogManager, text: str) -> None:
    await keep(manager, text=orders.checked_text(text))


text_window = order_window(
    Say("neworder.text"),
    Made("now", when="now"),
    text_input(on_text),
    state=NewOrder.text,
    getter=get_text,
    other="expects.text",
)
