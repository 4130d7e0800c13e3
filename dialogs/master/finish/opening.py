"""Opening the end of a visit: which one, then how it ended, or what came back."""

from functools import partial

from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.master import mine
from dialogs.master.choosing import choice_window, open_choice
from dialogs.master.ending import ask_outcome
from dialogs.master.pieces import open_draft
from dialogs.master.report.opening import open_report
from domain import crew, drafts, story
from domain.statuses import Outcome, VisitStatus
from domain.visits import own


async def open_finish_list(manager: DialogManager) -> None:
    """Ask which visit is finished, unless there is one only."""
    await open_choice(manager, partial(mine.led, statuses=mine.FINISHABLE), open_finish, states.Finish.visit)


async def open_finish(manager: DialogManager, visit_id: int) -> None:
    """Ask how a visit ended; what the office returned opens as it was handed in. Raises as ask_outcome."""
    actor = manager.middleware_data["actor"]
    visit = await own(visit_id, actor)
    await crew.require_lead(visit)
    if visit.status is not VisitStatus.RETURNED:
        await ask_outcome(manager, visit_id)
    elif visit.outcome is Outcome.DONE:
        await open_report(manager, visit_id)
    else:
        words = (await story.said(visit.order_id))[visit_id]
        step = states.Finish.confirm.state or ""
        draft = await drafts.begin(
            by=actor, kind="finish", step=step, subject=visit_id, outcome=visit.outcome, note=words.note
        )
        await open_draft(manager, draft)


visit_window = choice_window(
    states.Finish.visit,
    partial(mine.led, statuses=mine.FINISHABLE),
    open_finish,
    question="finish.which",
    none="finish.none",
)
