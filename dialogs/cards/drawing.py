"""What a card looks like, whoever it is for, and how it keeps within what Telegram takes."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from aiogram.types import InlineKeyboardMarkup

from dialogs import view
from domain.statuses import VisitStatus

MOST = 4096  # units of a message's text, as it is read
WITH_REPORT = frozenset({VisitStatus.FINISHED, VisitStatus.RETURNED, VisitStatus.APPROVED})


@dataclass(frozen=True)
class Drawing:
    """A message as it should be."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    protected: bool = False

    @property
    def digest(self) -> str:
        keys = self.keyboard.model_dump_json(exclude_none=True) if self.keyboard else ""
        return hashlib.blake2b(f"{self.text}\0{keys}".encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Sizes:
    """How many units of each long text a card shows, and how many lines of a report, phones, folded visits.

    ``earlier`` is how many visits before his own a master is told of.
    """

    text: int
    works: int
    recommendation: int
    reason: int
    name: int
    address: int
    lines: int
    phones: int
    folded: int
    earlier: int


FULL = Sizes(800, 800, 300, 1000, 256, 512, lines=12, phones=10, folded=20, earlier=3)
MORE = Sizes(500, 500, 200, 400, 128, 300, lines=8, phones=5, folded=20, earlier=2)
LESS = Sizes(300, 300, 150, 300, 100, 300, lines=6, phones=3, folded=8, earlier=1)
LEAST = Sizes(120, 120, 80, 120, 60, 200, lines=3, phones=3, folded=5, earlier=1)


def length(html: str) -> int:
    """How long Telegram takes a text in its HTML to be: marks left out, in UTF-16 units."""
    return view.units(unescape(re.sub(r"<[^>]*>", "", html)))


def fitting(drafts: Iterable[str], room: int) -> str:
    """The first of the texts, which go from the fullest to the briefest, that has room; else the last."""
    text = ""
    for text in drafts:
        if length(text) <= room:
            break
    return text
