"""What the demo's orders owe: clocks by the company's promises, one order on hold, a reason for all that was late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from domain import company, working
from domain.events import DelayExplained, Event, OrderHeld, SlaAboutToBreak, SlaBroken
from domain.hours import Book
from domain.models import DueRow, HistoryEntry
from domain.sla import Clock
from domain.statuses import TO_DO, WORKED
from seeds.job import Job
from seeds.planned import ZONE
from seeds.production import PROMISES

HOURS = Book(ZONE, company.DEFAULTS["hours"])
LEFT = (100 - company.DEFAULTS["sla_warn_percent"]) / 100
WHY = (
    "Мастер задержался на прошлой заявке",
    "Пробка на Садовом",
    "Клиент попросил приехать позже",
    "Не было свободного мастера",
)


@dataclass
class Owed:
    """The clocks of an order, as :class:`domain.models.Order` keeps them."""

    due: dict[Clock, datetime]
    stopped: dict[Clock, datetime]
    held_at: datetime | None = None
    late: list[Clock] = field(default_factory=list)
    reason: str = ""


def lately(now: datetime, minutes: int) -> datetime:
    """When it was so many minutes of working time ago."""
    found = working.before(now, timedelta(minutes=minutes), HOURS)
    assert found is not None
    return found


def of(jobs: Sequence[Job], now: datetime) -> Owed:
    """The clocks of the order of these jobs, the first of them the one it was made with."""
    first = jobs[0]
    reaction, resolution = PROMISES[first.priority]  # type: ignore[index]  # a StrEnum by its word
    wanted = max((job.end for job in jobs if job.end), default=first.created_at)
    due = {Clock.REACTION: _after(first.created_at, reaction)}
    due[Clock.RESOLUTION] = max(_after(first.created_at, resolution), wanted)
    stopped = {}
    if accepted := [job.accepted_at for job in jobs if job.accepted_at]:
        stopped[Clock.REACTION] = min(accepted)
    statuses = {job.status for job in jobs}
    if statuses & WORKED and not statuses & TO_DO:
        stopped[Clock.RESOLUTION] = max(job.finished_at for job in jobs if job.finished_at)
    owed = Owed(due, stopped, first.held_at)
    if not any(job.cancelled_at for job in jobs):
        owed.late = [one for one in Clock if due[one] < stopped.get(one, first.held_at or now)]
    if owed.late and not first.unexplained:
        owed.reason = Random(first.text).choice(WHY)  # noqa: S311  # a demo, no secret
    return owed


def entries(owed: Owed, first: Job, clerk: int, now: datetime) -> list[HistoryEntry]:
    """What the history says of hold and clocks: nobody's visit, the program's word or the office's."""
    return [
        HistoryEntry(order_id=first.order_id, at=at, actor_id=actor, event=event.name, data=event.data())
        for at, actor, event in _told(owed, first, clerk, now)
    ]


def _told(owed: Owed, first: Job, clerk: int, now: datetime) -> Iterator[tuple[datetime, int | None, Event]]:
    order_id = first.order_id
    if first.held_at:
        yield first.held_at, clerk, OrderHeld(order_id, first.reason)
    for one in owed.late:
        text = owed.due[one].isoformat()
        yield _warned(owed, one, first), None, SlaAboutToBreak(order_id, one.value, text)
        yield owed.due[one], None, SlaBroken(order_id, one.value, text)
    if owed.reason:
        latest = max(owed.stopped.get(one, owed.due[one]) for one in owed.late)
        yield min(latest + timedelta(minutes=20), now), clerk, DelayExplained(order_id, owed.reason)


def due_rows(owed: Owed, first: Job, now: datetime) -> list[DueRow]:
    """What happens to the clocks still to be answered; work that nobody plays breaks without a word."""
    due = owed.due[Clock.REACTION]
    if Clock.REACTION in owed.stopped or owed.held_at or first.cancelled_at or due < now:
        return []
    stages = (("about", _warned(owed, Clock.REACTION, first)), ("broken", due))
    return [
        DueRow(
            kind=f"sla.{stage}",
            key=f"sla:{first.order_id}:reaction:{stage}:demo",
            due_at=max(at, now + timedelta(minutes=3)),  # the phones have been looked at by then
            data={"order_id": first.order_id, "clock": "reaction", "until": due.isoformat()},
        )
        for stage, at in stages
    ]


def _warned(owed: Owed, one: Clock, first: Job) -> datetime:
    minutes = PROMISES[first.priority][one is Clock.RESOLUTION] * LEFT  # type: ignore[index]
    at = working.before(owed.due[one], timedelta(minutes=minutes), HOURS)
    return max(at or first.created_at, first.created_at)


def _after(since: datetime, minutes: int) -> datetime:
    at = working.add(since, timedelta(minutes=minutes), HOURS)
    assert at is not None
    return at
