"""What proofs share: a database of their own, and tables that are printed past pytest's capture."""

from collections.abc import AsyncIterator, Callable

import pytest

from domain import db
from tests.cast import Cast, a_cast
from tests.conftest import NewDatabase
from tests.prove.table import table

POOL = 20

Show = Callable[[str, list[dict[str, object]]], None]


@pytest.fixture
async def alone(new_database: NewDatabase) -> AsyncIterator[Cast]:
    """The cast in a database of its own, over twenty connections: what is dropped here is missed by nobody."""
    settings = (await new_database()).model_copy(update={"database_pool": POOL})
    # A deadlock is looked for after a second by default; here at once, so that none hides and none takes long.
    connection = await db.raw_connection(settings.database_url)
    await connection.execute(
        f"ALTER DATABASE {settings.database_url.rpartition('/')[2]} SET deadlock_timeout = '50ms'"
    )
    await connection.close()
    await db.connect(settings)
    yield await a_cast()
    await db.close()


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Show:
    """Prints a table past pytest's capture."""

    def print_table(title: str, rows: list[dict[str, object]]) -> None:
        with capsys.disabled():
            print(table(title, rows), flush=True)

    return print_table
