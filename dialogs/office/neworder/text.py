"""What is wrong, in the client's words."""

from aiogram_dialog import DialogManager

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Say
from dialogs.office.neworder.fields import keep
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import orders


async def on_text(manager: DialogManager, text: str) -> None:
    await keep(manager, text=orders.checked_text(text))


text_window = order_window(
    Say("neworder.text"), text_input(on_text), state=NewOrder.text, other="expects.text"
)
