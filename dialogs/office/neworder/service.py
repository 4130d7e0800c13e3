"""What is to be done, from the catalogue."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Select

from dialogs.common.lists import Pages
from dialogs.common.widgets import ItemLabel, Say
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


service_window = order_window(
    Say("neworder.service"),
    Pages(
        Select(
            ItemLabel(label),
            id="s",
            item_id_getter=lambda service: service.id,
            items="services",
            type_factory=int,
            on_click=on_service,
        ),
        id="pages",
    ),
    state=NewOrder.service,
    getter=get_services,
)
