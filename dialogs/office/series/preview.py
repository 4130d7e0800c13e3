"""What comes of the rule: the next dates, and what becomes of the orders made ahead. Kept by one press."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import view
from dialogs.common.finishing import finish
from dialogs.common.inputs import expects, text_input
from dialogs.common.widgets import Label, Made
from dialogs.office.series.impact import told
from dialogs.office.series.opening import open_series
from dialogs.office.series.rule import leave_button, leaving, on_text
from dialogs.office.series.subject import Subject, subject_of
from dialogs.states import Repeat
from domain import clock, company, drafts, recurrence, rule_words, series, slots, timing, working
from domain.access import Actor
from domain.ahead import Coming, Impact, foreseen, impact_of
from domain.errors import Changed, Invalid, Refused
from domain.hours import Book
from domain.models import Series
from domain.recurrence import Plan
from domain.texts import Texts
from domain.timing import Setting

SHOWN = 5


async def get_preview(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    subject = await subject_of(dialog_manager)
    leave = leaving(subject, t)
    if subject.plan is None:
        return {"text": t.html("repeat.examples"), "ready": False, "leave": leave}
    try:
        setting = await subject.setting(subject.plan)
        impact = await _impact(subject, setting, t)
    except Refused as refused:  # a draft may be older than the dates in it
        return {"text": t.html(refused.key, **refused.values), "ready": False, "leave": leave}
    said = view.capital(timing.said(setting, t, subject.now))
    note = rule_words.note(setting.rule, t)
    lines = [
        t.html("repeat.preview", rule=said),
        t.html("repeat.our_time") if subject.plan.at is None and subject.series is None else None,
        t.html("repeat.note", note=note) if note else None,
        t.html("repeat.dates"),
        *await _dates(subject, setting, t),
        impact,
    ]
    return {"text": view.joined(lines), "ready": True, "leave": leave}


async def on_save(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    subject, actor, t = (
        await subject_of(manager),
        manager.middleware_data["actor"],
        manager.middleware_data["t"],
    )
    plan = subject.plan
    if plan is None:
        raise Invalid("recurrence.unclear")
    try:
        one, impact = await _save(subject, plan, actor)
    except Changed:
        assert subject.series is not None
        # The window shows the series as it is now, and its next press means that.
        await drafts.put(subject.draft.id, by=actor, version=subject.series.version)
        raise
    done = t.count("repeat.done", await company.get("series_days_ahead"))
    await finish(manager, view.joined([done, told(impact, t) if impact else None]))
    await open_series(manager, one.id)


async def _save(subject: Subject, plan: Plan, actor: Actor) -> tuple[Series, Impact | None]:
    draft = subject.draft
    if subject.order is not None:
        return await series.create(subject.order.id, plan, by=actor, draft_id=draft.id), None
    if subject.new is not None:
        return await series.start(subject.new, plan, by=actor, draft_id=draft.id), None
    assert subject.series is not None
    one, version = subject.series, draft.data["version"]
    given = {"by": actor, "version": version, "master_id": one.master_id, "draft_id": draft.id}
    if subject.day is None:
        return one, await series.alter(one.id, plan, **given)
    return await series.follow(one.id, subject.day, plan, **given)


async def _dates(subject: Subject, setting: Setting, t: Texts) -> list[str]:
    """The next dates, each with why nobody works at that time, if so."""
    after = max(subject.now, setting.starts) if subject.day else subject.now
    if subject.series is None:
        times = [Coming(wall, True, None) for wall in setting.times(after, SHOWN)]
    else:
        times = await foreseen(subject.series, setting, after, SHOWN)
    hours = await working.hours()
    return [_date(each, subject.zone, setting.minutes, hours, t) for each in times]


def _date(each: Coming, zone: str, minutes: int, hours: Book, t: Texts) -> str:
    span = each.period(zone, minutes)
    window, mark, closed = t.window(*span, zone), each.mark(zone, t), slots.closed_in(span, hours)
    line = (
        t.html("repeat.date_marked", window=window, mark=mark)
        if mark
        else t.html("repeat.date", window=window)
    )
    return line if closed is None else t.html("repeat.date_closed", line=line, reason=t.reason(closed.row()))


async def _impact(subject: Subject, setting: Setting, t: Texts) -> str | None:
    if subject.series is None:
        return None
    after = recurrence.wall(clock.now(), subject.zone)
    if subject.day is not None:
        after = timing.time_of(subject.series, subject.day, after)
    return told(await impact_of(subject.series, setting, after, subject.series.master_id), t)


preview_window = Window(
    Made("text"),
    Button(Label("repeat.save"), id="save", on_click=on_save, when="ready"),
    SwitchTo(Label("repeat.time"), id="time", state=Repeat.time, when="ready"),
    SwitchTo(Label("repeat.other"), id="other", state=Repeat.rule),
    leave_button(),
    text_input(on_text),
    expects("expects.text"),
    state=Repeat.preview,
    getter=get_preview,
)
