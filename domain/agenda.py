"""What masters have around a period: visits, absences, the hours of its days, whether they are at work."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain import clock, db, duty, hours, intervals
from domain.geo import Place
from domain.hours import Book, Days, Week
from domain.intervals import Span
from domain.models import Absence, AbsenceStatus, Duty, DutyChange
from domain.statuses import GOING_ON

NEAR = timedelta(hours=8)  # a visit further off doesn't tell where a master comes from or has to be
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Stop:
    """A visit a master is booked for; ``place`` is None when nobody knows it.

    ``unplanned`` is the present quarter of an hour of work that goes on outside of its plan.
    """

    number: int
    starts_at: datetime
    ends_at: datetime
    place: Place | None
    unplanned: bool = False

    @property
    def span(self) -> Span:
        return self.starts_at, self.ends_at


@dataclass(frozen=True)
class Agenda:
    """What a master has around a period.

    ``absences`` are the approved ones, ``asked`` those nobody has decided on, ``loads`` how many visits a local day
    has, worked ones included; ``own`` and ``company`` are hours of single days, ``duty`` is the last he said of himself
    today.
    """

    stops: list[Stop] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    asked: list[Absence] = field(default_factory=list)
    loads: Mapping[date, int] = field(default_factory=dict)
    own: Days = field(default_factory=dict)
    company: Days = field(default_factory=dict)
    duty: DutyChange | None = None

    def stop_in(self, window: Span) -> Stop | None:
        """A stop that is planned for a part of the period."""
        return self._stop_in(window, unplanned=False)

    def work_in(self, window: Span) -> Stop | None:
        """Work that goes on in the period though it isn't planned for it."""
        return self._stop_in(window, unplanned=True)

    def absence_in(self, window: Span) -> Absence | None:
        """An absence that contains, starts in, or ends in the period."""
        return next(
            (one for one in self.absences if intervals.overlap((one.starts_at, one.ends_at), window)), None
        )

    def stop_before(self, start: datetime) -> Stop | None:
        """The last stop that ends by ``start``, not too long before it."""
        earlier = [stop for stop in self.stops if start - NEAR < stop.ends_at <= start]
        return max(earlier, key=lambda stop: stop.ends_at, default=None)

    def stop_after(self, end: datetime) -> Stop | None:
        """The first stop that begins at ``end`` or not too long after it."""
        later = [stop for stop in self.stops if end <= stop.starts_at < end + NEAR]
        return min(later, key=lambda stop: stop.starts_at, default=None)

    def _stop_in(self, window: Span, *, unplanned: bool) -> Stop | None:
        met = (stop for stop in self.stops if intervals.overlap(stop.span, window))
        return next((stop for stop in met if stop.unplanned is unplanned), None)

    def load_on(self, day: date) -> int:
        """How many visits he has on a local day."""
        return self.loads.get(day, 0)

    def book(self, zone: str, week: Week, country: str) -> Book:
        """What decides his hours."""
        return Book(zone, week, country, self.own, self.company)

    def off_since(self, start: datetime, zone: str) -> datetime | None:
        """When he went off, if a beginning at ``start`` falls into the rest of that local day."""
        if self.duty is None or self.duty.duty is not Duty.OFF or start < self.duty.at:
            return None
        same_day = clock.local(start, zone).date() == clock.local(self.duty.at, zone).date()
        return self.duty.at if same_day else None


async def agendas(
    master_ids: Collection[int], window: Span, zone: str, but: Collection[int] = ()
) -> dict[int, Agenda]:
    """What each of these masters has around a period, visits ``but`` left out: five statements for all of them."""
    ids = list(master_ids)
    stops, absences = await stops_around(ids, window, but), await _absences(ids, window)
    loads, duties = (
        await _loads(ids, window, zone, but),
        await duty.latest_of(ids, clock.at(clock.now(), zone)),
    )
    days = await hours.exceptions(ids, window, zone)
    plain = Agenda(company=days.get(None, {}))
    return {
        master_id: replace(
            plain,
            stops=stops.get(master_id, []),
            absences=absences.get((master_id, AbsenceStatus.APPROVED), []),
            asked=absences.get((master_id, AbsenceStatus.REQUESTED), []),
            loads=loads.get(master_id, {}),
            own=days.get(master_id, {}),
            duty=duties.get(master_id),
        )
        for master_id in ids
    }


async def stops_around(
    master_ids: Sequence[int], window: Span, but: Collection[int]
) -> dict[int, list[Stop]]:
    """What these masters are booked for in a period and near it, and are at now; visits ``but`` left out.

    A master who has set out has no time before he has finished, whatever was planned: of work that goes on before or
    after its plan the present quarter of an hour is taken as well, and how much more nobody knows.
    """
    now = clock.now()
    quarter = clock.floor(now, QUARTER), clock.floor(now, QUARTER) + QUARTER
    rows = await db.query(
        "SELECT v.master_id, o.number, v.status, v.starts_at, v.ends_at, a.lat, a.lon FROM visit v "
        'JOIN "order" o ON o.id = v.order_id JOIN address a ON a.id = o.address_id '
        "WHERE v.master_id = ANY($1::int[]) AND v.status IN ('assigned', 'accepted', 'en_route', 'on_site', 'paused') "
        "AND (tstzrange(v.starts_at, v.ends_at) && tstzrange($2, $3) OR v.status = ANY($5::text[])) "
        "AND v.id <> ALL($4::int[]) ORDER BY v.id",
        master_ids,
        window[0] - NEAR,
        window[1] + NEAR,
        list(but),
        sorted(GOING_ON),
    )
    found: dict[int, list[Stop]] = {}
    for row in rows:
        place = None if row["lat"] is None or row["lon"] is None else (row["lat"], row["lon"])
        stop = Stop(row["number"], row["starts_at"], row["ends_at"], place)
        found.setdefault(row["master_id"], []).append(stop)
        if row["status"] in GOING_ON and not stop.starts_at <= now < stop.ends_at:
            found[row["master_id"]].append(Stop(stop.number, *quarter, place, unplanned=True))
    return found


async def _absences(
    master_ids: Sequence[int], window: Span
) -> dict[tuple[int, AbsenceStatus], list[Absence]]:
    found: dict[tuple[int, AbsenceStatus], list[Absence]] = {}
    counting = Absence.filter(
        master_id__in=master_ids,
        status__in=[AbsenceStatus.APPROVED, AbsenceStatus.REQUESTED],
        starts_at__lt=window[1],
        ends_at__gt=window[0],
    )
    for absence in await counting.order_by("id"):
        found.setdefault((absence.master_id, absence.status), []).append(absence)
    return found


async def _loads(
    master_ids: Sequence[int], window: Span, zone: str, but: Collection[int]
) -> dict[int, dict[date, int]]:
    """Visits by master and local day, over the whole days the window touches."""
    first, last = (clock.local(moment, zone).date() for moment in window)
    begin, end = intervals.whole_days(first, last, zone)
    rows = await db.query(
        "SELECT master_id, (starts_at AT TIME ZONE $1)::date AS day, count(*) AS n FROM visit "
        "WHERE master_id = ANY($2::int[]) AND starts_at >= $3 AND starts_at < $4 AND status <> 'cancelled' "
        "AND id <> ALL($5::int[]) GROUP BY 1, 2",
        zone,
        master_ids,
        begin,
        end,
        list(but),
    )
    found: dict[int, dict[date, int]] = {}
    for row in rows:
        found.setdefault(row["master_id"], {})[row["day"]] = int(row["n"])
    return found
