"""Why not: one press for the usual reasons, or own words. An offer is declined at once."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column

from dialogs import states
from dialogs.common.finishing import finish
from dialogs.common.inputs import text_input
from dialogs.common.lists import choice
from dialogs.common.widgets import Label, Say
from dialogs.master.pieces import draft_here, finish_with_card, lost, subject_of, text_only
from domain import drafts, offers
from domain.access import Actor
from domain.models import Draft, Visit
from domain.statuses import VisitStatus
from domain.wording import checked_reason

REASONS = ("decline.busy", "decline.far", "decline.not_mine", "decline.sick")


async def get_visit(dialog_manager: DialogManager, actor: Actor, **_: Any) -> dict[str, Any]:
    visit = await subject_of(await draft_here(dialog_manager))
    accepted = not lost(visit, actor, {VisitStatus.ACCEPTED})
    return {"number": visit.order.number, "accepted": accepted, "reasons": list(enumerate(REASONS))}


async def on_reason(_query: CallbackQuery, _widget: Any, manager: DialogManager, index: int) -> None:
    await take(manager, manager.middleware_data["t"](REASONS[index]))


async def on_own(manager: DialogManager, text: str) -> None:
    await take(manager, checked_reason(text))


async def take(manager: DialogManager, reason: str) -> None:
    """Decline at once; what was accepted before is given back only after one more word."""
    actor: Actor = manager.middleware_data["actor"]
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    if not lost(visit, actor, {VisitStatus.ACCEPTED}):
        await drafts.put(draft.id, by=actor, step=states.Answer.confirm.state, reason=reason)
        await manager.switch_to(states.Answer.confirm)
        return
    await decline(manager, draft, visit, reason)


async def decline(manager: DialogManager, draft: Draft, visit: Visit, reason: str) -> None:
    """Carry the refusal out and say so."""
    data = manager.middleware_data
    await offers.decline(visit.id, by=data["actor"], reason=reason, draft_id=draft.id)
    await finish(manager, data["t"].html("answer.declined", number=visit.order.number))


async def on_keep(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The master thought better of it."""
    data = manager.middleware_data
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    await drafts.drop(draft.id, by=data["actor"])
    await finish_with_card(manager, data["t"].html("answer.kept", number=visit.order.number), visit.order_id)


reason_window = Window(
    Say("answer.reason"),
    Say("answer.reason_accepted", when="accepted"),
    Column(choice("reasons", on_reason, id="reason", label=lambda item, t: t(item[1]))),
    Button(Label("answer.keep"), id="keep", on_click=on_keep),
    text_input(on_own),
    text_only,
    state=states.Answer.reason,
    getter=get_visit,
)
