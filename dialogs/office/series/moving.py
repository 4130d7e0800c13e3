"""What moving one time comes to, asked once before it is done."""

from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs.common.inputs import buttons_only
from dialogs.common.widgets import Label, Made
from dialogs.office.series.shown import time_of, when
from dialogs.states import Series
from domain import occurrences
from domain.errors import NotFound
from domain.texts import Texts


async def get_move(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    try:
        one, each = await time_of(dialog_manager)
    except NotFound:
        return {"text": t.html("series.time_gone"), "ready": False}
    text = t.html(
        "series.move_ask",
        before=t.window(*when(one, each), one.zone),
        after=t.window(*chosen(dialog_manager), one.zone),
    )
    return {"text": text, "ready": True}


def choose(manager: DialogManager, start: datetime, end: datetime) -> None:
    """Remember where the time is to go."""
    manager.dialog_data.update(starts=start.isoformat(), ends=end.isoformat())


def chosen(manager: DialogManager) -> tuple[datetime, datetime]:
    """Where the time is to go."""
    data = manager.dialog_data
    return datetime.fromisoformat(data["starts"]), datetime.fromisoformat(data["ends"])


async def on_move(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    one, each = await time_of(manager)
    await occurrences.move(one.id, each.wall.date(), *chosen(manager), by=manager.middleware_data["actor"])
    await manager.switch_to(Series.card)


moving_window = Window(
    Made("text"),
    Button(Label("series.move_yes"), id="yes", on_click=on_move, when="ready"),
    SwitchTo(Label("button.back"), id="back", state=Series.window),
    buttons_only,
    state=Series.moving,
    getter=get_move,
)
