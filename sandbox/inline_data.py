"""Inline queries of late, answers kept for a while, and the messages that came of them."""

import asyncio
import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# An unanswered query is of no use to the person any more; Telegram names no number.
ANSWER_WITHIN = 30
Answer = dict[str, Any]
Key = tuple[str, str, int]


@dataclass(slots=True)
class InlineQuery:
    """Something that a person typed after the bot's name, or (`web_app`) an app that is open."""

    id: str
    person_id: int
    chat_id: int
    query: str
    offset: str
    at: float
    web_app: bool = False
    answer: Answer | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Inline:
    """What inline mode remembers."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.queries: dict[str, InlineQuery] = {}
        # Answers by text, offset and person (0 is everybody), each with the moment when it is stale.
        self.cache: dict[Key, tuple[float, Answer]] = {}
        self.messages: dict[str, tuple[int, int]] = {}
        self.ids: dict[tuple[int, int], str] = {}

    def add(self, query: InlineQuery) -> None:
        """Remember a query, and forget those of an hour ago."""
        for old in [one.id for one in self.queries.values() if one.at < self.clock() - 3600]:
            del self.queries[old]
        self.queries[query.id] = query

    def keep(self, query: InlineQuery, answer: Answer, seconds: int, *, personal: bool) -> None:
        """Let the same question be answered from here for some time."""
        if seconds > 0:
            key = (query.query, query.offset, query.person_id if personal else 0)
            self.cache[key] = (self.clock() + seconds, answer)

    def cached(self, text: str, offset: str, person_id: int) -> Answer | None:
        """The answer that is still fresh."""
        for whose in (person_id, 0):
            until, answer = self.cache.get((text, offset, whose), (0.0, None))
            if until > self.clock():
                return answer
        return None

    def name(self, chat_id: int, message_id: int) -> str:
        """The inline_message_id of a message that was sent by way of the bot."""
        found = base64.urlsafe_b64encode(secrets.token_bytes(20)).rstrip(b"=").decode()
        self.messages[found] = (chat_id, message_id)
        self.ids[chat_id, message_id] = found
        return found

    def clear(self) -> None:
        """Forget all of it."""
        for one in (self.queries, self.cache, self.messages, self.ids):
            one.clear()

    def saved(self) -> list[list[Any]]:
        """For the state file: the messages, which can still be edited."""
        return [[name, *where] for name, where in self.messages.items()]

    def restore(self, saved: list[list[Any]]) -> None:
        """From the state file."""
        for name, chat_id, message_id in saved:
            self.messages[name] = (chat_id, message_id)
            self.ids[chat_id, message_id] = name
