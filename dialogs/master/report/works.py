"""What was done, in the master's words."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Made, Say
from dialogs.master import mine
from dialogs.master.pieces import (
    back_button,
    draft_here,
    drop_button,
    later_button,
    lost,
    lost_text,
    subject_of,
    text_only,
)
from dialogs.master.report.entered import filled, keep, on_back
from dialogs.view import clipped
from domain import worksheets
from domain.access import Actor
from domain.errors import Invalid
from domain.texts import Texts
from domain.wording import says_something, within

SHOWN = 1000  # of a text entered before


async def get_entered(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    """What every window of the report needs: the number, what it asked for holds already, the way back."""
    draft = await draft_here(dialog_manager)
    visit = await subject_of(draft)
    data = draft.data
    return {
        "number": visit.order.number,
        "lost": lost(visit, actor, mine.REPORTABLE),
        "filled": filled(data),
        "kept": "works" in data and not filled(data),
        "works": t.html("report.now", text=clipped(data["works"], SHOWN)) if data.get("works") else "",
        "recommendation": t.html("report.now", text=clipped(data["recommendation"], SHOWN))
        if data.get("recommendation")
        else "",
    }


async def on_works(manager: DialogManager, text: str) -> None:
    if not says_something(text):
        raise Invalid("report.no_words")
    await keep(manager, await draft_here(manager), works=within(text, worksheets.TEXT_LENGTH))


async def on_kept(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """On without writing it all again, for one who came back to look."""
    await keep(manager, await draft_here(manager))


works_window = Window(
    lost_text(),
    Say("report.works"),
    Made("works", when="works"),
    Button(Label("report.as_it_is"), id="kept", on_click=on_kept, when="kept"),
    drop_button(),
    back_button(on_back, when="filled"),
    later_button(),
    text_input(on_works),
    text_only,
    state=states.Report.works,
    getter=get_entered,
)
