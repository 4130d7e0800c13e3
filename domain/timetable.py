"""A local day of masters as it stands: hours, visits, what is free, absences, duty; and their weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tortoise.expressions import Q

from domain import clock, free, intervals, schedule
from domain.access import Actor, Right, require
from domain.agenda import agendas
from domain.hours import Day
from domain.intervals import Span
from domain.models import Absence, Duty, Master, PersonStatus, Visit
from domain.statuses import GOING_ON, VisitStatus
from domain.texts import Texts

SHOWN = frozenset(VisitStatus) - {VisitStatus.CANCELLED}


@dataclass(frozen=True)
class Timetable:
    """What a master has on a local day; he comes with his person, visits with their order and address.

    ``under_way`` is what goes on today and is planned for another day: begun early, or not finished since.
    ``free`` is working time that nothing takes, of today what is left of it. ``absences`` are asked for or approved.
    ``duty`` is the last he said of himself, on today only.
    """

    master: Master
    day: Day
    visits: list[Visit]
    under_way: list[Visit]
    free: list[Span]
    absences: list[Absence]
    duty: Duty | None = None


async def own(day: date, *, by: Actor, days: int = 1) -> list[Timetable]:
    """The acting master's local days from ``day`` on."""
    require(by, Right.VISITS_OWN)
    masters = await Master.filter(person_id=by.id).select_related("person")
    return await _of(masters, day, days)


async def of_team(day: date, *, by: Actor) -> list[Timetable]:
    """A local day of every active master, by name; for the office. As many statements for two hundred as for one."""
    require(by, Right.CALENDAR_SEE)
    active = Master.filter(person__status=PersonStatus.ACTIVE).select_related("person")
    return await _of(await active.order_by("person__name", "person_id"), day, 1)


async def of_master(master_id: int, day: date, *, by: Actor) -> Timetable | None:
    """A local day of one master, for the office; None when there is no such master."""
    require(by, Right.CALENDAR_SEE)
    found = await _of(await Master.filter(person_id=master_id).select_related("person"), day, 1)
    return found[0] if found else None


def under_way(visit: Visit, zone: str, t: Texts) -> str:
    """How a visit that goes on stands and since when, «на месте с 14:10», with the date if not of today; else ""."""
    stamps = {
        VisitStatus.EN_ROUTE: visit.en_route_at,
        VisitStatus.ON_SITE: visit.on_site_at,
        VisitStatus.PAUSED: visit.paused_at,
    }
    since = stamps.get(visit.status)
    if since is None:
        return ""
    today = clock.local(since, zone).date() == clock.local(clock.now(), zone).date()
    time = t.time(since, zone) if today else t.dated(since, zone)
    return t("visit.under_way", status=t(f"status.short.{visit.status}"), time=time)


async def _of(masters: Sequence[Master], first: date, days: int) -> list[Timetable]:
    by = await schedule.rules()
    ids = [master.person_id for master in masters]
    dates = [first + timedelta(days=n) for n in range(days)]
    whole = intervals.whole_days(dates[0], dates[-1], by.zone)
    found = await agendas(ids, whole, by.zone)
    planned = Q(status__in=SHOWN, starts_at__lt=whole[1], ends_at__gt=whole[0])
    visits = Visit.filter(planned | Q(status__in=GOING_ON), master_id__in=ids).select_related(
        "order__address"
    )
    visits_of = _by_master(await visits.order_by("starts_at", "id"))
    today = clock.local(clock.now(), by.zone).date()
    made = []
    for master in masters:
        agenda = found[master.person_id]
        book = schedule.book_of(master, agenda, by)
        for one in dates:
            window = intervals.whole_days(one, one, by.zone)
            every = visits_of.get(master.person_id, [])
            met = [v for v in every if intervals.overlap(_span(v), window)]
            away = [a for a in agenda.absences + agenda.asked if intervals.overlap(_span(a), window)]
            away.sort(key=lambda absence: (absence.starts_at, absence.id))
            left = max(window[0], clock.now()), window[1]
            gaps = free.gaps(master, agenda, left, by) if left[0] < left[1] else []
            latest = agenda.duty if one == today else None
            made.append(
                Timetable(
                    master,
                    book.of(one),
                    met,
                    [v for v in every if one == today and v.status in GOING_ON and v not in met],
                    intervals.cut(gaps, map(_span, met)),
                    away,
                    latest.duty if latest else None,
                )
            )
    return made


def _by_master(rows: Sequence[Visit]) -> dict[int, list[Visit]]:
    found: dict[int, list[Visit]] = {}
    for row in rows:
        found.setdefault(row.master_id or 0, []).append(row)
    return found


def _span(planned: Visit | Absence) -> Span:
    assert planned.starts_at is not None
    assert planned.ends_at is not None
    return planned.starts_at, planned.ends_at
