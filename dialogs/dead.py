"""A question is dead when the visit it was asked about has moved on: one sentence, and the card as it is now."""

from contextlib import suppress

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, ShowMode

from dialogs import cards
from dialogs.common.finishing import finish
from dialogs.refusals import refuse, sentence
from dialogs.states import Absences, Answer, Assign, Booking, Cancel, EditOrder, Finish, Review
from domain import drafts
from domain.errors import AlreadyDecided, DraftGone, NotFound, NotNow, NotYours, OfferGone, Refused, SlotBusy
from domain.models import Visit

DEADLY = (NotNow, NotYours, OfferGone)
# Windows that ask for a word on what is to be done with a visit. Where much was typed (the report, the note of an
# end) the draft stays, and its window says itself that nothing can be done with it.
ASKING = {
    Review.reason,
    Answer.reason,
    Answer.confirm,
    Cancel.reason,
    Cancel.confirm,
    Finish.outcome,
    *Assign.__states__,
    *EditOrder.__states__,
} - {Assign.order}
# Questions that a refusal answers for good, and what they were asked from: there it is seen what is true now.
LEADS_BACK: dict[State | None, tuple[type[Refused], State]] = {
    Absences.reason: (AlreadyDecided, Absences.list),
    Absences.cancel: (AlreadyDecided, Absences.one),
    Assign.override: (SlotBusy, Assign.masters),
    Booking.master_reason: (SlotBusy, Booking.master),
}


async def leads_back(manager: DialogManager, refused: Refused) -> None:
    """Go from a question that would be refused for ever back to what it was asked from."""
    if manager.has_context():
        answered, state = LEADS_BACK.get(manager.current_context().state, (None, None))
        if answered and state and isinstance(refused, answered):
            await manager.switch_to(state)


async def closes(manager: DialogManager, refused: Refused) -> bool:
    """Close the open window if it asks for what can't be carried out any more; False when it doesn't."""
    if not isinstance(refused, DEADLY) or not manager.has_context():
        return False
    context = manager.current_context()
    if context.state not in ASKING or not isinstance(context.start_data, dict):
        return False
    order_id = await _order_of(manager, context.start_data)
    data = manager.middleware_data
    await finish(manager, sentence(refused, data["t"]))
    if order_id is not None:
        with suppress(NotFound):
            await cards.open_card(data["bot"], data["held"], order_id, data["person"])
    return True


async def tell(manager: DialogManager, refused: Refused, order_id: int) -> None:
    """Say why not, and show the order's card as it is now instead of the window; a second tap isn't told twice."""
    data = manager.middleware_data
    if await refuse(data["bot"], data["event_chat"].id, refused, data["t"]):
        with suppress(NotFound):
            await cards.open_card(data["bot"], data["held"], order_id, data["person"])
    manager.show_mode = ShowMode.NO_UPDATE


async def _order_of(manager: DialogManager, start_data: dict[str, int]) -> int | None:
    """The order the question is about; a draft that held the answer goes, for it is of no use any more."""
    if "order" in start_data:
        return start_data["order"]
    visit_id = start_data.get("visit")
    actor = manager.middleware_data["actor"]
    with suppress(DraftGone):
        if "draft" in start_data:
            draft = await drafts.read(start_data["draft"], by=actor)
            await drafts.drop(draft.id, by=actor)
            visit_id = draft.subject
    visit = await Visit.get_or_none(id=visit_id)
    return visit.order_id if visit else None
