"""The bot inside the test process, against the sandbox over HTTP: every dialog, without workers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiogram import Dispatcher

from bot import polling
from bot.app import reopen_chat
from bot.inbox import Handling
from dialogs import wire
from dialogs.wire import make_bot
from domain import locks
from domain.models import InboxUpdate
from domain.settings import Settings
from sandbox.pytest import Phone, Telegram
from tests.cast import Cast
from tests.waiting import handled as all_handled

Reopen = Callable[[int], Awaitable[None]]
PhoneOf = Callable[[int, str], Awaitable[Phone]]


@pytest.fixture(scope="session")
def settings(at_sandbox: Settings) -> Settings:
    """A database of the bot's own, so that no other process takes its updates; a sandbox beside it."""
    return at_sandbox


@pytest.fixture(scope="session")
def telegram_server(inside: tuple[Settings, Telegram]) -> Telegram:
    """The sandbox of that database, for the plugin's fixtures."""
    return inside[1]


@pytest.fixture
async def reopen(
    db: Settings, dispatcher: Dispatcher, held: locks.Locks, telegram: Telegram
) -> AsyncIterator[Reopen]:
    """The bot polls and handles; at the end no update may have failed. What it gives draws a chat anew."""
    # The sandbox is emptied already: the first poll would bring what an earlier test sent last.
    telegram.also_wait_for(all_handled)
    bot, stop = make_bot(db), asyncio.Event()

    async def draw(chat_id: int) -> None:
        await reopen_chat(dispatcher, bot, chat_id)

    handling = Handling(dispatcher, bot, held, draw)
    polled = asyncio.create_task(polling.poll(bot, stop, handling.wake))
    handled = asyncio.create_task(handling.run(stop))
    yield draw
    stop.set()
    await handled
    polled.cancel()  # a polite end would confirm the last batch, for which a server lets one wait
    await bot.session.close()
    assert await InboxUpdate.exclude(error="").values_list("error", flat=True) == []


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram's message a second would make these tests wait for minutes; it is proven elsewhere."""
    monkeypatch.setattr(wire, "CHAT_BURST", 1000)


@pytest.fixture
def phone_of(reopen: Reopen, telegram: Telegram) -> PhoneOf:
    """Gives somebody a phone, who presses Start."""

    async def make(telegram_id: int, name: str) -> Phone:
        phone = telegram.phone(name, id=telegram_id)
        await phone.send("/start")
        await phone.sees()
        await phone.quiet()
        return phone

    return make


@pytest.fixture
async def anna(phone_of: PhoneOf, cast: Cast) -> Phone:
    """The phone of anna, a master."""
    return await phone_of(cast.anna.telegram_id or 0, cast.anna.name)


@pytest.fixture
async def vera(phone_of: PhoneOf, cast: Cast) -> Phone:
    """The phone of vera, a dispatcher."""
    return await phone_of(cast.vera.telegram_id or 0, cast.vera.name)
