"""The calendar's page in Chromium over a full month: how long until a view is drawn, and frames while one works.

Beside it a page of as many plain rows, in the same browser: what scrolling costs when there is nothing to draw.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from playwright.async_api import Page, async_playwright

from domain import login
from tests.bench import calendar, company
from tests.bench.live import listening
from tests.bench.measure import Bench, running
from tests.bench.table import Goal, Line
from workflow.programs import CHROMIUM

MASTERS = 200
MONTH = date(calendar.YEAR, 3, 1)
DAY = "2027-03-03"
FRAME, DRAWN = (
    Goal(34, own=True),
    Goal(1000, own=True),
)  # ms: two frames of sixty a second; what feels at once
PAGE = Path(__file__).with_name("page.js").read_text()
ROWS = """<body style="margin:0"><div id="grid" style="height:750px;overflow:auto"></div><script>
  document.getElementById("grid").append(...Array.from({ length: 200 }, (_, n) => Object.assign(
    document.createElement("div"), { textContent: n, style: "height:150px;border-bottom:1px solid" })));</script>"""


async def run(bench: Bench) -> list[Line]:
    """Lines for drawing a week, scrolling through it, dragging a card in it, and drawing the month."""
    visits = 2_000 if bench.quick else 10_000
    async with bench.database() as database:
        await company.people(MASTERS)
        await calendar.fill(MONTH, 1, visits, MASTERS, a_day=2)
        await company.settle()
        settings = listening(database)
        with running("workflow", "web", settings=settings):
            async with _browser() as page:
                link = await login.link_for(by=company.ADMIN)
                return await _measured(page, settings.web_base_url, link, visits)


@asynccontextmanager
async def _browser() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM.found(), args=["--no-sandbox"])
        try:
            yield await browser.new_page(viewport={"width": 1440, "height": 900}, locale="ru-RU")
        finally:
            await browser.close()


async def _measured(page: Page, url: str, link: str, visits: int) -> list[Line]:
    await page.set_content(ROWS)
    await page.evaluate(PAGE)
    plain = await page.evaluate("bench.scrolled()")
    await page.context.request.post(f"{url}/login/{link}", headers={"Origin": url}, max_redirects=0)
    drawn = {}
    for view in ("week", "timeline", "day", "month"):
        await page.goto(f"{url}/calendar?day={DAY}&view={view}")
        drawn[view] = await _drawn(page)
    await page.goto(f"{url}/calendar?day={DAY}&view=week")
    await _drawn(page)
    await page.evaluate(PAGE)
    scrolled = await page.evaluate("bench.scrolled()")
    await page.evaluate("bench.begin()")
    card = page.locator('#grid .board-row[data-master]:not([data-master="none"]) .visit').first
    box = await card.bounding_box()
    assert box
    await page.mouse.move(box["x"] + 20, box["y"] + 10)
    await page.mouse.down()
    for n in range(60):
        await page.mouse.move(box["x"] + 20 + n * 10, box["y"] + 10 + n * 8)
    dragged = await page.evaluate("bench.end()")
    await page.keyboard.press("Escape")
    await page.mouse.up()
    health = await page.evaluate("bench.asked('/healthz')")
    asked = await page.evaluate("bench.asked('/api/calendar?from=2027-03-01&to=2027-03-07')")
    return [
        Line(f"week of a month of {visits:,} visits, asked for", asked, health, "ms", Goal(200, own=True)),
        *(
            Line(f"{view}, from the address to its picture", ms, health, "ms", DRAWN)
            for view, ms in drawn.items()
        ),
        Line("a frame while the week scrolls, 19 of 20", scrolled, plain, "ms", FRAME),
        Line("a frame while a card is carried, 19 of 20", dragged, plain, "ms", FRAME),
    ]


async def _drawn(page: Page) -> float:
    """Milliseconds from the beginning of the page's load until its visits, or days, are there and painted."""
    await page.wait_for_selector("#grid .visit, .month-day")
    return float(
        await page.evaluate(
            "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
        )
    )
