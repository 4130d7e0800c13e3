"""Leaving one time out, after a question: its order is cancelled."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs.common.inputs import buttons_only
from dialogs.common.widgets import Label, Say
from dialogs.office.series.shown import time_of, when
from dialogs.states import Series
from domain import occurrences
from domain.errors import NotFound
from domain.texts import Texts


async def get_time(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    try:
        one, each = await time_of(dialog_manager)
    except NotFound:
        return {"window": "—", "number": 0, "made": False, "unmade": True}
    made = each.ahead is not None
    number = each.ahead.order.number if each.ahead else 0
    return {
        "window": t.window(*when(one, each), one.zone),
        "number": number,
        "made": made,
        "unmade": not made,
    }


async def on_skip(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    one, each = await time_of(manager)
    await occurrences.skip(one.id, each.wall.date(), by=manager.middleware_data["actor"])
    await manager.switch_to(Series.card)


skip_window = Window(
    Say("series.skip_made", when="made"),
    Say("series.skip_unmade", when="unmade"),
    Button(Label("series.skip_yes"), id="yes", on_click=on_skip),
    SwitchTo(Label("button.back"), id="back", state=Series.occurrence),
    buttons_only,
    state=Series.skip,
    getter=get_time,
)
