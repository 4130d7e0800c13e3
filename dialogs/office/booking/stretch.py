"""Another end, typed."""

from datetime import date, datetime
from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.assign.visit import visit_of
from dialogs.office.booking.wanted import ask, planned
from dialogs.office.slots import on_its_day
from dialogs.states import Booking
from domain import clock, company, slots
from domain.texts import Texts


async def get_visit(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    return {"window": t.window(visit.starts_at, visit.ends_at, await company.zone())}


async def on_end(manager: DialogManager, text: str) -> None:
    start, _ = planned(await visit_of(manager))
    zone = await company.zone()

    async def read(rest: str, day: date) -> datetime:
        return slots.parse_time(rest, day, zone)

    end = await on_its_day(text, clock.local(start, zone).date(), read)
    await ask(manager, *slots.checked(start, end))


end_window = Window(
    Say("booking.end"),
    SwitchTo(Label("button.back"), id="back", state=Booking.menu),
    text_input(on_end),
    expects("booking.expects_end"),
    state=Booking.end,
    getter=get_visit,
)
