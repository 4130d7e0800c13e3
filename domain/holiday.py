"""Public holidays of a country, by the library that knows them, with their names in the reader's language."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

LANGUAGES = {"ru": "ru", "en": "en_US"}


def name_of(day: date, country: str, locale: str = "ru") -> str | None:
    """What is celebrated on a day; None on another day, and always without a country.

    A country that the library doesn't tell of in that language is told of in its own.
    """
    return _calendar(country, locale).get(day) if country else None


def known(country: str) -> bool:
    """Whether the library has the holidays of a country, by its code of ISO 3166-1."""
    import holidays  # here: a process that asks for no holiday starts without them

    return country in holidays.list_supported_countries()


def countries() -> list[str]:
    """The codes of all countries that :func:`known` knows."""
    import holidays

    return list(holidays.list_supported_countries(include_aliases=False))


@lru_cache
def _calendar(country: str, locale: str) -> "HolidayBase":
    import holidays

    plain = holidays.country_holidays(country)
    language = LANGUAGES.get(locale, locale)
    known_one = language if language in plain.supported_languages else plain.default_language
    return holidays.country_holidays(country, language=known_one)
