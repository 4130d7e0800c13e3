"""Whose public holidays are days off: Russia's or none by a button, any country's by name or code."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.hours.wishes import propose
from dialogs.office.settings.opening import WINDOWS
from dialogs.states import Settings
from domain import company, holiday
from domain.hours_change import Holidays
from domain.texts import Texts


async def get_country(t: Texts, **_: Any) -> dict[str, Any]:
    country = await company.get("holidays")
    return {"country": t.country(country) if country else "—", "some": bool(country)}


async def on_text(manager: DialogManager, text: str) -> None:
    t, said = manager.middleware_data["t"], text.strip().casefold()
    named = (code for code in holiday.countries() if t.country(code).casefold() == said)
    await propose(manager, WINDOWS, Holidays(next(named, text)))


async def on_russia(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await propose(manager, WINDOWS, Holidays("RU"))


async def on_none(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await propose(manager, WINDOWS, Holidays(""))


holidays_window = Window(
    Say("settings.ask_holidays"),
    Button(Label("settings.russia"), id="russia", on_click=on_russia),
    Button(Label("settings.no_holidays"), id="none", on_click=on_none, when="some"),
    SwitchTo(Label("button.back"), id="back", state=Settings.main),
    text_input(on_text),
    expects("expects.text"),
    state=Settings.holidays,
    getter=get_country,
)
