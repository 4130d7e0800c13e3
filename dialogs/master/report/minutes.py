"""How long the work took: proposed from the time on site, or one of the usual lengths, or typed."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group

from dialogs import states
from dialogs.common.inputs import text_input
from dialogs.common.lists import choice
from dialogs.common.widgets import Label, Say
from dialogs.master.pieces import back_button, draft_here, later_button, subject_of, text_only
from dialogs.master.report.entered import keep, on_back
from domain import lines, visits
from domain.texts import Texts

USUAL = (30, 60, 90, 120)
STEP = 5  # minutes a proposal is rounded to


async def get_minutes(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    draft = await draft_here(dialog_manager)
    proposed = rounded(await visits.minutes_worked(await subject_of(draft)))
    now = draft.data.get("minutes")
    return {
        "proposed": t.duration(proposed),
        "now": t.duration(now) if now else "",
        "usual": [(minutes, t.duration(minutes)) for minutes in USUAL],
    }


def rounded(minutes: int) -> int:
    """To the nearest five minutes, at least five, at most a day."""
    return min(max(STEP, round(minutes / STEP) * STEP), lines.MOST_MINUTES)


async def on_proposed(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    draft = await draft_here(manager)
    worked = await visits.minutes_worked(await subject_of(draft))
    await keep(manager, draft, minutes=rounded(worked))


async def on_usual(_query: CallbackQuery, _widget: Any, manager: DialogManager, minutes: int) -> None:
    await keep(manager, await draft_here(manager), minutes=lines.parse_minutes(str(minutes)))


async def on_typed(manager: DialogManager, text: str) -> None:
    await keep(manager, await draft_here(manager), minutes=lines.parse_minutes(text))


minutes_window = Window(
    Say("report.minutes"),
    Say("report.minutes_now", when="now"),
    Button(Label("report.minutes_proposed"), id="proposed", on_click=on_proposed),
    Group(choice("usual", on_usual, id="m"), width=2),
    back_button(on_back),
    later_button(),
    text_input(on_typed),
    text_only,
    state=states.Report.minutes,
    getter=get_minutes,
)
