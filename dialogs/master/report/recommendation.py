"""What the client should do or watch from now on; there may be nothing to say."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Made, Say
from dialogs.master.pieces import back_button, draft_here, later_button, text_only
from dialogs.master.report.entered import keep, on_back
from dialogs.master.report.works import get_entered
from domain import worksheets
from domain.wording import checked_note


async def on_recommendation(manager: DialogManager, text: str) -> None:
    entered = checked_note(text, worksheets.TEXT_LENGTH)
    await keep(manager, await draft_here(manager), recommendation=entered)


async def on_nothing(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await keep(manager, await draft_here(manager), recommendation="")


recommendation_window = Window(
    Say("report.recommendation"),
    Made("recommendation", when="recommendation"),
    Button(Label("report.no_recommendation"), id="nothing", on_click=on_nothing),
    back_button(on_back),
    later_button(),
    text_input(on_recommendation),
    text_only,
    state=states.Report.recommendation,
    getter=get_entered,
)
