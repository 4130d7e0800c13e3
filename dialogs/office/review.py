"""Reports that wait for the office's word: the list, and the reason when one goes back."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager, Window

from dialogs import cards
from dialogs.common.finishing import finish
from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import listing_window, menu_button
from dialogs.common.opening import open_window, opened_with
from dialogs.common.widgets import Say
from dialogs.office import labels
from dialogs.office.reasons import reason_buttons
from dialogs.states import Review
from domain import access, visits, worksheets
from domain.access import Actor
from domain.errors import NotFound
from domain.texts import Texts

REASONS = ("return.photos", "return.works", "return.price")


async def get_finished(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    waiting = await visits.awaiting_review(by=actor)
    return {
        "visits": [(visit.order_id, labels.finished(visit, t)) for visit in waiting],
    }


async def get_visit(dialog_manager: DialogManager, actor: Actor, **_: Any) -> dict[str, Any]:
    try:
        visit = await access.visit_for(actor, _visit_id(dialog_manager))
    except NotFound:
        return {"number": "—", "name": "—"}
    return {"number": visit.order.number, "name": visit.master.name if visit.master else "—"}


async def on_reason(manager: DialogManager, text: str) -> None:
    data = manager.middleware_data
    visit = await access.visit_for(data["actor"], _visit_id(manager))
    await worksheets.send_back(visit.id, by=data["actor"], reason=text)
    await finish(manager, data["t"].html("return.done", number=visit.order.number))
    await cards.open_card(data["bot"], data["held"], visit.order_id, data["person"])


def _visit_id(manager: DialogManager) -> int:
    return int(opened_with(manager)["visit"])


dialog = Dialog(
    listing_window(Review.list, "visits", get_finished, some="review.some", none="review.none"),
    Window(
        Say("return.ask"),
        reason_buttons(REASONS, on_reason),
        menu_button(),
        text_input(on_reason),
        expects("expects.text"),
        state=Review.reason,
        getter=get_visit,
    ),
)


async def open_review(manager: DialogManager) -> None:
    """The reports that wait."""
    await open_window(manager, Review.list)


async def open_return(manager: DialogManager, visit_id: int) -> None:
    """Why the report of this visit goes back."""
    await open_window(manager, Review.reason, visit=visit_id)
