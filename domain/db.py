"""The connection to PostgreSQL, and the schema's migrations."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

import asyncpg
from tortoise import Tortoise, connections
from tortoise.backends.asyncpg.client import TransactionWrapper
from tortoise.connection import get_connections
from tortoise.context import TortoiseContext

from domain import settings as settings_module
from domain.settings import Settings

if TYPE_CHECKING:
    from aerich import Command

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
MODELS = ("domain.models",)
MIGRATED = (*MODELS, "aerich.models")  # loads a command line and its parts, which no process needs
MIGRATION_LOCK = 7_301_001
# A line may be dead without a word. The server asks whether anybody is there, and lets a transaction's locks go when
# nobody is, or when nothing comes within it for longer than any verb of ours thinks.
LIVELY = {
    "tcp_keepalives_idle": "20",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "35s",
    "idle_in_transaction_session_timeout": "60s",
}
PATIENCE = 60.0  # seconds for a statement of ours, far more than any takes: no answer after that is none


def tortoise_config(
    url: str, pool: int = 16, patience: float | None = None, *, models: Sequence[str] = MODELS
) -> dict[str, Any]:
    """Tortoise's configuration for a ``postgres://`` address.

    A statement may take ``patience`` seconds, by default as long as it likes: a migration does.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    credentials: dict[str, Any] = {
        "host": options.get("host") or parts.hostname or "127.0.0.1",
        "port": parts.port or 5432,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "database": parts.path.lstrip("/"),
        "minsize": 1,
        "maxsize": pool,
        "application_name": "workflow",
        "command_timeout": patience,
        "reset": _nothing_to_reset,
        # After mass inserts a prepared generic plan may fall to a twentieth of the speed.
        "server_settings": {"timezone": "UTC", "plan_cache_mode": "force_custom_plan", **LIVELY},
    }
    if "sslmode" in options:
        credentials["ssl"] = options["sslmode"]
    return {
        "connections": {"default": {"engine": "tortoise.backends.asyncpg", "credentials": credentials}},
        "apps": {"models": {"models": list(models), "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


async def _nothing_to_reset(_connection: asyncpg.Connection) -> None:
    """Ask a connection nothing when it goes back to the pool, where the library would after each statement.

    A transaction left open is rolled back in any case. Nothing else outlives one: no setting, no listener, and session
    locks are on a connection of their own.
    """


def __getattr__(name: str) -> Any:
    # aerich's command line asks for this name; only then is the environment needed.
    if name == "TORTOISE_ORM":
        return tortoise_config(settings_module.load().database_url, models=MIGRATED)
    raise AttributeError(name)


async def connect(settings: Settings) -> None:
    """Open this process's pool. The fallback lets tasks of any context find it."""
    config = tortoise_config(settings.database_url, settings.database_pool, PATIENCE)
    await Tortoise.init(config=config, _enable_global_fallback=True)


async def close() -> None:
    """Close the pool."""
    await Tortoise.close_connections()


async def query(sql: str, *values: Any) -> list[dict[str, Any]]:
    """Rows of a statement written by hand, outside a verb."""
    return [dict(row) for row in await connections.get("default").execute_query_dict(sql, list(values))]


@asynccontextmanager
async def one_connection() -> AsyncIterator[None]:
    """Ask what is asked in the block on one connection: for several reads in a row, with no network between them.

    To take one from the pool and give it back costs twice what it costs to ask.
    """
    pool = connections.get("default")
    if isinstance(pool, TransactionWrapper):
        yield
        return
    async with pool.acquire_connection() as connection:
        own = TransactionWrapper(pool)
        own._connection = connection  # noqa: SLF001  # as the ORM does for a transaction
        token = get_connections().set("default", own)
        try:
            yield
        finally:
            get_connections().reset(token)


async def raw_connection(url: str, **options: Any) -> asyncpg.Connection:
    """A connection of one's own, for session locks that must die with the process; ``options`` are asyncpg's."""
    config = tortoise_config(url)["connections"]["default"]["credentials"]
    names = ("host", "port", "user", "password", "database", "ssl")
    return await asyncpg.connect(**{name: config[name] for name in names if name in config}, **options)


async def migrate(settings: Settings) -> list[str]:
    """Bring the schema up to date and return the migrations applied. Safe to run from several processes."""
    lock = await raw_connection(settings.database_url)
    try:
        await lock.execute("SELECT pg_advisory_lock($1)", MIGRATION_LOCK)
        async with _aerich(settings) as command:
            return [str(name) for name in await command.upgrade(run_in_transaction=True)]
    finally:
        await lock.close()


async def pending_migrations(settings: Settings) -> list[str]:
    """Migrations of this version that the database hasn't got yet."""
    async with _aerich(settings) as command:
        return [str(name) for name in await command.heads()]


@asynccontextmanager
async def _aerich(settings: Settings) -> AsyncIterator["Command"]:
    from aerich import Command

    # In a context of its own: aerich takes whatever connection it finds open, and closes it afterwards.
    async with (
        TortoiseContext(),
        Command(
            tortoise_config(settings.database_url, 2, models=MIGRATED), location=os.fspath(MIGRATIONS)
        ) as command,
    ):
        yield command
