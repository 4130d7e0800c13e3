"""FE-004: what stands on the board is seen whole: late hours, short visits, what waits for a time."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import expect

from domain import clock, holds
from domain.models import Priority, Visit
from domain.statuses import VisitStatus
from tests.browser.conftest import DESK, PHONE, Open, week_and_day
from tests.cast import Cast, a_visit, actor, an_accepted_visit, tomorrow

DAY = f"{week_and_day()}&view=day"
SCREENS = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])

# Of each card: the words that are seen, and of these the ones that aren't within it.
SEEN = """cards => cards.map(card => {
  const edge = card.getBoundingClientRect().right;
  const words = [...card.querySelectorAll(".flag, time span, .what b, .what span, .status, .who")].filter(word => {
    const line = word.closest("div").getBoundingClientRect(), box = word.getBoundingClientRect();
    return box.width && box.top < line.bottom - 1;
  });
  const cut = word => word.matches("b, time span") && word.scrollWidth > word.clientWidth + 1;
  const out = word => cut(word) || word.getBoundingClientRect().right > edge;
  return [words.map(word => word.textContent), words.filter(out).map(word => word.textContent)];
})"""


async def test_a_visit_late_in_the_evening_is_on_the_screen(enter: Open, cast: Cast) -> None:
    early = await an_accepted_visit(cast, start=tomorrow(10))
    late = await a_visit(cast, start=tomorrow(22), hours=1)
    page = await enter(cast.vera, DESK, DAY)
    first, last = (page.locator(f'#grid [data-visit="{visit.id}"]') for visit in (early, late))
    await expect(first).to_be_in_viewport(ratio=1)
    await expect(last).to_be_in_viewport(ratio=1)
    further = page.locator("#grid .further")
    await expect(further.locator("visible=true")).to_have_count(0)
    await page.set_viewport_size({"width": 1000, "height": 800})
    await expect(last).not_to_be_in_viewport()
    await expect(further.locator("visible=true")).to_have_text("›")
    await further.locator("visible=true").click()
    await expect(last).to_be_in_viewport(ratio=1)
    await expect(further.locator("visible=true")).to_have_text("‹")


async def test_a_day_wider_than_the_screen_begins_at_its_first_visit(enter: Open, cast: Cast) -> None:
    late = await a_visit(cast, start=tomorrow(22), hours=1)
    page = await enter(cast.vera, {"viewport": {"width": 900, "height": 800}}, DAY)
    await expect(page.locator(f'#grid [data-visit="{late.id}"]')).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("view", ["day", "timeline"])
async def test_a_card_says_its_number_whole_and_nothing_runs_out_of_it(
    enter: Open, cast: Cast, view: str
) -> None:
    lasting = (0.25, 0.4, 0.7, 1, 1.5, 2)
    visits = [
        await a_visit(cast, start=tomorrow(8 + 2 * n), hours=hours, priority=priority)
        for n, hours in enumerate(lasting)
        for priority in (Priority.NORMAL, Priority.URGENT)
    ]
    page = await enter(cast.vera, DESK, f"{week_and_day()}&view={view}")
    cards = page.locator("#grid .visit")
    await expect(cards).to_have_count(len(visits))
    for visit in visits:
        card = page.locator(f'#grid [data-visit="{visit.id}"]')
        await expect(card).to_have_attribute(
            "title", re.compile(f"^№{visit.order.number}, .*Ждёт мастера, Ремонт")
        )
        [[seen, out]] = await card.evaluate_all(SEEN)
        assert out == []
        assert visit.starts_at
        assert str(visit.order.number) in seen
        if view == "day" and visit.order.priority is Priority.NORMAL:
            assert f"{clock.local(visit.starts_at, 'Europe/Moscow'):%H:%M}" in seen


async def test_short_visits_in_a_row_cover_no_number_on_the_timeline(enter: Open, cast: Cast) -> None:
    visits = [
        await an_accepted_visit(cast, start=tomorrow(10, 25 * number), hours=0.25) for number in range(2)
    ]
    page = await enter(cast.vera, DESK, f"{week_and_day()}&view=timeline")
    boxes = []
    for visit in visits:
        card = page.locator(f'#grid [data-visit="{visit.id}"]')
        await expect(card).to_be_visible()
        [[seen, out]] = await card.evaluate_all(SEEN)
        assert (str(visit.order.number) in seen, out) == (True, [])
        boxes.append(await card.bounding_box())
    first, second = boxes
    assert first
    assert second
    assert first["y"] + first["height"] <= second["y"]


async def test_a_status_has_one_line_in_the_week(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    await Visit.filter(id=visit.id).update(status=VisitStatus.APPROVED)
    page = await enter(cast.vera, DESK, f"{week_and_day()}&view=week")
    status = page.locator(f'#grid [data-visit="{visit.id}"] .status')
    await expect(status).to_have_text("Отчёт принят")
    lines = "status => status.offsetHeight / parseFloat(getComputedStyle(status).lineHeight)"
    assert await status.evaluate(lines) < 1.5


@SCREENS
async def test_what_waits_for_a_time_says_that_it_is_on_hold(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    held, other = await a_visit(cast), await a_visit(cast)
    await Visit.all().update(starts_at=None, ends_at=None)
    await holds.begin(held.order_id, by=actor(cast.vera), reason="Ждём деталь")
    page = await enter(cast.vera, screen)
    waiting = page.locator("#unplanned")
    await expect(waiting.locator(f'[data-visit="{held.id}"]')).to_contain_text("⏸ Отложена")
    # Dashes that round corners cut look like a fault.
    await expect(waiting.locator(f'[data-visit="{held.id}"]')).to_have_css("border-top-left-radius", "0px")
    await expect(waiting.locator(f'[data-visit="{held.id}"]')).to_have_attribute(
        "title", re.compile("^Отложена")
    )
    await expect(waiting.locator(f'[data-visit="{other.id}"]')).not_to_contain_text("⏸")


async def test_what_is_carried_from_the_list_looks_as_a_card(enter: Open, cast: Cast) -> None:
    visit = await a_visit(cast)
    await Visit.all().update(starts_at=None, ends_at=None)
    page = await enter(cast.vera, DESK, DAY)
    chip = page.locator(f'#unplanned [data-visit="{visit.id}"]')
    edge = "chip => getComputedStyle(chip).borderLeft"
    drawn = await chip.evaluate(edge)
    await chip.hover()
    await page.mouse.down()
    await page.locator("#grid .lane").first.hover()
    ghost = page.locator(".ghost")
    await expect(ghost.locator("time")).to_contain_text("–")
    assert await ghost.evaluate(edge) == drawn
    assert await ghost.evaluate("ghost => ghost.getClientRects()[0].height") < 40  # one line
    await page.keyboard.press("Escape")
    await page.mouse.up()


async def test_today_opens_on_the_phone_at_what_comes_next(enter: Open, cast: Cast) -> None:
    now = clock.now()
    done = [await a_visit(cast) for _ in range(8)]
    coming = await a_visit(cast)
    await Visit.filter(id__in=[visit.id for visit in done]).update(
        status=VisitStatus.APPROVED, starts_at=now - timedelta(minutes=2), ends_at=now - timedelta(minutes=1)
    )
    await Visit.filter(id=coming.id).update(starts_at=now, ends_at=now + timedelta(minutes=5))
    page = await enter(cast.vera, PHONE, week_and_day(0))
    await expect(page.locator(f'#list [data-visit="{coming.id}"]')).to_be_in_viewport(ratio=1)
    await page.evaluate("scrollTo(0, 0)")
    await a_visit(cast, start=tomorrow(10))
    await expect(page.locator("#days button i").filter(has_text="1")).not_to_have_count(0)
    assert await page.evaluate("scrollY") == 0  # who has scrolled is let alone


async def test_a_month_on_the_phone_tells_dates_from_numbers(enter: Open, cast: Cast) -> None:
    await a_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, PHONE, "/calendar?view=month&" + week_and_day().partition("?")[2])
    day = page.locator(f'.month-day[data-day="{clock.local(tomorrow(10), "Europe/Moscow").date()}"]')
    await expect(day.locator("b")).to_contain_text("1")
    ground = "node => getComputedStyle(node).backgroundColor"
    assert await day.locator("b").evaluate(ground) != await day.locator(".date").evaluate(ground)


async def test_the_menu_has_labels_of_one_size_each_in_a_line(enter: Open, cast: Cast) -> None:
    page = await enter(cast.olga, PHONE)
    labels = page.locator(".menu-links span, .me-name")
    sizes = await labels.evaluate_all("all => all.map(label => getComputedStyle(label).fontSize)")
    assert len(set(sizes)) == 1
    name = page.locator(".me-name")
    assert await name.evaluate(
        "name => name.getClientRects()[0].height < 1.8 * parseFloat(getComputedStyle(name).fontSize)"
    )
    box = await name.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390


@SCREENS
async def test_the_theme_is_chosen_in_one_line(enter: Open, cast: Cast, screen: dict[str, object]) -> None:
    page = await enter(cast.olga, screen)
    await page.locator("details.me summary").click()
    tops = "all => new Set(all.map(one => one.getBoundingClientRect().top)).size"
    assert await page.locator("[data-theme-choice]").evaluate_all(tops) == 1
    panel = page.locator(".me-panel")
    await expect(panel).to_be_in_viewport(ratio=1)
