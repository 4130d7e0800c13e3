"""Times that were left out and are still to come: a press brings one back as a new order."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import list_of
from dialogs.common.widgets import Label, Say
from dialogs.office.series.shown import series_of
from dialogs.states import Series
from domain import clock, occurrences, recurrence, timing
from domain.texts import Texts


async def get_skipped(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one = await series_of(dialog_manager)
    days = timing.skipped_ahead(one, recurrence.wall(clock.now(), one.zone))
    return {
        "days": [(day.toordinal(), view.capital(t.days(day, day))) for day in days],
        "some": bool(days),
        "none": not days,
    }


async def on_day(_query: CallbackQuery, _select: Any, manager: DialogManager, ordinal: int) -> None:
    one = await series_of(manager)
    await occurrences.unskip(one.id, date.fromordinal(ordinal), by=manager.middleware_data["actor"])
    await manager.switch_to(Series.card)


skipped_window = Window(
    Say("series.ask_unskip", when="some"),
    Say("series.none_skipped", when="none"),
    list_of("days", on_day),
    SwitchTo(Label("button.back"), id="back", state=Series.card),
    buttons_only,
    state=Series.skipped,
    getter=get_skipped,
)
