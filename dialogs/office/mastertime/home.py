"""Where a master lives: a location, a map link, coordinates, or an address that is known."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import view
from dialogs.common.inputs import expects, location_input, text_input
from dialogs.common.widgets import Label, Made
from dialogs.office.mastertime.opening import master_here
from dialogs.states import MasterTime
from domain import masters
from domain.geo import Place
from domain.texts import Texts


async def get_home(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one = await master_here(dialog_manager)
    lines = [
        t.html("mastertime.ask_home", name=one.person.name),
        view.home(one, t),
        t.html("home.what_for"),
        t.html("mastertime.home_known"),
    ]
    return {"text": view.joined(lines), "some": one.home_lat is not None}


async def on_text(manager: DialogManager, text: str) -> None:
    await _set_home(manager, await masters.read_home(text, by=manager.middleware_data["actor"]))


async def on_place(manager: DialogManager, lat: float, lon: float) -> None:
    await _set_home(manager, (lat, lon))


async def on_forget(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await _set_home(manager, None)


async def _set_home(manager: DialogManager, place: Place | None) -> None:
    one = await master_here(manager)
    await masters.set_home(one.person_id, place, by=manager.middleware_data["actor"])
    await manager.switch_to(MasterTime.main)


home_window = Window(
    Made("text"),
    Button(Label("home.forget"), id="forget", on_click=on_forget, when="some"),
    SwitchTo(Label("button.back"), id="back", state=MasterTime.main),
    text_input(on_text),
    location_input(on_place),
    expects("home.expects"),
    state=MasterTime.home,
    getter=get_home,
)
