"""Which district the address lies in: a known one by a button, nearest first, a new one typed, or none."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Made, Say
from dialogs.office.districts import district_buttons, items, pressed
from dialogs.office.neworder.fields import draft_of, keep, now
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import districts, schedule
from domain.models import Address
from domain.texts import Texts


async def get_districts(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    data = (await draft_of(dialog_manager)).data
    known = await Address.get_or_none(id=data.get("address_id"))
    entered = data.get("district", known.district if known else "")
    place = (data["lat"], data["lon"]) if "lat" in data else None
    return {
        "address": known.text if known else data.get("address", "—"),
        "now": now(entered, t),
        "districts": items(await districts.likely(schedule.place_of(known) if known else place), [entered]),
    }


async def on_text(manager: DialogManager, text: str) -> None:
    await keep(manager, district=await districts.called(text))


async def on_district(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await keep(manager, district=await pressed(number))


async def on_none(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await keep(manager, district="")


district_window = order_window(
    Say("district.ask"),
    Made("now", when="now"),
    district_buttons(on_district),
    # Not the name of the button before it, "no place": who taps that twice would say "no district".
    Button(Label("district.none"), id="nowhere", on_click=on_none),
    text_input(on_text),
    state=NewOrder.district,
    getter=get_districts,
    other="district.expects",
)
