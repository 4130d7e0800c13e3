"""FE-004: the calendar on paper says the same whichever way the sheet lies."""

import re
import zlib
from datetime import timedelta

import pytest
from playwright.async_api import expect

from domain.models import Master
from tests.browser.conftest import DESK, Open, week_and_day
from tests.cast import Cast, an_accepted_visit, tomorrow

_STREAM = re.compile(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)endstream", re.DOTALL)


def sheets_and_texts(pdf: bytes) -> tuple[int, int]:
    """How many pages there are, and how many pieces of text are drawn on them."""
    drawn = b"".join(zlib.decompress(packed) for packed in _STREAM.findall(pdf))
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), len(re.findall(rb"\bT[jJ]\b", drawn))


async def test_every_sheet_says_of_which_day_and_master_it_is(enter: Open, cast: Cast) -> None:
    await Master.filter(person_id=cast.anna.id).update(daily_limit=20)
    for number in range(18):
        await an_accepted_visit(cast, start=tomorrow(9) + number * timedelta(minutes=35), hours=0.5)
    page = await enter(cast.vera, DESK, f"{week_and_day()}&view=week")
    await expect(page.locator("#calendar")).to_have_attribute("aria-busy", "false")
    sheets, texts = sheets_and_texts(await page.pdf(format="A4", landscape=True))
    assert sheets > 1
    for what, pieces in (("#grid .board-head", 14), (f'[data-master="{cast.anna.id}"] .row-label', 2)):
        await page.locator(what).evaluate("(one) => { one.style.visibility = 'hidden'; }")
        _, left = sheets_and_texts(await page.pdf(format="A4", landscape=True))
        assert texts - left >= pieces * sheets, what
        texts = left


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("view", ["day", "week", "timeline", "month"])
async def test_the_calendar_is_on_paper_whichever_way_it_lies(
    enter: Open, cast: Cast, view: str, paper: str
) -> None:
    for hour in (9, 12, 15):
        await an_accepted_visit(cast, start=tomorrow(hour))
    page = await enter(cast.vera, DESK, f"{week_and_day()}&view={view}")
    await expect(page.locator("#calendar")).to_have_attribute("aria-busy", "false")
    across = sheets_and_texts(await page.pdf(format=paper, landscape=True))
    upright = sheets_and_texts(await page.pdf(format=paper))
    assert upright == across
    assert upright[0] == 1
    assert upright[1] > 40  # the title and the masters' names alone are fewer
