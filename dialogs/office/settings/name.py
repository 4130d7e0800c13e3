"""What the company is called."""

from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Say
from dialogs.states import Settings
from domain import company, company_rules


async def get_name(dialog_manager: DialogManager, **_: Any) -> dict[str, str]:
    name = await company.get("name")
    dialog_manager.dialog_data["name"] = name
    return {"name": name}


async def on_text(manager: DialogManager, text: str) -> None:
    actor, seen = manager.middleware_data["actor"], manager.dialog_data.get("name")
    await company_rules.set_name(text, by=actor, was=seen)
    await manager.switch_to(Settings.main)


name_window = Window(
    Say("settings.ask_name"),
    SwitchTo(Label("button.back"), id="back", state=Settings.main),
    text_input(on_text),
    expects("expects.text"),
    state=Settings.name,
    getter=get_name,
)
