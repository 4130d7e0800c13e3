"""One series: what it is, and what is ahead of it."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import list_of
from dialogs.common.widgets import Label, Made
from dialogs.office.series.opening import open_change
from dialogs.office.series.shown import MOVED, SOON, head, is_moved, label, series_of
from dialogs.states import Series
from domain import clock, recurrence, series, timing
from domain.ahead import coming
from domain.texts import Texts


async def get_card(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one, now = await series_of(dialog_manager), clock.now()
    times = await coming(one, now, SOON)
    lines = [head(one, t, now), t.html("series.coming" if times else "series.nothing")]
    if any(is_moved(one, each) for each in times):
        lines.append(t.html("series.moved", mark=MOVED))
    return {
        "text": view.joined(lines),
        "times": [(each.wall.toordinal(), label(one, each, t)) for each in times],
        "live": not series.ended(one, now),
        "skipped": bool(timing.skipped_ahead(one, recurrence.wall(now, one.zone))),
    }


async def on_time(_query: CallbackQuery, _select: Any, manager: DialogManager, day: int) -> None:
    manager.dialog_data["day"] = day
    await manager.switch_to(Series.occurrence)


async def on_change(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_change(manager, (await series_of(manager)).id)


card_window = Window(
    Made("text"),
    list_of("times", on_time),
    Row(
        Button(Label("series.change"), id="change", on_click=on_change),
        SwitchTo(Label("series.end"), id="end", state=Series.end),
        when="live",
    ),
    Row(
        SwitchTo(Label("series.master"), id="master", state=Series.master, when="live"),
        SwitchTo(Label("series.skipped"), id="skipped", state=Series.skipped, when="skipped"),
    ),
    SwitchTo(Label("series.to_list"), id="list", state=Series.list),
    buttons_only,
    state=Series.card,
    getter=get_card,
)
