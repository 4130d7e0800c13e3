"""The ways in."""

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window
from dialogs.dead import tell
from dialogs.states import Assign
from domain import access, dispatch
from domain.errors import NotNow


async def open_assign_list(manager: DialogManager) -> None:
    """Choose the visit first."""
    await open_window(manager, Assign.order)


async def open_assign(manager: DialogManager, visit_id: int, master_id: int | None = None) -> None:
    """Choose masters for a visit, this one marked already if he fits; its time first when it has none."""
    visit = await access.visit_for(manager.middleware_data["actor"], visit_id)
    marked = {"marked": master_id} if master_id is not None else {}
    await open_window(manager, Assign.masters if visit.starts_at else Assign.day, visit=visit.id, **marked)


async def open_assign_number(manager: DialogManager, number: int, master_id: int | None = None) -> None:
    """The same for the visit that waits at the order of that number; when none does, the sentence and the card."""
    actor = manager.middleware_data["actor"]
    try:
        visit = await dispatch.waiting_visit(number, by=actor)
    except NotNow as refused:
        await tell(manager, refused, (await access.order_by_number(actor, number)).id)
    else:
        await open_assign(manager, visit.id, master_id)
