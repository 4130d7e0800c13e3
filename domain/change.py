"""The one way to change anything: a verb's transaction.

Everything a change means is committed together: the rows, the history, the messages to be sent, the wish to
redraw cards, and the mark on the inbox row that caused it. The network comes afterwards.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, ClassVar, Literal

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from domain import clock, wake
from domain.access import OFFICE, Actor
from domain.events import Event
from domain.models import AuditEntry, DueRow, HistoryEntry, OutboxMessage, Person, PersonStatus


class AlreadyDone(Exception):
    """The update that asks for this change has had its effect before: a repeated delivery."""


class Cause:
    """The inbox or due row that is being handled. It may carry out one change, and that one once."""

    _MARKS: ClassVar = {
        "inbox": "UPDATE inbox SET effect_at = $2 WHERE id = $1 AND effect_at IS NULL RETURNING id",
        "due": "UPDATE due SET done_at = $2 WHERE id = $1 AND done_at IS NULL RETURNING id",
    }

    def __init__(self, table: Literal["inbox", "due"], row_id: int) -> None:
        self.row_id = row_id
        self.mark = self._MARKS[table]
        self.inbox_id = row_id if table == "inbox" else None
        self.spent = False


cause: ContextVar[Cause | None] = ContextVar("cause", default=None)


class Change:
    """What a verb collects while its transaction is open."""

    def __init__(self, by: Actor, connection: BaseDBAsyncClient) -> None:
        self.by = by
        self.at = clock.now()
        self.connection = connection
        self._history: list[HistoryEntry] = []
        self._outbox: list[OutboxMessage] = []
        self._due: list[DueRow] = []
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
        running = cause.get()
        self._history.append(
            HistoryEntry(
                order_id=order_id,
                visit_id=visit_id,
                at=self.at,
                actor_id=self.by.id,
                event=event.name,
                status_from=before,
                status_to=after,
                data=event.data() | beside,
                cause_id=running.inbox_id if running else None,
            )
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
            if person_id == self.by.id:
                continue
            self._outbox.append(
                OutboxMessage(
                    person_id=person_id,
                    event=event.name,
                    data=event.data(),
                    order_id=order_id,
                    due_at=due_at or self.at,
                    created_at=self.at,
                )
            )

    async def notify_office(
        self, event: Event, order_id: int | None = None, due_at: datetime | None = None
    ) -> None:
        """Have ``event`` told to every active admin and dispatcher who has opened the bot."""
        office = (
            await Person.filter(
                status=PersonStatus.ACTIVE, telegram_id__isnull=False, roles__overlap=sorted(OFFICE)
            )
            .using_db(self.connection)
            .values_list("id", flat=True)
        )
        self.notify([int(person_id) for person_id in office], event, order_id, due_at)  # type: ignore[call-overload]

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
        self._due.append(DueRow(kind=kind, key=key, due_at=due_at, data=data))

    async def write(self) -> None:
        """Write all that was collected; the last act of the transaction."""
        if self._history:
            await HistoryEntry.bulk_create(self._history, using_db=self.connection)
        if self._outbox:
            await OutboxMessage.bulk_create(self._outbox, using_db=self.connection)
            self.hints.add("outbox")
        if self._due:
            await DueRow.bulk_create(self._due, using_db=self.connection, ignore_conflicts=True)
            self.hints.add("due")
        if self._redraw:
            await self.sql(
                # In order of id: two changes that touch the same cards never wait for each other.
                "WITH old AS (SELECT id FROM card WHERE order_id = ANY($1::int[]) AND retired_at IS NULL "
                "ORDER BY id FOR UPDATE) UPDATE card SET wanted = wanted + 1 FROM old WHERE card.id = old.id",
                sorted(self._redraw),
            )
            self.hints.add("cards")
        await self._mark()

    async def _mark(self) -> None:
        running = cause.get()
        if running is None:
            return
        if running.spent:
            raise RuntimeError("a handler may carry out one change only; join them into one verb")
        if not await self.sql(running.mark, running.row_id, self.at):
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
