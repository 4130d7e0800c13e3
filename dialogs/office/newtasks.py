"""Orders without a master: what waits, the most urgent first; a press opens the card."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager

from dialogs.common.lists import listing_window
from dialogs.common.opening import open_window
from dialogs.office import labels
from dialogs.states import NewTasks
from domain import orders
from domain.access import Actor
from domain.texts import Texts


async def get_waiting(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    visits = await orders.unassigned(by=actor, held=True)
    said = await labels.all_waiting(visits, t)
    return {
        "visits": [(visit.order_id, label) for visit, label in zip(visits, said, strict=True)],
    }


dialog = Dialog(
    listing_window(NewTasks.list, "visits", get_waiting, some="newtasks.some", none="newtasks.none")
)


async def open_newtasks(manager: DialogManager) -> None:
    """What waits for a master or for a master's answer."""
    await open_window(manager, NewTasks.list)
