"""Opening the end of a visit: which one, then how it ended."""

from functools import partial

from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.common.opening import open_window
from dialogs.master import mine
from dialogs.master.choosing import choice_window, open_choice
from domain.visits import own


async def open_finish_list(manager: DialogManager) -> None:
    """Ask which visit is finished, unless there is one only."""
    await open_choice(manager, mine.FINISHABLE, open_finish, states.Finish.visit)


async def open_finish(manager: DialogManager, visit_id: int) -> None:
    """Ask how a visit ended. Raises NotNow unless it may be finished."""
    visit = await own(visit_id, manager.middleware_data["actor"])
    mine.require_status(visit, mine.FINISHABLE)
    await open_window(manager, states.Finish.outcome, visit=visit_id)


visit_window = choice_window(
    states.Finish.visit,
    partial(mine.being, statuses=mine.FINISHABLE),
    open_finish,
    question="finish.which",
    none="finish.none",
)
