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
from domain.statuses import TO_DO, VisitStatus
from domain.texts import Texts


async def get_orders(actor: Actor, t: Texts, **_: Any) -> dict[str, str]:
    own = await orders.of_client(by=actor)
    zone = await company.zone()
    lines = [t.html("orders.title") if own else t.html("orders.none")]
    return {"orders": view.joined([*lines, *(line(order, zone, t) for order in own)])}


def line(order: Order, zone: str, t: Texts) -> str:
    """An order as its client reads it: the latest visit tells the time, until it is over the one he was promised."""
    planned = [
        visit for visit in order.visits if visit.status is not VisitStatus.CANCELLED and visit.starts_at
    ]
    visit = max(planned, key=lambda one: one.id, default=None)
    return t.html(
        "orders.line",
        number=order.number,
        service=order.service.name,
        status=t(f"status.order.{order.status}"),
        window=t.window(*_times(visit), zone) if visit else t("window.none"),
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
