"""The district of the present address put right: a known one by a button, a new one typed, or none."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Made, Say
from dialogs.office.districts import district_buttons, items, pressed
from dialogs.office.edit.order import carry_out, edit_window, show
from dialogs.office.neworder.fields import now
from dialogs.states import EditOrder
from domain import districts, schedule
from domain.editing import Edit, Field
from domain.texts import Texts


async def get_districts(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    order, values = await show(dialog_manager, Field.ADDRESS, Field.DISTRICT)
    entered = values[Field.DISTRICT]
    return {
        "address": values[Field.ADDRESS],
        "now": now(entered, t),
        "some": bool(entered),
        "districts": items(await districts.likely(schedule.place_of(order.address)), [entered]),
    }


async def on_text(manager: DialogManager, text: str) -> None:
    await carry_out(manager, Edit(district=text))


async def on_district(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await carry_out(manager, Edit(district=await pressed(number)))


async def on_none(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await carry_out(manager, Edit(district=""))


district_window = edit_window(
    Say("district.ask"),
    Made("now", when="now"),
    district_buttons(on_district),
    Button(Label("district.none"), id="nowhere", on_click=on_none, when="some"),
    text_input(on_text),
    state=EditOrder.district,
    getter=get_districts,
    other="district.expects",
)
