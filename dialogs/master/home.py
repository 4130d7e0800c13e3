"""Where the acting master lives, as he says himself: a location, a map link or coordinates."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row

from dialogs import states, view
from dialogs.common.inputs import expects, location_input, text_input
from dialogs.common.lists import menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Label, Made
from domain import masters
from domain.access import Actor
from domain.geo import Place
from domain.texts import Texts


async def get_home(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    one = await masters.own(by=actor)
    lines = [t.html("home.ask"), view.home(one, t), t.html("home.what_for"), t.html("home.how")]
    return {"text": view.joined(lines), "some": one.home_lat is not None}


async def on_text(manager: DialogManager, text: str) -> None:
    await _set_home(manager, await masters.read_home(text, by=manager.middleware_data["actor"]))


async def on_place(manager: DialogManager, lat: float, lon: float) -> None:
    await _set_home(manager, (lat, lon))


async def on_forget(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await _set_home(manager, None)


async def _set_home(manager: DialogManager, place: Place | None) -> None:
    actor: Actor = manager.middleware_data["actor"]
    await masters.set_home(actor.id or 0, place, by=actor)


async def on_back(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    from dialogs.master.status import open_status  # which opens this one

    await open_status(manager)


async def open_home(manager: DialogManager) -> None:
    """Where the acting master lives: seen, said, forgotten."""
    await open_window(manager, states.Home.main)


dialog = Dialog(
    Window(
        Made("text"),
        Button(Label("home.forget"), id="forget", on_click=on_forget, when="some"),
        Row(Button(Label("button.back"), id="back", on_click=on_back), menu_button()),
        text_input(on_text),
        location_input(on_place),
        expects("home.expects"),
        state=states.Home.main,
        getter=get_home,
    )
)
