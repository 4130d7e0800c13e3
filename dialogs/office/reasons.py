"""Why the office does what it does: reasons that are often given as buttons, beside the typed ones."""

from collections.abc import Awaitable
from typing import Any, Protocol

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column

from dialogs import cards
from dialogs.common.finishing import finish
from dialogs.common.inputs import Handler, expects, text_input
from dialogs.common.lists import menu_button
from dialogs.common.opening import opened_with
from dialogs.common.widgets import Label, Say
from domain import access
from domain.access import Actor
from domain.models import Order


class Reasoned(Protocol):
    """A verb on an order that asks why."""

    def __call__(self, order_id: int, *, by: Actor, reason: str) -> Awaitable[None]: ...


def reason_buttons(keys: tuple[str, ...], handler: Handler) -> Column:
    """A button per text key; ``handler`` gets the text in the language of who pressed."""

    def button(number: int, key: str) -> Button:
        async def on_press(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
            await handler(manager, manager.middleware_data["t"](key))

        return Button(Label(key), id=f"r{number}", on_click=on_press)

    return Column(*(button(number, key) for number, key in enumerate(keys)))


def reason_dialog(
    verb: Reasoned, state: State, getter: Any, *, ask: str, done: str, keys: tuple[str, ...]
) -> Dialog:
    """One window that asks why something is done to an order; with the answer it is done, and the card comes anew."""

    async def on_reason(manager: DialogManager, text: str) -> None:
        data, order = manager.middleware_data, await order_of(manager)
        await verb(order.id, by=data["actor"], reason=text)
        await finish(manager, data["t"].html(done, number=order.number))
        await cards.open_card(data["bot"], data["held"], order.id, data["person"])

    return Dialog(
        Window(
            Say(ask),
            reason_buttons(keys, on_reason),
            menu_button(),
            text_input(on_reason),
            expects("expects.text"),
            state=state,
            getter=getter,
        )
    )


async def order_of(manager: DialogManager) -> Order:
    """The order that the dialog was opened for."""
    return await access.order_for(manager.middleware_data["actor"], opened_with(manager)["order"])
