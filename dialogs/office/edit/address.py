"""Another address: a known one of the client, or a new one in words; a location is the place of the present one."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs.common.inputs import location_input, text_input
from dialogs.common.widgets import Say
from dialogs.office.edit.order import carry_out, edit_window, order_of, show
from dialogs.office.neworder.address import address_buttons, is_link
from dialogs.states import EditOrder
from domain import drafts, geo, orders, people
from domain.access import Actor
from domain.editing import Edit, Field
from domain.models import Visit


async def get_addresses(dialog_manager: DialogManager, actor: Actor, **_: Any) -> dict[str, Any]:
    order, values = await show(dialog_manager, Field.ADDRESS, Field.PLACE)
    known = await people.addresses_of(order.client_id, by=actor)
    return {
        "addresses": [one for one in known if one.id != order.address_id],
        "address": values[Field.ADDRESS],
    }


async def on_text(manager: DialogManager, text: str) -> None:
    """An address in words, whose place is asked next; a link or coordinates are the place of the present one."""
    if is_link(text):
        await _place(manager, *geo.parse(text))
        return
    order = await order_of(manager)
    visit = orders.current(await Visit.filter(order_id=order.id))
    assert visit is not None  # an order has one from the beginning
    draft = await drafts.begin(
        by=manager.middleware_data["actor"],
        kind="edit",
        step=str(EditOrder.place.state),
        subject=visit.id,
        fresh=True,
        address=orders.checked_address(text),
    )
    manager.dialog_data["draft"] = draft.id
    await manager.switch_to(EditOrder.place)


async def on_address(_query: CallbackQuery, _select: Any, manager: DialogManager, address_id: int) -> None:
    await carry_out(manager, Edit(address_id=address_id))


async def _place(manager: DialogManager, lat: float, lon: float) -> None:
    await carry_out(manager, Edit(place=orders.Place("", lat, lon)))


address_window = edit_window(
    Say("edit.address"),
    address_buttons(on_address),
    text_input(on_text),
    location_input(_place),
    state=EditOrder.address,
    getter=get_addresses,
    other="neworder.expects_address",
)
