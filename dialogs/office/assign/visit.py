"""The visit a master is chosen for: what its windows share."""

from datetime import timedelta
from typing import Any

from aiogram_dialog import DialogManager

from dialogs import cards
from dialogs.common.finishing import finish
from dialogs.common.opening import opened_with
from domain import access
from domain.models import Visit


async def visit_of(manager: DialogManager) -> Visit:
    """The visit this dialog is about, with its order, client, address and service."""
    return await access.visit_for(manager.middleware_data["actor"], opened_with(manager)["visit"])


def length_of(visit: Visit) -> timedelta:
    """How long the visit is planned to take; as long as the service usually does when it has no time."""
    if visit.starts_at is None or visit.ends_at is None:
        return timedelta(minutes=visit.order.service.minutes)
    return visit.ends_at - visit.starts_at


async def done(manager: DialogManager, visit: Visit, key: str, **values: Any) -> None:
    """Close the dialog with the sentence of ``key`` and open the order's card anew."""
    data = manager.middleware_data
    await finish(manager, data["t"].html(key, number=visit.order.number, **values))
    await cards.open_card(data["bot"], data["held"], visit.order_id, data["person"])
