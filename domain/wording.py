"""What people write in words of their own: a reason, a note. A thumb alone is none, and nothing is cut silently."""

from domain.errors import Invalid, ReasonMissing

LENGTH = 500  # characters a reason or a note may have unless told otherwise


def says_something(text: str) -> bool:
    """Whether a text holds a letter or a digit."""
    return any(character.isalnum() for character in text)


def within(text: str, most: int = LENGTH) -> str:
    """The text, if it has at most ``most`` characters. Raises :class:`Invalid`."""
    if len(text) > most:
        raise Invalid("invalid.too_long", most=most, now=len(text))
    return text


def checked_reason(text: str, most: int = LENGTH) -> str:
    """The reason somebody gave, as it is kept. Raises as :func:`within`, ReasonMissing when it says nothing."""
    if not says_something(text):
        raise ReasonMissing
    return within(text.strip(), most)


def checked_note(text: str, most: int = LENGTH) -> str:
    """What may be left out, as it is kept. Raises as :func:`within`, Invalid when it is there and says nothing."""
    text = text.strip()
    if text and not says_something(text):
        raise Invalid("invalid.no_words")
    return within(text, most)
