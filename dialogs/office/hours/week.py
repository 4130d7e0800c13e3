"""The week: as it is, and another one typed, «пн–пт 9–18, перерыв 13–14; сб 10–16»."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import view
from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Made
from dialogs.office.hours.wishes import Windows, master_of, propose
from domain import hours_change, hours_reading, hours_words
from domain.hours_change import WeekHours
from domain.texts import Texts


def week_window(windows: Windows) -> Window:
    """The window of the week; days that aren't named in what is typed keep their hours."""

    async def get_week(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
        master_id, hours = await master_of(dialog_manager), await hours_change.present()
        own = hours.own_weeks.get(master_id) if master_id is not None else None
        lines = [
            t.html("hours.week" if master_id is None or own else "hours.week_companys"),
            *(t.html("hours.line", line=line) for line in hours_words.week_lines(own or hours.week, t)),
            t.html("hours.ask_week"),
        ]
        return {"text": view.joined(lines), "own": own is not None}

    async def on_text(manager: DialogManager, text: str) -> None:
        master_id, hours = await master_of(manager), await hours_change.present()
        now = hours.week if master_id is None else hours.own_weeks.get(master_id, hours.week)
        week = {**now, **hours_reading.read_week(text)}
        await propose(manager, windows, WeekHours(week, master_id))

    async def on_company(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
        await propose(manager, windows, WeekHours(None, await master_of(manager)))

    return Window(
        Made("text"),
        Button(Label("hours.as_company"), id="company", on_click=on_company, when="own"),
        SwitchTo(Label("button.back"), id="back", state=windows.main),
        text_input(on_text),
        expects("expects.text"),
        state=windows.week,
        getter=get_week,
    )
