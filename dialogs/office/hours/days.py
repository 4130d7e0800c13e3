"""Single days ahead: one more typed, «31.12 9–15 Короткий день»; a press takes one back to its usual hours."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs import view
from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import list_of
from dialogs.common.turning import today
from dialogs.common.widgets import Label, Made
from dialogs.office.hours.wishes import Windows, master_of, propose
from domain import hours_change, hours_reading, hours_words
from domain.hours_change import OneDay
from domain.texts import Texts


def days_window(windows: Windows) -> Window:
    """The window of single days."""

    async def get_days(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
        master_id, hours = await master_of(dialog_manager), await hours_change.present()
        days = hours.days if master_id is None else hours.own_days.get(master_id, {})
        rows = [days[day] for day in sorted(days)]
        lines = [
            t.html("hours.days" if rows else "hours.no_days"),
            t.html("hours.ask_day"),
        ]
        return {
            "text": view.joined(lines),
            "days": [(row.day.toordinal(), view.short(hours_words.single(row, t))) for row in rows],
        }

    async def on_text(manager: DialogManager, text: str) -> None:
        day, spans, name = hours_reading.read_single(text, await today())
        await propose(manager, windows, OneDay(day, spans, name, await master_of(manager)))

    async def on_day(_query: CallbackQuery, _select: Any, manager: DialogManager, ordinal: int) -> None:
        wish = OneDay(date.fromordinal(ordinal), None, "", await master_of(manager))
        await propose(manager, windows, wish)

    return Window(
        Made("text"),
        list_of("days", on_day),
        SwitchTo(Label("button.back"), id="back", state=windows.main),
        text_input(on_text),
        expects("expects.text"),
        state=windows.days,
        getter=get_days,
    )
