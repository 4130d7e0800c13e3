"""Working hours as people write them: of a day, «9–18, перерыв 13–14», and of a week, «пн–пт 9–18; сб 10–16»."""

import itertools
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import TypeVar

from domain import days
from domain.errors import Invalid
from domain.intervals import DAY_MINUTES, minutes

Spans = list[list[str]]
Read = TypeVar("Read")
MOST_SPANS = 6
TYPED_LENGTH = 500
WHOLE = [["00:00", "24:00"]]

_OFF = re.compile(
    r"(?:нет|вых\.?|выходной|выходные|не работа\w+|закрыт\w*|off|day off|closed|no work|none|-|–|—)"
)
_WHOLE = re.compile(r"(?:круглосуточно|сутки|24/7|24 часа|24 hours|around the clock|all day)")
_BREAK = re.compile(r"\b(?:перерыв\w*|обед\w*|break|lunch|кроме|except)\b:?")
_NO_BREAK = re.compile(r"\b(?:без перерыв\w*|без обеда|no break|no lunch|without (?:a )?break)\b")
_TIME = r"(\d{1,2})(?:[:.]([0-5]\d)|\s?(?:ч\.?|час\w*|h))?\s?(am|pm)?"
_NEXT_DAY = r"(\s*\(?\b(?:следующего дня|(?:of the )?next day)\b\)?)?"
_SPAN = re.compile(
    rf"(?:(?:с|со|from)\s+)?{_TIME}\s*(?:-|–|—|\bдо\b|\bto\b|\btill\b|\buntil\b)\s*{_TIME}{_NEXT_DAY}"
)
_BETWEEN = re.compile(r"[\s,;]*(?:\b(?:и|and)\b)?[\s,;]*")

_DAYS = (
    ("пн", "понедельник", "понедельникам", "mon", "monday", "mondays", "mo"),
    ("вт", "вторник", "вторникам", "tue", "tuesday", "tuesdays", "tu"),
    ("ср", "среда", "среду", "средам", "wed", "wednesday", "wednesdays", "we"),
    ("чт", "четверг", "четвергам", "thu", "thursday", "thursdays", "th"),
    ("пт", "пятница", "пятницу", "пятницам", "fri", "friday", "fridays", "fr"),
    ("сб", "суббота", "субботу", "субботам", "sat", "saturday", "saturdays", "sa"),
    ("вс", "воскресенье", "воскресеньям", "sun", "sunday", "sundays", "su"),
)
_NUMBER = {name: day for day, names in enumerate(_DAYS, 1) for name in names}
_GROUPS = {
    range(1, 6): ("будни", "будням", "рабочие дни", "weekdays", "workdays"),
    range(6, 8): ("выходные", "выходным", "weekend", "weekends"),
    range(1, 8): ("ежедневно", "каждый день", "все дни", "без выходных", "daily", "every day", "all days"),
}
_GROUP = {name: days for days, names in _GROUPS.items() for name in names}
_ONE = "|".join(sorted(_NUMBER, key=len, reverse=True))
_MANY = "|".join(sorted(_GROUP, key=len, reverse=True))
_RANGE = rf"(?:{_ONE})\.?(?:\s*(?:-|–|—|\bпо\b|\bto\b)\s*(?:{_ONE})\.?)?"
_LIST = re.compile(
    rf"(?:(?:по|в|во|on)\s+)?(?:{_MANY}|{_RANGE}(?:\s*(?:,|\bи\b|\band\b)\s*{_RANGE})*)(?!\w)\s*:?"
)
_PART = re.compile(rf"({_ONE})\.?(?:\s*(?:-|–|—|\bпо\b|\bto\b)\s*({_ONE})\.?)?(?!\w)")


def read_day(text: str) -> Spans:
    """The hours of a day as pairs of ``HH:MM``, none for a day off; a break is what isn't worked between them.

    Raises :class:`Invalid` for what isn't hours, and for hours that can't be.
    """
    said = _lowered(text)
    if _OFF.fullmatch(said):
        return []
    if _WHOLE.fullmatch(said):
        return [list(span) for span in WHOLE]
    worked, *breaks = _BREAK.split(_NO_BREAK.sub("", said))
    spans = checked(_spans(worked))
    for pause in breaks:
        for begin, end in minutes(_spans(pause)):
            spans = _without(spans, begin, end)
    return spans


def read_week(text: str) -> dict[str, Spans]:
    """The hours of the week days that are named, by ISO number: «пн–пт 9–18; сб 10–16; вс выходной».

    Hours without a day are of all seven. A later mention of fewer days goes before one of more: «пн–пт 9–18, вт
    выходной». Raises :class:`Invalid` as :func:`read_day`, for a day named twice too.
    """
    said = _lowered(text)
    if not said:
        raise Invalid("hours.empty")
    found: dict[str, Spans] = {}
    starts = [match for match in _LIST.finditer(said) if _begins(said, match.start())]
    if not starts or said[: starts[0].start()].strip(" ,;"):
        spans = read_day(said)
        return {str(day): spans for day in range(1, 8)}
    among: dict[int, int] = {}  # how many days a day was named with
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        rest = said[match.end() : following.start() if following else len(said)].strip(" ,;:")
        spans = read_day(re.sub(r"^[–—-]\s+", "", rest))
        named = _named(match[0])
        for day in named:
            if among.get(day, len(_DAYS) + 1) <= len(named):
                raise Invalid("hours.twice", words=match[0].strip())
            among[day] = len(named)
            found[str(day)] = spans
    return found


def read_single(text: str, today: date) -> tuple[date, Spans, str]:
    """A date with its hours and what it is called: «31.12 9–15 Короткий день». Raises :class:`Invalid`."""
    words = text.split()
    day, rest = _longest(words[:3], lambda part: days.parse(part.rstrip(":,;"), today))
    if day is None:
        raise Invalid("invalid.day")
    words = words[rest:]
    if not words:
        raise Invalid("hours.missing")
    spans, rest = _longest(words, read_day)
    if spans is None:
        raise Invalid("hours.unclear", words=" ".join(words)[:40])
    return day, spans, " ".join(words[rest:]).strip(" ,;:-–—")


def _longest(words: list[str], read: Callable[[str], Read]) -> tuple[Read | None, int]:
    """What the longest beginning that can be read holds, and how many words it takes."""
    for count in range(len(words), 0, -1):
        with suppress(Invalid):
            return read(" ".join(words[:count])), count
    return None, 0


def checked(spans: Spans) -> Spans:
    """Hours in their order, if they can be. Raises :class:`Invalid`.

    They don't overlap; only the last may pass midnight, and none begins when it ends: the whole day is 0–24.
    """
    if len(spans) > MOST_SPANS:
        raise Invalid("hours.too_many", most=MOST_SPANS)
    if any(opens == closes for opens, closes in spans):
        raise Invalid("hours.no_length")
    ordered = sorted(spans)
    timed = minutes(ordered)
    if any(later[0] < sooner[1] for sooner, later in itertools.pairwise(timed)):
        raise Invalid("hours.overlap")
    if timed and timed[-1][1] - DAY_MINUTES > timed[0][0]:
        raise Invalid("hours.overlap")
    return ordered


def overnight(span: list[str]) -> bool:
    """Whether hours go on past midnight: 18:00–09:00 may also be a slip for 09:00–18:00."""
    opens, closes = span
    return "00:00" < closes < opens


def by_days(week: Mapping[str, Spans]) -> list[tuple[int, int, Spans]]:
    """Runs of week days with the same hours: the first, the last, and the hours."""
    runs: list[tuple[int, int, Spans]] = []
    for day in range(1, 8):
        spans = week.get(str(day), [])
        if runs and runs[-1][2] == spans:
            runs[-1] = runs[-1][0], day, spans
        else:
            runs.append((day, day, spans))
    return runs


def _lowered(text: str) -> str:
    if len(text) > TYPED_LENGTH:
        raise Invalid("invalid.too_long", most=TYPED_LENGTH, now=len(text))
    return " ".join(text.lower().replace("ё", "е").split()).strip(" .;,")


def _begins(said: str, at: int) -> bool:
    """Whether a day's name stands at the beginning of a part, not within a word."""
    return at == 0 or not said[at - 1].isalnum()


def _named(part: str) -> list[int]:
    for name, numbers in _GROUP.items():
        if re.search(rf"(?<!\w){name}(?!\w)", part):
            return list(numbers)
    found: list[int] = []
    for match in _PART.finditer(part):
        first = _NUMBER[match[1]]
        last = _NUMBER[match[2]] if match[2] else first
        found += [(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)]
    return found


def _spans(text: str) -> Spans:
    """The pairs that a text consists of. Raises :class:`Invalid` when it holds anything else, or none."""
    if not text.strip(" ,;"):
        raise Invalid("hours.empty")
    found, at = [], 0
    for match in _SPAN.finditer(text):
        if _BETWEEN.fullmatch(text[at : match.start()]) is None:
            raise Invalid("hours.unclear", words=text[at : match.start()].strip(" ,;")[:40])
        opens, closes = _wall(*match.group(1, 2, 3)), _wall(*match.group(4, 5, 6))
        if match[7] and closes > opens:
            raise Invalid("hours.unclear", words=match[0].strip()[:40])
        found.append([opens, closes])
        at = match.end()
    if not found or _BETWEEN.fullmatch(text[at:]) is None:
        raise Invalid("hours.unclear", words=text[at:].strip(" ,;")[:40])
    return found


def _wall(hour: str, minute: str | None, half: str | None) -> str:
    """``HH:MM``. Raises :class:`Invalid` for a time that no clock shows."""
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise Invalid("hours.no_time", words=f"{hour} {half}")
        number = number % 12 + (12 if half == "pm" else 0)
    wall = f"{number:02}:{minute or '00'}"
    if number > 24 or (number == 24 and wall != "24:00"):
        raise Invalid("hours.no_time", words=f"{hour}:{minute or '00'}")
    return wall


def _without(spans: Spans, begin: int, end: int) -> Spans:
    """The hours without a break, which lies within one of them. Raises :class:`Invalid`."""
    left: Spans = []
    found = False
    for (opens, closes), (start, finish) in zip(spans, minutes(spans), strict=True):
        if start < begin and end < finish and not found:
            if end > DAY_MINUTES:
                raise Invalid("hours.break_after_midnight")
            left += [[opens, _text(begin)], [_text(end), closes]]
            found = True
        else:
            left.append([opens, closes])
    if not found:
        raise Invalid("hours.break_outside")
    return checked(left)


def _text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
