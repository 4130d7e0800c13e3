"""Whether a master is at work right now, as he says himself: on shift, on a break, off."""

from datetime import datetime

from domain import clock, company, intervals
from domain.access import Actor, Right, require
from domain.change import change
from domain.errors import Invalid, NotAllowed
from domain.events import ShiftEnded
from domain.models import Duty, DutyChange, Visit
from domain.statuses import BOOKED

_SAID = {
    Duty.ON: (
        "on",
        "shift",
        "on shift",
        "start",
        "на смене",
        "смена",
        "начал",
        "начала",
        "работаю",
        "вышел",
        "вышла",
    ),
    Duty.BREAK: ("break", "pause", "lunch", "перерыв", "пауза", "обед", "на обеде"),
    Duty.OFF: (
        "off",
        "end",
        "done",
        "off shift",
        "не на смене",
        "конец",
        "закончил",
        "закончила",
        "домой",
        "всё",
    ),
}


def parse(text: str) -> Duty:
    """What a master says of himself in a word. Raises :class:`Invalid`."""
    said = " ".join(text.lower().split())
    for duty, words in _SAID.items():
        if said in words:
            return duty
    raise Invalid("invalid.duty")


async def say(duty: Duty, *, by: Actor) -> None:
    """Go on shift, on a break, or off; saying it twice is saying it once.

    Who is off gets no visits that begin later that day. The office is told when some of today are still before him.
    """
    require(by, Right.VISITS_OWN)
    if by.id is None:
        raise NotAllowed
    zone = await company.zone()
    async with change(by) as tx:
        await tx.lock_masters(by.id)
        latest = await _latest(by.id, zone)
        if latest is not None and latest.duty is duty:
            return
        await DutyChange.create(using_db=tx.connection, master_id=by.id, duty=duty, at=tx.at)
        await tx.audit("duty.changed", f"person:{by.id}", duty=duty)
        left = len(await before_him(by.id)) if duty is Duty.OFF else 0
        if left:
            tx.notify_office(ShiftEnded(by.id, left))


async def today(*, by: Actor) -> DutyChange | None:
    """The last the acting master said of himself today."""
    require(by, Right.VISITS_OWN)
    return await _latest(by.id or 0, await company.zone())


async def before_him(master_id: int) -> list[Visit]:
    """A master's visits that begin today and aren't over for him, by time."""
    zone = await company.zone()
    day = clock.local(clock.now(), zone).date()
    begin, end = intervals.whole_days(day, day, zone)
    left = Visit.filter(master_id=master_id, status__in=BOOKED, starts_at__gte=begin, starts_at__lt=end)
    return await left.select_related("order__address").order_by("starts_at")


async def latest_of(master_ids: list[int], since: datetime) -> dict[int, DutyChange]:
    """The last each of these masters said of himself since then."""
    changes = DutyChange.filter(master_id__in=master_ids, at__gte=since).order_by("id")
    return {change.master_id: change for change in await changes}


async def _latest(master_id: int, zone: str) -> DutyChange | None:
    return (await latest_of([master_id], clock.at(clock.now(), zone))).get(master_id)
