"""Which visit to accept: a press accepts it at once, so the text says what each of them is."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from markupsafe import Markup

from dialogs import states
from dialogs.common.widgets import Made
from dialogs.master import mine
from dialogs.master.pieces import finish_with_card, items, menu_button, visit_buttons
from domain import company, offers
from domain.access import Actor, visit_for
from domain.models import Visit
from domain.texts import Texts

SHOWN = 12  # of the list in the text; the buttons show all


async def get_unanswered(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    waiting = await mine.unanswered(actor)
    zone = await company.zone()
    title = t.html("answer.accept" if waiting else "answer.none")
    lines = [title, *(described(visit, t, zone) for visit in waiting[:SHOWN])]
    return {"text": Markup("\n\n").join(map(Markup, lines)), "visits": await items(waiting, t)}  # noqa: S704  # lines made by t.html


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
    actor, t = manager.middleware_data["actor"], manager.middleware_data["t"]
    visit = await visit_for(actor, visit_id)
    await offers.accept(visit_id, by=actor)
    await finish_with_card(manager, t.html("answer.accepted", number=visit.order.number), visit.order_id)


accept_window = Window(
    Made("text"), visit_buttons("list", on_accept), menu_button(), state=states.Answer.accept, getter=get_unanswered
)
