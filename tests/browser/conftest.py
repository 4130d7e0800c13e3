"""A real Chromium, and what it looks at: the web admin, or the sandbox's page of phones."""

import asyncio
import contextlib
import re
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from domain import clock
from domain.models import Person
from domain.settings import Settings
from tests.browser.phones import ANNA, BORIS, VERA, Bot, opened
from tests.cast import Cast, tomorrow
from tests.waiting import PATIENCE
from tests.web.conftest import Site, running
from workflow.programs import CHROMIUM

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

expect.set_options(timeout=PATIENCE * 1000)
session_fixture = pytest_asyncio.fixture(scope="module", loop_scope="session")
Open = Callable[..., Coroutine[Any, Any, Page]]


def week_and_day(days: int = 1) -> str:
    """The address of the week that a day from now lies in, tomorrow's by default; on a phone that day is chosen."""
    day = clock.local(tomorrow(12, days=days), "Europe/Moscow").date()
    year, week, _ = day.isocalendar()
    return f"/calendar?week={year}-W{week:02}&day={day}"


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The machine's Chromium; a machine without one fails with what to run."""
    path = CHROMIUM.found()
    if path is None:
        pytest.fail(CHROMIUM.advice, pytrace=False)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
async def site(db: Settings, cast: Cast) -> AsyncIterator[Site]:
    """The web admin of the cast's company."""
    async with running(db) as running_site:
        yield running_site


@pytest.fixture
async def enter(chromium: Browser, site: Site) -> AsyncIterator[Open]:
    """Opens a page as a person who has signed in by a link; fails the test for anything in the console."""
    contexts, complaints = [], []

    def complain(said: ConsoleMessage) -> None:
        # Chromium also complains of pages that refuse and servers that are away, which is what some tests ask for.
        expected = (
            "status of 4",
            "status of 502",
            "net::ERR_CONNECTION",
            "net::ERR_INCOMPLETE",
            "net::ERR_EMPTY",
        )
        if said.type in {"error", "warning"} and not any(text in said.text for text in expected):
            complaints.append(said.text)

    async def signed_in(
        person: Person, screen: dict[str, Any], path: str = "/calendar", **options: Any
    ) -> Page:
        # The browser sits in another zone on purpose: what it shows is the company's time.
        context = await chromium.new_context(
            **screen, locale="ru-RU", timezone_id="Asia/Vladivostok", reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await context.request.post(site.url + await site.link(person), headers=site.origin, max_redirects=0)
        await page.goto(site.url + path)
        return page

    yield signed_in
    for context in contexts:
        await context.close()
    assert complaints == []


@session_fixture
async def sandbox() -> AsyncIterator[str]:
    """The address of a sandbox of our own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    line = (await process.stdout.readline()).decode()
    found = re.search(r"http://[\d.]+:\d+", line)
    assert found, f"The sandbox said {line!r} instead of its address."
    yield found[0]
    process.terminate()
    await process.wait()


@session_fixture
async def bot(sandbox: str) -> AsyncIterator[Bot]:
    """The bot, with Anna, Boris and Vera in its world."""
    async with aiohttp.ClientSession() as http:
        for person_id, name in ((ANNA, "Anna"), (BORIS, "Boris"), (VERA, "Vera")):
            person = {"id": person_id, "first_name": name, "phone": "+79160000001"}
            async with http.post(f"{sandbox}/sim/people", json=person) as response:
                assert response.ok, await response.text()
        bot = Bot(http, sandbox)
        life = asyncio.create_task(bot.live())
        yield bot
        life.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await life


@session_fixture
async def browser(chromium: Browser) -> Browser:
    """The same Chromium, under the name that tests of the phones know."""
    return chromium


@session_fixture
async def page(browser: Browser, bot: Bot) -> AsyncIterator[Page]:
    """The page in English, as wide as a desk, with no fault of its own."""
    page = await opened(browser, "about:blank", color_scheme="light")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(f"{bot.url}/?lang=en")
    yield page
    await page.close()
    assert faults == []
