"""One time of a series: look at its order, leave it out, move it, change the series from it on."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import on_order
from dialogs.common.widgets import Label, Made
from dialogs.office.series.opening import open_change
from dialogs.office.series.shown import head, time_of, when
from dialogs.states import Series
from domain import clock
from domain.errors import NotFound
from domain.texts import Texts


async def get_time(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    try:
        one, each = await time_of(dialog_manager)
    except NotFound:
        return {"text": t.html("series.time_gone"), "made": False, "by_rule": False, "number": 0}
    visit = each.visit
    number = each.ahead.order.number if each.ahead else 0
    if visit is None:
        state = t.html("series.not_made")
    else:
        state = t.html("series.made", number=number, status=t(f"status.visit.{visit.status}"))
    window, mark = view.capital(t.window(*when(one, each), one.zone)), each.mark(one.zone, t)
    lines = [
        t.html("series.time", window=window),
        t.html("series.mark", mark=mark) if mark else None,
        head(one, t, clock.now()),
        state,
    ]
    return {
        "text": view.joined(lines),
        "made": visit is not None,
        "by_rule": each.by_rule,
        "number": number,
    }


async def on_open(query: CallbackQuery, button: Any, manager: DialogManager) -> None:
    _, each = await time_of(manager)
    if each.ahead is None:
        raise NotFound
    await on_order(query, button, manager, each.ahead.order.id)


async def on_from_here(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    one, each = await time_of(manager)
    await open_change(manager, one.id, each.wall.date())


occurrence_window = Window(
    Made("text"),
    Button(Label("action.open"), id="open", on_click=on_open, when="made"),
    Row(
        SwitchTo(Label("series.skip"), id="skip", state=Series.skip),
        SwitchTo(Label("series.move"), id="move", state=Series.day),
        when="by_rule",
    ),
    Button(Label("series.from_here"), id="from", on_click=on_from_here, when="by_rule"),
    SwitchTo(Label("button.back"), id="back", state=Series.card),
    buttons_only,
    state=Series.occurrence,
    getter=get_time,
)
