"""The words in which people say when something recurs, Russian and English, and what each of them is."""

import re
from typing import Any, NamedTuple

MONTH_NAMES = (
    r"янв\w*|jan\w*", r"фев\w*|feb\w*", r"март\w*|mar(?:ch)?", r"апр\w*|apr\w*", r"ма[йяюе]|may",
    r"июн\w*|june?", r"июл\w*|july?", r"авг\w*|aug\w*", r"сент?\w*|sep\w*", r"окт\w*|oct\w*", r"ноя\w*|nov\w*",
    r"дек\w*|dec\w*",
)  # fmt: skip
MONTH = "|".join(MONTH_NAMES)
_ORDINALS = (
    r"перв\w+|first", r"втор(?:ой|ая|ую|ое|ого|ым)|second|other|alternate", r"трет\w+|third",
    r"четверт(?:ый|ая|ую|ое|ого)|fourth", r"пят(?:ый|ая|ую|ое|ого)|fifth", r"шест(?:ой|ая|ую|ое|ого)|sixth",
    r"седьм\w+|seventh", r"восьм(?:ой|ая|ую|ое|ого)|eighth", r"девят(?:ый|ая|ую|ое|ого)|ninth",
    r"десят(?:ый|ая|ую|ое|ого)|tenth",
)  # fmt: skip
_NUMBERS = (
    r"од(?:ин|на|ну|но)|one", r"дв[ае]|двух|two", r"три|трех|three", r"четыре|четырех|four", r"пять|пяти|five",
    r"шесть|шести|six", r"семь|семи|seven", r"восемь|восьми|eight", r"девять|девяти|nine", r"десять|десяти|ten",
    r"одиннадцать|одиннадцати|eleven", r"двенадцать|двенадцати|twelve",
)  # fmt: skip
NUMBER = "|".join(_NUMBERS)
_WEEK = (
    r"понедельник\w*|пнд?|mon(?:days?)?", r"вторник\w*|вто?|tue(?:s|sdays?)?",
    r"сред[аеуыо]\w{0,2}|срд?|wed(?:nesdays?)?", r"четверг\w*|чтв?|thu(?:r|rs|rsdays?)?",
    r"пятниц\w*|птн?|fri(?:days?)?", r"суббот\w*|сбт?|sat(?:urdays?)?", r"воскресен\w*|вск?|sun(?:days?)?",
)  # fmt: skip
_MONTHLY, _YEARLY = ("month", 1), ("year", 1)
_UNITS = {
    r"день|дня|дней|дни|дням|сутк\w+|суток|days?": ("day", 1),
    r"недел\w+|weeks?": ("week", 1),
    r"fortnights?": ("week", 2),
    r"месяц\w*|months?": _MONTHLY,
    r"квартал\w*|quarters?": ("month", 3),
    r"полгода": ("month", 6),
    r"год|года|году|годы|лет|years?": _YEARLY,
}
_ADVERBS = {
    r"ежедневно|daily": ("day", 1),
    r"еженедельно|weekly": ("week", 1),
    r"fortnightly": ("week", 2),
    r"ежемесячно|monthly": _MONTHLY,
    r"ежеквартально|quarterly": ("month", 3),
    r"ежегодно|yearly|annually": _YEARLY,
}
_GROUPS = {
    r"буд(?:ни|ням|ний|ние|ним|него|нях)|рабоч\w+|weekdays?|workdays?|working": (0, 1, 2, 3, 4),
    r"выходн\w+|weekends?": (5, 6),
}
_FILLERS = (
    r"в|во|на|по|и|а|со?|the|on|of|in|at|an?|and|числа?|число\w*|числ\w+|повторять|repeat|только|only|всего"
)
_SEVERAL = r"дважды|трижды|twice|thrice"
_TOO_OFTEN = r"час|часа|часов|ежечасно|минут\w*|секунд\w*|hours?|hourly|minutes?|minutely|seconds"


class Token(NamedTuple):
    """A word and what it is: every, through, number, date, ordinal, day, group, unit, adverb, month, and what stops."""

    kind: str
    value: Any
    text: str


_TABLE: list[tuple[re.Pattern[str], str, Any]] = [
    (re.compile(pattern), kind, value)
    for pattern, kind, value in (
        (r"кажд\w+|every|each|раза?|times?|once", "every", None),
        (r"через", "through", None),
        (_SEVERAL, "several", None),
        (_TOO_OFTEN, "too_often", None),
        (r"последн\w+|last", "ordinal", -1),
        *((pattern, "number", n) for n, pattern in enumerate(_NUMBERS, 1)),
        *((pattern, "ordinal", n) for n, pattern in enumerate(_ORDINALS, 1)),
        *((pattern, "day", n) for n, pattern in enumerate(_WEEK)),
        *((pattern, "group", value) for pattern, value in _GROUPS.items()),
        *((pattern, "unit", value) for pattern, value in _UNITS.items()),
        *((pattern, "adverb", value) for pattern, value in _ADVERBS.items()),
        *((pattern, "month", n) for n, pattern in enumerate(MONTH_NAMES, 1)),
        (_FILLERS, "filler", None),
    )
]
_DIGITS = re.compile(r"(\d{1,4})(?:-?(го|й|я|е|ю|му|ый|ой|ое|ую|ая|st|nd|rd|th))?")
_WORD = re.compile(r"\d+(?:-?[a-zа-я]{1,2}\b)?|[a-zа-я]+", re.IGNORECASE)


def tokens(text: str) -> list[Token]:
    """The words of a text in small letters with е for ё. What says nothing is left out; some are of kind "unknown"."""
    return [token for token in map(_token, _WORD.findall(text)) if token.kind != "filler"]


def number_of(word: str) -> int:
    """The number that digits or a numeral say."""
    if word.isdigit():
        return int(word)
    return next(n for n, pattern in enumerate(_NUMBERS, 1) if re.fullmatch(pattern, word))


def month_of(word: str) -> int:
    """The number of a month by its name."""
    return next(n for n, pattern in enumerate(MONTH_NAMES, 1) if re.fullmatch(pattern, word))


def _token(word: str) -> Token:
    if digits := _DIGITS.fullmatch(word):
        return Token("date" if digits[2] else "number", int(digits[1]), word)
    for pattern, kind, value in _TABLE:
        if pattern.fullmatch(word):
            return Token(kind, value, word)
    return Token("unknown", None, word)
