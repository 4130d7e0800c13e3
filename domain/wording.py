"""What people write in words of their own: a reason, a note. A thumb alone is none."""

from domain.errors import Invalid, ReasonMissing


def says_something(text: str) -> bool:
    """Whether a text holds a letter or a digit."""
    return any(character.isalnum() for character in text)


def checked_reason(text: str) -> str:
    """The reason somebody gave, as it is kept. Raises :class:`ReasonMissing` when it says nothing."""
    if not says_something(text):
        raise ReasonMissing
    return text.strip()


def checked_note(text: str) -> str:
    """What may be left out, as it is kept. Raises :class:`Invalid` when it is there and says nothing."""
    text = text.strip()
    if text and not says_something(text):
        raise Invalid("invalid.no_words")
    return text
