"""A line to PostgreSQL that is dead without a word: nothing comes, nothing closes."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
from tortoise import connections
from tortoise.backends.asyncpg import AsyncpgDBClient

from domain import db as database
from domain.away import is_away
from domain.settings import Settings
from tests.waiting import PATIENCE, until

KEY = 7_301_777


class Line:
    """A line to a server, which swallows what is sent over it while it is dead."""

    def __init__(self, host: str, port: int) -> None:
        self.dead = False
        self._far = host, port
        self._open: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self._far)
        self._open += [writer, far_writer]
        for source, target in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._carry(source, target))
            self._tasks.add(task)

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while sent := await source.read(65536):
                if not self.dead:
                    target.write(sent)
        if not self.dead:
            target.close()

    async def close(self) -> None:
        for writer in self._open:
            writer.close()
        await asyncio.gather(*self._tasks)


@pytest.fixture
async def line(db: Settings) -> AsyncIterator[tuple[Line, str]]:
    """A line to the tests' PostgreSQL, and the database's address over it."""
    parts = urlsplit(db.database_url)
    assert parts.hostname
    assert parts.port
    line = Line(parts.hostname, parts.port)
    server = await asyncio.start_server(line.connect, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield line, parts._replace(netloc=parts.netloc.replace(f":{parts.port}", f":{port}")).geturl()
    server.close()
    await line.close()


async def pool_of(url: str, patience: float) -> AsyncpgDBClient:
    """A pool of one connection, as processes have it."""
    credentials: dict[str, Any] = database.tortoise_config(url, 1, patience)["connections"]["default"][
        "credentials"
    ]
    made = AsyncpgDBClient(connection_name="line", **credentials)
    await made.create_connection(with_db=True)
    return made


async def failure(asked: Coroutine[Any, Any, Any]) -> BaseException:
    """What becomes of something that can't be done; it has to end, and its cancellation may not."""
    task = asyncio.create_task(asked)
    ended, _ = await asyncio.wait({task}, timeout=PATIENCE)
    assert ended, "it waits for ever"
    error = task.exception()
    assert error is not None
    return error


async def test_a_statement_on_a_dead_line_fails_and_the_pool_goes_on(line: tuple[Line, str]) -> None:
    wire, url = line
    pool = await pool_of(url, 0.3)
    await pool.execute_query("SELECT 1")
    wire.dead = True
    assert is_away(await failure(pool.execute_query("SELECT 1")))
    wire.dead = False
    assert await pool.execute_query_dict("SELECT 1 AS one") == [{"one": 1}]
    await pool.close()


async def test_what_a_transaction_held_when_its_line_died_is_free_again(
    db: Settings, line: tuple[Line, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database.LIVELY, "idle_in_transaction_session_timeout", "300ms")
    wire, url = line
    pool, direct = await pool_of(url, 0.3), await database.raw_connection(db.database_url)

    async def dies() -> None:
        async with pool._in_transaction() as connection:
            await connection.execute_query("SELECT pg_advisory_xact_lock($1)", [KEY])
            assert not await direct.fetchval("SELECT pg_try_advisory_lock($1)", KEY)
            wire.dead = True
            await connection.execute_query("SELECT 1")

    assert is_away(await failure(dies()))
    await until(lambda: direct.fetchval("SELECT pg_try_advisory_lock($1)", KEY))
    wire.dead = False
    assert await pool.execute_query_dict("SELECT 1 AS one") == [{"one": 1}]
    await direct.close()
    await pool.close()


async def test_processes_ask_like_that_and_migrations_take_their_time(db: Settings) -> None:
    names = sorted(database.LIVELY)
    shown = await database.query(
        "SELECT name FROM pg_settings WHERE name = ANY($1::text[]) AND setting <> '0'", names
    )
    assert sorted(row["name"] for row in shown) == names
    assert connections.get("default").extra["command_timeout"] == database.PATIENCE  # type: ignore[attr-defined]
    of_migrations = database.tortoise_config(db.database_url)["connections"]["default"]["credentials"]
    assert of_migrations["command_timeout"] is None
