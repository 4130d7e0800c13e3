"""From which day to which: by a month of buttons, or typed, both at once."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import view
from dialogs.common.inputs import expects, text_input
from dialogs.common.month import Month, MonthDays, month_shown
from dialogs.common.turning import today
from dialogs.common.widgets import Label, Say
from dialogs.master.leave.opening import first_of, keep, on_leave, read_days
from dialogs.master.pieces import draft_here
from dialogs.states import Leave
from domain import absences, days
from domain.errors import Invalid
from domain.texts import Texts


async def get_first(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    draft, first = await draft_here(dialog_manager), await month_shown(dialog_manager)
    return {
        "kind": t(f"absence.kind.{draft.data.get('kind', 'other')}"),
        "name": view.capital(t.month(first)),
        "month": Month(first, await today()),
    }


async def get_last(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    draft = await draft_here(dialog_manager)
    begins = first_of(draft.data) if "first" in draft.data else await today()
    first = max(await month_shown(dialog_manager), begins.replace(day=1))
    return {
        "first": t.days(begins, begins),
        "name": view.capital(t.month(first)),
        "month": Month(first, begins, {begins: "▸"}),
    }


async def on_first(manager: DialogManager, day: date) -> None:
    if day < await today():
        raise Invalid("invalid.days_past")
    await keep(manager, first=day.isoformat(), last=None)  # a last day chosen before was of other days


async def on_last(manager: DialogManager, day: date) -> None:
    absences.check(first_of((await draft_here(manager)).data), day, await today())
    await keep(manager, last=day.isoformat())


async def on_text(manager: DialogManager, text: str) -> None:
    """A day typed is the first one, two are both; a last day chosen before was of other days."""
    await keep(manager, **{"last": None} | await read_days(text))


async def on_last_text(manager: DialogManager, text: str) -> None:
    await on_last(manager, days.parse(text, await today()))


async def on_same(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await on_last(manager, first_of((await draft_here(manager)).data))


first_window = Window(
    Say("leave.first"),
    MonthDays(on_first),
    Button(Label("leave.leave"), id="leave", on_click=on_leave),
    text_input(on_text),
    expects("leave.expects_days"),
    state=Leave.first,
    getter=get_first,
)
last_window = Window(
    Say("leave.last"),
    MonthDays(on_last),
    Button(Label("leave.same"), id="same", on_click=on_same),
    SwitchTo(Label("button.back"), id="back", state=Leave.first),
    text_input(on_last_text),
    expects("leave.expects_days"),
    state=Leave.last,
    getter=get_last,
)
