"""The new address on the map: a location, a link, coordinates, or none."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import expects, location_input, text_input
from dialogs.common.opening import opened_with
from dialogs.common.widgets import Label, Say
from dialogs.office.edit.order import carry_out, order_of, show
from dialogs.states import EditOrder
from domain import drafts, geo
from domain.editing import Edit, Field
from domain.models import Draft
from domain.orders import Place


async def get_address(dialog_manager: DialogManager, **_: Any) -> dict[str, str]:
    draft = await _draft(dialog_manager)
    _order, values = await show(dialog_manager, Field.ADDRESS, Field.PLACE)
    return {"address": draft.data["address"], "now": values[Field.ADDRESS]}


async def on_text(manager: DialogManager, text: str) -> None:
    await _carry_out(manager, *geo.parse(text))


async def on_placeless(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await _carry_out(manager)


async def on_back(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """The address was wrong: it is forgotten."""
    order, draft = await order_of(manager), await _draft(manager)
    await drafts.drop(draft.id, by=manager.middleware_data["actor"])
    opened_with(manager)["order"] = order.id
    await manager.switch_to(EditOrder.address)


async def _carry_out(manager: DialogManager, lat: float | None = None, lon: float | None = None) -> None:
    draft = await _draft(manager)
    await carry_out(manager, Edit(place=Place(draft.data["address"], lat, lon)), draft.id)


async def _draft(manager: DialogManager) -> Draft:
    draft_id = manager.dialog_data.get("draft") or opened_with(manager).get("draft", 0)
    return await drafts.read(draft_id, by=manager.middleware_data["actor"])


place_window = Window(
    Say("edit.address_now"),
    Say("neworder.place"),
    Button(Label("neworder.placeless"), id="none", on_click=on_placeless),
    Button(Label("button.back"), id="back", on_click=on_back),
    text_input(on_text),
    location_input(_carry_out),
    expects("neworder.expects_place"),
    state=EditOrder.place,
    getter=get_address,
)
