"""A page that stays open: its session ends, its server restarts, its line is cut."""

from datetime import timedelta

import pytest
from aiohttp import web
from playwright.async_api import Page, expect

from domain import clock, login, offers
from domain.models import Session
from tests.browser.conftest import DESK, PHONE, Open, week_and_day
from tests.cast import Cast, actor, an_assigned_visit, tomorrow
from tests.web.conftest import Site

SCREENS = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


async def live(page: Page) -> None:
    """Wait until the page hears the server."""
    await expect(page.locator("#pulse")).to_have_attribute("data-state", "live", timeout=20_000)


async def expect_only_the_way_back(page: Page) -> None:
    """What to do is said; nothing of the company is left on the screen."""
    await expect(page.get_by_role("heading", name="Сеанс закончился")).to_be_focused(timeout=3000)
    await expect(page.get_by_text("/web", exact=True)).to_be_visible()
    await expect(page.get_by_text("Пётр Клиентов")).to_have_count(0)
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("link")).to_have_count(0)


@SCREENS
async def test_revoked_session_leaves_the_open_page(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, screen, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    await expect(page.get_by_role("dialog")).to_contain_text("Пётр Клиентов")
    await live(page)
    await login.leave((await Session.get()).id)
    await expect_only_the_way_back(page)


async def test_session_that_ran_out_leaves_the_open_page(enter: Open, cast: Cast) -> None:
    page = await enter(cast.vera, DESK, week_and_day())
    await live(page)
    with clock.moved(timedelta(days=14, seconds=1)):
        await expect_only_the_way_back(page)


async def test_page_whose_session_ended_while_the_server_was_away_is_told_by_reading(
    enter: Open, cast: Cast, site: Site
) -> None:
    page = await enter(cast.vera, DESK, week_and_day())
    await live(page)
    await site.stop()
    await expect(page.get_by_text("Связь прервалась")).to_be_visible()
    await login.leave((await Session.get()).id)
    await site.start()
    await expect_only_the_way_back(page)


@SCREENS
async def test_page_catches_up_with_a_restarted_server(
    enter: Open, cast: Cast, site: Site, screen: dict[str, object]
) -> None:
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, screen, week_and_day())
    await live(page)
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    quick = page.get_by_role("dialog")
    await expect(quick).to_contain_text("Назначена")
    await site.stop()
    await expect(page.locator("#stale")).to_contain_text("подключимся сами")
    await expect(quick).to_contain_text("Пётр Клиентов")
    await offers.accept(visit.id, by=actor(cast.anna))
    await site.start()
    await live(page)
    await expect(page.locator("#stale")).to_be_hidden()
    await expect(page.locator(f'#calendar [data-visit="{visit.id}"]')).to_have_attribute(
        "data-status", "accepted"
    )
    await expect(quick).to_contain_text("Принята")


async def test_page_comes_back_after_a_proxy_has_answered_for_the_server(
    enter: Open, cast: Cast, site: Site
) -> None:
    """A browser gives up on a stream for good at an answer that isn't one."""
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, DESK, week_and_day())
    await live(page)
    await site.stop()
    proxy = web.Application()
    proxy.router.add_get("/{path:.*}", bad_gateway)
    async with page.expect_response(lambda answer: answer.url.endswith("/live") and answer.status == 502):
        await site.start(proxy)
    await expect(page.get_by_role("alert")).to_contain_text("мы попробуем ещё раз")
    await offers.accept(visit.id, by=actor(cast.anna))
    await site.stop()
    await site.start()
    await live(page)
    await expect(page.locator(f'#calendar [data-visit="{visit.id}"]')).to_have_attribute(
        "data-status", "accepted"
    )
    await expect(page.get_by_role("alert")).to_have_count(0)


async def bad_gateway(_: web.Request) -> web.Response:
    """What a proxy says while the server is away."""
    return web.Response(status=502, text="<h1>502 Bad Gateway</h1>", content_type="text/html")


async def test_line_that_fell_silent_is_opened_again(enter: Open, cast: Cast) -> None:
    """A laptop that slept holds a connection that is dead at its other end."""
    page = await enter(cast.vera, DESK)
    await page.clock.install()
    await page.goto(page.url)
    await live(page)
    async with page.expect_request("**/live"):
        await page.clock.fast_forward("01:00")
    await live(page)
