"""Changing hours: of the company and of one master, by week day and of single days; holidays and the zone.

A change is a wish first. What it would leave outside of hours is listed before it is saved, and saved it goes nowhere
but into rows: visits stay where they are, whoever keeps them there is responsible.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import orjson

from domain import clock, company, holiday, hours_reading, promises
from domain.access import OFFICE, Actor, Right, require
from domain.change import Change, change
from domain.errors import Invalid, NotFound, SettingChanged
from domain.events import CompanyHoursChanged, DayHoursChanged, Event, MasterHoursChanged
from domain.hours import Book, Days, Week
from domain.hours_reading import Spans
from domain.models import DayHours, Master, Person, PersonStatus, Role, Visit
from domain.statuses import BOOKED
from domain.zones import known_zone

NAME_LENGTH = 96
LOCK = 3  # the first half of the advisory lock; 1 is a master's time, 2 a new client's number
LAST_YEAR = 2099


@dataclass(frozen=True)
class Hours:
    """Everything that decides hours: the company's zone, holidays, week and days; masters' own weeks and days."""

    zone: str
    country: str
    week: Week
    days: Days = field(default_factory=dict)
    own_weeks: dict[int, Week] = field(default_factory=dict)
    own_days: dict[int, dict[date, DayHours]] = field(default_factory=dict)

    def book(self, master_id: int) -> Book:
        """What decides a master's hours."""
        week = self.own_weeks.get(master_id) or self.week
        return Book(self.zone, week, self.country, self.own_days.get(master_id, {}), self.days)


@dataclass(frozen=True)
class WeekHours:
    """Hours by week day: the company's, or a master's own; None: he works as the company does."""

    week: Week | None
    master_id: int | None = None

    def applied(self, hours: Hours) -> Hours:
        if self.master_id is None:
            return replace(hours, week=self.week or {})
        own = {key: week for key, week in hours.own_weeks.items() if key != self.master_id}
        return replace(hours, own_weeks=own | ({self.master_id: self.week} if self.week is not None else {}))

    def present(self, hours: Hours) -> Any:
        return hours.week if self.master_id is None else hours.own_weeks.get(self.master_id)

    def checked(self) -> "WeekHours":
        if self.week is None and self.master_id is None:
            raise Invalid("hours.week_missing")
        if self.week is None:
            return self
        week = {str(day): hours_reading.checked(self.week.get(str(day), [])) for day in range(1, 8)}
        if not any(week.values()):
            raise Invalid("hours.never")
        return replace(self, week=week)


@dataclass(frozen=True)
class OneDay:
    """Hours of one date, the company's or a master's; no spans is a day off, None takes the date back to usual."""

    day: date
    spans: Spans | None
    name: str = ""
    master_id: int | None = None

    def applied(self, hours: Hours) -> Hours:
        days = hours.days if self.master_id is None else hours.own_days.get(self.master_id, {})
        days = {day: row for day, row in days.items() if day != self.day}
        if self.spans is not None:
            days[self.day] = DayHours(day=self.day, spans=self.spans, name=self.name)
        if self.master_id is None:
            return replace(hours, days=days)
        return replace(hours, own_days=hours.own_days | {self.master_id: days})

    def present(self, hours: Hours) -> Any:
        days = hours.days if self.master_id is None else hours.own_days.get(self.master_id, {})
        row = days.get(self.day)
        return row and [row.spans, row.name]

    def checked(self) -> "OneDay":
        name = " ".join(self.name.split())
        if len(name) > NAME_LENGTH:
            raise Invalid("invalid.too_long", most=NAME_LENGTH, now=len(name))
        if self.day.year > LAST_YEAR:
            raise Invalid("invalid.day")
        return replace(self, spans=self.spans and hours_reading.checked(self.spans), name=name)


@dataclass(frozen=True)
class Holidays:
    """Whose public holidays the company keeps, by ISO 3166-1; "" for none."""

    country: str
    master_id = None

    def applied(self, hours: Hours) -> Hours:
        return replace(hours, country=self.country)

    def present(self, hours: Hours) -> Any:
        return hours.country

    def checked(self) -> "Holidays":
        country = self.country.strip().upper()
        if country and not holiday.known(country):
            raise Invalid("invalid.country")
        return Holidays(country)


@dataclass(frozen=True)
class Zone:
    """The company's zone, an IANA name. Visits keep their moments; their wall-clock times are those of the new zone."""

    name: str
    master_id = None

    def applied(self, hours: Hours) -> Hours:
        return replace(hours, zone=self.name)

    def present(self, hours: Hours) -> Any:
        return hours.zone

    def checked(self) -> "Zone":
        return Zone(known_zone(self.name))


Wish = WeekHours | OneDay | Holidays | Zone


async def affected(wish: Wish) -> list[Visit]:
    """Booked visits still ahead that lie in their master's hours now and wouldn't any more; each with order and master.

    Raises :class:`Invalid` for hours that can't be.
    """
    wish, hours, now = wish.checked(), await present(), clock.now()
    _require_ahead(wish, hours)
    visits = Visit.filter(status__in=BOOKED, ends_at__gt=now, master_id__not_isnull=True)
    if wish.master_id is not None:
        visits = visits.filter(master_id=wish.master_id)
    then = wish.applied(hours)
    books = {}
    left = []
    for visit in await visits.select_related("order__address", "master").order_by("starts_at", "id"):
        assert visit.starts_at is not None
        assert visit.ends_at is not None
        assert visit.master_id is not None
        if visit.master_id not in books:
            books[visit.master_id] = hours.book(visit.master_id), then.book(visit.master_id)
        before, after = books[visit.master_id]
        window = visit.starts_at, visit.ends_at
        if before.covers(window) and not after.covers(window):
            left.append(visit)
    return left


async def new_nights(wish: Wish) -> dict[date | int, Spans]:
    """What of the wish goes on past midnight and isn't so yet: hours by date, or by ISO week day."""
    hours = await present()
    days: dict[date | int, tuple[Spans, Spans | None]]
    match wish.checked():
        case WeekHours(week=dict(week)) as checked:
            was = checked.present(hours) or {}
            days = {int(day): (spans, was.get(day)) for day, spans in week.items()}
        case OneDay(day=day, spans=list(spans)) as checked:
            days = {day: (spans, (checked.present(hours) or [None])[0])}
        case _:
            return {}
    return {
        day: spans
        for day, (spans, was) in days.items()
        if spans != was and any(map(hours_reading.overnight, spans))
    }


async def save(wish: Wish, *, by: Actor, was: str | None = None, draft_id: int | None = None) -> None:
    """Carry the wish out. Masters whose hours it changes are told, and clocks of open orders are worked out anew.

    ``was`` is the :func:`mark` of what the person saw; raises :class:`SettingChanged` when somebody was quicker,
    :class:`Invalid`, NotFound for a master who isn't one, NotAllowed.
    """
    require(by, right_of(wish))
    wish = wish.checked()
    async with change(by) as tx:
        await tx.sql("SELECT pg_advisory_xact_lock($1::int, $2::int)", LOCK, wish.master_id or 0)
        if wish.master_id is not None:
            await require_master(tx, wish.master_id)
        company.forget()
        hours = await present()
        _require_ahead(wish, hours)
        if was is not None and was != mark(wish, hours):
            raise SettingChanged
        before = wish.present(hours)
        if draft_id is not None:
            await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, by.id)
        if before == wish.present(wish.applied(hours)):
            return
        await _write(wish)
        after = wish.present(wish.applied(hours))
        await tx.audit(
            f"hours.{type(wish).__name__.lower()}", _subject(wish), before=before, after=after, **_day(wish)
        )
        await _tell(tx, wish, hours)
        if wish.master_id is None:
            promises.renew_soon(tx, zone=isinstance(wish, Zone))
    company.forget()


def right_of(wish: Wish) -> Right:
    """Who may carry it out: the company's time is the admins', a master's the office's."""
    return Right.SETTINGS if wish.master_id is None else Right.MASTERS_MANAGE


def mark(wish: Wish, hours: Hours) -> str:
    """A mark of what the wish would replace, to see whether somebody has changed it meanwhile."""
    return hashlib.sha256(orjson.dumps(wish.present(hours), option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


async def present() -> Hours:
    """The hours as they are; past single days left out."""
    zone = await company.zone()
    today = clock.local(clock.now(), zone).date()
    own: dict[int | None, dict[date, DayHours]] = {}
    for row in await DayHours.filter(day__gte=today).order_by("day"):
        own.setdefault(row.master_id, {})[row.day] = row
    weeks = await Master.filter(hours__not_isnull=True).values_list("person_id", "hours")
    return Hours(
        zone,
        await company.get("holidays"),
        await company.get("hours"),
        own.pop(None, {}),
        {int(master_id): week for master_id, week in weeks if week},
        {master_id: days for master_id, days in own.items() if master_id is not None},
    )


async def require_master(tx: Change, master_id: int) -> None:
    """Raise NotFound unless it is a master at work."""
    at_work = Master.filter(person_id=master_id, person__status=PersonStatus.ACTIVE).using_db(tx.connection)
    if not await at_work.exists():
        raise NotFound


def _require_ahead(wish: Wish, hours: Hours) -> None:
    if isinstance(wish, OneDay) and wish.day < clock.local(clock.now(), hours.zone).date():
        raise Invalid("hours.day_past")


async def _write(wish: Wish) -> None:
    match wish:
        case WeekHours(week=week, master_id=None):
            await company.put("hours", week)
        case WeekHours(week=week, master_id=master_id):
            await Master.filter(person_id=master_id).update(hours=week)
        case OneDay(day=day, spans=spans, name=name, master_id=master_id):
            await DayHours.filter(day=day, master_id=master_id).delete()
            if spans is not None:
                await DayHours.create(day=day, spans=spans, name=name, master_id=master_id)
        case Holidays(country=country):
            await company.put("holidays", country)
        case Zone(name=zone):
            await company.put("zone", zone)


async def _tell(tx: Change, wish: Wish, hours: Hours) -> None:
    """A master of his own hours; of the company's all masters who keep them, and the office."""
    event: Event
    match wish:
        case OneDay(day=day, master_id=master_id):
            event = DayHoursChanged(tx.by.id, master_id, day.isoformat())
        case WeekHours(master_id=int(master_id)):
            event = MasterHoursChanged(master_id)
        case _:
            event = CompanyHoursChanged(tx.by.id)
    if wish.master_id is not None:
        tx.notify([wish.master_id], event)
        return
    own = set(hours.own_weeks) if isinstance(wish, WeekHours) else set()
    staff = Person.filter(
        status=PersonStatus.ACTIVE, telegram_id__isnull=False, roles__overlap=sorted(OFFICE | {Role.MASTER})
    ).using_db(tx.connection)
    tx.notify(
        [one.id for one in await staff.order_by("id") if one.id not in own or OFFICE & {*one.roles}], event
    )


def _subject(wish: Wish) -> str:
    return "company" if wish.master_id is None else f"master:{wish.master_id}"


def _day(wish: Wish) -> dict[str, str]:
    return {"day": wish.day.isoformat()} if isinstance(wish, OneDay) else {}
