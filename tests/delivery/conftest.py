"""Delivery inside the test process: a real Bot against the sandbox, and trouble on order."""

from asyncio import sleep, timeout
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiogram import Bot
from aiohttp import ClientSession

from dialogs.wire import make_bot
from domain.locks import Locks
from domain.models import Person
from domain.settings import Settings
from tests.cast import Cast
from tests.dialogs.conftest import anna, phone_of, quick, reopen, settings  # noqa: F401  # fixtures
from tests.phones import Phone
from tests.waiting import PATIENCE


@dataclass
class Sandbox:
    """The control side of the sandbox."""

    http: ClientSession
    base: str
    since: int = 0

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        """What the control API answers."""
        async with self.http.post(f"{self.base}/sim/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return dict(await answer.json())

    async def fault(self, method: str, code: int = 429, **rule: Any) -> None:
        """The next call of the method, or the next ``times``, goes wrong."""
        await self.post("fault", method=method, code=code, **rule)

    async def met(self) -> None:
        """Wait until every rule of trouble has met its call, which may still be on the line."""
        async with timeout(PATIENCE):
            while True:
                async with self.http.get(f"{self.base}/sim/state") as answer:
                    if not (await answer.json())["faults"]:
                        return
                await sleep(0.01)

    async def phone(self, person: Person) -> Phone:
        """The phone of a person who has started the bot."""
        chat = person.telegram_id or 0
        await self.post("people", id=chat, first_name=person.name, language_code="ru")
        await self.post("message", **{"from": chat, "text": "/start"})
        return Phone(self.http, self.base, chat, person.name)

    async def calls(self, method: str, chat: Person | None = None) -> list[dict[str, Any]]:
        """The bot's calls of a method, oldest first, those that failed included."""
        query = {"method": method, "since": str(self.since)} | (
            {"chat_id": str(chat.telegram_id)} if chat else {}
        )
        async with self.http.get(f"{self.base}/sim/outbox", params=query) as answer:
            return list((await answer.json())["calls"])


@pytest.fixture
async def sandbox(settings: Settings) -> AsyncIterator[Sandbox]:  # noqa: F811
    """The sandbox, without people, messages and faults."""
    async with ClientSession() as http:
        made = Sandbox(http, settings.telegram_api_url)
        await made.post("reset")
        async with http.get(f"{made.base}/sim/state") as answer:
            made.since = (await answer.json())["seq"]
        yield made


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
