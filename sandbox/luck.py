"""Dice and their relatives: the server throws them, unless the next throws are laid down."""

import random
from collections import deque
from typing import Any

# The greatest value of each.
VALUES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
DEFAULT = "🎲"


class Luck:
    """What the next dice show."""

    def __init__(self) -> None:
        self.next: deque[int] = deque()

    def throw(self, emoji: str) -> dict[str, Any]:
        """A `Dice`: the value laid down, when it is one that this dice has, or any."""
        most = VALUES[emoji]
        value = self.next.popleft() if self.next and self.next[0] <= most else 0
        return {"emoji": emoji, "value": value or random.SystemRandom().randint(1, most)}


def plain(emoji: str) -> str:
    """The emoji without the mark that makes it colourful; none is the common dice."""
    return emoji.replace("\N{VARIATION SELECTOR-16}", "") or DEFAULT
