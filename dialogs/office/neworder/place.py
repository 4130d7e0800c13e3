"""The address on the map, for the way there: a location, a link, coordinates, or none."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import location_input, text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.neworder.fields import draft_of, keep
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import districts, geo


async def get_address(dialog_manager: DialogManager, **_: Any) -> dict[str, str]:
    return {"address": (await draft_of(dialog_manager)).data.get("address", "")}


async def on_text(manager: DialogManager, text: str) -> None:
    await on_place(manager, *geo.parse(text))


async def on_place(manager: DialogManager, lat: float, lon: float) -> None:
    district = await districts.near((lat, lon)) or None  # that of the neighbours needn't be asked for
    await keep(manager, lat=lat, lon=lon, placeless=None, district=district)


async def on_placeless(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await keep(manager, placeless=True, lat=None, lon=None)


place_window = order_window(
    Say("neworder.place"),
    Button(Label("neworder.placeless"), id="none", on_click=on_placeless),
    text_input(on_text),
    location_input(on_place),
    state=NewOrder.place,
    getter=get_address,
    other="neworder.expects_place",
)
