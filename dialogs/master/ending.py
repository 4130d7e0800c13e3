"""How a visit ended: the way to the question, for finishing and for the report, each of which leads to the other."""

from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.common.opening import open_window
from dialogs.master import mine
from domain import crew
from domain.visits import own


async def ask_outcome(manager: DialogManager, visit_id: int) -> None:
    """Ask how a visit ended. Raises NotNow unless it may be finished, LeadReports for a helper."""
    visit = await own(visit_id, manager.middleware_data["actor"])
    await crew.require_lead(visit)
    mine.require_begun(visit, mine.FINISHABLE)
    await open_window(manager, states.Finish.outcome, visit=visit_id)
