"""How a text is searched for: by its words, in any case and order, with «е» for «ё»."""

import re


def folded(column: str) -> str:
    """SQL of a text as searches read it: small letters, «ё» as «е», for people write both."""
    return f"translate(lower({column}), 'ё', 'е')"


def patterns(text: str) -> list[str]:
    """Patterns for ``folded(...) LIKE ALL``: a text has them all when each word is somewhere in it, in any order.

    Their own signs are taken literally. Blank text has no words, which all texts have: ask for it before.
    """
    words = text.lower().replace("ё", "е").split()
    return ["%" + re.sub(r"([\\%_])", r"\\\1", word) + "%" for word in words]
