"""FE-004: the calendar in a real browser, on a desk and on a phone."""

import asyncio
import re
from datetime import timedelta

import pytest
from playwright.async_api import Route, expect

from domain import absences, clock, offers
from domain.models import AbsenceKind
from tests.browser.conftest import DESK, PHONE, Open, week_and_day
from tests.cast import Cast, a_visit, actor, an_accepted_visit, an_assigned_visit, an_offered_visit, tomorrow
from tests.web.conftest import Site

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


async def test_link_from_the_bot_and_one_press_open_the_calendar(enter: Open, site: Site, cast: Cast) -> None:
    page = await enter(cast.vera, PHONE, await site.link(cast.olga))
    await page.get_by_role("button", name="Войти").click()
    await expect(page).to_have_url(re.compile("/calendar"))
    await expect(page.locator("body")).to_contain_text("Ольга")


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
    await expect(shown).to_contain_text("Принята")
    await expect(shown).to_have_attribute("data-status", "accepted")


async def test_leave_asked_for_in_telegram_appears_by_itself(enter: Open, cast: Cast) -> None:
    page = await enter(cast.vera, DESK, week_and_day())
    await expect(page.locator("#pulse")).to_have_attribute("data-state", "live")
    day = clock.local(tomorrow(12), "Europe/Moscow").date()
    leave = await absences.request(AbsenceKind.VACATION, day, day, by=actor(cast.anna))
    shown = page.locator(f'#grid .board-row[data-master="{cast.anna.id}"] .absence')
    await expect(shown).to_have_text("Просит: отпуск")
    await absences.approve(leave.id, by=actor(cast.olga))
    await expect(shown).to_have_text("Отпуск")


@SCREENS
async def test_visit_whose_master_will_not_come_is_marked(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    visit = await an_assigned_visit(cast)
    stays = await an_assigned_visit(cast, cast.boris, start=tomorrow(16))
    day = clock.local(tomorrow(12), "Europe/Moscow").date()
    leave = await absences.request(AbsenceKind.VACATION, day, day, by=actor(cast.anna))
    page = await enter(cast.vera, screen, week_and_day())
    await expect(page.locator("#pulse")).to_have_attribute("data-state", "live")
    shown, other = (page.locator(f'#calendar [data-visit="{one.id}"]') for one in (visit, stays))
    await expect(shown).to_be_visible()
    await expect(shown).not_to_contain_text("⚠")
    await absences.approve(leave.id, by=actor(cast.olga))
    await expect(shown.locator(".flag")).to_contain_text("⚠")
    if screen is DESK:
        mark = shown.get_by_role("img", name="Мастера не будет: отпуск", exact=True)
        await expect(mark).to_have_attribute("title", "Мастера не будет: отпуск")
    else:
        await expect(shown).to_contain_text("Мастера не будет: отпуск")
    await expect(other).not_to_contain_text("⚠")
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    await expect(shown).not_to_contain_text("⚠")


@SCREENS
async def test_new_order_appears_by_itself(enter: Open, cast: Cast, screen: dict[str, object]) -> None:
    page = await enter(cast.vera, screen, week_and_day())
    await expect(page.locator("#pulse")).to_have_attribute("data-state", "live")
    visit = await a_visit(cast, start=tomorrow(10))
    await expect(page.locator(f'#calendar [data-visit="{visit.id}"]')).to_be_visible()


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


async def test_month_counts_and_views_are_kept_in_the_address(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    await a_visit(cast, start=tomorrow(15))
    page = await enter(cast.vera, DESK, week_and_day())
    day = clock.local(tomorrow(12), "Europe/Moscow").date()
    await page.get_by_role("button", name="Месяц", exact=True).click()
    cell = page.locator(f'.month-day[data-day="{day}"]')
    await expect(cell.locator("b")).to_have_text("2/ 12")
    await expect(cell).to_contain_text("ждут мастера: 1")
    await a_visit(cast, start=tomorrow(17))
    await expect(cell.locator("b")).to_have_text("3/ 12")
    await page.keyboard.press("l")
    await expect(page.locator(f'#grid[data-view="timeline"] [data-visit="{visit.id}"]')).to_be_visible()
    await page.go_back()
    await cell.click()
    await expect(page).to_have_url(re.compile(f"view=day&day={day}"))
    await page.reload()
    await expect(page.locator(f'#grid[data-view="day"] [data-visit="{visit.id}"]')).to_be_visible()
    await page.keyboard.press("ArrowLeft")
    await expect(page).to_have_url(re.compile(f"day={day - timedelta(days=1)}"))
    await page.keyboard.press("w")
    await expect(page.locator('#grid[data-view="week"]')).to_be_visible()


async def test_month_is_opened_by_the_thumb(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, PHONE, "/calendar?view=month&" + week_and_day().partition("?")[2])
    day = clock.local(tomorrow(12), "Europe/Moscow").date()
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await page.locator(f'.month-day[data-day="{day}"]').tap()
    await expect(page.locator(f'#list [data-visit="{visit.id}"]')).to_be_visible()


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
    await page.locator("#legend").get_by_role("button", name="Принята").click()
    await page.locator("#nothing").get_by_role("button", name="Показать все").click()
    await page.locator("#legend").get_by_role("button", name="Принята").click()
    await expect(first).to_have_count(0)
    await expect(page.locator("#nothing")).to_contain_text("Скрыто: Принята (1).")
    if screen is DESK:
        load = page.locator(f'#grid .board-row[data-master="{cast.anna.id}"] .row-label')
        await expect(load).to_contain_text("Выездов: 1")  # however much is hidden
    await page.locator("#nothing").get_by_role("button", name="Показать все").click()
    await expect(first).to_be_visible()
    await expect(page.locator("#nothing")).to_be_hidden()


async def test_masters_are_chosen_by_boxes_on_a_desk(enter: Open, cast: Cast) -> None:
    annas = await an_accepted_visit(cast, start=tomorrow(10))
    boriss = await an_accepted_visit(cast, cast.boris, start=tomorrow(10))
    page = await enter(cast.vera, DESK, week_and_day())
    await page.get_by_text("Все мастера").locator("visible=true").click()
    await page.get_by_label("Найти мастера").fill("бор")
    await expect(page.locator("#masters-list label").locator("visible=true")).to_have_count(1)
    await page.locator("#masters-list").get_by_label("Борис Мастеров").check()
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
    card = page.locator(f'#calendar [data-visit="{visit.id}"]')
    await expect(card).to_be_visible()
    cut = (
        "all => all.filter(b => b.scrollWidth > b.clientWidth || b.scrollHeight > b.clientHeight + 1).length"
    )
    assert await page.locator("#grid .row-label b, #grid .what span").evaluate_all(cut) == 0
    await expect(page.locator("#legend").get_by_text("Срочно")).to_have_text("!!Срочно")
    await page.get_by_role("button", name="День", exact=True).click()
    await expect(page.locator("#grid .head").get_by_text("10:00", exact=True)).to_be_visible()
    await expect(card).to_contain_text("Пётр Клиентов")
    await expect(page.locator("#calendar")).to_have_attribute("aria-busy", "false")
    at_ten = await page.locator("#grid .head").get_by_text("10:00", exact=True).bounding_box()
    begins = await card.bounding_box()
    assert at_ten
    assert begins
    assert abs(at_ten["x"] - begins["x"]) < 12  # an hour's name stands where the hour begins
    await expect(page.locator("#grid .rest").first).to_be_attached()  # the hours outside the working ones


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
        [re.compile(word) for word in ("Ждёт мастера", "Никто не взял", "Предложена", "Принята")]
    )
    row = page.locator("#grid, #master-chips").get_by_text("Не распределены").locator("visible=true")
    await expect(row.first).to_be_visible()


async def test_the_shortest_visit_says_when_it_begins(enter: Open, cast: Cast) -> None:
    short = await an_accepted_visit(cast, start=tomorrow(10), hours=0.25)
    long = await an_accepted_visit(cast, start=tomorrow(12))
    page = await enter(cast.vera, DESK, f"{week_and_day()}&view=day")
    for visit, said in ((short, "10:00"), (long, "12:00–14:00")):
        time = page.locator(f'#calendar [data-visit="{visit.id}"] time')
        await expect(time).to_have_text(said)
        assert await time.evaluate(
            "time => time.getBoundingClientRect().right <= time.closest('.visit').getBoundingClientRect().right"
        )


async def test_only_the_days_on_the_screen_are_asked_for_and_those_left_are_let_go(
    enter: Open, cast: Cast
) -> None:
    page = await enter(cast.vera, DESK, "/calendar?week=2026-W20")
    await expect(page.locator("#calendar")).to_have_attribute("aria-busy", "false")
    asked: list[str] = []
    let_go: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[2]))
    page.on("requestfailed", lambda request: let_go.append(request.url.partition("?")[2]))
    held = asyncio.Event()

    async def hold(route: Route) -> None:
        await held.wait()
        await route.continue_()

    await page.route("**/api/calendar?from=2026-05-18*", hold)
    await page.keyboard.press("ArrowRight")
    await expect(page).to_have_url(re.compile("week=2026-W21"))
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("#calendar")).to_have_attribute("aria-busy", "false")
    assert "from=2026-05-18&to=2026-05-24" in let_go
    held.set()
    await page.keyboard.press("d")
    await expect(page.locator("#calendar")).to_have_attribute("aria-busy", "false")
    assert asked[-1] == "from=2026-05-25&to=2026-05-25"
