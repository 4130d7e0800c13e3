"""What the work itself costs: the order's price unless the master says otherwise."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.inputs import text_input
from dialogs.common.widgets import Label, Say
from dialogs.master.pieces import back_button, draft_here, later_button, subject_of, text_only
from dialogs.master.report.entered import keep, on_back, report, work_row
from domain import lines, money
from domain.models import LineKind
from domain.texts import Texts


async def get_price(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    draft = await draft_here(dialog_manager)
    visit = await subject_of(draft)
    work = [line for line in report(draft.data).lines if line.kind is LineKind.WORK]
    price = visit.order.price
    return {
        "number": visit.order.number,
        "service": visit.order.service.name,
        "now": t.money(lines.total(work)),
        "set": "work" in draft.data,
        "usual": t.money(price),
        "has_usual": price is not None,
    }


async def on_price(manager: DialogManager, text: str) -> None:
    await take(manager, money.parse(text))


async def on_usual(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    visit = await subject_of(await draft_here(manager))
    await take(manager, visit.order.price or 0)


async def take(manager: DialogManager, price: int) -> None:
    """One line of work at ``price`` kopecks, named as the service."""
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    await keep(manager, draft, work=[work_row(visit.order.service.name, price)])


price_window = Window(
    Say("report.price"),
    Say("report.price_now", when="set"),
    Button(Label("report.price_usual"), id="usual", on_click=on_usual, when="has_usual"),
    back_button(on_back),
    later_button(),
    text_input(on_price),
    text_only,
    state=states.Report.price,
    getter=get_price,
)
