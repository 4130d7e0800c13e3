"""Districts, in which addresses lie and masters work: those that are known, and a new one by its name."""

from collections.abc import Iterable

from domain import db
from domain.errors import Invalid
from domain.geo import Place
from domain.models import PersonStatus
from domain.wording import says_something, within

LENGTH = 64
NEAR_KM = 1.5  # so near, an address is taken to lie in the same district
# Degrees are scaled to kilometres on a flat map, which is exact enough to tell near from far.
_SQUARE = "(111.2 * (lat - $1::float8)) ^ 2 + (111.3 * cos(radians($1::float8)) * (lon - $2::float8)) ^ 2"
_KNOWN = f"""
    SELECT name FROM (
        SELECT district AS name, count(*) AS used, min({_SQUARE}) AS away FROM address WHERE district <> '' GROUP BY 1
        UNION ALL SELECT unnest(m.areas), 0, NULL FROM master m JOIN person p ON p.id = m.person_id WHERE p.status = $3
    ) named GROUP BY name ORDER BY min(away) NULLS LAST, sum(used) DESC, name
"""  # noqa: S608  # our own parts only


async def known() -> list[str]:
    """The districts that addresses lie in and masters work in, by name."""
    return sorted(await likely(None))


async def likely(place: Place | None) -> list[str]:
    """The same for a choice: those nearest to the place first; without a place, those with most addresses."""
    rows = await db.query(_KNOWN, *(place or (None, None)), PersonStatus.ACTIVE.value)
    return [str(row["name"]) for row in rows]


async def near(place: Place) -> str:
    """The district of the nearest known address, if there is one within walking distance; else none."""
    rows = await db.query(
        f"SELECT district, {_SQUARE} AS square FROM address "  # noqa: S608  # our own parts only
        "WHERE district <> '' AND lat BETWEEN $1 - 0.02 AND $1 + 0.02 AND lon BETWEEN $2 - 0.04 AND $2 + 0.04 "
        "ORDER BY square LIMIT 1",
        *place,
    )
    return str(rows[0]["district"]) if rows and rows[0]["square"] <= NEAR_KM**2 else ""


async def named(texts: Iterable[str]) -> list[str]:
    """Districts as typed, each once; one that is known is written as it is known, blank ones are left out.

    Raises :class:`Invalid` for one without a letter and one of more than 64 characters.
    """
    typed = [text for text in (" ".join(text.split()) for text in texts) if text]
    for text in typed:
        if not says_something(text):
            raise Invalid("invalid.no_words")
        within(text, LENGTH)
    spelt = {name.casefold(): name for name in await known()} if typed else {}
    return list({text.casefold(): spelt.get(text.casefold(), text) for text in typed}.values())


async def called(text: str) -> str:
    """The one district that was typed, "" for a blank text. Raises as :func:`named`."""
    return next(iter(await named([text])), "")
