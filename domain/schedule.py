"""A master's time: hours, absences, overlaps, travel, the daily limit. What stands in the way, in words."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any
from zoneinfo import ZoneInfo

from domain import clock, company, db
from domain.models import Absence, Address, Master, Visit
from domain.statuses import BOOKED, VisitStatus

EARTH_KM = 6371.0088  # mean radius, IUGG
# Streets are longer than the straight line; 1.3 to 1.4 is the usual detour in cities (Boscoe et al., 2012).
DETOUR = 1.35


@dataclass(frozen=True)
class Reason:
    """Why somebody fits or doesn't: a text key and its values."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        return {"key": self.key, "values": self.values}


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (lat, lon) in degrees (haversine formula)."""
    lat1, lon1, lat2, lon2 = (radians(x) for x in (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))


def travel_minutes(a: tuple[float, float], b: tuple[float, float], kmh: float) -> int:
    """Minutes on the road between two places at ``kmh``, detours included."""
    return round(distance_km(a, b) * DETOUR / kmh * 60)


def within_hours(hours: dict[str, list[list[str]]], start: datetime, end: datetime, zone: str) -> bool:
    """Whether the whole period lies in one span of the week-day hours, by the wall clock of ``zone``."""
    first = clock.local(start, zone)
    for opens, closes in hours.get(str(first.isoweekday()), []):
        begin = datetime.combine(first.date(), company.wall(opens), ZoneInfo(zone)).astimezone(UTC)
        finish = datetime.combine(first.date(), company.wall(closes), ZoneInfo(zone)).astimezone(UTC)
        if begin <= start and end <= finish:
            return True
    return False


async def overlapping(master_id: int, start: datetime, end: datetime, but: int | None = None) -> Visit | None:
    """A booked visit of the master in that period, other than visit ``but``."""
    query = Visit.filter(master_id=master_id, status__in=BOOKED, starts_at__lt=end, ends_at__gt=start)
    if but is not None:
        query = query.exclude(id=but)
    return await query.select_related("order").first()


async def absence_in(master_id: int, start: datetime, end: datetime) -> Absence | None:
    """An absence that contains, starts in, or ends in the period."""
    return await Absence.filter(master_id=master_id, starts_at__lt=end, ends_at__gt=start).first()


async def obstacles(master: Master, visit: Visit, address: Address) -> list[Reason]:
    """What keeps a master from a visit's planned period, overlap first; empty when nothing does."""
    start, end = visit.starts_at, visit.ends_at
    if start is None or end is None:
        return [Reason("reason.no_window")]
    zone = await company.zone()
    found: list[Reason] = []
    if busy := await overlapping(master.person_id, start, end, visit.id):
        found.append(Reason("reason.busy", {"number": busy.order.number}))
    if absence := await absence_in(master.person_id, start, end):
        until = clock.local(absence.ends_at, zone)
        found.append(Reason(f"reason.absent.{absence.kind}", {"until": f"{until:%d.%m}"}))
    if not within_hours(master.hours or await company.get("hours"), start, end, zone):
        found.append(Reason("reason.outside_hours"))
    found += await _limit(master, visit, zone)
    found += await _travel(master, visit, address)
    return found


async def day_load(master_id: int, day: datetime, zone: str, but: int | None = None) -> int:
    """How many visits the master has on the local day of ``day``, worked ones included, visit ``but`` left out."""
    begin = clock.at(day, zone)
    end = clock.at(begin + timedelta(hours=36), zone)  # a day has 23 or 25 hours when the clocks change
    query = Visit.filter(master_id=master_id, starts_at__gte=begin, starts_at__lt=end)
    return await query.exclude(status=VisitStatus.CANCELLED).exclude(id=but or 0).count()


async def previous_place(
    master: Master, start: datetime
) -> tuple[tuple[float, float] | None, datetime | None]:
    """Where the master comes from before ``start``: his visit before it that day, else home; and when he is free."""
    rows = await db.query(
        'SELECT a.lat, a.lon, v.ends_at FROM visit v JOIN "order" o ON o.id = v.order_id '
        "JOIN address a ON a.id = o.address_id WHERE v.master_id = $1 AND v.ends_at <= $2 AND v.ends_at > $3 "
        "AND v.status = ANY($4::text[]) ORDER BY v.ends_at DESC LIMIT 1",
        master.person_id,
        start,
        start - timedelta(hours=8),
        sorted(BOOKED),
    )
    if rows and rows[0]["lat"] is not None:
        return (rows[0]["lat"], rows[0]["lon"]), rows[0]["ends_at"]
    if master.home_lat is not None and master.home_lon is not None:
        return (master.home_lat, master.home_lon), None
    return None, None


async def _limit(master: Master, visit: Visit, zone: str) -> list[Reason]:
    assert visit.starts_at is not None
    load = await day_load(master.person_id, visit.starts_at, zone, but=visit.id)
    return [Reason("reason.day_full", {"n": load})] if load >= master.daily_limit else []


async def _travel(master: Master, visit: Visit, address: Address) -> list[Reason]:
    assert visit.starts_at is not None
    if address.lat is None or address.lon is None:
        return []
    place = (address.lat, address.lon)
    found = []
    if master.radius_km and master.home_lat is not None and master.home_lon is not None:
        away = distance_km((master.home_lat, master.home_lon), place)
        if away > master.radius_km:
            found.append(Reason("reason.too_far", {"km": round(away)}))
    origin, free_at = await previous_place(master, visit.starts_at)
    if origin and free_at:
        minutes = travel_minutes(origin, place, await company.get("travel_kmh"))
        if free_at + timedelta(minutes=minutes) > visit.starts_at:
            found.append(Reason("reason.no_time_to_travel", {"minutes": minutes}))
    return found
