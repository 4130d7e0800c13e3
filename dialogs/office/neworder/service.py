"""What is to be done, from the catalogue."""

from operator import attrgetter
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs.common.lists import Pages, choice
from dialogs.common.widgets import Say
from dialogs.office.neworder.fields import keep
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import catalog
from domain.models import Service
from domain.texts import Texts


async def get_services(**_: Any) -> dict[str, list[Service]]:
    return {"services": await catalog.services()}


async def on_service(_query: CallbackQuery, _select: Any, manager: DialogManager, service_id: int) -> None:
    # A price of one's own was for the service before.
    await keep(manager, service_id=service_id, price=None)


def label(service: Service, t: Texts) -> str:
    return f"{service.name} · {t.money(service.price)}"


def service_buttons(on_click: Any) -> Pages:
    """The getter's ``services`` with their prices, in pages; a press gives the service's id."""
    select = choice("services", on_click, id="s", label=label, of=attrgetter("id"))
    return Pages(select, id="pages")


service_window = order_window(
    Say("neworder.service"), service_buttons(on_service), state=NewOrder.service, getter=get_services
)
