"""Taps on inline buttons: each becomes a query that can be answered once and not too late."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.calls import Call, method
from sandbox.refusals import bad_request

# Telegram names no number; bots see the refusal after some fifteen seconds to a minute.
ANSWER_WITHIN = 60
UPDATE_LIFETIME = 150
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class Query:
    """A tap that waits for its answer."""

    id: str
    person_id: int
    at: float
    answer: dict[str, Any] | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Queries:
    """The taps of late."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.open: dict[str, Query] = {}

    def add(self, query: Query) -> None:
        """Remember a tap, and forget those whose time has passed."""
        limit = self.clock() - 2 * ANSWER_WITHIN
        for old in [one.id for one in self.open.values() if one.at < limit]:
            del self.open[old]
        self.open[query.id] = query

    def expire(self, query_id: str | None) -> int:
        """Make one query, or all of them, too old to be answered; says how many."""
        chosen = [one for one in self.open.values() if query_id in (None, one.id)]
        for query in chosen:
            query.at = self.clock() - ANSWER_WITHIN - 1
        return len(chosen)

    def clear(self) -> None:
        """Forget all of them."""
        self.open.clear()


@method("answerCallbackQuery")
async def answer_callback_query(call: Call) -> bool:
    """Once, in time, and at most 200 characters."""
    query = call.world.queries.open.get(call.text("callback_query_id"))
    if query is None or query.answer is not None or call.world.clock() - query.at > ANSWER_WITHIN:
        raise bad_request(TOO_OLD)
    if len(call.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.text("url") or None
    if url and not url.startswith(
        (f"https://t.me/{call.world.bot['username']}", f"t.me/{call.world.bot['username']}")
    ):
        raise bad_request("URL_INVALID")
    query.answer = {"text": call.text("text") or None, "show_alert": call.flag("show_alert"), "url": url}
    query.done.set()
    call.world.journal.emit("callback_answer", person_id=query.person_id, query_id=query.id, **query.answer)
    return True
