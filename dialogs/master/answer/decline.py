"""Which visit to decline, or to give back."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window

from dialogs import states
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import menu_button
from dialogs.common.widgets import Say
from dialogs.master import mine
from dialogs.master.answer.opening import open_decline
from dialogs.master.pieces import items, visit_list
from domain.access import Actor
from domain.texts import Texts


async def get_declinable(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    found = await mine.declinable(actor)
    return {"visits": await items(found, t), "any": bool(found), "none": not found}


async def on_visit(_query: CallbackQuery, _widget: Any, manager: DialogManager, visit_id: int) -> None:
    await open_decline(manager, visit_id)


decline_window = Window(
    Say("answer.decline", when="any"),
    Say("answer.decline_none", when="none"),
    visit_list(on_visit),
    menu_button(),
    buttons_only,
    state=states.Answer.decline,
    getter=get_declinable,
)
