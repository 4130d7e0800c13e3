"""Spans of time and what can be made of them: pure, half-open, in UTC. A span without length is nothing.

Wall-clock hours become spans here too: ``24:00`` is the midnight that ends the day, and hours that end at or before
their beginning pass midnight (``22:00``-``06:00`` end on the next day).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]  # from, and the moment it is over

DAY_MINUTES = 24 * 60
_MINUTE = timedelta(minutes=1)


def union(spans: Iterable[Span]) -> list[Span]:
    """The same time as few spans as can be, in order: those that overlap or touch are one."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def cut(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """What is left of ``spans`` without ``others``."""
    left, taken, first = [], union(others), 0
    for start, end in union(spans):
        while first < len(taken) and taken[first][1] <= start:
            first += 1
        for begin, finish in islice(taken, first, None):
            if begin >= end:
                break
            if start < begin:
                left.append((start, begin))
            start = max(start, finish)  # noqa: PLW2901  # what is left of the span
        if start < end:
            left.append((start, end))
    return left


def complement(spans: Iterable[Span], within: Span) -> list[Span]:
    """The time of ``within`` that none of ``spans`` covers."""
    return cut([within], spans)


def common(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """The time that both cover."""
    spans = union(spans)
    return cut(spans, cut(spans, others))


def contains(spans: Iterable[Span], span: Span) -> bool:
    """Whether the whole ``span`` is covered."""
    return not cut([span], spans)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share any time: one contains the other, starts in it or ends in it."""
    return one[0] < other[1] and other[0] < one[1] and one[0] < one[1] and other[0] < other[1]


def of_day(day: date, hours: Sequence[Sequence[str]], zone: str) -> list[Span]:
    """The spans of wall-clock hours, pairs of ``HH:MM``, that begin on a local day.

    Raises ValueError for a time that isn't one.
    """
    return union(tuple(moment(day, minute, zone) for minute in pair) for pair in minutes(hours))  # type: ignore[misc]


def minutes(hours: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Pairs of ``HH:MM`` as minutes after midnight; the second is beyond 1440 when they pass midnight."""
    found = []
    for opens, closes in hours:
        begin, finish = _minute(opens), _minute(closes)
        found.append((begin, finish if finish > begin else finish + DAY_MINUTES))
    return found


@lru_cache(maxsize=4096)
def moment(day: date, minute: int, zone: str) -> datetime:
    """The first moment in UTC when clocks in ``zone`` show at least that minute of the day, or of one after it.

    Of an hour that comes twice it is the first; of one that is skipped, the moment the clocks jump.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    place = ZoneInfo(zone)
    found = wall.replace(tzinfo=place).astimezone(UTC)
    if found.astimezone(place).replace(tzinfo=None) == wall:
        return found
    found = wall.replace(tzinfo=place, fold=1).astimezone(UTC)  # a while before the jump
    while found.astimezone(place).replace(tzinfo=None) < wall:
        found += _MINUTE
    return found


def whole_days(first: date, last: date, zone: str) -> Span:
    """From the local midnight that begins ``first`` to the one that ends ``last``."""
    return moment(first, 0, zone), moment(last, DAY_MINUTES, zone)


def _minute(text: str) -> int:
    if text == "24:00":
        return DAY_MINUTES
    wall = time.fromisoformat(text)
    return wall.hour * 60 + wall.minute
