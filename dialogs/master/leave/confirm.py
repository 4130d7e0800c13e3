"""Everything once more, with the visits it would affect."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import timetable, view
from dialogs.common.finishing import finish
from dialogs.common.inputs import buttons_only
from dialogs.common.widgets import Label, Made
from dialogs.master.leave.opening import Data, on_leave
from dialogs.master.pieces import draft_here
from dialogs.states import Leave
from domain import absences, company, intervals
from domain.access import Actor
from domain.errors import DraftGone
from domain.models import AbsenceKind
from domain.texts import Texts

MOST_SHOWN = 10  # visits


async def get_request(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    data, zone = (await draft_here(dialog_manager)).data, await company.zone()
    kind, first, last = entered(data)
    met = await absences.affected_between(actor.id or 0, *intervals.whole_days(first, last, zone))
    lines = [
        t.html("leave.confirm", kind=view.capital(t(f"absence.kind.{kind}")), days=t.days(first, last)),
        t.html("absence.note", note=data["note"]) if data.get("note") else None,
        t.html("leave.affects", n=len(met)) if met else None,
        *(timetable.affected_line(visit, zone, t) for visit in met[:MOST_SHOWN]),
        t.html("leave.sick_counts" if kind is AbsenceKind.SICK else "leave.office_decides"),
    ]
    return {
        "text": view.joined(lines),
        "sick": kind is AbsenceKind.SICK,
        "asking": kind is not AbsenceKind.SICK,
    }


def entered(data: Data) -> tuple[AbsenceKind, date, date]:
    """What a complete draft asks for. Raises DraftGone for one that isn't."""
    if not {"kind", "first", "last"} <= data.keys():
        raise DraftGone
    return AbsenceKind(data["kind"]), date.fromisoformat(data["first"]), date.fromisoformat(data["last"])


async def on_send(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    draft, t = await draft_here(manager), manager.middleware_data["t"]
    kind, first, last = entered(draft.data)
    await absences.request(
        kind,
        first,
        last,
        by=manager.middleware_data["actor"],
        note=draft.data.get("note", ""),
        draft_id=draft.id,
    )
    key = "leave.sick_told" if kind is AbsenceKind.SICK else "leave.asked"
    await finish(manager, t.html(key, kind=t(f"absence.kind.{kind}"), days=t.days(first, last)))


confirm_window = Window(
    Made("text"),
    Button(Label("leave.send"), id="send", on_click=on_send, when="asking"),
    Button(Label("leave.send_sick"), id="send", on_click=on_send, when="sick"),
    Row(
        SwitchTo(Label("leave.other_days"), id="days", state=Leave.first),
        SwitchTo(Label("leave.other_note"), id="note", state=Leave.note),
    ),
    Button(Label("leave.leave"), id="leave", on_click=on_leave),
    buttons_only,
    state=Leave.confirm,
    getter=get_request,
)
