"""The company's zone: those of Russia by a button, any by its name."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import list_of
from dialogs.common.widgets import Label, Say
from dialogs.office.hours.wishes import propose
from dialogs.office.settings.opening import WINDOWS
from dialogs.states import Settings
from domain import clock, company
from domain.hours_change import Zone
from domain.texts import Texts

NEAR = (
    *("Europe/Moscow", "Europe/Kaliningrad", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk"),
    *(
        "Asia/Krasnoyarsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Magadan",
        "Asia/Kamchatka",
    ),
)


async def get_zone(t: Texts, **_: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "zone": await company.zone(),
        "zones": [(n, f"{name} · {t.time(now, name)}") for n, name in enumerate(NEAR)],
    }


async def on_zone(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await propose(manager, WINDOWS, Zone(NEAR[number]))


async def on_text(manager: DialogManager, text: str) -> None:
    await propose(manager, WINDOWS, Zone(text))


zone_window = Window(
    Say("settings.ask_zone"),
    list_of("zones", on_zone),
    SwitchTo(Label("button.back"), id="back", state=Settings.main),
    text_input(on_text),
    expects("expects.text"),
    state=Settings.zone,
    getter=get_zone,
)
