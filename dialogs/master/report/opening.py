"""Opening a report: a new one with the order's price, a returned one as it was sent in, else as it was left."""

from functools import partial
from typing import Any

from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.master import mine
from dialogs.master.choosing import choice_window, open_choice
from dialogs.master.pieces import open_draft
from dialogs.master.report.entered import first_missing, work_row
from domain import crew, drafts, worksheets
from domain.lines import Line
from domain.models import LineKind, Visit
from domain.visits import own


async def open_report_list(manager: DialogManager) -> None:
    """Ask which visit the report is of, unless there is one only."""
    await open_choice(manager, partial(mine.led, statuses=mine.REPORTABLE), open_report, states.Report.visit)


async def open_report(manager: DialogManager, visit_id: int) -> None:
    """Open the report of a visit. Raises NotNow unless work goes on or it came back, LeadReports for a helper."""
    actor = manager.middleware_data["actor"]
    visit = await own(visit_id, actor)
    await crew.require_lead(visit)
    mine.require_begun(visit, mine.REPORTABLE)
    data = await _sent_before(visit_id) or _new(visit)
    step = first_missing(data).state or ""
    await open_draft(
        manager, await drafts.begin(by=actor, kind="report", step=step, subject=visit_id, **data)
    )


def _new(visit: Visit) -> dict[str, Any]:
    """One line of work at the order's price, when it has one."""
    order = visit.order
    if order.price is None:
        return {}
    return {"work": [work_row(order.service.name, order.price)], "priced": True}


async def _sent_before(visit_id: int) -> dict[str, Any] | None:
    sheet = await worksheets.handed_in(visit_id)
    if sheet is None:
        return None
    rows = [Line(line.kind, line.name, line.quantity, line.price) for line in sheet.lines]
    parts = [line.row() for line in rows if line.kind is LineKind.PART]
    return {
        "works": sheet.works,
        "work": [line.row() for line in rows if line.kind is LineKind.WORK],
        "parts": [{**row, "n": n} for n, row in enumerate(parts)],
        "parts_done": True,
        "minutes": sheet.minutes,
        "recommendation": sheet.recommendation,
    }


visit_window = choice_window(
    states.Report.visit,
    partial(mine.led, statuses=mine.REPORTABLE),
    open_report,
    question="report.which",
    none="report.none",
)
