"""Ending a series, after a question that says what becomes of the orders ahead."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import view
from dialogs.common.finishing import finish
from dialogs.common.inputs import buttons_only
from dialogs.common.widgets import Label, Made
from dialogs.office.series.impact import told
from dialogs.office.series.shown import head, series_of
from dialogs.states import Series
from domain import clock, recurrence, series
from domain.ahead import impact_of
from domain.texts import Texts


async def get_end(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one, now = await series_of(dialog_manager), clock.now()
    impact = await impact_of(one, None, recurrence.wall(now, one.zone), None)
    lines = [t.html("series.end_ask"), head(one, t, now), told(impact, t)]
    return {"text": view.joined(lines)}


async def on_end(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    one, t = await series_of(manager), manager.middleware_data["t"]
    impact = await series.end(one.id, by=manager.middleware_data["actor"])
    said = t.html("series.ended", service=one.service.name, client=one.client.name)
    await finish(manager, view.joined([said, told(impact, t)]))


end_window = Window(
    Made("text"),
    Button(Label("series.end_yes"), id="yes", on_click=on_end),
    SwitchTo(Label("button.back"), id="back", state=Series.card),
    buttons_only,
    state=Series.end,
    getter=get_end,
)
