"""What recurs: each series with its next day and its rule in words."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.lists import listing_window
from dialogs.common.widgets import Label
from dialogs.office.series.opening import open_new, open_series
from dialogs.office.series.shown import in_a_line
from dialogs.states import Series
from domain import clock, series
from domain.access import Actor
from domain.texts import Texts


async def get_series(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    now = clock.now()
    shown = [in_a_line(one, t, now) for one in await series.live(by=actor)]
    going_on = sorted((one for one in shown if one), key=lambda one: one.at)
    return {
        "series": [(one.series_id, one.label) for one in going_on],
    }


async def on_series(_query: CallbackQuery, _select: Any, manager: DialogManager, series_id: int) -> None:
    await open_series(manager, series_id)


async def on_new(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_new(manager)


list_window = listing_window(
    Series.list,
    "series",
    get_series,
    on_series,
    some="series.list",
    none="series.none",
    beside=[Button(Label("series.new"), id="new", on_click=on_new)],
)
