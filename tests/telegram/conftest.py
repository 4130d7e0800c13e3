"""The whole product as real processes, driven through the sandbox."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import ClientSession

from domain.models import Person
from domain.settings import Settings
from tests.cast import Cast
from tests.phones import Phone
from tests.product import Processes, free_port, running_sandbox

PhoneOf = Callable[[int, str], Awaitable[Phone]]


@pytest.fixture(scope="session")
async def sandbox(settings: Settings) -> AsyncIterator[str]:
    """The Bot API stand-in of this session."""
    async with running_sandbox(settings) as base:
        yield base


@pytest.fixture(scope="session")
async def product(
    settings: Settings, sandbox: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Processes]:
    """Bot by polling, both kinds of worker in one process, scheduler; for all tests of the session."""
    at_sandbox = settings.model_copy(update={"telegram_api_url": sandbox})
    processes = Processes(at_sandbox, tmp_path_factory.mktemp("logs"))
    for name in ("bot", "worker", "scheduler"):
        processes.start(name)
    yield processes
    processes.stop()


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    """A client for the control side of the sandbox."""
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def phone_of(sandbox: str, http: ClientSession) -> PhoneOf:
    """Gives somebody a phone, in a sandbox without other people and faults."""
    async with http.post(f"{sandbox}/sim/reset") as answer:
        assert answer.status == 200

    async def make(telegram_id: int, name: str, language: str = "ru") -> Phone:
        body = {"id": telegram_id, "first_name": name, "language_code": language}
        async with http.post(f"{sandbox}/sim/people", json=body) as answer:
            assert answer.status == 200, await answer.text()
        return Phone(http, sandbox, telegram_id, name)

    return make


@pytest.fixture
async def phones(phone_of: PhoneOf, cast: Cast, product: Processes) -> dict[str, Phone]:
    """Phones of olga, vera, anna and boris, who have opened the bot, and of gleb, who has not."""
    return await opened_phones(phone_of, cast)


@pytest.fixture
async def webhook_phones(
    phone_of: PhoneOf, cast: Cast, product: Processes
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
    yield await opened_phones(phone_of, cast)
    product.end("bot")
    product.start("bot")


async def opened_phones(phone_of: PhoneOf, cast: Cast) -> dict[str, Phone]:
    """Everybody but gleb has pressed Start and sees the menu."""
    found: dict[str, Phone] = {}
    for name in ("olga", "vera", "anna", "boris"):
        person: Person = getattr(cast, name)
        found[name] = await phone_of(person.telegram_id or 0, person.name)
        await found[name].send("/start")
    for name in ("olga", "vera", "anna", "boris"):
        await found[name].sees("Меню")
    found["gleb"] = await phone_of(cast.gleb, "Gleb")
    return found
