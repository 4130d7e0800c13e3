"""Opening the answers: both lists, and declining one visit."""

from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.common.opening import open_window
from dialogs.master import mine
from dialogs.master.choosing import choice_window
from dialogs.master.pieces import open_draft
from domain import drafts
from domain.visits import own_or_offered


async def open_accept_list(manager: DialogManager) -> None:
    """Open the list of what waits for the master's yes."""
    await open_window(manager, states.Answer.accept)


async def open_decline_list(manager: DialogManager) -> None:
    """Open the list of what the master may decline or give back."""
    await open_window(manager, states.Answer.decline)


async def open_decline(manager: DialogManager, visit_id: int) -> None:
    """Ask why the master declines a visit. Raises NotNow when it is too late for that."""
    actor = manager.middleware_data["actor"]
    mine.require_status(await own_or_offered(visit_id, actor), mine.DECLINABLE)
    # An old reason is of no use for a new refusal.
    draft = await drafts.begin(
        by=actor, kind="decline", step=states.Answer.reason.state or "", subject=visit_id, fresh=True
    )
    await open_draft(manager, draft)


decline_window = choice_window(
    states.Answer.decline,
    mine.declinable,
    open_decline,
    question="answer.decline",
    none="answer.decline_none",
)
