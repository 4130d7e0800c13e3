"""A query put together once finds what it would find put together anew."""

import asyncpg
import pytest
from tortoise.transactions import in_transaction

from domain import db as database
from domain.access import person_by_telegram, visit_for
from domain.models import Person, Visit
from domain.prepared import Prepared
from domain.settings import Settings
from tests.cast import Cast, a_visit, actor, an_accepted_visit

VISIT = Prepared(lambda visit_id: Visit.filter(id=visit_id).select_related("order__client", "master"))
OF_MASTER = Prepared(
    lambda master_id, order_id: Visit.filter(master_id=master_id, order_id=order_id).order_by("-id").limit(2)
)


async def test_objects_are_the_same_with_all_that_belongs_to_them(cast: Cast) -> None:
    first, second = await an_accepted_visit(cast), await a_visit(cast)
    for visit in (first, second, first):
        plain = await Visit.get(id=visit.id).select_related("order__client", "master")
        found = await VISIT.first(visit.id)
        assert found is not None
        assert (dict(found), dict(found.order), dict(found.order.client)) == (
            dict(plain),
            dict(plain.order),
            dict(plain.order.client),
        )
        assert (found.master and found.master.name) == (plain.master and plain.master.name)
    assert await VISIT.first(0) is None


async def test_ids_stand_where_they_were_put(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    assert [one.id for one in await OF_MASTER.all(cast.anna.id, visit.order_id)] == [visit.id]
    assert await OF_MASTER.all(visit.order_id + 1000, cast.anna.id) == []


async def test_an_id_may_be_as_high_as_telegram_has_them(cast: Cast) -> None:
    await Person.filter(id=cast.anna.id).update(telegram_id=8_000_000_001)
    found = await person_by_telegram(8_000_000_001)
    assert found is not None
    assert found.id == cast.anna.id


async def test_what_a_transaction_has_changed_is_found_inside_it(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    async with in_transaction():
        await database.query("UPDATE visit SET version = 77 WHERE id = $1", visit.id)
        assert (await visit_for(actor(cast.vera), visit.id)).version == 77


async def test_a_connection_given_back_is_asked_nothing_and_keeps_no_transaction(
    db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    execute = asyncpg.Connection.execute

    async def noting(connection: asyncpg.Connection, sql: str, *values: object, **options: object) -> str:
        asked.append(sql)
        return await execute(connection, sql, *values, **options)

    monkeypatch.setattr(asyncpg.Connection, "execute", noting)
    await database.query("SELECT 1")
    assert asked == []
    await database.query("BEGIN")
    assert asked == ["ROLLBACK"]
