"""How the history of a visit reads: a line per event, with day, time and person."""

from collections.abc import Hashable
from datetime import datetime
from itertools import groupby
from textwrap import shorten
from typing import Any

from domain import events
from domain.editing import Field
from domain.events import Event
from domain.models import Visit
from domain.people import shown_phone
from domain.story import Told
from domain.texts import Texts

VALUE_SHOWN = 80  # characters of an edited value


def lines(visit: Visit, story: list[Told], t: Texts, zone: str) -> list[dict[str, str]]:
    """The story in words, times by the company's zone. What was done in one go is one line."""
    told = [line(list(together), t, zone) for _, together in groupby(story, key=in_one_go)]
    if not any(_begins(visit, one.event) for one in story):  # it follows from how the one before ended
        told.insert(0, stamped(visit.created_at, t, zone) | {"text": t("web.history.added"), "who": ""})
    return told


def _begins(visit: Visit, event: Event) -> bool:
    """Whether the event says why the visit is there: made with the order, for one more master, or asked for."""
    if isinstance(event, events.MasterAdded | events.SecondVisitAdded):
        return event.visit_id == visit.id
    return isinstance(event, events.OrderCreated)


def in_one_go(told: Told) -> Hashable:
    """What has the same is told together: an offer to several masters, photos one after another."""
    match told.event:
        case events.VisitOffered():
            return told.event.name, told.who, told.at
        case events.PhotoAdded() | events.PhotoRemoved() | events.PhotoRejected():
            return told.event.name, told.who
        case _:
            return id(told)


def line(together: list[Told], t: Texts, zone: str) -> dict[str, str]:
    """Lines of history as one line for people."""
    last = together[-1]
    who = last.who or t("web.history.by_itself")
    return stamped(last.at, t, zone) | {"text": words(together, t, zone), "who": who}


def stamped(at: datetime, t: Texts, zone: str) -> dict[str, str]:
    """Day and time of a line."""
    return {"day": t.day(at, zone), "time": t.time(at, zone)}


def window(start: str, end: str, t: Texts, zone: str) -> str:
    """The window between two moments in ISO 8601."""
    return t.window(datetime.fromisoformat(start), datetime.fromisoformat(end), zone)


def _of_time(key: str, event: events.WindowSet | events.VisitMoved) -> str:
    """The key of another time: moved, or of an end alone stretched or shortened; with the reason, if there is one."""
    start, end, was_start, was_end = (
        datetime.fromisoformat(moment) if moment else None
        for moment in (event.starts_at, event.ends_at, event.was_starts_at, event.was_ends_at)
    )
    if start == was_start and end and was_end and end != was_end:
        key = "web.history.stretched.longer" if end > was_end else "web.history.stretched.shorter"
    return f"{key}.override" if event.override else key


def _times(event: events.WindowSet | events.VisitMoved, t: Texts, zone: str) -> dict[str, str]:
    """The window now and before."""
    was = (
        window(event.was_starts_at, event.was_ends_at, t, zone)
        if event.was_starts_at and event.was_ends_at
        else "—"
    )
    return {"window": window(event.starts_at, event.ends_at, t, zone), "was": was}


def shown(field: str, value: str, t: Texts) -> str:
    """A value that was edited, as people read it and no longer than a line."""
    if not value:
        return "—"
    if field == Field.PRICE:
        return t.money(int(value))
    if field == Field.PRIORITY:
        return t(f"priority.{value}")
    if field == Field.PHONE:
        return ", ".join(map(shown_phone, value.split(", ")))
    return shorten(value, VALUE_SHOWN, placeholder="…")


def words(together: list[Told], t: Texts, zone: str) -> str:
    """What happened, in words."""
    event = together[-1].event
    key = f"web.history.{event.name}"
    values: dict[str, Any] = event.data() | {
        "master": ", ".join(told.master or "—" for told in together),
        "n": len(together),
    }
    match event:
        case events.WindowSet() | events.VisitMoved():
            key, values = _of_time(key, event), values | _times(event, t, zone)
        case events.VisitAccepted(again=True):
            key = f"{key}.again"
        case (
            events.PromiseChanged(promised_from=start, promised_to=end)
            | events.PlanReverted(starts_at=start, ends_at=end)
        ):
            values["window"] = window(start, end, t, zone)
        case events.VisitAssigned(override=reason) if reason:
            key = f"{key}.override"
        case events.SlaAboutToBreak(clock=one) | events.SlaBroken(clock=one):
            values["clock"] = t(f"sla.name.{one}")
        case events.OrderEdited(field=field):
            values |= {
                "field": t(f"edit.field.{field}").capitalize(),
                "before": shown(field, event.before, t),
                "after": shown(field, event.after, t),
            }
        case events.StepRetracted(back_to=back_to):
            key = f"{key}.{back_to}"
        case events.VisitFinished(outcome="done"):
            key = f"{key}.done"
        case events.VisitFinished(outcome=outcome):
            values["outcome"] = t(f"outcome.{outcome}")
    return t(key, **values).strip()
