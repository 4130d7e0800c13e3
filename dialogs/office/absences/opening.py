"""The ways in, and the absence at hand."""

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window, opened_with
from dialogs.states import Absences
from domain import absences
from domain.models import Absence


async def open_absences(manager: DialogManager) -> None:
    """What the office has to decide on."""
    await open_window(manager, Absences.list)


async def open_absence(manager: DialogManager, absence_id: int) -> None:
    """One absence, whatever became of it. Raises NotFound."""
    absence = await absences.absence_for(manager.middleware_data["actor"], absence_id)
    await open_window(manager, Absences.one, absence=absence.id)


async def absence_of(manager: DialogManager) -> Absence:
    """The absence this dialog is about."""
    return await absences.absence_for(manager.middleware_data["actor"], opened_with(manager)["absence"])
