"""The time of day alone: the rule that is entered stays what it is."""

from dataclasses import replace
from datetime import timedelta

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.series.rule import keep
from dialogs.office.series.subject import subject_of
from dialogs.office.slots import read_time
from dialogs.states import Repeat
from domain import clock
from domain.errors import DraftGone


async def on_time(manager: DialogManager, text: str) -> None:
    """A window, or its beginning alone: then a visit lasts as long as before."""
    subject = await subject_of(manager)
    if subject.plan is None:
        raise DraftGone
    tomorrow = subject.now.date() + timedelta(days=1)  # any day to come: only the time of day is kept
    start, end = read_time(text, tomorrow, subject.zone)
    plan = replace(subject.plan, at=clock.local(start, subject.zone).time())
    if end is not None:
        plan = replace(plan, minutes=round((end - start).total_seconds() / 60))
    await keep(manager, subject, plan)


time_window = Window(
    Say("repeat.ask_time"),
    SwitchTo(Label("button.back"), id="back", state=Repeat.preview),
    text_input(on_time),
    expects("expects.text"),
    state=Repeat.time,
)
