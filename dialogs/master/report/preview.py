"""The whole report before it is sent: what is missing, what came back and why, every field one press away."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group

from dialogs import states, view
from dialogs.common.inputs import buttons_only
from dialogs.common.widgets import Label, Made
from dialogs.master import mine
from dialogs.master.ending import ask_outcome
from dialogs.master.photos import open_photos
from dialogs.master.pieces import (
    draft_here,
    drop_button,
    finish_with_card,
    later_button,
    lost,
    lost_text,
    returned,
    returned_text,
    subject_of,
)
from dialogs.master.report.entered import go, report
from dialogs.master.report.parts import listed
from dialogs.master.upload.counts import coming, counts, on_their_way
from dialogs.view import clipped
from domain import crew, worksheets
from domain.access import Actor
from domain.models import Visit
from domain.statuses import Outcome, VisitStatus
from domain.texts import Texts
from domain.worksheets import Report

# Telegram takes 4096 characters; what is cut here is kept in full.
WORKS_SHOWN, RECOMMENDATION_SHOWN = 900, 500


async def get_preview(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    draft = await draft_here(dialog_manager)
    visit = await subject_of(draft)
    entered = report(draft.data)
    lines = [*_entered(visit, entered, t), *await _photos(visit, entered, t)]
    if visit.status is VisitStatus.PAUSED:
        lines.append(t.html("report.paused"))
    return {
        "text": view.joined(lines),
        "returned": await returned(visit),
        "lost": lost(visit, actor, mine.REPORTABLE),
        "ready": not lost(visit, actor, mine.REPORTABLE),
        "finishable": visit.status in mine.FINISHABLE,
    }


def _entered(visit: Visit, entered: Report, t: Texts) -> list[str]:
    return [
        t.html("report.title", number=visit.order.number),
        t.html("card.outcome", outcome=t(f"outcome.{Outcome.DONE}")),
        t.html("report.preview_works", works=clipped(entered.works, WORKS_SHOWN)),
        listed(entered.lines, t),
        t.html(
            "report.total",
            total=t.money(worksheets.total(entered.lines)),
            duration=t.duration(entered.minutes),
        ),
        t.html("report.preview_recommendation", text=clipped(entered.recommendation, RECOMMENDATION_SHOWN))
        if entered.recommendation
        else "",
    ]


async def _photos(visit: Visit, entered: Report, t: Texts) -> list[str]:
    """How many photos there are, and what keeps the report from being sent."""
    before, after = await counts(*[one.id for one in await crew.of(visit)])
    lacking = worksheets.missing(entered, before, after, visit.order.service)
    on_way = on_their_way(sum(await coming(visit.id)), t)
    lines = [t.html("report.photos", before=before, after=after) + on_way]
    if lacking:
        lines.append(t.html("report.lacking", what=view.capital("; ".join(t(key) for key in lacking))))
    return lines


async def on_send(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    data = manager.middleware_data
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    await worksheets.submit(visit.id, report(draft.data), by=data["actor"], draft_id=draft.id)
    await finish_with_card(manager, data["t"].html("report.sent", number=visit.order.number), visit.order_id)


async def on_edit(_query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go(manager, await draft_here(manager), EDITED[button.widget_id or ""])


async def on_outcome(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The draft stays: whoever comes back to "done" finds his report."""
    await ask_outcome(manager, (await draft_here(manager)).subject)


async def on_photos(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await open_photos(manager)


EDITED: dict[str, State] = {
    "works": states.Report.works,
    "price": states.Report.price,
    "parts": states.Report.parts,
    "minutes": states.Report.minutes,
    "recommendation": states.Report.recommendation,
}

preview_window = Window(
    lost_text(),
    returned_text(),
    Made("text"),
    Button(Label("report.send"), id="send", on_click=on_send, when="ready"),
    Group(
        Button(Label("report.edit.outcome"), id="outcome", on_click=on_outcome, when="finishable"),
        *(Button(Label(f"report.edit.{field}"), id=field, on_click=on_edit) for field in EDITED),
        Button(Label("report.edit.photos"), id="photos", on_click=on_photos),
        width=2,
        when="ready",
    ),
    drop_button(),
    later_button(),
    buttons_only,
    state=states.Report.preview,
    getter=get_preview,
)
