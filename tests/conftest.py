"""What every test may ask for: servers of its own session, a migrated database, an emptied Redis, the cast.

Each xdist worker is a session, so each has its own servers. Only tests that ask for ``db`` pay for it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import count

import hypothesis
import pytest
from pydantic import SecretStr

from domain import company, log, wake
from domain import db as database
from domain.settings import Settings
from sandbox.pytest import Options
from tests.cast import Cast, a_cast
from tests.embedded import start_for_tests
from tests.inside import at_sandbox, dispatcher, held, inside  # noqa: F401  # fixtures of every folder that asks
from tests.waiting import PATIENCE
from workflow.embedded import Urls

pytest_plugins = ["sandbox.pytest"]
hypothesis.settings.register_profile("untimed", deadline=None)  # tests never time anything
hypothesis.settings.load_profile("untimed")
TEMPLATE = "template_workflow"
TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"  # no bot has it
SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef"

# Everything but what the migrations made, sequences included. Triggers and foreign keys are off for the
# statement: history refuses DELETE, and one pass in any order is five times as fast as TRUNCATE.
EMPTY = """
DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT format('%I', tablename) FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'aerich'
    LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, false)
        FROM pg_sequences WHERE last_value IS NOT NULL AND sequencename <> 'aerich_id_seq';
END $$
"""

NewDatabase = Callable[[], Awaitable[Settings]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs whole processes comes first: it takes longest, and at the end it would keep one core alone."""
    items.sort(key=lambda item: "telegram" not in item.path.parts)


@pytest.fixture(scope="session", autouse=True)
def logs() -> None:
    """Logs as processes write them; the default prints the locals of every frame."""
    log.setup("WARNING", "tests", as_json=False)


@pytest.fixture(scope="session")
def telegram_options() -> Options:
    """The sandbox of tests that ask for ``phone``; a bot there lives longer than one test."""
    return Options(patience=PATIENCE, keep_bot=True)


@pytest.fixture(scope="session")
def servers() -> Iterator[Urls]:
    """PostgreSQL and Redis of this session."""
    with start_for_tests() as urls:
        yield urls


@pytest.fixture(scope="session")
async def new_database(servers: Urls, tmp_path_factory: pytest.TempPathFactory) -> NewDatabase:
    """Makes one more migrated database, empty, and returns settings that lead to it."""
    numbers = count(1)

    def settings_of(name: str) -> Settings:
        return Settings(
            _env_file=None,
            database_url=f"{servers.database_url.rpartition('/')[0]}/{name}",
            redis_url=servers.redis_url,
            bot_token=SecretStr(TOKEN),
            secret_key=SecretStr(SECRET),
            telegram_api_url="http://127.0.0.1:1",
            data_dir=tmp_path_factory.mktemp("files"),
        )

    async def run(statement: str) -> None:
        connection = await database.raw_connection(servers.database_url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    async def make() -> Settings:
        name = f"tests_{next(numbers)}"
        await run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return settings_of(name)

    await run(f"CREATE DATABASE {TEMPLATE}")
    await database.migrate(settings_of(TEMPLATE))
    return make


@pytest.fixture(scope="session")
async def settings(new_database: NewDatabase) -> Settings:
    """Settings that lead to this session's database and Redis; vary them by ``model_copy(update=…)``."""
    return await new_database()


@pytest.fixture
async def db(settings: Settings) -> AsyncIterator[Settings]:
    """The session's database and Redis, emptied and connected."""
    await database.connect(settings)
    await database.query(EMPTY)
    company.forget()
    await wake.connect(settings.redis_url).flushall()
    yield settings
    await wake.close()
    await database.close()


@pytest.fixture
async def cast(db: Settings) -> Cast:
    """The same few people in every test, see :mod:`tests.cast`."""
    return await a_cast()
