"""Delivery inside the test process: a real Bot against the sandbox, and trouble on order."""

from asyncio import sleep, timeout
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiogram import Bot

from dialogs.wire import make_bot
from domain.locks import Locks
from domain.models import Person
from domain.settings import Settings
from sandbox.pytest import Phone, Telegram
from tests.cast import Cast
from tests.dialogs.conftest import anna, phone_of, quick, reopen, settings, telegram_server  # noqa: F401  # fixtures
from tests.waiting import PATIENCE


@dataclass
class Sandbox:
    """The control side of the sandbox."""

    telegram: Telegram

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        """What the control API answers."""
        return dict(await self.telegram.line.ask("POST", path, json=body))

    async def fault(self, method: str, code: int = 429, **rule: Any) -> None:
        """The next call of the method, or the next ``times``, goes wrong."""
        self.telegram.fault(method, code, **rule)

    async def met(self) -> None:
        """Wait until every rule of trouble has met its call, which may still be on the line."""
        async with timeout(PATIENCE):
            while self.telegram.state()["faults"]:
                await sleep(0.01)

    async def phone(self, person: Person) -> Phone:
        """The phone of a person who has started the bot."""
        phone = self.telegram.phone(person.name, id=person.telegram_id)
        await phone.send("/start")
        return phone

    async def calls(self, method: str, chat: Person | None = None) -> list[dict[str, Any]]:
        """The bot's calls of a method, oldest first, those that failed included."""
        return self.telegram.calls(method, of=chat.telegram_id if chat else None)


@pytest.fixture
async def sandbox(telegram: Telegram) -> Sandbox:
    """The sandbox, without people, messages and faults."""
    return Sandbox(telegram)


@pytest.fixture
async def bot(db: Settings) -> AsyncIterator[Bot]:
    """The Bot a delivery worker has."""
    made = make_bot(db)
    yield made
    await made.session.close()


@pytest.fixture
async def other(settings: Settings) -> AsyncIterator[Locks]:  # noqa: F811
    """The locks of another process."""
    own = Locks(settings.database_url)
    yield own
    await own.close()


@pytest.fixture
async def phones(sandbox: Sandbox, cast: Cast) -> dict[str, Phone]:
    """Phones of everybody in the cast, without a bot that handles what they send."""
    return {name: await sandbox.phone(getattr(cast, name)) for name in ("olga", "vera", "anna", "boris")}
