"""The whole product as real processes, driven through the sandbox."""

from collections.abc import AsyncIterator

import pytest

from domain.models import Person
from domain.settings import Settings
from sandbox.pytest import Phone, Telegram
from tests.cast import Cast
from tests.product import Processes, free_port, running_sandbox
from tests.waiting import delivered, handled


@pytest.fixture(scope="module")
async def telegram_server(settings: Settings) -> AsyncIterator[Telegram]:
    """The sandbox of the product's processes, for the plugin's fixtures."""
    async with running_sandbox(settings) as telegram:
        yield telegram


@pytest.fixture(scope="module")
async def product(
    settings: Settings, telegram_server: Telegram, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Processes]:
    """Bot by polling, both kinds of worker in one process, scheduler; other tests share the database, so they end."""
    at_sandbox = settings.model_copy(update={"telegram_api_url": telegram_server.url})
    processes = Processes(at_sandbox, tmp_path_factory.mktemp("logs"))
    for name in ("bot", "worker", "scheduler"):
        processes.start(name)
    yield processes
    processes.stop()


@pytest.fixture
async def phones(telegram: Telegram, cast: Cast, product: Processes) -> AsyncIterator[dict[str, Phone]]:
    """Phones of olga, vera, anna and boris, who have opened the bot, and of gleb, who has not."""
    yield await opened_phones(telegram, cast)
    await delivered()


@pytest.fixture
async def webhook_phones(
    telegram: Telegram, cast: Cast, product: Processes
) -> AsyncIterator[dict[str, Phone]]:
    """The same, with a bot that gets its updates by webhook."""
    port = free_port()
    product.end("bot")
    webhook = {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "WEBHOOK_PORT": str(port),
        "WEBHOOK_SECRET": "a-secret-of-tests",
    }
    product.start("bot", environment=webhook)
    yield await opened_phones(telegram, cast)
    await delivered()
    product.end("bot")
    product.start("bot")


async def opened_phones(telegram: Telegram, cast: Cast) -> dict[str, Phone]:
    """Everybody but gleb has pressed Start and sees the menu."""
    telegram.also_wait_for(handled)
    found: dict[str, Phone] = {}
    for name in ("olga", "vera", "anna", "boris"):
        person: Person = getattr(cast, name)
        found[name] = telegram.phone(person.name, id=person.telegram_id)
        await found[name].send("/start")
    for name in ("olga", "vera", "anna", "boris"):
        await found[name].sees("Меню")
    found["gleb"] = telegram.phone("Gleb", id=cast.gleb)
    return found
