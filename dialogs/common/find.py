"""Finding orders by number, phone, name or address: the office all, a master his own."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager, Window

from dialogs import cards, view
from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import list_of, menu_button, on_order
from dialogs.common.opening import open_window, opened_with
from dialogs.common.widgets import Say
from dialogs.states import Find
from domain import orders
from domain.access import Actor, Right
from domain.models import Order
from domain.statuses import OrderStatus
from domain.texts import Texts

MOST = 30


async def get_found(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    text = str(opened_with(dialog_manager).get("text", ""))
    found = await orders.find(text, by=actor, limit=MOST)
    return {
        "text": view.short(text),
        "orders": [(order.id, label(order, actor, t)) for order in found],
        "found": bool(found),
        "nothing": not found,
    }


async def on_text(manager: DialogManager, text: str) -> None:
    await open_find(manager, text)


def label(order: Order, actor: Actor, t: Texts) -> str:
    """What tells an order from others; the client's name and address for the office only."""
    office = actor.may(Right.ORDERS_SEE)
    visit = orders.current(visit for visit in order.visits if office or visit.master_id == actor.id)
    by_visit = visit is not None and order.status is not OrderStatus.ON_HOLD
    status = t(f"status.short.{visit.status}") if visit and by_visit else t(f"status.order.{order.status}")
    seen = (order.client.name, order.address.text) if office else (order.service.name,)
    return view.short(" · ".join((t("order.number", number=order.number), status, *seen)))


ask_window = Window(
    Say("find.ask"),
    menu_button(),
    text_input(on_text),
    expects("expects.text"),
    state=Find.ask,
)
found_window = Window(
    Say("find.found", when="found"),
    Say("find.nothing", when="nothing"),
    list_of("orders", on_order),
    menu_button(),
    text_input(on_text, asked=False),
    expects("expects.text"),
    state=Find.found,
    getter=get_found,
)
dialog = Dialog(ask_window, found_window)


async def open_find(manager: DialogManager, text: str = "") -> None:
    """Ask what to find, or show what ``text`` finds; the number of an order opens its card at once."""
    data = manager.middleware_data
    if not text:
        await open_window(manager, Find.ask)
        return
    found = await orders.find(text, by=data["actor"], limit=1)
    if found and str(found[0].number) == text.strip().lstrip("#№").strip():
        await cards.open_card(data["bot"], data["held"], found[0].id, data["person"])
        return
    await open_window(manager, Find.found, text=text)
