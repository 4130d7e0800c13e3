"""Opening the end of a visit: which one, then how it ended."""

from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.common.opening import open_window
from dialogs.master import mine
from domain.visits import own


async def open_finish_list(manager: DialogManager) -> None:
    """Ask which visit is finished, unless there is one only."""
    found = await mine.being(manager.middleware_data["actor"], mine.FINISHABLE)
    if len(found) == 1:
        await open_finish(manager, found[0].id)
        return
    await open_window(manager, states.Finish.visit)


async def open_finish(manager: DialogManager, visit_id: int) -> None:
    """Ask how a visit ended. Raises NotNow unless it may be finished."""
    visit = await own(visit_id, manager.middleware_data["actor"])
    mine.require_status(visit, mine.FINISHABLE)
    await open_window(manager, states.Finish.outcome, visit=visit_id)
