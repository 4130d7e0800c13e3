"""What a client sees of his orders: what, when, how far."""

from datetime import datetime
from typing import Any

from aiogram_dialog import Dialog, DialogManager, Window

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Made
from dialogs.states import MyOrders
from domain import company, orders
from domain.access import Actor
from domain.models import Order, Visit
from domain.statuses import TO_DO, OrderStatus
from domain.texts import Texts


async def get_orders(actor: Actor, t: Texts, **_: Any) -> dict[str, str]:
    own = await orders.of_client(by=actor)
    zone = await company.zone()
    lines = [t.html("orders.title") if own else t.html("orders.none")]
    return {"orders": view.joined([*lines, *(line(order, zone, t) for order in own)])}


def line(order: Order, zone: str, t: Texts) -> str:
    """An order as its client reads it: when the visit is that it is about now, until it is over as he was promised."""
    visit = orders.current(order.visits)
    planned = visit if order.status is not OrderStatus.CANCELLED else None
    return t.html(
        "orders.line",
        number=order.number,
        service=order.service.name,
        status=t(f"status.order.{order.status}"),
        when=t("orders.when", window=t.window(*_times(planned), zone)) if planned else "",
    )


def _times(visit: Visit) -> tuple[datetime | None, datetime | None]:
    if visit.status in TO_DO and visit.promised_from is not None:
        return visit.promised_from, visit.promised_to
    return visit.starts_at, visit.ends_at


dialog = Dialog(
    Window(Made("orders"), menu_button(), buttons_only, state=MyOrders.list, getter=get_orders),
)


async def open_orders(manager: DialogManager) -> None:
    """The client's orders."""
    await open_window(manager, MyOrders.list)
