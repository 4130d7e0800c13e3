"""Locks that die with their connection."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from domain import locks as space
from domain.locks import Locks
from domain.settings import Settings
from tests.cast import ANNA


@pytest.fixture
async def two(db: Settings) -> AsyncIterator[tuple[Locks, Locks]]:
    """The locks of two processes."""
    one, other = Locks(db.database_url), Locks(db.database_url)
    yield one, other
    await one.close()
    await other.close()


async def test_lock_has_one_holder(two: tuple[Locks, Locks]) -> None:
    one, other = two
    assert await one.take(space.INBOX, ANNA)
    assert not await other.take(space.INBOX, ANNA)
    assert not await one.take(space.INBOX, ANNA)
    await one.release(space.INBOX, ANNA)
    assert await other.take(space.INBOX, ANNA)


async def test_spaces_and_chats_do_not_meet(two: tuple[Locks, Locks]) -> None:
    one, other = two
    assert await one.take(space.INBOX, ANNA)
    for where, key in (
        (space.OUTBOX, ANNA),
        (space.INBOX, -ANNA),
        (space.INBOX, 0),
        (space.INBOX, -1001234567890),
    ):
        assert await other.take(where, key)


async def test_of_many_at_once_one_gets_it(two: tuple[Locks, Locks]) -> None:
    taken = await asyncio.gather(*(locks.take(space.INBOX, ANNA) for locks in two for _ in range(10)))
    assert sum(taken) == 1


async def test_lock_dies_with_its_process(two: tuple[Locks, Locks]) -> None:
    one, other = two
    assert await one.take(space.INBOX, ANNA)
    await one.close()
    async with asyncio.timeout(5):
        while not await other.take(space.INBOX, ANNA):
            pass
    assert not await one.holds(space.INBOX, ANNA)


async def test_a_connection_that_failed_is_not_asked_again(two: tuple[Locks, Locks]) -> None:
    one, _ = two
    assert await one.take(space.INBOX, ANNA)
    assert one._connection is not None
    # In the middle of something, as a connection is that the server breaks off.
    asked = asyncio.create_task(one._connection.execute("SELECT pg_sleep(60)"))
    await asyncio.sleep(0)
    with pytest.raises(asyncpg.InterfaceError):
        await one.take(space.OUTBOX, ANNA)
    await asyncio.gather(asked, return_exceptions=True)
    assert await one.take(space.OUTBOX, ANNA)
    assert not await one.holds(space.INBOX, ANNA)


async def test_a_lock_that_was_lost_is_not_given_back_for_another(two: tuple[Locks, Locks]) -> None:
    one, other = two
    assert await one.take(space.CARD, 1)
    assert one._connection is not None
    await one._connection.close()

    async def anew() -> bool:
        return await one.take(space.CARD, 2) and await one.take(space.CARD, 1)

    assert await asyncio.create_task(anew())
    await one.release(space.CARD, 1)
    assert not await other.take(space.CARD, 1)
