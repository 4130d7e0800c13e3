"""Reading when something recurs as people write it, in Russian and in English.

A small forgiving grammar: ends, times and dates are taken out of the text by their prepositions, what is left is read
word by word. A word that isn't understood is named in the refusal, which gives examples.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from domain.errors import Invalid
from domain.recurrence import Freq, Plan, Rule, checked
from domain.recurrence import parse as parse_rule
from domain.rule_lexicon import MONTH, NUMBER, Token, month_of, number_of, tokens
from domain.rule_words import next_of_name
from domain.slots import LONGEST

LENGTH = 300
_DATE = (
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{2}(?:\d\d)?)"
    rf"|(?:(?P<day>\d{{1,2}})(?:-?(?:го|е|st|nd|rd|th))?(?:\s+of)?\s+(?P<month>{MONTH})"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,?\s+(?P<year>\d{{4}}))?"
    r"(?:\s*(?:года|год|г\b\.?))?)"
)
_UNTIL = re.compile(rf"\b(?:до|по|until|till|til|through)\s+{_DATE}(?:\s*\(?(?:включительно|inclusive)\)?)?")
_FIRST = re.compile(rf"\b(?:начиная\s+)?(?:со?|from|starting(?:\s+(?:on|from))?|since)\s+{_DATE}")
_HALF = r"утра|вечера|дня|ночи|am|pm|a\.m\.|p\.m\."
_TIME = rf"(\d{{1,2}})(?:[:.](\d\d))?(?!\d)(?:\s*(?:час\w*|ч\b|h\b))?(?:\s*({_HALF})(?!\w))?"
_UNITS = r"дн|день|недел|месяц|год|лет|сут|кварт|day|week|month|year"
_NO_TIME = rf"(?!\s*(?:-?(?:го|й|е|ю|st|nd|rd|th)\b|числ|раз|{_UNITS}|{MONTH}))"
_TO = r"\s*(?:до|по|to|till|until|and|-|–|—)\s*"
_WINDOW = re.compile(rf"\b(?:со?|from|between|в|at)\s+{_TIME}{_TO}{_TIME}{_NO_TIME}")
_BARE_WINDOW = re.compile(r"\b(\d{1,2}):(\d\d)()\s*[-–—]\s*(\d{1,2}):(\d\d)()")
_AT = re.compile(rf"\b(?:во?|at|к)\s+{_TIME}{_NO_TIME}")
_BARE_AT = re.compile(r"\b(\d{1,2}):(\d\d)()(?!\d)")
# "3 times a week" says how often, "3 times" how many.
_OFTEN = rf"(?!\s+(?:в|на|a|per|every|each)\s+(?:{_UNITS}|\d+\s+(?:{_UNITS})|{NUMBER}))"
_COUNT = re.compile(rf"\b(\d{{1,6}}|{NUMBER})\s+(?:раза?|times?)\b{_OFTEN}")
_MORNING, _NOON = frozenset({"утра", "ночи", "am", "a.m."}), 12


@dataclass
class _Said:
    """What the words hold, before it is made a rule."""

    interval: int = 1
    unit: str = ""
    ordinals: list[int] = field(default_factory=list)
    after_every: bool = False  # the ordinal follows "every"
    days: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    month: int | None = None


def read(text: str, today: date, like: date) -> Plan:
    """The plan that the words hold; ``like`` gives the day where they only say how often.

    A date without a year is the next of its name from ``today`` on. Also takes a rule as RFC 5545 writes it. Raises
    :class:`Invalid` with examples.
    """
    text = " ".join(text.replace("\u00a0", " ").split())
    if not text:
        raise Invalid("invalid.empty")
    if len(text) > LENGTH:
        raise Invalid("invalid.too_long", most=LENGTH, now=len(text))
    if re.match(r"(?:RRULE:)?FREQ=", text, re.IGNORECASE):
        return Plan(parse_rule(text))
    rest = text.lower().replace("ё", "е")
    until, rest = _date(_UNTIL, rest, today)
    first, rest = _date(_FIRST, rest, today)
    at, minutes, rest = _time(rest)
    count, rest = _count(rest)
    rule = _rule(_said(tokens(rest)), like)
    return Plan(checked(Rule(**{**vars(rule), "count": count, "until": until})), first, at, minutes)


def _date(pattern: re.Pattern[str], text: str, today: date) -> tuple[date | None, str]:
    """The date of that preposition, and the text without it."""
    found = pattern.search(text)
    if found is None:
        return None, text
    try:
        if found["iso"]:
            day = date.fromisoformat(found["iso"])
        elif found["dotted"]:
            numbers = [int(part) for part in found["dotted"].split(".")]
            day = date(numbers[2] % 100 + 2000, numbers[1], numbers[0])
        else:
            number, month = int(found["day"] or found["day2"]), month_of(found["month"] or found["month2"])
            day = (
                date(int(found["year"]), month, number)
                if found["year"]
                else next_of_name(month, number, today)
            )
    except ValueError:
        raise Invalid("recurrence.date") from None
    return day, _without(text, found)


def _time(text: str) -> tuple[time | None, int | None, str]:
    """The time, the minutes of a window, and the text without them."""
    found = _WINDOW.search(text) or _BARE_WINDOW.search(text)
    if found is not None:
        start, end = _clock(*found.group(1, 2, 3)), _clock(*found.group(4, 5, 6))
        day = date.min + timedelta(days=1)
        length = datetime.combine(day, end) - datetime.combine(day, start)
        minutes = round(length.total_seconds() / 60) % (24 * 60)  # from 22 to 1: over midnight
        if not minutes:
            raise Invalid("invalid.window")
        if timedelta(minutes=minutes) > LONGEST:
            raise Invalid("invalid.window_too_long", hours=LONGEST // timedelta(hours=1))
        return start, minutes, _without(text, found)
    found = _AT.search(text) or _BARE_AT.search(text)
    if found is not None:
        return _clock(*found.group(1, 2, 3)), None, _without(text, found)
    return None, None, text


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    number = int(hour)
    if half and number == _NOON:
        number = 0 if half in _MORNING else _NOON
    elif half and half not in _MORNING and number < _NOON:
        number += _NOON
    try:
        return time(number, int(minute or 0))
    except ValueError:
        raise Invalid("recurrence.time") from None


def _count(text: str) -> tuple[int | None, str]:
    found = _COUNT.search(text)
    return (number_of(found[1]), _without(text, found)) if found else (None, text)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _said(words: list[Token]) -> _Said:
    """Words put together: a number and its unit, an ordinal and what it counts."""
    said = _Said()
    in_month = any(one.kind == "month" or (one.kind == "unit" and one.value[0] == "month") for one in words)
    before = ""
    rest = list(words)
    while rest:
        token = rest.pop(0)
        if rest and _together(said, token, rest[0], in_month=in_month):
            rest.pop(0)
        elif token.kind == "through" and rest and rest[0].kind == "number":
            rest[0] = rest[0]._replace(value=rest[0].value + 1)  # "in two days" is every third
        elif not (token.kind == "number" and rest and rest[0].kind == "every"):
            said.after_every |= before == "every" and token.kind in {"number", "date", "ordinal"}
            _alone(said, token)
        elif token.value != 1:  # "2 times a week"
            raise Invalid("recurrence.several")
        before = token.kind
    return said


def _together(said: _Said, token: Token, unit: Token, *, in_month: bool) -> bool:
    """Whether a word and the unit behind it say something together."""
    if unit.kind != "unit":
        return False
    match token.kind:
        case "number" | "ordinal" | "date" if unit.value[0] == "day" and in_month:
            said.dates.append(token.value)
        case "number" | "ordinal" | "date":
            _every(said, token.value, unit.value)
        case "through":
            _every(said, 2, unit.value)
        case "group" if unit.value[0] == "day":
            said.days += token.value
        case _:
            return False
    return True


def _alone(said: _Said, token: Token) -> None:
    match token.kind:
        case "ordinal":
            said.ordinals.append(token.value)
        case "number" | "date":
            said.dates.append(token.value)
        case "day":
            said.days.append(token.value)
        case "group":
            said.days += token.value
        case "unit" | "adverb":
            _every(said, 1, token.value)
        case "month" if said.month is None:
            said.month = token.value
        case "several" | "too_often":
            raise Invalid(f"recurrence.{token.kind}")
        case "every":
            pass
        case _:
            raise Invalid("recurrence.unclear_word", word=token.text)


def _every(said: _Said, number: int, unit: tuple[str, int]) -> None:
    """How often. The month of "the second Tuesday of every month" says it once more."""
    name, times = unit
    if said.unit and said.unit != name and number * times != 1:
        raise Invalid("recurrence.unclear")
    if not said.unit or number * times != 1:
        said.unit, said.interval = name, number * times


def _rule(said: _Said, like: date) -> Rule:
    """The rule the words make, its day taken from ``like`` when they have none."""
    days = tuple(sorted(set(said.days)))
    if days and said.dates:  # "the 2nd Tuesday"
        said.ordinals, said.dates = said.ordinals + said.dates, []
    if said.month is not None:
        return _in_year(said, days)
    if said.dates and not said.ordinals and said.unit in {"", "month"}:
        return Rule(Freq.MONTHLY, said.interval, month_days=tuple(said.dates))
    if said.ordinals and days:
        (first, *others) = said.ordinals
        if said.after_every and not others and first > 1 and not said.unit:
            return Rule(Freq.WEEKLY, first, days)
        if len(days) == 1 and said.unit in {"", "month"}:
            return Rule(Freq.MONTHLY, said.interval, days, tuple(said.ordinals))
    elif days and said.unit in {"", "week"}:
        return Rule(Freq.WEEKLY, said.interval, days)
    elif said.unit and not days and not said.dates and not said.ordinals:
        return plain(said.unit, said.interval, like)
    raise Invalid("recurrence.unclear")


def plain(unit: str, interval: int, like: date) -> Rule:
    """Every so many days, weeks, months or years, on the day of ``like``."""
    match unit:
        case "day":
            return Rule(Freq.DAILY, interval)
        case "week":
            return Rule(Freq.WEEKLY, interval, (like.weekday(),))
        case "month":
            return Rule(Freq.MONTHLY, interval, month_days=(like.day,))
        case _:
            return Rule(Freq.YEARLY, interval, month_days=(like.day,), month=like.month)


def _in_year(said: _Said, days: tuple[int, ...]) -> Rule:
    if said.unit not in {"", "year"}:
        raise Invalid("recurrence.unclear")
    if days and said.ordinals:
        return Rule(Freq.YEARLY, said.interval, days, tuple(said.ordinals), month=said.month)
    if said.dates and not days and not said.ordinals:
        return Rule(Freq.YEARLY, said.interval, month_days=tuple(said.dates), month=said.month)
    raise Invalid("recurrence.unclear")
