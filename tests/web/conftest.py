"""The web admin on a port of its own, and browsers without a window."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web as aiohttp_web

from domain import login
from domain.access import actor_of
from domain.models import Person
from domain.settings import Settings
from tests.cast import Cast
from webadmin.app import make_app

Answer = aiohttp.ClientResponse


class Site:
    """The web admin as it listens, and ways to come to it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.url = settings.web_base_url
        self.origin = {"Origin": self.url}
        self._browsers: list[aiohttp.ClientSession] = []

    def stranger(self, **headers: str) -> aiohttp.ClientSession:
        """A browser in which nobody is signed in."""
        browser = aiohttp.ClientSession(
            self.url, headers={"Accept": "text/html"} | headers, cookie_jar=aiohttp.CookieJar(unsafe=True)
        )
        self._browsers.append(browser)
        return browser

    async def link(self, person: Person) -> str:
        """The path of a link as the bot gives it to this person."""
        return f"/login/{await login.link_for(by=actor_of(person))}"

    async def browser(self, person: Person, **headers: str) -> aiohttp.ClientSession:
        """A browser in which this person has signed in by a link."""
        browser = self.stranger(**headers)
        async with browser.post(
            await self.link(person), headers=self.origin, allow_redirects=False
        ) as answer:
            assert answer.status == 303, await answer.text()
        return browser

    async def start(self, app: aiohttp_web.Application | None = None) -> None:
        """Listen on the site's port, with an application of one's own instead if there is one."""
        self.app = app or make_app(self.settings)
        self._runner = aiohttp_web.AppRunner(self.app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await aiohttp_web.TCPSite(self._runner, "127.0.0.1", self.settings.web_port).start()

    async def stop(self) -> None:
        """Listen no more; pages stay open."""
        await self._runner.cleanup()

    async def close(self) -> None:
        """End it with its browsers."""
        for browser in self._browsers:
            await browser.close()
        await self.stop()


@asynccontextmanager
async def running(settings: Settings, **changes: Any) -> AsyncIterator[Site]:
    """The web admin on a free port; database and Redis are connected already."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    settings = settings.model_copy(
        update={"web_port": port, "web_base_url": f"http://127.0.0.1:{port}"} | changes
    )
    site = Site(settings)
    await site.start()
    try:
        yield site
    finally:
        await site.close()


@pytest.fixture
async def site(db: Settings, cast: Cast) -> AsyncIterator[Site]:
    """The web admin of the cast's company."""
    async with running(db) as running_site:
        yield running_site
