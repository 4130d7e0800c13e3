"""Which visit to accept: a press, or its number, accepts it at once, so the text says what each of them is."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window

from dialogs import states, view
from dialogs.common.lists import menu_button
from dialogs.common.widgets import Made
from dialogs.master import mine
from dialogs.master.answer.taken import say_taken
from dialogs.master.answer.tight import say_tight
from dialogs.master.choosing import visit_input
from dialogs.master.pieces import finish_with_card, items, visit_list
from domain import company, offers
from domain.access import Actor, visit_for
from domain.errors import OfferGone, OrderTaken
from domain.models import Visit
from domain.texts import Texts

SHOWN = 12  # of the list in the text; the buttons show all


async def get_unanswered(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    waiting = await mine.unanswered(actor)
    zone = await company.zone()
    title = t.html("answer.accept" if waiting else "answer.none")
    lines = [title, *(described(visit, t, zone) for visit in waiting[:SHOWN])]
    return {
        "text": view.joined(lines),
        "visits": await items(waiting, t),
    }


def described(visit: Visit, t: Texts, zone: str) -> str:
    """What a visit is, as much as a master may know before he accepts."""
    order = visit.order
    return t.html(
        "answer.visit",
        number=order.number,
        window=t.window(visit.starts_at, visit.ends_at, zone),
        service=order.service.name,
        district=order.address.district or t("card.district_unknown"),
        price=t.money(order.price),
    )


async def on_accept(_query: CallbackQuery, _widget: Any, manager: DialogManager, visit_id: int) -> None:
    data = manager.middleware_data
    try:
        await accept(manager, visit_id)
    except (OrderTaken, OfferGone) as lost:
        # The list is drawn again where it stands, without what is gone.
        chat_id = data["event_chat"].id
        await say_taken(data["bot"], data["held"], chat_id, visit_id, lost, data["actor"], data["t"])


async def accept(manager: DialogManager, visit_id: int) -> None:
    """Accept a visit; its card says that it is his now. Raises as :func:`domain.offers.accept`."""
    data, actor, t = manager.middleware_data, manager.middleware_data["actor"], manager.middleware_data["t"]
    visit = await visit_for(actor, visit_id)
    said = "answer.confirmed" if await offers.confirms_again(visit, by=actor) else "answer.accepted"
    await offers.accept(visit_id, by=actor)
    await finish_with_card(manager, t.html(said, number=visit.order.number), visit.order_id)
    await say_tight(data["bot"], data["event_chat"].id, visit, actor, t)


accept_window = Window(
    Made("text"),
    visit_list(on_accept),
    menu_button(),
    visit_input(accept),
    state=states.Answer.accept,
    getter=get_unanswered,
)
