"""What the client is promised, typed; what is planned stays."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Say
from dialogs.office.assign.visit import done, visit_of
from dialogs.office.booking.wanted import planned
from dialogs.office.slots import on_its_day
from dialogs.states import Booking
from domain import booking, clock, company, slots
from domain.intervals import Span
from domain.texts import Texts


async def get_visit(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit, zone = await visit_of(dialog_manager), await company.zone()
    return {
        "number": visit.order.number,
        "window": t.window(visit.starts_at, visit.ends_at, zone),
        "promised": t.window(visit.promised_from, visit.promised_to, zone),
        "timed": visit.starts_at is not None,
    }


async def on_as_planned(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    start, end = planned(await visit_of(manager))
    await _promise(manager, slots.checked(start, end))


async def on_typed(manager: DialogManager, text: str) -> None:
    start, _ = planned(await visit_of(manager))
    zone = await company.zone()

    async def read(rest: str, day: date) -> Span:
        return slots.parse(rest, day, zone)

    await _promise(manager, await on_its_day(text, clock.local(start, zone).date(), read))


async def _promise(manager: DialogManager, window: Span) -> None:
    visit, t = await visit_of(manager), manager.middleware_data["t"]
    await booking.promise(visit.id, *window, by=manager.middleware_data["actor"])
    await done(manager, visit, "booking.promised", window=t.window(*window, await company.zone()))


promise_window = Window(
    Say("booking.promise_ask"),
    Button(Label("booking.as_planned"), id="same", on_click=on_as_planned, when="timed"),
    SwitchTo(Label("button.back"), id="back", state=Booking.menu),
    text_input(on_typed),
    expects("booking.expects_promise"),
    state=Booking.promise,
    getter=get_visit,
)
