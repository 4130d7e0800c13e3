"""What the client should do or watch from now on; there may be nothing to say."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.widgets import Label, Made, Say
from dialogs.master.pieces import draft_here, later_button, text_of, typed
from dialogs.master.report.entered import keep, on_back
from dialogs.master.report.works import get_entered
from domain import worksheets


async def on_recommendation(message: Message, _widget: Any, manager: DialogManager) -> None:
    text = text_of(message, worksheets.TEXT_LENGTH)
    await keep(manager, await draft_here(manager), recommendation=text)


async def on_nothing(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await keep(manager, await draft_here(manager), recommendation="")


recommendation_window = Window(
    Say("report.recommendation"),
    Made("recommendation", when="recommendation"),
    Button(Label("report.no_recommendation"), id="nothing", on_click=on_nothing),
    Button(Label("master.back"), id="back", on_click=on_back),
    later_button(),
    *typed(on_recommendation),
    state=states.Report.recommendation,
    getter=get_entered,
)
