"""The client's name or phone put right, on all of his orders."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Column

from dialogs.common.inputs import text_input
from dialogs.common.lists import choice
from dialogs.common.widgets import Say
from dialogs.office.edit.order import carry_out, edit_window, order_of, show
from dialogs.states import EditOrder
from domain import people
from domain.editing import Edit, Field
from domain.texts import Texts


async def get_client(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    order, values = await show(dialog_manager, Field.CLIENT, Field.PHONE)
    numbers = await _numbers(dialog_manager)
    chosen = dialog_manager.dialog_data.get("phone")
    return {
        "name": values[Field.CLIENT],
        "phones": ", ".join(map(people.shown_phone, numbers)) or "—",
        "several": len(numbers) > 1,
        "numbers": [(n, number, n == chosen) for n, number in enumerate(numbers)] if len(numbers) > 1 else [],
        "number": order.number,
    }


async def on_text(manager: DialogManager, text: str) -> None:
    """A name, a phone, or both in one line."""
    phone, name = people.split_contact(text)
    chosen, numbers = manager.dialog_data.get("phone"), await _numbers(manager)
    old = numbers[chosen] if chosen is not None and chosen < len(numbers) else None
    await carry_out(manager, Edit(client_name=name or None, phone=phone, old_phone=old))


async def on_number(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    manager.dialog_data["phone"] = number


async def _numbers(manager: DialogManager) -> list[str]:
    return sorted(phone.number for phone in await (await order_of(manager)).client.phones.all())


def label(item: tuple[int, str, bool], _: Texts) -> str:
    _number, phone, chosen = item
    return f"{'✓ ' if chosen else ''}{people.shown_phone(phone)}"


client_window = edit_window(
    Say("edit.client"),
    Say("edit.client_several", when="several"),
    Column(choice("numbers", on_number, id="n", label=label)),
    text_input(on_text),
    state=EditOrder.client,
    getter=get_client,
    other="edit.expects_client",
)
