"""The orders of a series that are made and still ahead, and what a change of the series does to them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import recurrence
from domain.change import Change
from domain.events import OccurrencesCancelled, VisitCancelled
from domain.intervals import Span
from domain.models import Occurrence, Order, Series, Visit
from domain.orders import call_off, current
from domain.statuses import OfficeStatus
from domain.texts import Texts, texts
from domain.timing import DAY, Setting, key_of, setting_of


@dataclass(frozen=True)
class Impact:
    """What a change does to the orders made ahead: how many are cancelled, how many stay because they were touched."""

    cancelled: int
    kept: int


@dataclass(frozen=True)
class Ahead:
    """An order made ahead, with its visits; untouched while the visit is what it was when it was made."""

    occurrence: Occurrence
    order: Order
    visits: list[Visit]

    @property
    def cancelled(self) -> bool:
        return self.order.office_status is OfficeStatus.CANCELLED

    @property
    def untouched(self) -> bool:
        held = self.order.office_status is not None or self.order.held_at is not None
        return not held and [visit.version for visit in self.visits] == [self.occurrence.version]


@dataclass(frozen=True)
class Coming:
    """A time that is ahead: by the rule, or by an order that was made and stays; or both."""

    wall: datetime
    by_rule: bool
    ahead: Ahead | None

    @property
    def visit(self) -> Visit | None:
        """The visit that was made of it."""
        return current(self.ahead.visits) if self.ahead else None

    def period(self, zone: str, minutes: int) -> Span:
        """When it takes place: the visit's own time, else the rule's, for so many ``minutes``."""
        visit = self.visit
        if visit is not None and visit.starts_at is not None and visit.ends_at is not None:
            return visit.starts_at, visit.ends_at
        start = recurrence.moment(self.wall, zone)
        return start, start + timedelta(minutes=minutes)

    def mark(self, zone: str, t: Texts) -> str:
        """That it takes place at another time than it was made for, or than the rule says; else ""."""
        visit = self.visit
        if self.ahead is None or visit is None or visit.starts_at is None:
            return ""
        was, ruled = datetime.fromisoformat(self.ahead.occurrence.recurrence_id), self.wall
        for key, wall in (("series.moved_from", was), ("series.by_rule", ruled)):
            if (moment := recurrence.moment(wall, zone)) != visit.starts_at:
                return t(key, at=t.due(moment, zone))
        return ""


async def impact_of(
    series: Series, setting: Setting | None, after: datetime, master_id: int | None
) -> Impact:
    """What a change from the local time ``after`` on would do now; without a setting, what ending would."""
    ahead = await ahead_of(series.id, after)
    gone = _gone(series, ahead, setting, same_master=master_id == series.master_id)
    return Impact(len(gone), sum(not one.untouched and not one.cancelled for one in ahead))


async def ahead_of(series_id: int, after: datetime, tx: Change | None = None) -> list[Ahead]:
    """The orders made for local times from ``after`` on, in their order; locked within a change."""
    found = Occurrence.filter(series_id=series_id, recurrence_id__gte=key_of(after)).order_by("recurrence_id")
    order_ids = [one.order_id for one in await found]
    if tx is not None and order_ids:
        await tx.sql("SELECT 1 FROM visit WHERE order_id = ANY($1::int[]) ORDER BY id FOR UPDATE", order_ids)
    occurrences = await found.select_related("order")  # as they are once nobody else can change them
    visits: dict[int, list[Visit]] = {}
    for visit in await Visit.filter(order_id__in=order_ids).select_related("master").order_by("id"):
        visits.setdefault(visit.order_id, []).append(visit)
    return [Ahead(one, one.order, visits.get(one.order_id, [])) for one in occurrences]


async def coming(series: Series, now: datetime, count: int) -> list[Coming]:
    """What is ahead of a series, the soonest first, without what was skipped or cancelled."""
    after = recurrence.wall(now, series.zone)
    made = {one.occurrence.recurrence_id[:10]: one for one in await ahead_of(series.id, after)}
    walls = setting_of(series).times(after, count, series.skipped) if series.ended_at is None else []
    found = {key_of(wall)[:10]: Coming(wall, True, made.get(key_of(wall)[:10])) for wall in walls}
    for day, one in made.items():
        if day not in found:
            found[day] = Coming(datetime.fromisoformat(one.occurrence.recurrence_id), False, one)
    cancelled = {day for day, one in made.items() if one.cancelled}
    times = [found[day] for day in sorted(found) if day not in cancelled][:count]
    return sorted(times, key=lambda each: each.period(series.zone, series.minutes))


async def foreseen(series: Series, setting: Setting, after: datetime, count: int) -> list[Coming]:
    """The next times there would be of a series by another setting: an order somebody touched stays what it is."""
    made = {one.occurrence.recurrence_id[:10]: one for one in await ahead_of(series.id, after)}
    cancelled = [day for day, one in made.items() if one.cancelled]
    kept = {day: one for day, one in made.items() if not one.untouched}
    walls = setting.times(after, count, [*series.skipped, *cancelled])
    found = [Coming(wall, True, kept.get(key_of(wall)[:10])) for wall in walls]
    return sorted(found, key=lambda each: each.period(series.zone, setting.minutes))


async def length_of(series: Series, day: date) -> timedelta:
    """How long the visit of a local day lasts: as somebody has planned it, else as the series says.

    Where several masters come it is the lead's, as it is the lead's that is moved.
    """
    visits = Visit.filter(
        order__occurrence__series_id=series.id,
        order__occurrence__recurrence_id__startswith=day.isoformat(),
    )
    visit = current(await visits)
    if visit is None or visit.starts_at is None or visit.ends_at is None:
        return timedelta(minutes=series.minutes)
    return visit.ends_at - visit.starts_at


async def reconcile(
    tx: Change, series: Series, after: datetime, setting: Setting | None, *, same_master: bool = True
) -> Impact:
    """Cancel what is ahead, untouched, and not in the new setting; free its days. Masters are told once."""
    ahead = await ahead_of(series.id, after, tx)
    gone = _gone(series, ahead, setting, same_master=same_master)
    reason = texts(tx.by.locale)("series.reason" if setting else "series.reason_ended")
    lost: dict[int, list[Visit]] = {}
    for one in sorted(
        gone, key=lambda one: one.order.id
    ):  # in order of id, as everybody holds orders: no deadlock
        await call_off(tx, one.order, reason, tell=False)
        await one.occurrence.delete(using_db=tx.connection)
        for visit in one.visits:
            if visit.master_id is not None:
                lost.setdefault(visit.master_id, []).append(visit)
    for master_id, visits in lost.items():
        first = visits[0]
        if len(visits) > 1:
            tx.notify([master_id], OccurrencesCancelled(series.id, master_id, len(visits)))
        else:
            event = VisitCancelled(first.order_id, first.id, master_id, reason)
            tx.notify([master_id], event, first.order_id)
    kept = sum(not one.untouched and not one.cancelled for one in ahead)
    return Impact(len(gone), kept)


def _gone(series: Series, ahead: list[Ahead], setting: Setting | None, *, same_master: bool) -> list[Ahead]:
    """Those of the orders ahead that a new setting, or the end, does away with."""
    untouched = [one for one in ahead if one.untouched]
    if not untouched or setting is None or not same_master or setting.minutes != series.minutes:
        return untouched
    first, last = (datetime.fromisoformat(untouched[n].occurrence.recurrence_id) for n in (0, -1))
    wanted = set(map(key_of, recurrence.between(setting.rule, setting.starts, first, last + DAY)))
    return [one for one in untouched if one.occurrence.recurrence_id not in wanted]
