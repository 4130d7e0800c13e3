"""A master's time: hours, absences, overlaps, travel, the daily limit. What stands in the way, in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain import clock, company, db
from domain.geo import Place, distance_km, travel_minutes
from domain.models import Absence, Address, Master

Window = tuple[datetime, datetime]  # both in UTC

NEAR = timedelta(hours=8)  # a visit further off doesn't tell where a master comes from or has to be


@dataclass(frozen=True)
class Reason:
    """Why somebody fits or doesn't: a text key and its values."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        return {"key": self.key, "values": self.values}


@dataclass(frozen=True)
class Rules:
    """What the company decides of time: its zone, its hours by week day, how fast people get about."""

    zone: str
    hours: dict[str, list[list[str]]]
    kmh: float


@dataclass(frozen=True)
class Stop:
    """A visit a master is booked for; ``place`` is None when nobody knows it."""

    number: int
    starts_at: datetime
    ends_at: datetime
    place: Place | None


@dataclass(frozen=True)
class Agenda:
    """What a master has around a period: stops, absences, and how many visits that day, worked ones included."""

    stops: list[Stop] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    load: int = 0

    def stop_in(self, window: Window) -> Stop | None:
        """A stop that overlaps the period."""
        return next(
            (stop for stop in self.stops if stop.starts_at < window[1] and stop.ends_at > window[0]), None
        )

    def absence_in(self, window: Window) -> Absence | None:
        """An absence that contains, starts in, or ends in the period."""
        return next(
            (one for one in self.absences if one.starts_at < window[1] and one.ends_at > window[0]), None
        )

    def stop_before(self, start: datetime) -> Stop | None:
        """The last stop that ends by ``start``, not too long before it."""
        earlier = [stop for stop in self.stops if start - NEAR < stop.ends_at <= start]
        return max(earlier, key=lambda stop: stop.ends_at, default=None)

    def stop_after(self, end: datetime) -> Stop | None:
        """The first stop that begins at ``end`` or not too long after it."""
        later = [stop for stop in self.stops if end <= stop.starts_at < end + NEAR]
        return min(later, key=lambda stop: stop.starts_at, default=None)


async def rules() -> Rules:
    """The company's rules as they are now."""
    return Rules(await company.zone(), await company.get("hours"), await company.get("travel_kmh"))


async def agendas(
    master_ids: Collection[int], window: Window, zone: str, but: int | None = None
) -> dict[int, Agenda]:
    """What each of these masters has around a period, visit ``but`` left out: three statements for all of them."""
    start, end = window
    found = {master_id: Agenda() for master_id in master_ids}
    stops = await db.query(
        "SELECT v.master_id, o.number, v.starts_at, v.ends_at, a.lat, a.lon FROM visit v "
        'JOIN "order" o ON o.id = v.order_id JOIN address a ON a.id = o.address_id '
        "WHERE v.master_id = ANY($1::int[]) AND tstzrange(v.starts_at, v.ends_at) && tstzrange($2, $3) "
        "AND v.status IN ('assigned', 'accepted', 'en_route', 'on_site', 'paused') AND v.id <> $4 ORDER BY v.id",
        list(found),
        start - NEAR,
        end + NEAR,
        but or 0,
    )
    for row in stops:
        place = None if row["lat"] is None or row["lon"] is None else (row["lat"], row["lon"])
        stop = Stop(row["number"], row["starts_at"], row["ends_at"], place)
        found[row["master_id"]].stops.append(stop)
    absences = Absence.filter(master_id__in=list(found), starts_at__lt=end, ends_at__gt=start)
    for absence in await absences.order_by("id"):
        found[absence.master_id].absences.append(absence)
    loads = await _loads(list(found), start, zone, but)
    return {master_id: replace(agenda, load=loads.get(master_id, 0)) for master_id, agenda in found.items()}


async def _loads(master_ids: list[int], moment: datetime, zone: str, but: int | None) -> dict[int, int]:
    """Visits by master on the local day of ``moment``."""
    begin = clock.at(moment, zone)
    rows = await db.query(
        "SELECT master_id, count(*) AS n FROM visit WHERE master_id = ANY($1::int[]) "
        "AND starts_at >= $2 AND starts_at < $3 AND status <> 'cancelled' AND id <> $4 GROUP BY master_id",
        master_ids,
        begin,
        clock.at(begin + timedelta(hours=36), zone),  # a day has 23 or 25 hours when the clocks change
        but or 0,
    )
    return {row["master_id"]: int(row["n"]) for row in rows}


def obstacles(
    master: Master, agenda: Agenda, window: Window, place: Place | None, by: Rules
) -> Iterator[Reason]:
    """What keeps a master from a visit at that time and place, overlap first; nothing when he fits."""
    if busy := agenda.stop_in(window):
        yield Reason("reason.busy", {"number": busy.number})
    if absence := agenda.absence_in(window):
        until = clock.local(absence.ends_at, by.zone)
        yield Reason(f"reason.absent.{absence.kind}", {"until": f"{until:%d.%m}"})
    if not within_hours(master.hours or by.hours, *window, by.zone):
        yield Reason("reason.outside_hours")
    if agenda.load >= master.daily_limit:
        yield Reason("reason.day_full", {"n": agenda.load})
    if place:
        yield from _travel(master, agenda, window, place, by)


def fits(master: Master, agenda: Agenda, window: Window, place: Place | None, by: Rules) -> bool:
    """Whether nothing keeps a master from a visit; asks no further than the first obstacle."""
    return next(obstacles(master, agenda, window, place, by), None) is None


def coming_from(master: Master, agenda: Agenda, start: datetime) -> tuple[Place | None, datetime | None]:
    """Where a master sets out from to begin at ``start``: his stop before it, else home; and since when he is free."""
    stop = agenda.stop_before(start)
    if stop and stop.place:
        return stop.place, stop.ends_at
    return home(master), None


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


def _travel(master: Master, agenda: Agenda, window: Window, place: Place, by: Rules) -> Iterator[Reason]:
    """Too far from home, or from the stop before or to the one after for the time between them."""
    lives = home(master)
    if master.radius_km and lives and (away := distance_km(lives, place)) > master.radius_km:
        yield Reason("reason.too_far", {"km": round(away)})
    origin, free_at = coming_from(master, agenda, window[0])
    if origin and free_at:
        minutes = travel_minutes(origin, place, by.kmh)
        if free_at + timedelta(minutes=minutes) > window[0]:
            yield Reason("reason.no_time_to_travel", {"minutes": minutes})
    ahead = agenda.stop_after(window[1])
    if ahead and ahead.place:
        minutes = travel_minutes(place, ahead.place, by.kmh)
        if window[1] + timedelta(minutes=minutes) > ahead.starts_at:
            at = clock.local(ahead.starts_at, by.zone)
            yield Reason("reason.no_time_to_next", {"minutes": minutes, "time": f"{at:%H:%M}"})


def within_hours(hours: dict[str, list[list[str]]], start: datetime, end: datetime, zone: str) -> bool:
    """Whether the whole period lies in one span of the week-day hours, by the wall clock of ``zone``."""
    first = clock.local(start, zone)
    for opens, closes in hours.get(str(first.isoweekday()), []):
        begin = datetime.combine(first.date(), company.wall(opens), ZoneInfo(zone)).astimezone(UTC)
        finish = datetime.combine(first.date(), company.wall(closes), ZoneInfo(zone)).astimezone(UTC)
        if begin <= start and end <= finish:
            return True
    return False
