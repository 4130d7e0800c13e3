"""The name of a client we don't know yet."""

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Say
from dialogs.office.neworder.client import client_of
from dialogs.office.neworder.fields import draft_of, keep
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import people


async def get_phone(dialog_manager: DialogManager, **_: Any) -> dict[str, str]:
    number = (await draft_of(dialog_manager)).data.get("client_phone")
    return {"phone": people.shown_phone(number) if number else ""}


async def on_name(manager: DialogManager, text: str) -> None:
    """A name; a line with a phone in it is another caller, taken as the first question takes it."""
    phone, _ = people.split_contact(text)
    if phone is None:
        await keep(manager, client_name=people.normal_name(text))
        return
    draft = await draft_of(manager)
    await keep(manager, **await client_of(text, draft.data, manager.middleware_data["actor"]))


client_name_window = order_window(
    Say("neworder.client_name"),
    text_input(on_name),
    state=NewOrder.client_name,
    getter=get_phone,
    other="expects.text",
)
