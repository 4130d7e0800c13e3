"""The one way to change anything: a verb's transaction.

Everything a change means is committed together: the rows, the history, the messages to be sent, the wish to
redraw cards, and the mark on the inbox row that caused it. The network comes afterwards.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Literal

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from domain import clock, wake
from domain.access import OFFICE, Actor
from domain.events import Event
from domain.models import AuditEntry

# All that a change means besides the rows of its verb, $1 being what was collected. A cause is marked by exactly one of
# the first two, or there is none. Cards in order of id: two changes that touch the same ones never wait for each other.
_WRITE = """
    WITH of_inbox AS (UPDATE inbox SET effect_at = $2 WHERE id = $3::bigint AND effect_at IS NULL RETURNING id),
    of_due AS (UPDATE due SET done_at = $2 WHERE id = $4::bigint AND done_at IS NULL RETURNING id),
    told AS (
        INSERT INTO history (order_id, visit_id, at, actor_id, event, status_from, status_to, data, cause_id)
        SELECT x.order_id, x.visit_id, $2, $5::int, x.event, x.before, x.after, x.data, $3::bigint
        FROM jsonb_to_recordset($1::jsonb->'history') AS x(
            place int, order_id int, visit_id int, event text, before text, after text, data jsonb)
        ORDER BY x.place),
    sent AS (
        INSERT INTO outbox (person_id, event, data, order_id, bulk, due_at, attempts, error, created_at)
        SELECT who.id, x.event, x.data, x.order_id, false, x.due_at, 0, '', $2
        FROM jsonb_to_recordset($1::jsonb->'outbox') AS x(
            place int, person_id int, event text, data jsonb, order_id int, due_at timestamptz),
        LATERAL (SELECT x.person_id AS id WHERE x.person_id IS NOT NULL
            UNION ALL SELECT p.id FROM person p WHERE x.person_id IS NULL AND p.status = 'active'
                AND p.telegram_id IS NOT NULL AND p.roles && $6::text[] AND p.id IS DISTINCT FROM $5::int) who
        ORDER BY x.place, who.id),
    later AS (
        INSERT INTO due (kind, key, due_at, data, attempts, error)
        SELECT x.kind, x.key, x.due_at, x.data, 0, ''
        FROM jsonb_to_recordset($1::jsonb->'due') AS x(kind text, key text, due_at timestamptz, data jsonb)
        ON CONFLICT DO NOTHING),
    old AS (SELECT id FROM card WHERE order_id = ANY($7::int[]) AND retired_at IS NULL ORDER BY id FOR UPDATE),
    drawn AS (UPDATE card SET wanted = wanted + 1 FROM old WHERE card.id = old.id)
    SELECT id FROM of_inbox UNION ALL SELECT id FROM of_due
"""


class AlreadyDone(Exception):
    """The update that asks for this change has had its effect before: a repeated delivery."""


class Cause:
    """The inbox or due row that is being handled. It may carry out one change, and that one once."""

    def __init__(self, table: Literal["inbox", "due"], row_id: int) -> None:
        self.inbox_id = row_id if table == "inbox" else None
        self.due_id = row_id if table == "due" else None
        self.spent = False


cause: ContextVar[Cause | None] = ContextVar("cause", default=None)


class Change:
    """What a verb collects while its transaction is open."""

    def __init__(self, by: Actor, connection: BaseDBAsyncClient) -> None:
        self.by = by
        self.at = clock.now()
        self.connection = connection
        self._history: list[dict[str, Any]] = []
        self._outbox: list[dict[str, Any]] = []
        self._due: list[dict[str, Any]] = []
        self._redraw: set[int] = set()
        self.hints: set[str] = set()

    async def sql(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Rows of a statement run in this transaction."""
        return [dict(row) for row in await self.connection.execute_query_dict(query, list(values))]

    async def lock_masters(self, *master_ids: int) -> None:
        """Hold these masters' time until the transaction ends, always in order of id: no deadlock."""
        for master_id in sorted(set(master_ids)):
            await self.sql("SELECT pg_advisory_xact_lock($1::int, $2::int)", 1, master_id)

    def record(
        self,
        event: Event,
        order_id: int,
        visit_id: int | None = None,
        before: str | None = None,
        after: str | None = None,
        **beside: Any,
    ) -> None:
        """Write history, and let every card and page of the order be drawn anew.

        ``beside`` is kept with the event, for those who ask the row itself.
        """
        self._history.append(
            {
                "place": len(self._history),
                "order_id": order_id,
                "visit_id": visit_id,
                "event": event.name,
                "before": before,
                "after": after,
                "data": event.data() | beside,
            }
        )
        self._redraw.add(order_id)
        self.hints.add("live")

    def redraw(self, order_id: int) -> None:
        """Wish the order's cards drawn anew without an entry in its history."""
        self._redraw.add(order_id)

    def notify(
        self,
        person_ids: Iterable[int],
        event: Event,
        order_id: int | None = None,
        due_at: datetime | None = None,
    ) -> None:
        """Have ``event`` told to these people, but never to the one who did it."""
        for person_id in person_ids:
            if person_id != self.by.id:
                self._notify(person_id, event, order_id, due_at)

    def notify_office(
        self, event: Event, order_id: int | None = None, due_at: datetime | None = None
    ) -> None:
        """Have ``event`` told to every other active admin and dispatcher who has opened the bot."""
        self._notify(None, event, order_id, due_at)

    def tell_oneself(self, event: Event) -> None:
        """Have ``event`` told to the one who did it, in his chat: it may be done on the site."""
        self._notify(self.by.id, event, None, None)

    def _notify(
        self, person_id: int | None, event: Event, order_id: int | None, due_at: datetime | None
    ) -> None:
        """Collect a message to a person, or with None to the office as it is when the change is written."""
        self._outbox.append(
            {
                "place": len(self._outbox),
                "person_id": person_id,
                "event": event.name,
                "data": event.data(),
                "order_id": order_id,
                "due_at": due_at or self.at,
            }
        )
        self.hints.add("outbox")

    async def audit(self, action: str, subject: str, **data: object) -> None:
        """Write a line into the audit log, for what belongs to no order's history."""
        await AuditEntry.create(
            using_db=self.connection,
            at=self.at,
            actor_id=self.by.id,
            action=action,
            subject=subject,
            data=data,
        )
        self.hints.add("live")

    def later(self, kind: str, key: str, due_at: datetime, **data: Any) -> None:
        """Set up what must happen at ``due_at`` (UTC); a key that exists already is left as it is."""
        self._due.append({"kind": kind, "key": key, "due_at": due_at, "data": data})
        self.hints.add("due")

    async def write(self) -> None:
        """Write all that was collected; the last act of the transaction."""
        running = cause.get()
        if running is not None and running.spent:
            raise RuntimeError("a handler may carry out one change only; join them into one verb")
        if self._redraw:
            self.hints.add("cards")
        marked = await self.sql(
            _WRITE,
            orjson.dumps({"history": self._history, "outbox": self._outbox, "due": self._due}).decode(),
            self.at,
            running and running.inbox_id,
            running and running.due_id,
            self.by.id,
            sorted(OFFICE),
            sorted(self._redraw),
        )
        if running is not None and not marked:
            raise AlreadyDone

    def hint(self, topic: str) -> None:
        """Wake whoever listens to ``topic`` after the commit."""
        self.hints.add(topic)


@asynccontextmanager
async def change(by: Actor) -> AsyncIterator[Change]:
    """Open a verb's transaction for ``by``. Raises :class:`AlreadyDone` on a repeated delivery."""
    async with in_transaction() as connection:
        made = Change(by, connection)
        yield made
        await made.write()
    # Not before the commit: one that the connection lost has done nothing, and the row is taken up again.
    if running := cause.get():
        running.spent = True
    await wake.up(*made.hints)
