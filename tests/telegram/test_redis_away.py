"""Redis stops in the middle, and comes back: nothing that was sent or written meanwhile is lost, no process ends."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from domain.models import InboxUpdate
from domain.settings import Settings
from sandbox.pytest import Telegram
from tests.cast import Cast, an_offered_visit
from tests.product import Processes, running_sandbox
from tests.telegram.conftest import opened_phones
from tests.waiting import delivered, until
from workflow.embedded import redis


class OwnRedis:
    """A Redis that a test stops and starts, on the same port each time."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.up = folder, ExitStack()

    def start(self) -> str:
        log = self.folder / "redis.log"
        url, _ = self.up.enter_context(redis.run(self.folder / "redis", log=log, durable=False))
        return url

    def stop(self) -> None:
        self.up.close()


@pytest.fixture
def own_redis() -> Iterator[OwnRedis]:
    folder = Path(
        mkdtemp(prefix="workflow-tests-")
    )  # not tmp_path: as root that is closed to the server's account
    folder.chmod(0o711)
    own = OwnRedis(folder)
    yield own
    own.stop()
    rmtree(folder)


@pytest.fixture
async def telegram_server(settings: Settings) -> AsyncIterator[Telegram]:
    """A sandbox of these processes alone."""
    async with running_sandbox(settings) as telegram:
        yield telegram


async def test_redis_away_for_a_moment_loses_nothing(
    own_redis: OwnRedis, telegram: Telegram, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    lead = {"redis_url": own_redis.start(), "telegram_api_url": telegram.url}
    processes = Processes(settings.model_copy(update=lead), tmp_path)
    for name in ("bot", "worker", "scheduler"):
        processes.start(name)
    try:
        phones = await opened_phones(telegram, cast)
        own_redis.stop()
        await phones["vera"].send("/newtasks")
        waits = InboxUpdate.filter(done_at__isnull=True).exclude(error="")
        await until(waits.count)
        visit = await an_offered_visit(cast)
        assert [row.set_aside_at or row.attempts for row in await waits] == [0]
        own_redis.start()
        await phones["vera"].sees("Заявки без мастера", button=f"№{visit.order.number}")
        await phones["anna"].press("Принять")
        await phones["anna"].sees("принята мастером")
        await delivered()
        assert [process.poll() for process in processes.running.values()] == [None, None, None]
    finally:
        processes.stop()
