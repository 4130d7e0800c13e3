"""What a card looks like, whoever it is for."""

import hashlib
from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from domain.statuses import VisitStatus

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
