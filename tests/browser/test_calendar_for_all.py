"""The calendar for whoever looks: nothing to see is explained, the focus stays, text is as large as one needs."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from domain import offers
from domain.models import Person, PersonStatus, Visit
from domain.statuses import VisitStatus
from tests.browser.conftest import DESK, PHONE, Open, week_and_day
from tests.cast import Cast, a_visit, actor, an_accepted_visit, an_assigned_visit, tomorrow

CONTRAST = Path(__file__).with_name("contrast.js")
SCREENS = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


@SCREENS
async def test_nothing_to_see_is_told_with_its_reason(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    page = await enter(cast.vera, screen, "/calendar?week=2026-W20")
    nothing = page.locator("#nothing")
    await expect(nothing).to_have_text(
        "На этот день выездов нет." if screen is PHONE else "На этой неделе выездов нет."
    )
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    await page.goto(f"{page.url.split('/calendar')[0]}{week_and_day()}&hide=accepted")
    await expect(nothing).to_contain_text("Выездов, скрытых фильтром: 1.")
    await nothing.get_by_role("button", name="Показать все").click()
    await expect(page.locator(f'#calendar [data-visit="{visit.id}"]')).to_be_visible()
    await expect(nothing).to_be_hidden()


@SCREENS
async def test_day_that_is_being_read_is_not_called_empty(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    page = await enter(cast.vera, screen)
    read = asyncio.Event()

    async def wait(route: Route) -> None:
        await read.wait()
        await route.continue_()

    await page.route("**/api/calendar?from=*", wait)
    await page.goto(page.url)
    await expect(page.locator("#nothing")).to_have_text("Загружаем…")
    read.set()
    await expect(page.locator("#nothing")).to_have_text(re.compile("выездов нет"))


async def test_company_without_masters_is_told_how_they_come(enter: Open, cast: Cast) -> None:
    await Person.filter(id__in=[cast.anna.id, cast.boris.id]).update(status=PersonStatus.ARCHIVED)
    page = await enter(cast.olga, DESK)
    await expect(page.locator("#nothing")).to_contain_text("/invite")


@SCREENS
async def test_every_visit_without_a_time_can_be_reached(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    visits = [await a_visit(cast) for _ in range(10)]
    await Visit.all().update(starts_at=None, ends_at=None)
    page = await enter(cast.vera, screen)
    box = page.locator("#unplanned")
    await expect(box).to_contain_text("Ждут времени: 10")
    await expect(box.get_by_role("button", name=f"№{visits[0].order.number}")).to_have_count(0)
    await box.get_by_role("button", name="ещё").click()
    await expect(box.locator(":focus")).to_be_visible()
    await box.get_by_role("button", name=f"№{visits[0].order.number}").click()
    await expect(page.get_by_role("dialog")).to_contain_text("время не назначено")


@SCREENS
async def test_focus_stays_when_the_calendar_is_drawn_again(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, screen, week_and_day())
    await expect(page.locator("#pulse")).to_have_attribute("data-state", "live")
    shown = page.locator(f'#calendar [data-visit="{visit.id}"]')
    await page.locator(f'button[data-visit="{visit.id}"]').focus()
    await offers.accept(visit.id, by=actor(cast.anna))
    await expect(shown).to_have_attribute("data-status", "accepted")
    await expect(page.locator(":focus").or_(page.locator(":focus .visit")).last).to_have_attribute(
        "data-visit", str(visit.id)
    )


async def test_focus_stays_on_the_day_that_was_chosen(enter: Open, cast: Cast) -> None:
    page = await enter(cast.vera, PHONE, "/calendar?week=2026-W20")
    await page.locator("#days button").nth(3).press("Enter")
    await expect(page.locator("#days button").nth(3)).to_have_attribute("aria-pressed", "true")
    await expect(page.locator("#days button").nth(3)).to_be_focused()


@SCREENS
async def test_text_of_twice_the_size_fits(enter: Open, cast: Cast, screen: dict[str, object]) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.olga, screen)
    tools = await page.context.new_cdp_session(page)
    await tools.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    for path in (week_and_day(), "/figures"):
        await page.goto(page.url.split("/calendar")[0] + path)
        assert await page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") > 36
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        if path == "/figures":
            continue
        await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
        quick = page.get_by_role("dialog")
        await expect(quick).to_contain_text("+7 916 123-45-67")
        assert await quick.evaluate("box => box.scrollWidth <= box.clientWidth")
        await expect(quick.get_by_role("button", name="Закрыть")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_words_of_statuses_can_be_read(enter: Open, cast: Cast, theme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1; on a filled ground as well as in a grid's cell."""
    page = await enter(cast.vera, DESK, color_scheme=theme)
    contrasts = await page.evaluate(CONTRAST.read_text(), [str(status) for status in VisitStatus])
    assert {name: ratio for name, ratio in contrasts.items() if ratio < 4.5} == {}
