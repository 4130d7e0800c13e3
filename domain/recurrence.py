"""When something recurs: rules of RFC 5545, as much of them as a repair company needs.

A rule is expanded in naive local time and given its zone last: nine o'clock stays nine o'clock. In the odd cases the
RFC is followed (3.3.5, 3.3.10): a day that a month hasn't got, the 31st or 29 February, is left out; a time that the
clocks skip in spring is read by the offset before the gap and so moves forward; one that is twice in autumn is the
first. No rule has two times on one day, so an occurrence is known by its date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from itertools import islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import rrule

from domain import clock
from domain.errors import Invalid

LAST = -1  # the last day of a month, the last week day of its kind in it
MOST_COUNT = 999
SUNDAY = 6
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
_PART = re.compile(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T235959)?")


class Freq(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


_FREQS: dict[Freq, Any] = {
    Freq.DAILY: rrule.DAILY,
    Freq.WEEKLY: rrule.WEEKLY,
    Freq.MONTHLY: rrule.MONTHLY,
    Freq.YEARLY: rrule.YEARLY,
}
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
MOST_INTERVAL = {Freq.DAILY: 366, Freq.WEEKLY: 52, Freq.MONTHLY: 24, Freq.YEARLY: 10}


@dataclass(frozen=True)
class Rule:
    """A rule. ``days`` are week days from Monday, 0; ``weeks`` which of them in the month, -1 the last.

    ``month_days`` are days of the month, -1 its last; ``month`` is of a yearly rule; ``until`` is the last day, itself
    included.
    """

    freq: Freq
    interval: int = 1
    days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    month: int | None = None
    count: int | None = None
    until: date | None = None

    @property
    def text(self) -> str:
        """The rule as RFC 5545 writes it."""
        parts = [f"FREQ={self.freq}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.month:
            parts.append(f"BYMONTH={self.month}")
        if self.month_days:
            parts.append(f"BYMONTHDAY={','.join(map(str, self.month_days))}")
        if self.days:
            names = [f"{week}{_DAYS[day]}" for week in self.weeks or ("",) for day in self.days]
            parts.append(f"BYDAY={','.join(names)}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}T235959")
        return ";".join(parts)


@dataclass(frozen=True)
class Plan:
    """What a person says of when something recurs: the rule, and what else the words hold, None for what they don't."""

    rule: Rule
    first: date | None = None
    at: time | None = None
    minutes: int | None = None


def parse(text: str) -> Rule:
    """The rule that an RFC 5545 text holds. Raises :class:`Invalid` for what isn't one, or not one of ours."""
    pairs = [part.partition("=") for part in text.strip().upper().removeprefix("RRULE:").split(";") if part]
    parts = {name: value for name, _, value in pairs}
    freq = parts.pop("FREQ", "")
    if freq in TOO_OFTEN:
        raise Invalid("recurrence.too_often")
    if freq not in set(Freq) or len(parts) + 1 != len(pairs):
        raise Invalid("recurrence.unclear_rule")
    parts.pop("WKST", None)  # weeks begin on Monday
    try:
        weeks, days = _by_day(parts.pop("BYDAY", ""))
        rule = Rule(
            Freq(freq),
            int(parts.pop("INTERVAL", "1")),
            days,
            weeks,
            _numbers(parts.pop("BYMONTHDAY", "")),
            int(parts.pop("BYMONTH")) if "BYMONTH" in parts else None,
            int(parts.pop("COUNT")) if "COUNT" in parts else None,
            _until(parts.pop("UNTIL")) if "UNTIL" in parts else None,
        )
    except ValueError:
        raise Invalid("recurrence.unclear_rule") from None
    if parts:
        raise Invalid("recurrence.unclear_rule")
    return checked(rule)


def checked(rule: Rule) -> Rule:
    """The rule in its one form, if it is one of ours and comes at all. Raises :class:`Invalid`."""
    rule = replace(
        rule,
        days=tuple(sorted(set(rule.days))),
        weeks=tuple(sorted(set(rule.weeks), key=lambda week: (week == LAST, week))),
        month_days=tuple(sorted(set(rule.month_days))),
    )
    if rule.interval < 1:
        raise Invalid("recurrence.no_interval", most=MOST_INTERVAL[rule.freq])
    if rule.interval > MOST_INTERVAL[rule.freq]:
        raise Invalid("recurrence.interval", most=MOST_INTERVAL[rule.freq])
    if rule.count is not None and not 1 <= rule.count <= MOST_COUNT:
        raise Invalid("recurrence.count", most=MOST_COUNT)
    if rule.count and rule.until:
        raise Invalid("recurrence.two_ends")
    if not _has_shape(rule):
        raise Invalid("recurrence.unclear_rule")
    longest = LONGEST_MONTHS[rule.month - 1] if rule.month else 31
    if rule.month_days and rule.month_days != (LAST,) and rule.month_days[0] < 1:
        raise Invalid("recurrence.unclear_rule")
    if rule.month_days and rule.month_days[-1] > longest:
        raise Invalid("recurrence.never")
    if rule.freq is Freq.WEEKLY and rule.interval == 1 and len(rule.days) == len(_DAYS):
        return replace(rule, freq=Freq.DAILY, days=())
    return rule


def aligned(rule: Rule, starts: datetime) -> datetime:
    """The first time of the rule at or after ``starts``, from which its interval counts.

    Raises :class:`Invalid` when the rule has come to its end before it.
    """
    first = next(iter(_rrule(replace(rule, interval=1, count=None, until=None), starts)))
    if rule.until and first.date() > rule.until:
        raise Invalid("recurrence.never")
    return first


def between(rule: Rule, starts: datetime, first: datetime, last: datetime) -> list[datetime]:
    """The local times from ``first`` up to ``last``, that one left out; all naive."""
    return [one for one in takewhile(lambda at: at < last, _rrule(rule, starts)) if one >= first]


def upcoming(rule: Rule, starts: datetime, after: datetime, count: int) -> list[datetime]:
    """The next local times at or after ``after``, at most ``count``."""
    return list(islice((one for one in _rrule(rule, starts) if one >= after), count))


def remaining(rule: Rule, starts: datetime, after: datetime) -> Rule:
    """The rule as it goes on at ``after``: a count without the times before it, one at least."""
    if rule.count is None:
        return rule
    gone = sum(1 for _ in takewhile(lambda at: at < after, _rrule(rule, starts)))
    return replace(rule, count=max(rule.count - gone, 1))


def moment(wall: datetime, zone: str) -> datetime:
    """A local time in UTC: one that isn't there moves forward, of two the first."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def wall(at: datetime, zone: str) -> datetime:
    """A moment as naive local time."""
    return clock.local(at, zone).replace(tzinfo=None)


def _rrule(rule: Rule, starts: datetime) -> Iterator[datetime]:
    days = [
        _WEEKDAYS[day](week) if week else _WEEKDAYS[day] for week in rule.weeks or (0,) for day in rule.days
    ]
    return iter(
        rrule.rrule(
            _FREQS[rule.freq],
            dtstart=starts,
            interval=rule.interval,
            wkst=rrule.MO,
            byweekday=days or None,
            bymonthday=list(rule.month_days) or None,
            bymonth=rule.month,
            count=rule.count,
            until=datetime.combine(rule.until, time.max) if rule.until else None,
        )
    )


def _has_shape(rule: Rule) -> bool:
    """Whether the rule says just what one of its kind has to say."""
    if not all(0 <= day <= SUNDAY for day in rule.days) or not set(rule.weeks) <= {1, 2, 3, 4, 5, LAST}:
        return False
    in_month = bool(rule.month_days) and not rule.days and not rule.weeks
    nth = bool(rule.weeks) and len(rule.days) == 1 and not rule.month_days
    match rule.freq:
        case Freq.DAILY:
            return not (rule.days or rule.weeks or rule.month_days or rule.month)
        case Freq.WEEKLY:
            return bool(rule.days) and not (rule.weeks or rule.month_days or rule.month)
        case Freq.MONTHLY:
            return (in_month or nth) and rule.month is None
        case Freq.YEARLY:
            within = rule.month is not None and 1 <= rule.month <= len(LONGEST_MONTHS)
            return within and ((in_month and len(rule.month_days) == 1) or nth)


def _by_day(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Weeks and days of BYDAY. Raises ValueError."""
    if not text:
        return (), ()
    pairs = []
    for part in text.split(","):
        found = _PART.fullmatch(part)
        if found is None:
            raise ValueError(text)
        pairs.append((int(found[1]) if found[1] else None, _DAYS.index(found[2])))
    weeks, days = {week for week, _ in pairs}, {day for _, day in pairs}
    if len(set(pairs)) != len(weeks) * len(days) or (None in weeks and len(weeks) > 1):
        raise ValueError(text)
    return tuple(week for week in weeks if week is not None), tuple(days)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",")) if text else ()


def _until(text: str) -> date:
    found = _UNTIL.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3]))
