"""Which visit is finished."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window

from dialogs import states
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import menu_button
from dialogs.common.widgets import Say
from dialogs.master import mine
from dialogs.master.finish.opening import open_finish
from dialogs.master.pieces import items, visit_list
from domain.access import Actor
from domain.texts import Texts


async def get_finishable(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    found = await mine.being(actor, mine.FINISHABLE)
    return {"visits": await items(found, t), "any": bool(found), "none": not found}


async def on_visit(_query: CallbackQuery, _widget: Any, manager: DialogManager, visit_id: int) -> None:
    await open_finish(manager, visit_id)


visit_window = Window(
    Say("finish.which", when="any"),
    Say("finish.none", when="none"),
    visit_list(on_visit),
    menu_button(),
    buttons_only,
    state=states.Finish.visit,
    getter=get_finishable,
)
