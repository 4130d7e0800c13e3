"""Where the work is: a known address of the client, or a new one in words."""

from operator import attrgetter
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Column

from dialogs import view
from dialogs.common.inputs import location_input, text_input
from dialogs.common.lists import choice
from dialogs.common.widgets import Made, Say
from dialogs.office.neworder.fields import draft_of, keep, now
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import districts, geo, orders, people
from domain.access import Actor
from domain.models import Address, Client
from domain.texts import Texts

NOWHERE: dict[str, Any] = {"lat": None, "lon": None, "placeless": None, "district": None}


async def get_addresses(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    data = (await draft_of(dialog_manager)).data
    client = await Client.get_or_none(id=data["client_id"]) if "client_id" in data else None
    known = await Address.get_or_none(id=data.get("address_id"))
    return {
        "now": now(known.text if known else data.get("address", ""), t),
        "addresses": await people.addresses_of(client.id, by=actor) if client else [],
        "name": client.name if client else data.get("client_name", ""),
        "placed": "lat" in data and "address" not in data,
    }


async def on_text(manager: DialogManager, text: str) -> None:
    """An address in words. A link pasted here is the place, and the words are still wanted."""
    if is_link(text):
        await on_place(manager, *geo.parse(text))
        return
    address = orders.checked_address(text)
    data = (await draft_of(manager)).data
    if "address" in data or "address_id" in data:  # the place of the old words isn't that of the new
        await keep(manager, address=address, address_id=None, **NOWHERE)
    else:
        await keep(manager, address=address)


async def on_place(manager: DialogManager, lat: float, lon: float) -> None:
    district = await districts.near((lat, lon)) or None
    await keep(manager, lat=lat, lon=lon, placeless=None, district=district, address=None, address_id=None)


async def on_address(_query: CallbackQuery, _select: Any, manager: DialogManager, address_id: int) -> None:
    await keep(manager, address_id=address_id, address=None, **NOWHERE)


def is_link(text: str) -> bool:
    """Whether a text is a place on a map, and no address in words."""
    return "://" in text or text.lower().startswith("geo:")


def address_buttons(on_click: Any) -> Column:
    """The getter's ``addresses``, one button each; a press gives the address's id."""
    select = choice(
        "addresses", on_click, id="a", label=lambda address, _: view.short(address.text), of=attrgetter("id")
    )
    return Column(select)


address_window = order_window(
    Say("neworder.address_known", when="addresses"),
    Say("neworder.address_new", when=lambda data, *_: not data["addresses"]),
    Say("neworder.address_placed", when="placed"),
    Made("now", when="now"),
    address_buttons(on_address),
    text_input(on_text),
    location_input(on_place),
    state=NewOrder.address,
    getter=get_addresses,
    other="neworder.expects_address",
)
