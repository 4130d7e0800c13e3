"""FE-004: the calendar in a real browser, on a desk and on a phone."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from domain import offers
from domain.models import Person, PersonStatus, Visit
from domain.statuses import VisitStatus
from tests.browser.conftest import DESK, PHONE, Open, week_and_day
from tests.cast import Cast, a_visit, actor, an_accepted_visit, an_assigned_visit, an_offered_visit, tomorrow

CONTRAST = Path(__file__).with_name("contrast.js")
SCREENS = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


@SCREENS
async def test_week_shows_masters_and_their_visits(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    mine = await an_accepted_visit(cast, start=tomorrow(10))
    nobodys = await a_visit(cast, start=tomorrow(15))
    page = await enter(cast.vera, screen, week_and_day())
    accepted = page.locator(f'#calendar [data-visit="{mine.id}"]')
    await expect(accepted).to_contain_text("10:00")
    await expect(accepted).to_contain_text("Принята")
    await expect(accepted).to_contain_text(str(mine.order.number))
    await expect(page.locator(f'#calendar [data-visit="{nobodys.id}"]')).to_contain_text("Ждёт мастера")
    await expect(
        page.locator("#calendar").get_by_text("Анна Мастерова").locator("visible=true").first
    ).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SCREENS
async def test_change_made_elsewhere_appears_by_itself(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, screen, week_and_day())
    shown = page.locator(f'#calendar [data-visit="{visit.id}"]')
    await expect(shown).to_contain_text("Назначен")
    await expect(page.locator("#pulse")).to_have_attribute("data-state", "live")
    await offers.accept(visit.id, by=actor(cast.anna))
    await expect(shown).to_contain_text("Принята", timeout=1000)
    await expect(shown).to_have_attribute("data-status", "accepted")


@SCREENS
async def test_new_order_appears_by_itself(enter: Open, cast: Cast, screen: dict[str, object]) -> None:
    page = await enter(cast.vera, screen, week_and_day())
    await expect(page.locator("#pulse")).to_have_attribute("data-state", "live")
    visit = await a_visit(cast, start=tomorrow(10))
    await expect(page.locator(f'#calendar [data-visit="{visit.id}"]')).to_be_visible(timeout=1000)


@SCREENS
async def test_quick_view_tells_the_visit_and_follows_it(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, screen, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    quick = page.get_by_role("dialog")
    for text in (
        f"Заявка №{visit.order.number}", "Назначен", "Анна Мастерова", "Пётр Клиентов", "ул. Покровка, 27, кв. 8",
        "Ремонт стиральной машины", "завтра, 10:00–12:00", "+7 916 123-45-67", "Не сливает воду, на экране E18",
    ):  # fmt: skip
        await expect(quick).to_contain_text(text)
    box = await quick.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= screen["viewport"]["width"]  # type: ignore[index]
    await offers.accept(visit.id, by=actor(cast.anna))
    await expect(quick).to_contain_text("Принята")
    await page.keyboard.press("Escape")
    await expect(quick).to_be_hidden()


@SCREENS
async def test_weeks_are_turned_and_kept_in_the_address(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    page = await enter(cast.vera, screen, "/calendar?week=2026-W20")
    for button, week in (("Вперёд", "2026-W21"), ("Вперёд", "2026-W22"), ("Назад", "2026-W21")):
        await page.get_by_role("button", name=button).click()
        await expect(page).to_have_url(re.compile(f"week={week}"))
    await page.go_back()
    await expect(page).to_have_url(re.compile("week=2026-W22"))
    await page.reload()
    shown = "Пн, 25 мая" if screen is PHONE else "25.31 мая 2026"
    await expect(page.locator("h1")).to_contain_text(re.compile(shown))


@SCREENS
async def test_statuses_are_filtered(enter: Open, cast: Cast, screen: dict[str, object]) -> None:
    mine, other = await an_accepted_visit(cast, start=tomorrow(10)), await a_visit(cast, start=tomorrow(15))
    page = await enter(cast.vera, screen, week_and_day())
    first, second = (page.locator(f'#calendar [data-visit="{visit.id}"]') for visit in (mine, other))
    await expect(first).to_be_visible()
    await page.locator("#legend").get_by_role("button", name="Ждёт мастера").click()
    await expect(second).to_have_count(0)
    await expect(first).to_be_visible()
    await page.reload()
    await expect(first).to_be_visible()
    await expect(second).to_have_count(0)


async def test_masters_are_chosen_by_boxes_on_a_desk(enter: Open, cast: Cast) -> None:
    annas = await an_accepted_visit(cast, start=tomorrow(10))
    boriss = await an_accepted_visit(cast, cast.boris, start=tomorrow(10))
    page = await enter(cast.vera, DESK, week_and_day())
    await page.get_by_text("Все мастера").locator("visible=true").click()
    await page.get_by_label("Борис Мастеров").check()
    await expect(page.locator(f'#calendar [data-visit="{boriss.id}"]')).to_be_visible()
    await expect(page.locator(f'#calendar [data-visit="{annas.id}"]')).to_have_count(0)
    await expect(page).to_have_url(re.compile(f"masters={cast.boris.id}"))


async def test_masters_are_chosen_by_chips_on_a_phone(enter: Open, cast: Cast) -> None:
    annas = await an_accepted_visit(cast, start=tomorrow(10))
    boriss = await an_accepted_visit(cast, cast.boris, start=tomorrow(10))
    page = await enter(cast.vera, PHONE, week_and_day())
    await page.locator("#master-chips").get_by_role("button", name="Борис Мастеров").tap()
    await expect(page.locator(f'#calendar [data-visit="{boriss.id}"]')).to_be_visible()
    await expect(page.locator(f'#calendar [data-visit="{annas.id}"]')).to_have_count(0)


async def test_day_is_opened_by_the_hour_on_a_desk(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, DESK, week_and_day())
    await page.get_by_role("button", name="День", exact=True).click()
    await expect(page.locator("#grid").get_by_text("10:00", exact=True)).to_be_visible()
    await expect(page.locator(f'#calendar [data-visit="{visit.id}"]')).to_contain_text("Пётр Клиентов")
    await expect(
        page.locator("#grid .ec-bg-event").first
    ).to_be_attached()  # the hours outside the working ones


async def test_theme_and_language_are_kept(enter: Open, cast: Cast) -> None:
    page = await enter(cast.vera, DESK, color_scheme="light")
    light = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await page.locator("details.me summary").click()
    await page.get_by_role("button", name="Тёмная").click()
    dark = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    await page.reload()
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    await page.locator("details.me summary").click()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("link", name="Calendar")).to_be_visible()


async def test_words_of_clients_are_never_read_as_html(enter: Open, cast: Cast) -> None:
    attack = '<img src=x onerror="window.broken = true">'
    cast.petr.name = attack
    await cast.petr.save()
    visit = await a_visit(cast, start=tomorrow(10), text=attack)
    page = await enter(cast.vera, PHONE, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').tap()
    await expect(page.get_by_role("dialog").locator(".words")).to_have_text(attack)
    assert not await page.evaluate("window.broken")


async def test_thumb_finds_its_targets_on_a_phone(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, PHONE, week_and_day())
    await expect(page.locator(f'#calendar [data-visit="{visit.id}"]')).to_be_visible()
    for selector in (".menu-links a", "#days button", "#master-chips button", ".bar .button", ".visit-card"):
        for box in [
            await found.bounding_box() for found in await page.locator(selector).locator("visible=true").all()
        ]:
            assert box
            assert box["height"] >= 40, selector


@SCREENS
async def test_what_needs_a_master_comes_first_in_the_legend(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    await an_accepted_visit(cast, start=tomorrow(9), hours=1)
    await an_offered_visit(cast, cast.boris, start=tomorrow(11), hours=1)
    declined = await an_offered_visit(cast, cast.boris, start=tomorrow(13), hours=1)
    await offers.decline(declined.id, by=actor(cast.boris), reason="Занят")
    await a_visit(cast, start=tomorrow(15))
    page = await enter(cast.vera, screen, week_and_day())
    await expect(page.locator("#legend").get_by_role("button")).to_have_text(
        [re.compile(word) for word in ("Ждёт мастера", "Без мастера", "Предложена", "Принята")]
    )
    row = page.locator("#grid, #master-chips").get_by_text("Не распределены").locator("visible=true")
    await expect(row.first).to_be_visible()


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
    await page.locator(f'button[data-visit="{visit.id}"], .ec-event:has([data-visit="{visit.id}"])').focus()
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
