"""Texts for people, by key, in Russian and English: one door for bot, web, mail and PDF.

Catalogues are gettext files whose message ids are keys (``visit.accepted.title``); every ``*.po`` of a
locale's folder is read, so each matter keeps its own file.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from babel.support import Translations
from markupsafe import Markup

from domain import clock, holiday

LOCALES = Path(__file__).resolve().parent.parent / "locales"
LANGUAGES = ("ru", "en")
NEAR = timedelta(weeks=13)


@lru_cache
def _catalogue(locale: str) -> Translations:
    merged = Translations()
    for path in sorted((LOCALES / locale).glob("*.po")):
        with path.open("rb") as file:
            binary = BytesIO()
            write_mo(binary, read_po(file, locale=locale, abort_invalid=True))
        part = Translations(BytesIO(binary.getvalue()))
        merged.merge(part)
        merged.plural = part.plural  # merging leaves out the language's plural rule
    return merged


class Texts:
    """The texts of one language. A key without a text is a fault that tests find; people see the key."""

    def __init__(self, locale: str) -> None:
        self.locale = locale if locale in LANGUAGES else "en"

    def __call__(self, key: str, **values: Any) -> str:
        """The plain text of ``key``, its places filled with ``values``."""
        return _catalogue(self.locale).ugettext(key).format(**values)

    def html(self, key: str, **values: Any) -> str:
        """The same for HTML and Telegram's HTML: the text may hold tags, the values are escaped."""
        return str(Markup(_catalogue(self.locale).ugettext(key)).format(**values))  # noqa: S704  # our own catalogue

    def count(self, key: str, number: int, **values: Any) -> str:
        """The text of ``key`` in the plural form of ``number``, which also fills ``{n}``."""
        return _catalogue(self.locale).ungettext(key, key, number).format(n=number, **values)

    def money(self, kopecks: int | None) -> str:
        """A sum of whole kopecks, without the fraction when it is zero."""
        if kopecks is None:
            return "—"
        return _money(kopecks, self.locale)

    def number(self, value: Decimal | str) -> str:
        """A number of at most three decimals as the language writes it: 1,5 in Russian."""
        return format_decimal(Decimal(value), "#,##0.###", locale=self.locale)

    def duration(self, minutes: float | None) -> str:
        """Minutes as people say them, to the whole minute: 1 h 30 min."""
        if minutes is None:
            return "—"
        hours, rest = divmod(round(minutes), 60)
        words = [self("duration.hours", n=hours)] if hours else []
        return " ".join([*words, self("duration.minutes", n=rest)] if rest or not hours else words)

    def reason(self, row: dict[str, Any]) -> str:
        """Why a master fits or doesn't, from a row of ``schedule.Reason``; numbers as the language has them."""
        values = row["values"]
        if "rating" in values:
            values = values | {"rating": self.number(values["rating"])}
        if "minutes" in values:
            values = values | {"minutes": self.duration(values["minutes"])}
        if "promised" in values:
            since, until = (datetime.fromisoformat(moment) for moment in values["promised"])
            values = values | {"window": self.window(since, until, values["zone"])}
        if "country" in values:
            values = values | {"name": self.holiday(date.fromisoformat(values["day"]), values["country"])}
        return self(row["key"], **values)

    def holiday(self, day: date, country: str) -> str:
        """What a country celebrates on a day."""
        return holiday.name_of(day, country, self.locale) or "—"

    def country(self, code: str) -> str:
        """The name of a country by its code of ISO 3166-1."""
        return str(Locale(self.locale).territories.get(code, code))

    def day(self, moment: datetime, zone: str) -> str:
        """A date with its week day, as «пн, 24 ноября»; today and tomorrow by word, with its year one of another year.

        A few weeks over the new year everybody knows which year is meant.
        """
        wall, today = clock.local(moment, zone).date(), clock.local(clock.now(), zone).date()
        told = wall.year != today.year and abs(wall - today) > NEAR
        return self._day(moment, zone, "EEE, d MMMM y" if told else "EEE, d MMMM")

    def days(self, first: date, last: date) -> str:
        """Days from one to another: «пн, 24 ноября» for a single one, «24–28 ноября», «28 ноября – 7 декабря»."""
        if first == last:
            return self._of_date(first, "EEE, d MMMM")
        if first.replace(day=1) == last.replace(day=1):
            return f"{first.day}–{self._of_date(last, 'd MMMM')}"
        pattern = "d MMMM" if first.year == last.year else "d MMMM y"
        return f"{self._of_date(first, pattern)} – {self._of_date(last, pattern)}"

    def brief(self, day: date) -> str:
        """A date as short as can be: «пн 24»."""
        return self._of_date(day, "EEE d")

    def weekday(self, day: date) -> str:
        """The name of a week day, as short as can be."""
        return self._of_date(day, "EEEEEE")

    def weekday_name(self, day: date) -> str:
        """The name of a week day in full, as a label has it."""
        name = self._of_date(day, "EEEE")
        return name[:1].upper() + name[1:]

    def month(self, first: date) -> str:
        """The name of a month with its year: «декабрь 2026»."""
        return self._of_date(first, "LLLL y")

    def short_day(self, moment: datetime, zone: str) -> str:
        """The same as short as a button needs it: «пн, 24 нояб.»."""
        return self._day(moment, zone, "EEE, d MMM")

    def _day(self, moment: datetime, zone: str, pattern: str) -> str:
        return self._of_date(clock.local(moment, zone).date(), pattern, clock.local(clock.now(), zone).date())

    def _of_date(self, wall: date, pattern: str, today: date | None = None) -> str:
        words = {today: "day.today", today + timedelta(days=1): "day.tomorrow"} if today else {}
        if wall in words:
            return self(words[wall])
        return _date(wall, pattern, self.locale)

    def time(self, moment: datetime, zone: str) -> str:
        """The time on the wall clock of ``zone``, as 14:05."""
        return f"{clock.local(moment, zone):%H:%M}"

    def due(self, moment: datetime, zone: str) -> str:
        """A moment to come as short as a deadline reads: «14:30» today, «ср 18:00» within a week, else dated."""
        days = (clock.local(moment, zone).date() - clock.local(clock.now(), zone).date()).days
        if not 0 <= days < 7:
            return self.dated(moment, zone)
        time = self.time(moment, zone)
        return f"{_date(clock.local(moment, zone).date(), 'EEE', self.locale)} {time}" if days else time

    def dated(self, moment: datetime, zone: str) -> str:
        """A moment with its date, true whenever it is read: «2 дек. 18:00»."""
        wall = clock.local(moment, zone).date()
        return f"{_date(wall, 'd MMM', self.locale)} {self.time(moment, zone)}"

    def window(self, start: datetime | None, end: datetime | None, zone: str) -> str:
        """A day and its window, as «сегодня, 14:00–16:00»; a text of its own when there is none."""
        if start is None or end is None:
            return self("window.none")
        return f"{self.day(start, zone)}, {self.time(start, zone)}–{self.time(end, zone)}"


# The same days and prices are written again and again, and the rules of a language take long to follow.
@lru_cache(4096)
def _money(kopecks: int, locale: str) -> str:
    pattern = None if kopecks % 100 else ("#,##0\xa0¤" if locale == "ru" else "¤#,##0")
    amount = format_currency(
        kopecks / 100, "RUB", pattern, locale=locale, currency_digits=bool(kopecks % 100)
    )
    # Before a sign for the currency English data have its code.
    return amount.replace("RUB\xa0", "₽").replace("RUB", "₽")


@lru_cache(4096)
def _date(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


@lru_cache
def texts(locale: str) -> Texts:
    """The texts of ``locale``; English for one that isn't there."""
    return Texts(locale)


def keys(locale: str) -> set[str]:
    """Every key of a language, for tests."""
    found = set()
    for path in (LOCALES / locale).glob("*.po"):
        with path.open("rb") as file:
            found |= {
                m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file, locale=locale) if m.id
            }
    return found
