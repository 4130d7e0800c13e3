"""Which visit needs a master: the list."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs.common.inputs import number_input
from dialogs.common.lists import listing_window
from dialogs.office import labels
from dialogs.office.assign.opening import open_assign, open_assign_number
from dialogs.states import Assign
from domain import orders
from domain.access import Actor
from domain.texts import Texts


async def get_waiting(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    visits = await orders.unassigned(by=actor)
    said = await labels.all_waiting(visits, t)
    return {
        "visits": [(visit.id, label) for visit, label in zip(visits, said, strict=True)],
    }


async def on_visit(_query: CallbackQuery, _select: Any, manager: DialogManager, visit_id: int) -> None:
    await open_assign(manager, visit_id)


async def on_number(manager: DialogManager, number: int) -> None:
    """Also of an order that isn't on the list, as long as a master can be chosen for it."""
    await open_assign_number(manager, number)


order_window = listing_window(
    Assign.order,
    "visits",
    get_waiting,
    on_visit,
    some="assign.order",
    none="newtasks.none",
    typed=number_input(on_number),
)
