"""What comes in from outside: cleaned and read at one place; and how what goes out begins."""

from datetime import date

from domain.errors import Invalid

FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_ID = 2**31 - 1


def clean(text: str) -> str:
    """Text that the database takes: without NUL and without halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def day(text: str) -> date:
    """A date of this century as browsers send it, 2026-11-22. Raises :class:`Invalid`."""
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid("web.invalid.date") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Invalid("web.invalid.date_far", first=FIRST_YEAR, last=LAST_YEAR)
    return found


def numbers(text: str, most: int = 200) -> list[int]:
    """Ids with commas between. Raises :class:`Invalid` when they are none, too many or too large."""
    try:
        found = [int(part) for part in text.split(",")]
    except ValueError:
        raise Invalid("web.invalid.numbers") from None
    if len(found) > most or not all(0 < number < 2**31 for number in found):
        raise Invalid("web.invalid.numbers")
    return found


def capital(text: str) -> str:
    """The text beginning with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def identifier(text: str) -> int | None:
    """An id, None for an empty field. Raises :class:`Invalid`."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and 0 < int(text) <= MOST_ID):
        raise Invalid("web.invalid.numbers")
    return int(text)
