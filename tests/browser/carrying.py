"""Carrying cards over the board of the calendar."""

import re
from collections.abc import Awaitable
from typing import TypeVar

from playwright.async_api import FloatRect, Locator, Page, expect

from domain import clock
from domain.models import Person, Visit
from tests.browser.conftest import week_and_day
from tests.waiting import until

T = TypeVar("T")
DAY = f"{week_and_day()}&view=day"


def card_of(page: Page, visit: Visit) -> Locator:
    return page.locator(f'#grid [data-visit="{visit.id}"]')


def lane_of(page: Page, master: Person | None) -> Locator:
    return page.locator(f'#grid .board-row[data-master="{master.id if master else "none"}"] .lane')


async def box_of(page: Page, locator: Locator) -> FloatRect:
    """Where something is, once all is read."""
    await expect(page.locator("#calendar")).to_have_attribute("aria-busy", "false")
    await expect(locator).to_be_visible()
    box = await until(locator.bounding_box)  # what is drawn anew this moment has none
    assert box
    return box


async def hour(page: Page) -> float:
    """How many pixels an hour of the day has."""
    return (await box_of(page, page.locator("#grid .head").first))["width"]


async def heard(page: Page, happening: Awaitable[T], address: str = "visits=") -> T:
    """What happens elsewhere, once the page has read it by this address and could have drawn it."""
    async with page.expect_response(re.compile(address)) as told:
        result = await happening
    await (await told.value).finished()
    await page.evaluate("new Promise(requestAnimationFrame)")
    return result


async def carry(
    page: Page, card: Locator, *, right: float = 0, to: Locator | None = None, at: str = "middle"
) -> None:
    """Carry a card by the mouse: so many pixels to the right, and into a lane; or pull it at its end."""
    box = await box_of(page, card)
    x = box["x"] + (box["width"] - 3 if at == "end" else 24)
    y = box["y"] + box["height"] / 2
    lane = await box_of(page, to) if to else None
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + right, lane["y"] + 20 if lane else y, steps=6)
    await expect(page.locator(".landing")).to_be_visible()
    await page.mouse.up()


def place(visit: Visit) -> tuple[str, str, int | None]:
    assert visit.starts_at
    assert visit.ends_at
    start, end = (f"{clock.local(at, 'Europe/Moscow'):%H:%M}" for at in (visit.starts_at, visit.ends_at))
    return start, end, visit.master_id
