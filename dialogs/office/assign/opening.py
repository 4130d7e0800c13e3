"""The ways in."""

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window
from dialogs.states import Assign
from domain import access


async def open_assign_list(manager: DialogManager) -> None:
    """Choose the visit first."""
    await open_window(manager, Assign.order)


async def open_assign(manager: DialogManager, visit_id: int) -> None:
    """Choose masters for a visit; its time first when it has none."""
    visit = await access.visit_for(manager.middleware_data["actor"], visit_id)
    await open_window(manager, Assign.masters if visit.starts_at else Assign.day, visit=visit.id)
