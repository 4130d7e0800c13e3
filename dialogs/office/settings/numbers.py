"""Percentages and terms: each on a button, one opened to type another number."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only, expects, text_input
from dialogs.common.lists import list_of
from dialogs.common.widgets import Label, Say
from dialogs.states import Settings
from domain import company_rules
from domain.company_rules import NUMBERS
from domain.texts import Texts

NAMES = tuple(NUMBERS)


async def get_numbers(t: Texts, **_: Any) -> dict[str, Any]:
    now = await company_rules.numbers()
    return {
        "numbers": [(n, view.short(f"{t(f'setting.{name}')}: {now[name]}")) for n, name in enumerate(NAMES)]
    }


async def on_number(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    manager.dialog_data["number"] = number
    await manager.switch_to(Settings.number)


async def get_number(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    name = NAMES[dialog_manager.dialog_data.get("number", 0)]
    least, most = NUMBERS[name]
    return {
        "name": t(f"setting.{name}"),
        "about": t(f"setting.about.{name}"),
        "now": (await company_rules.numbers())[name],
        "least": least,
        "most": most,
    }


async def on_text(manager: DialogManager, text: str) -> None:
    name = NAMES[manager.dialog_data.get("number", 0)]
    value = company_rules.checked(name, text)
    await company_rules.set_numbers({name: value}, by=manager.middleware_data["actor"])
    await manager.switch_to(Settings.numbers)


numbers_window = Window(
    Say("settings.ask_numbers"),
    list_of("numbers", on_number),
    SwitchTo(Label("button.back"), id="back", state=Settings.main),
    buttons_only,
    state=Settings.numbers,
    getter=get_numbers,
)
number_window = Window(
    Say("settings.ask_number"),
    SwitchTo(Label("button.back"), id="back", state=Settings.numbers),
    text_input(on_text),
    expects("expects.text"),
    state=Settings.number,
    getter=get_number,
)
