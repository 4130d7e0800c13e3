"""An absence entered by the office: what for, which days, what it meets; entered, it shows what to give to others."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from dialogs import timetable, view
from dialogs.common.inputs import buttons_only, expects, text_input
from dialogs.common.lists import choice
from dialogs.common.turning import today
from dialogs.common.widgets import Label, Made, Say
from dialogs.office.absences import open_absence
from dialogs.office.hours.wishes import begin, draft_here, remember
from dialogs.office.mastertime.opening import master_here
from dialogs.states import MasterTime
from domain import absences, company, days, drafts
from domain.errors import DraftGone
from domain.models import AbsenceKind, Draft
from domain.texts import Texts

KINDS = (AbsenceKind.VACATION, AbsenceKind.SICK, AbsenceKind.DAY_OFF, AbsenceKind.OTHER)
MOST_SHOWN = 15  # visits


async def get_kinds(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    one = await master_here(dialog_manager)
    return {"name": one.person.name, "kinds": list(enumerate(KINDS))}


async def on_kind(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    one = await master_here(manager)
    await begin(
        manager, "master_away", MasterTime.away_days, master=one.person_id, absence=KINDS[number].value
    )


async def get_days(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one, draft = await master_here(dialog_manager), await draft_here(dialog_manager)
    return {"name": one.person.name, "kind": t(f"absence.kind.{kind_of(draft)}")}


async def on_days(manager: DialogManager, text: str) -> None:
    first, last = days.parse_range(text, await today())
    await _keep(manager, first, last)


async def on_today(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    day = await today()
    await _keep(manager, day, day)


async def _keep(manager: DialogManager, first: date, last: date) -> None:
    absences.check(first, last, await today())
    draft, step = await draft_here(manager), MasterTime.away
    await drafts.put(
        draft.id,
        by=manager.middleware_data["actor"],
        step=step.state,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    await manager.switch_to(step)


async def get_away(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one, draft = await master_here(dialog_manager), await draft_here(dialog_manager)
    first, last = days_of(draft)
    zone, met = await company.zone(), await absences.affected_on(one.person_id, first, last)
    lines = [
        t.html(
            "mastertime.away",
            name=one.person.name,
            kind=view.capital(t(f"absence.kind.{kind_of(draft)}")),
            days=t.days(first, last),
        ),
        t.html("absences.affects" if met else "absences.affects_nothing"),
        *(timetable.affected_line(visit, zone, t) for visit in met[:MOST_SHOWN]),
        t.html("mastertime.away_hint"),
    ]
    return {"text": view.joined(lines)}


async def on_enter(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """It counts at once; what it meets is listed below, each with the way to another master."""
    one, draft = await master_here(manager), await draft_here(manager)
    absence = await absences.enter(
        one.person_id,
        kind_of(draft),
        *days_of(draft),
        by=manager.middleware_data["actor"],
        draft_id=draft.id,
    )
    await open_absence(manager, absence.id)


async def on_leave(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    remember(manager, (await master_here(manager)).person_id)
    draft = await draft_here(manager)
    await drafts.drop(draft.id, by=manager.middleware_data["actor"])
    await manager.switch_to(MasterTime.main)


def kind_of(draft: Draft) -> AbsenceKind:
    """What for. Raises DraftGone for a draft that doesn't say."""
    if "absence" not in draft.data:
        raise DraftGone
    return AbsenceKind(draft.data["absence"])


def days_of(draft: Draft) -> tuple[date, date]:
    """Which days. Raises DraftGone for a draft that doesn't say."""
    if not {"first", "last"} <= draft.data.keys():
        raise DraftGone
    return date.fromisoformat(draft.data["first"]), date.fromisoformat(draft.data["last"])


def label_kind(item: tuple[int, AbsenceKind], t: Texts) -> str:
    return view.capital(t(f"absence.kind.{item[1]}"))


kind_window = Window(
    Say("mastertime.ask_kind"),
    Column(choice("kinds", on_kind, id="k", label=label_kind)),
    SwitchTo(Label("button.back"), id="back", state=MasterTime.main),
    buttons_only,
    state=MasterTime.kind,
    getter=get_kinds,
)
days_window_of_absence = Window(
    Say("mastertime.ask_days"),
    Button(Label("mastertime.only_today"), id="today", on_click=on_today),
    Button(Label("hours.leave"), id="leave", on_click=on_leave),
    text_input(on_days),
    expects("leave.expects_days"),
    state=MasterTime.away_days,
    getter=get_days,
)
away_window = Window(
    Made("text"),
    Button(Label("mastertime.enter"), id="enter", on_click=on_enter),
    SwitchTo(Label("leave.other_days"), id="days", state=MasterTime.away_days),
    Button(Label("hours.leave"), id="leave", on_click=on_leave),
    text_input(on_days),
    expects("leave.expects_days"),
    state=MasterTime.away,
    getter=get_away,
)
