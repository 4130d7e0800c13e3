"""When a series comes: its rule, its local start, its length; as it is, and as somebody's words would make it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain import company, recurrence, slots
from domain.errors import Invalid, NotFound
from domain.models import Order, Series, Service
from domain.orders import current
from domain.recurrence import Plan, Rule
from domain.rule_words import words
from domain.statuses import WORKED
from domain.texts import Texts

DAY = timedelta(days=1)
LONGEST = 12 * 60  # minutes, as of a window


@dataclass(frozen=True)
class Setting:
    """When a series comes: its rule, the local start it counts from, how long a visit is planned for."""

    rule: Rule
    starts: datetime
    minutes: int

    def times(self, after: datetime, count: int, skipped: Sequence[str] = ()) -> list[datetime]:
        """The next local times at or after ``after``, without those skipped."""
        left_out = {one[:10] for one in skipped}
        found = recurrence.upcoming(self.rule, self.starts, after, count + len(left_out))
        return [one for one in found if one.date().isoformat() not in left_out][:count]


def key_of(wall: datetime) -> str:
    """The RECURRENCE-ID of a local time."""
    return wall.isoformat(timespec="seconds")


def setting_of(series: Series) -> Setting:
    """When a series comes."""
    return Setting(recurrence.parse(series.rule), datetime.fromisoformat(series.starts), series.minutes)


def said(setting: Setting, t: Texts, now: datetime) -> str:
    """The setting in words, as it goes on at the local ``now``; the first day only where the words leave it open."""
    rule, first = recurrence.remaining(setting.rule, setting.starts, now), setting.starts.date()
    tomorrow = datetime.combine(now.date() + DAY, setting.starts.time())
    plain = recurrence.aligned(replace(rule, until=None), tomorrow)
    return words(
        rule,
        t,
        now.date(),
        at=setting.starts.time(),
        minutes=setting.minutes,
        first=first if plain.date() < first else None,
    )


async def first_setting(order: Order, plan: Plan, now: datetime) -> Setting:
    """When a series made of ``order`` comes: what the words leave open is taken from its visit or its service.

    ``order`` comes with its service and visits. Raises :class:`Invalid` when nothing would ever come.
    """
    zone, planned = await company.zone(), planned_of(order)
    today = recurrence.wall(now, zone)
    if planned is None:
        return await setting_for(order.service, plan, today)
    start, end = planned
    minutes = round((end - start).total_seconds() / 60)
    return _beginning(plan, recurrence.wall(start, zone), minutes, today)


def planned_of(order: Order) -> tuple[datetime, datetime] | None:
    """When the order's visit is planned for; None without a time. ``order`` comes with its visits.

    Work that is over stands where it was done, which says nothing of the plan: what the client was promised does, else
    what he wanted.
    """
    visit = current(order.visits)
    if visit is None:
        return None
    periods = [(visit.starts_at, visit.ends_at)]
    if visit.status in WORKED:
        promised, wanted = (visit.promised_from, visit.promised_to), (order.wanted_from, order.wanted_to)
        periods = [promised, wanted, *periods]
    return next(((start, end) for start, end in periods if start is not None and end is not None), None)


async def setting_for(service: Service, plan: Plan, now: datetime) -> Setting:
    """When a series comes that nothing was before: from the local day after ``now``, at the company's first hour.

    Raises :class:`Invalid` when nothing would ever come.
    """
    day = plan.first or now.date() + DAY
    return _beginning(plan, datetime.combine(day, await _opening(day)), service.minutes, now)


def _beginning(plan: Plan, begins: datetime, minutes: int, now: datetime) -> Setting:
    """The plan's setting; ``begins`` and ``minutes`` are for what its words leave open."""
    starts = datetime.combine(plan.first or begins.date(), plan.at or begins.time())
    starts = recurrence.aligned(plan.rule, starts)
    return _coming(Setting(plan.rule, starts, min(plan.minutes or minutes, LONGEST)), now)


def next_setting(series: Series, plan: Plan, now: datetime, day: date | None = None) -> Setting:
    """When a series comes once it is changed: the whole of it, or from its local ``day`` on; ``now`` is local.

    A count in the words is of what is still to come. While the days stay the same, so does the day they count from:
    every other Tuesday keeps its Tuesdays. Raises :class:`Invalid` when nothing would ever come.
    """
    old = setting_of(series)
    at, minutes = plan.at or old.starts.time(), plan.minutes or old.minutes
    rule, after = plan.rule, now if day is None else datetime.combine(day, time())
    same_days = plan.first is None and _days_of(rule) == _days_of(old.rule)
    if same_days and day is not None:
        starts = datetime.combine(day, at)
    elif same_days:
        starts = datetime.combine(old.starts.date(), at)
        if rule.count:
            gone = len(recurrence.between(_days_of(rule), starts, starts, now))
            rule = replace(rule, count=min(rule.count + gone, recurrence.MOST_COUNT))
    else:
        starts = recurrence.aligned(rule, datetime.combine(max(plan.first or after.date(), after.date()), at))
        if starts < after:
            starts = recurrence.aligned(rule, datetime.combine(starts.date() + DAY, at))
    return _coming(Setting(rule, starts, minutes), after)


def time_of(series: Series, day: date, now: datetime) -> datetime:
    """The series' local time on a day that is still to come. Raises NotFound when there is none."""
    begin = datetime.combine(day, time())
    setting = setting_of(series)
    walls = recurrence.between(setting.rule, setting.starts, max(begin, now), begin + DAY)
    if not walls or any(one.startswith(day.isoformat()) for one in series.skipped):
        raise NotFound
    return walls[0]


def skipped_ahead(series: Series, now: datetime) -> list[date]:
    """The days left out that are still to come at the local ``now`` and would come again by the rule."""
    setting = setting_of(series)
    days = sorted(datetime.fromisoformat(one).date() for one in series.skipped if one >= key_of(now))
    if not days or series.ended_at is not None:
        return []
    last = datetime.combine(days[-1] + DAY, time())
    coming = {one.date() for one in recurrence.between(setting.rule, setting.starts, now, last)}
    return [day for day in days if day in coming]


def _days_of(rule: Rule) -> Rule:
    return replace(rule, count=None, until=None)


def _coming(setting: Setting, after: datetime) -> Setting:
    """The setting, if anything comes of it. Raises :class:`Invalid`."""
    if not setting.times(after, 1):
        raise Invalid("recurrence.never")
    return setting


async def _opening(day: date) -> time:
    """When the company opens that day, nine o'clock when it doesn't."""
    (of_company,) = await slots.companys(day)
    return company.wall(of_company.spans[0][0]) if of_company.spans else time(9)
