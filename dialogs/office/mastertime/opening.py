"""The way in, and the master at hand."""

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window
from dialogs.office.hours.wishes import Windows, master_of
from dialogs.states import MasterTime
from domain import masters
from domain.errors import NotFound
from domain.models import Master

WINDOWS = Windows("master_hours", MasterTime.main, MasterTime.week, MasterTime.days, MasterTime.confirm)


async def open_master_time(manager: DialogManager, master_id: int) -> None:
    """A master's hours, days, areas, home and absences. Raises NotFound."""
    one = await masters.of(master_id, by=manager.middleware_data["actor"])
    await open_window(manager, MasterTime.main, master=one.person_id)


async def master_here(manager: DialogManager) -> Master:
    """The master this dialog is about, with his person. Raises NotFound."""
    master_id = await master_of(manager)
    if master_id is None:
        raise NotFound
    return await masters.of(master_id, by=manager.middleware_data["actor"])
