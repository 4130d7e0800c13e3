"""Days as people write them: by word, by week day, by date, one or from one to another."""

import re
from datetime import date, timedelta

from domain.errors import Invalid

_WORDS = {
    "сегодня": 0,
    "today": 0,
    "завтра": 1,
    "tomorrow": 1,
    "послезавтра": 2,
    "вчера": -1,
    "yesterday": -1,
}
_WEEK = (
    ("пн", "понедельник", "mon", "monday"),
    ("вт", "вторник", "tue", "tuesday"),
    ("ср", "среда", "среду", "wed", "wednesday"),
    ("чт", "четверг", "thu", "thursday"),
    ("пт", "пятница", "пятницу", "fri", "friday"),
    ("сб", "суббота", "субботу", "sat", "saturday"),
    ("вс", "воскресенье", "sun", "sunday"),
)
_WHOLE_WEEK = {"неделя", "неделю", "на неделю", "week"}
# The beginnings of the months' names, «мая» and «май» alike.
_MONTHS = (
    ("янв", "jan"),
    ("фев", "feb"),
    ("мар", "mar"),
    ("апр", "apr"),
    ("май", "мая", "may"),
    ("июн", "jun"),
    ("июл", "jul"),
    ("авг", "aug"),
    ("сен", "sep"),
    ("окт", "oct"),
    ("ноя", "nov"),
    ("дек", "dec"),
)
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?\.?")
_NAMED = re.compile(r"(\d{1,2})\s+([а-яёa-z]{3,9})\.?(?:\s+(\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_APART = re.compile(r"\s*(?:–|—|\s-\s|\s(?:по|до|to|till|until)\s)\s*")
_FROM = re.compile(r"^(?:с|со|from)\s+")
_DAY_ONLY = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"\d{4}|\d[./]\d{1,2}[./]\d{2}")
OVER_NEW_YEAR = 60  # days at most from one year into the next whose year nobody said


def is_week(text: str) -> bool:
    """Whether a text means the whole week."""
    return " ".join(text.lower().split()) in _WHOLE_WEEK


def parse(text: str, today: date) -> date:
    """The day a text names; a date without a year is the one nearest to today.

    Raises :class:`Invalid` when there is none.
    """
    said = " ".join(text.lower().split())
    if said in _WORDS:
        return today + timedelta(days=_WORDS[said])
    for number, names in enumerate(_WEEK):
        if said.removeprefix("в ").removeprefix("во ") in names:
            return today + timedelta(days=(number - today.weekday()) % 7)
    if found := _ISO.fullmatch(said):
        return _dated(int(found[3]), int(found[2]), int(found[1]))
    if found := _NUMBERS.fullmatch(said):
        year = int(found[3]) if found[3] else None
        return _dated(int(found[1]), int(found[2]), year, today)
    if found := _NAMED.fullmatch(said):
        return _dated(int(found[1]), _month(found[2]), int(found[3]) if found[3] else None, today)
    raise Invalid("invalid.day")


def parse_range(text: str, today: date) -> tuple[date, date]:
    """The first and the last day a text names: ``1.12-14.12``, ``с 1 по 14 декабря``; one day is both.

    Days that end in the next year need it said unless they are few: nobody is away a year for two dates swapped.
    Raises :class:`Invalid` when there are none or they are in the wrong order.
    """
    said = _FROM.sub("", " ".join(text.lower().split()))
    first, *rest = _APART.split(said, maxsplit=1) if _APART.search(said) else _by_hyphen(said)
    if not rest:
        day = parse(first, today)
        return day, day
    last = parse(rest[0], today)
    begins = _DAY_ONLY.fullmatch(first)
    start = _dated(int(first), last.month, last.year) if begins else parse(first, today)
    if last < start and not _YEAR.search(rest[0]):
        last = _over_new_year(start, last)
    if last < start:
        raise Invalid("invalid.days_order", year=today.year + 1)
    if (last - start).days > 366:
        raise Invalid("invalid.days")
    return start, last


def _over_new_year(start: date, last: date) -> date:
    """The same day a year later if that is soon after ``start``, else the day as it was read."""
    if (last.month, last.day) == (2, 29):
        return last
    later = last.replace(year=last.year + 1)
    return later if (later - start).days <= OVER_NEW_YEAR else last


def _by_hyphen(said: str) -> list[str]:
    """Two dates with a hyphen between them, or the one there is: an ISO date has hyphens of its own."""
    return [said] if _ISO.fullmatch(said) else said.split("-", 1)


def _month(name: str) -> int:
    return next((number for number, month in enumerate(_MONTHS, 1) if name.startswith(month)), 0)


def _dated(day: int, month: int, year: int | None, today: date | None = None) -> date:
    """The date if there is one; without a year the nearest."""
    if year is not None and year < 100:
        year += 2000
    years = [year] if year is not None else [today.year + shift for shift in range(-4, 5)] if today else []
    found = []
    for one in years:
        try:
            found.append(date(one, month, day))
        except ValueError:
            continue
    if not found:
        raise Invalid("invalid.day")
    return min(found, key=lambda one: abs((one - (today or one)).days))
