"""Every migration goes up, down and up again, and what it took back it took back whole, DB-001."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from importlib.util import module_from_spec, spec_from_file_location
from itertools import count
from types import ModuleType

import asyncpg
import pytest

from domain import db as database
from domain.db import MIGRATIONS
from domain.settings import Settings
from tests.conftest import SECRET, TOKEN
from workflow.embedded import Urls

numbers = count(1)
FILES = sorted((MIGRATIONS / "models").glob("[0-9]*.py"), key=lambda path: int(path.name.partition("_")[0]))
EVERYTHING = """
SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
    || coalesce(' ' || column_default, '')
    FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint ' || conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function ' || p.oid::regprocedure::text FROM pg_proc p LEFT JOIN pg_depend d
    ON d.objid = p.oid AND d.deptype = 'e' WHERE p.pronamespace = 'public'::regnamespace AND d.objid IS NULL
"""


@pytest.fixture
async def empty(servers: Urls) -> str:
    """The address of a database with nothing in it."""
    name = f"stairway_{next(numbers)}"
    connection = await database.raw_connection(servers.database_url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return f"{servers.database_url.rpartition('/')[0]}/{name}"


@pytest.fixture
async def connection(empty: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection to it."""
    connection = await database.raw_connection(empty)
    yield connection
    await connection.close()


def loaded(index: int) -> ModuleType:
    spec = spec_from_file_location(FILES[index].stem, FILES[index])
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def schema(connection: asyncpg.Connection) -> set[str]:
    # The tool's own table stays: it says which steps were taken.
    return {row[0] for row in await connection.fetch(EVERYTHING) if "aerich" not in row[0]}


async def test_every_step_of_the_stairs(connection: asyncpg.Connection) -> None:
    for index in range(len(FILES)):
        migration = loaded(index)
        below = await schema(connection)
        await connection.execute(await migration.upgrade(None))
        above = await schema(connection)
        assert above - below, f"{FILES[index].name} makes nothing"
        await connection.execute(await migration.downgrade(None))
        assert await schema(connection) == below, f"{FILES[index].name} leaves something behind"
        await connection.execute(await migration.upgrade(None))
        assert await schema(connection) == above, f"{FILES[index].name} goes up differently the second time"


async def test_whole_way_by_the_tool(empty: str, connection: asyncpg.Connection) -> None:
    settings = settings_of(empty)
    assert await database.migrate(settings) == [path.name for path in FILES]
    assert await database.pending_migrations(settings) == []
    above = await schema(connection)
    async with database._aerich(settings) as command:
        await command.downgrade(0, delete=False)
    assert await schema(connection) == set()
    await database.migrate(settings)
    assert await schema(connection) == above


async def test_looking_for_migrations_leaves_the_connection_open(db: Settings) -> None:
    assert await database.pending_migrations(db) == []
    assert await database.query("SELECT 1 AS one") == [{"one": 1}]


async def test_two_processes_migrate_once(empty: str) -> None:
    code = "import asyncio; from domain import db, settings; print(len(asyncio.run(db.migrate(settings.load()))))"
    environment = {
        **os.environ,
        "DATABASE_URL": empty,
        "REDIS_URL": "redis://127.0.0.1:1",
        "BOT_TOKEN": TOKEN,
        "SECRET_KEY": SECRET,
        "PYTHONPATH": os.fspath(MIGRATIONS.parent),
    }
    both = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, env=environment, stdout=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    answers = [(await process.communicate())[0].decode().strip() for process in both]
    assert sorted(answers) == ["0", str(len(FILES))]


def settings_of(url: str) -> Settings:
    return Settings.model_construct(database_url=url)
