"""A change and all it means are committed together or not at all, promise 2."""

from datetime import timedelta

import asyncpg
import pytest
from tortoise.exceptions import IntegrityError

from domain import clock, due, inbox, offers, visits, wake
from domain import db as database
from domain.access import SYSTEM
from domain.away import is_away
from domain.change import AlreadyDone, Change, change
from domain.events import OrderCreated
from domain.models import AuditEntry, Card, DueRow, HistoryEntry, InboxUpdate, OutboxMessage
from domain.settings import Settings
from domain.statuses import Action, VisitStatus
from tests.cast import (
    ANNA,
    Cast,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_offered_visit,
    caused_by,
    tomorrow,
)
from tests.waiting import PATIENCE


async def an_update(update_id: int = 1) -> int:
    await inbox.store([{"update_id": update_id, "message": {"chat": {"id": ANNA}, "text": str(update_id)}}])
    return (await InboxUpdate.get(update_id=update_id)).id


async def test_all_of_a_change_is_there_after_it(cast: Cast) -> None:
    visit, row = await a_visit(cast), await an_update()
    card = await Card.create(
        order_id=visit.order_id, person=cast.vera, chat_id=1, message_id=1, created_at=tomorrow(9)
    )
    with caused_by("inbox", row):
        await offers.make(visit.id, [cast.anna.id], by=actor(cast.vera))
    entry = await HistoryEntry.get(event="VisitOffered")
    assert entry.cause_id == row
    assert await OutboxMessage.filter(event="VisitOffered", person_id=cast.anna.id).count() == 1
    assert await DueRow.all().count() == 1
    assert (await InboxUpdate.get(id=row)).effect_at is not None
    assert (await Card.get(id=card.id)).wanted == card.wanted + 1


async def test_nothing_of_a_change_is_there_when_any_of_it_fails(cast: Cast) -> None:
    visit, row = await a_visit(cast), await an_update()
    before = await HistoryEntry.all().count(), await OutboxMessage.all().count()

    async def fails() -> None:
        async with change(SYSTEM) as tx:
            await tx.sql("UPDATE visit SET version = 99 WHERE id = $1", visit.id)
            tx.record(OrderCreated(visit.order_id, visit.id), visit.order_id)
            tx.later("kind", "key", tomorrow(9))
            tx.notify([999_999], OrderCreated(visit.order_id, visit.id))  # nobody has this id

    with caused_by("inbox", row), pytest.raises(IntegrityError):
        await fails()
    assert (await HistoryEntry.all().count(), await OutboxMessage.all().count()) == before
    assert await DueRow.all().count() == 0
    assert (await InboxUpdate.get(id=row)).effect_at is None
    assert (await again(visit)).version == 1


async def test_a_commit_that_is_lost_leaves_its_cause_to_be_taken_up_again(
    cast: Cast, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, row = await a_visit(cast), await an_update()
    elsewhere, write = await database.raw_connection(db.database_url), Change.write

    async def written_and_ended(self: Change) -> None:
        """All is written, then the server ends the connection before the commit."""
        await write(self)
        (own,) = await self.sql("SELECT pg_backend_pid() AS pid")
        assert await elsewhere.fetchval("SELECT pg_terminate_backend($1, 10000)", own["pid"])

    with caused_by("inbox", row):
        monkeypatch.setattr(Change, "write", written_and_ended)
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)) as lost:
            await offers.make(visit.id, [cast.anna.id], by=actor(cast.vera))
        monkeypatch.setattr(Change, "write", write)
        assert is_away(lost.value)
        assert (await InboxUpdate.get(id=row)).effect_at is None
        await offers.make(visit.id, [cast.anna.id], by=actor(cast.vera))
    await elsewhere.close()
    assert await OutboxMessage.filter(event="VisitOffered", person_id=cast.anna.id).count() == 1


async def test_repeated_cause_has_no_second_effect(cast: Cast) -> None:
    visit, row = await an_accepted_visit(cast), await an_update()
    with caused_by("inbox", row):
        await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    with caused_by("inbox", row), pytest.raises(AlreadyDone):
        await visits.act(visit.id, Action.PAUSE, by=actor(cast.anna))
    assert (await again(visit)).status is VisitStatus.ON_SITE


async def test_one_cause_carries_out_one_change(cast: Cast) -> None:
    visit, row = await an_accepted_visit(cast), await an_update()
    with caused_by("inbox", row):
        await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
        with pytest.raises(RuntimeError, match="one change only"):
            await visits.act(visit.id, Action.PAUSE, by=actor(cast.anna))
    assert (await again(visit)).status is VisitStatus.ON_SITE


async def test_due_row_is_done_with_its_change(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    row = await DueRow.get(kind="offer.remind")
    with caused_by("due", row.id):
        await offers.review(visit.id)
    assert (await DueRow.get(id=row.id)).done_at is not None


async def test_rows_that_fail_hold_up_no_other(cast: Cast) -> None:
    now = clock.now()
    failing = [
        DueRow(kind="offer.review", key=f"{n}", due_at=now, data={"visit_id": 0}, attempts=1)
        for n in range(100)
    ]
    for row in failing:
        row.next_try_at = now + timedelta(minutes=5)
    await DueRow.bulk_create(failing)
    good = await DueRow.create(kind="offer.remind", key="good", due_at=now, data={"offer_id": 0})
    assert await due.run_ready(limit=10) == 1
    assert (await DueRow.get(id=good.id)).done_at is not None


async def test_due_key_is_set_up_once(cast: Cast) -> None:
    for hour in (9, 10):
        async with change(SYSTEM) as tx:
            tx.later("kind", "key", tomorrow(hour))
    assert (await DueRow.get(key="key")).due_at == tomorrow(9)


async def test_listeners_are_woken_after_the_commit(cast: Cast) -> None:
    heard = wake.redis().pubsub()
    await heard.subscribe(wake.CHANNEL)
    await heard.get_message(timeout=PATIENCE)
    await a_visit(cast)
    topics: set[str] = set()
    while not topics >= {"outbox", "live"}:
        message = await heard.get_message(ignore_subscribe_messages=True, timeout=PATIENCE)
        assert message is not None
        topics |= set(message["data"].decode().split())
    await heard.aclose()


@pytest.mark.parametrize("statement", ["UPDATE {} SET data = '{{}}'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["history", "audit"])
async def test_what_happened_is_never_rewritten(cast: Cast, table: str, statement: str) -> None:
    await a_visit(cast)
    await AuditEntry.create(at=tomorrow(9), action="client.revealed")
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await database.query(statement.format(table))
