"""Where a master works: districts by buttons or typed with commas between, kilometres from home."""

import re
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.districts import district_buttons, items, pressed
from dialogs.office.mastertime.opening import master_here
from dialogs.states import MasterTime
from domain import districts, masters
from domain.texts import Texts


async def get_areas(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one = await master_here(dialog_manager)
    return {
        "name": one.person.name,
        "areas": ", ".join(one.areas) or t("mastertime.all_areas"),
        "districts": items(await districts.known(), one.areas),
        "some": bool(one.areas),
    }


async def on_areas(manager: DialogManager, text: str) -> None:
    await _set_areas(manager, re.split(r"[,;\n]", text))


async def on_area(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """One more, or one less; the window stays for the next."""
    one, name = await master_here(manager), await pressed(number)
    left = [area for area in one.areas if area.casefold() != name.casefold()]
    areas = left if len(left) < len(one.areas) else [*one.areas, name]
    await masters.set_areas(one.person_id, areas, by=manager.middleware_data["actor"])


async def on_everywhere(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await _set_areas(manager, [])


async def _set_areas(manager: DialogManager, areas: list[str]) -> None:
    one = await master_here(manager)
    await masters.set_areas(one.person_id, areas, by=manager.middleware_data["actor"])
    await manager.switch_to(MasterTime.main)


async def get_radius(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one = await master_here(dialog_manager)
    now = t("mastertime.km", km=one.radius_km) if one.radius_km else t("mastertime.any_radius")
    return {"name": one.person.name, "now": now, "some": one.radius_km is not None}


async def on_radius(manager: DialogManager, text: str) -> None:
    await _set_radius(manager, masters.read_radius(text))


async def on_any(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await _set_radius(manager, None)


async def _set_radius(manager: DialogManager, km: int | None) -> None:
    one = await master_here(manager)
    await masters.set_radius(one.person_id, km, by=manager.middleware_data["actor"])
    await manager.switch_to(MasterTime.main)


areas_window = Window(
    Say("mastertime.ask_areas"),
    district_buttons(on_area),
    Button(Label("mastertime.everywhere"), id="all", on_click=on_everywhere, when="some"),
    SwitchTo(Label("button.back"), id="back", state=MasterTime.main),
    text_input(on_areas),
    expects("expects.text"),
    state=MasterTime.areas,
    getter=get_areas,
)
radius_window = Window(
    Say("mastertime.ask_radius"),
    Button(Label("mastertime.no_radius"), id="any", on_click=on_any, when="some"),
    SwitchTo(Label("button.back"), id="back", state=MasterTime.main),
    text_input(on_radius),
    expects("expects.text"),
    state=MasterTime.radius,
    getter=get_radius,
)
