"""A master's time: hours, absences, overlaps, travel, areas, limits. What stands in the way, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain import clock, company
from domain.agenda import Agenda, Stop, agendas, stops_around
from domain.geo import Place, distance_km, travel_minutes
from domain.hours import Book, Day, Source
from domain.intervals import Span
from domain.models import Address, Duty, Master, Order, Priority, Visit

__all__ = [
    "Agenda",
    "Reason",
    "Rules",
    "Stop",
    "Window",
    "Work",
    "agendas",
    "fits",
    "obstacles",
    "rules",
    "tight",
]

Window = Span


@dataclass(frozen=True)
class Reason:
    """Why somebody fits or doesn't: a text key and its values.

    ``since`` is when a master said or was told so, None for what his hours, his other visits and the place say.
    """

    key: str
    values: dict[str, Any] = field(default_factory=dict)
    since: datetime | None = None

    def row(self) -> dict[str, Any]:
        return {"key": self.key, "values": self.values}


@dataclass(frozen=True)
class Rules:
    """What the company decides of time.

    Its zone, its hours by week day, the country whose holidays it keeps, how fast people get about, and how many
    per cent of a daily limit it keeps for emergencies.
    """

    zone: str
    hours: dict[str, list[list[str]]]
    kmh: float
    holidays: str = ""
    emergency_percent: int = 0


@dataclass(frozen=True)
class Work:
    """What matters of the work itself: where it is, as far as anybody knows, and whether it can't wait."""

    place: Place | None = None
    district: str = ""
    urgent: bool = False


async def rules() -> Rules:
    """The company's rules as they are now."""
    return Rules(
        await company.zone(),
        await company.get("hours"),
        await company.get("travel_kmh"),
        await company.get("holidays"),
        await company.get("emergency_percent"),
    )


def work_of(order: Order) -> Work:
    """What matters of an order, which comes with its address."""
    return work_at(order.address, order.priority)


def work_at(address: Address, priority: Priority) -> Work:
    """The same of an order that isn't there yet."""
    return Work(place_of(address), address.district, priority is Priority.URGENT)


def obstacles(master: Master, agenda: Agenda, window: Window, work: Work, by: Rules) -> Iterator[Reason]:
    """What keeps a master from a visit at that time and place, overlap first; nothing when he fits."""
    if busy := agenda.stop_in(window):
        yield Reason("reason.busy", {"number": busy.number})
    elif work_on := agenda.work_in(window):
        yield Reason("reason.still_busy", {"number": work_on.number})
    if absence := agenda.absence_in(window):
        last = clock.local(absence.ends_at - timedelta(microseconds=1), by.zone)  # it ends at a midnight
        values = {"until": f"{last:%d.%m}"}
        yield Reason(f"reason.absent.{absence.kind}", values, absence.decided_at or absence.created_at)
    if off := agenda.off_since(window[0], by.zone):
        yield Reason("reason.off_shift", {"time": f"{clock.local(off, by.zone):%H:%M}"}, off)
    book = book_of(master, agenda, by)
    if not book.covers(window):
        yield no_hours(book.of(clock.local(window[0], by.zone).date()))
    if full := _full(master, agenda.load_on(clock.local(window[0], by.zone).date()), work, by):
        yield full
    yield from _too_far(master, work)
    if work.place:
        yield from _travel(agenda, window, work.place, by)


async def tight(visit: Visit, master_id: int) -> list[Reason]:
    """Where the way to a visit or on from it is longer than the master who has it has time for.

    The visit comes with its order and address.
    """
    place = place_of(visit.order.address)
    if visit.starts_at is None or visit.ends_at is None or place is None:
        return []
    window = visit.starts_at, visit.ends_at
    stops = await stops_around([master_id], window, [visit.id])
    return list(_travel(Agenda(stops.get(master_id, [])), window, place, await rules()))


def fits(master: Master, agenda: Agenda, window: Window, work: Work, by: Rules) -> bool:
    """Whether nothing keeps a master from a visit; asks no further than the first obstacle."""
    return next(obstacles(master, agenda, window, work, by), None) is None


def on_break(agenda: Agenda, window: Window, by: Rules) -> bool:
    """Whether the master has a break right now and the visit is one of today: told, no obstacle."""
    if agenda.duty is None or agenda.duty.duty is not Duty.BREAK:
        return False
    return clock.local(window[0], by.zone).date() == clock.local(agenda.duty.at, by.zone).date()


def book_of(master: Master, agenda: Agenda, by: Rules) -> Book:
    """What decides a master's hours: his own week or the company's, with its holidays and single days."""
    return agenda.book(by.zone, master.hours or by.hours, by.holidays)


def no_hours(day: Day) -> Reason:
    """Why a time isn't working time, by the hours of its day: a holiday, a day off, or outside the hours."""
    if day.source is Source.HOLIDAY:
        return Reason("reason.holiday", {"day": day.date.isoformat(), "country": day.country})
    if not day.spans and day.source in {Source.COMPANY, Source.OWN}:
        named = ".named" if day.name else ""
        return Reason(f"reason.closed.{day.source}{named}", {"name": day.name} if day.name else {})
    return Reason("reason.outside_hours")


def limit_for(master: Master, work: Work, by: Rules) -> int:
    """How many visits a day such work may make a master's: what is kept for emergencies is for urgent ones only.

    The share is rounded up to whole visits, but one at least remains for all others.
    """
    if work.urgent or not by.emergency_percent or master.daily_limit < 1:
        return master.daily_limit
    kept = -(-master.daily_limit * by.emergency_percent // 100)
    return max(1, master.daily_limit - kept)


def covers_area(master: Master, work: Work) -> bool:
    """Whether a master works in the district; one who named none works everywhere, one that is unknown is none."""
    areas = {area.casefold() for area in master.areas}
    return not areas or not work.district or work.district.casefold() in areas


def reaches(master: Master, work: Work) -> bool:
    """Whether a master goes to where the work is at all."""
    return next(_too_far(master, work), None) is None


def coming_from(master: Master, agenda: Agenda, start: datetime) -> Place | None:
    """Where a master sets out from to begin at ``start``: his stop before it, else home."""
    stop = agenda.stop_before(start)
    return stop.place if stop and stop.place else home(master)


def place_of(address: Address) -> Place | None:
    """Where an address is, if anybody has said."""
    if address.lat is None or address.lon is None:
        return None
    return address.lat, address.lon


def home(master: Master) -> Place | None:
    """Where a master lives, if he told."""
    if master.home_lat is None or master.home_lon is None:
        return None
    return master.home_lat, master.home_lon


def _full(master: Master, load: int, work: Work, by: Rules) -> Reason | None:
    if load >= master.daily_limit:
        return Reason("reason.day_full", {"n": load})
    if load >= limit_for(master, work, by):
        return Reason("reason.kept_for_urgent", {"n": load, "kept": master.daily_limit - load})
    return None


def _too_far(master: Master, work: Work) -> Iterator[Reason]:
    """Another area than the master's, or further from his home than he goes."""
    if not covers_area(master, work):
        yield Reason("reason.other_area", {"district": work.district})
    lives = home(master)
    if (
        work.place
        and master.radius_km
        and lives
        and (away := distance_km(lives, work.place)) > master.radius_km
    ):
        yield Reason("reason.too_far", {"km": round(away)})


def _travel(agenda: Agenda, window: Window, place: Place, by: Rules) -> Iterator[Reason]:
    """Too far from the stop before or to the one after for the time between them."""
    before = agenda.stop_before(window[0])
    if before and before.place:
        minutes = travel_minutes(before.place, place, by.kmh)
        if before.ends_at + timedelta(minutes=minutes) > window[0]:
            yield Reason("reason.no_time_to_travel", {"minutes": minutes})
    ahead = agenda.stop_after(window[1])
    if ahead and ahead.place:
        minutes = travel_minutes(place, ahead.place, by.kmh)
        if window[1] + timedelta(minutes=minutes) > ahead.starts_at:
            at = clock.local(ahead.starts_at, by.zone)
            yield Reason("reason.no_time_to_next", {"minutes": minutes, "time": f"{at:%H:%M}"})
