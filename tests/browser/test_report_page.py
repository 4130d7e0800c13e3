"""REPORTS-001: the report page in a real browser, on a desk and on a phone."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from domain import clock
from domain.models import Visit, Worksheet
from domain.statuses import Outcome, VisitStatus
from tests.browser.conftest import DESK, PHONE, Open
from tests.cast import Cast, an_accepted_visit, tomorrow

SCREENS = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


async def a_done_visit(cast: Cast, kopecks: int) -> Visit:
    """A visit of anna's that was done today in time and approved."""
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    now = clock.now()
    await Visit.filter(id=visit.id).update(
        status=VisitStatus.APPROVED, outcome=Outcome.DONE, on_site_at=visit.promised_from, finished_at=now
    )
    await Worksheet.create(visit=visit, works="Насос", minutes=75, total=kopecks, submitted_at=now)
    return visit


@SCREENS
async def test_report_shows_figures_table_and_charts(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    await a_done_visit(cast, 1_234_500)
    page = await enter(cast.olga, screen, "/figures")
    table = page.get_by_role("table")
    await expect(table).to_contain_text("Анна Мастерова")
    await expect(table).to_contain_text("12\u00a0345")
    await expect(table).to_contain_text("100\u00a0%")
    await expect(table).to_contain_text("1 ч 15 мин")
    await expect(table).to_contain_text("Итого")
    assert await page.evaluate("Object.keys(Chart.instances).length") == 2
    assert await page.evaluate("Chart.getChart('by-master').data.datasets[0].data") == [12345]
    await page.get_by_role("button", name="Выездов").click()
    assert await page.evaluate("Chart.getChart('by-master').data.datasets[0].data") == [1]
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SCREENS
async def test_period_without_work_says_so(enter: Open, cast: Cast, screen: dict[str, object]) -> None:
    page = await enter(cast.olga, screen, "/figures")
    await page.get_by_role("link", name="Прошлый месяц").click()
    await expect(page.get_by_text("завершённых выездов нет")).to_be_visible()
    await expect(page.get_by_role("link", name="Прошлый месяц")).to_have_attribute("aria-current", "true")
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_figures_of_masters_stand_in_line_on_the_phone(enter: Open, cast: Cast) -> None:
    visit = await a_done_visit(cast, 10_000_000)
    await Visit.filter(id=visit.id).update(
        finished_at=tomorrow(10) + timedelta(minutes=77), on_site_at=tomorrow(10)
    )
    await Worksheet.filter(visit_id=visit.id).update(minutes=77)
    page = await enter(cast.olga, PHONE, "/figures")
    cells = page.locator(".masters td.n")
    await expect(cells.nth(3)).to_have_text("1 ч 17 мин")
    heights = await cells.evaluate_all("cells => [...new Set(cells.map(cell => cell.offsetHeight))]")
    assert len(heights) == 1


async def test_dates_are_chosen_by_hand(enter: Open, cast: Cast) -> None:
    await a_done_visit(cast, 500_000)
    today = f"{clock.local(clock.now(), 'Europe/Moscow'):%Y-%m-%d}"
    page = await enter(cast.olga, DESK, "/figures?preset=last_month")
    await page.get_by_label("С", exact=True).fill(today)
    await page.get_by_label("По", exact=True).fill(today)
    await page.get_by_role("button", name="Показать").click()
    await expect(page.locator(".bar .sub")).not_to_contain_text("—")  # one day is named once
    await expect(page.get_by_role("table")).to_contain_text("5\u00a0000")
    await page.get_by_label("По", exact=True).fill("2026-01-01")
    await page.get_by_role("button", name="Показать").click()
    await expect(page.get_by_role("alert")).to_contain_text("Поменяйте даты местами")
    await expect(page.get_by_label("С", exact=True)).to_have_value(today)
    await expect(page.get_by_label("По", exact=True)).to_have_value("2026-01-01")


async def test_charts_follow_the_theme(enter: Open, cast: Cast) -> None:
    await a_done_visit(cast, 500_000)
    page = await enter(cast.olga, DESK, "/figures", color_scheme="light")
    colour = "Chart.getChart('by-master').data.datasets[0].backgroundColor"
    light = await page.evaluate(colour)
    await page.locator("details.me summary").click()
    await page.get_by_role("button", name="Тёмная").click()
    assert await page.evaluate(colour) != light


@SCREENS
async def test_one_master_of_a_long_name_with_a_large_sum_fits(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    cast.anna.name = "Аннаанастасияалександра " + "Преображенская" * 6
    await cast.anna.save()
    await a_done_visit(cast, 9_876_543_210)
    page = await enter(cast.olga, screen, "/figures")
    await expect(page.get_by_role("table")).to_contain_text(cast.anna.name)
    await expect(page.get_by_role("table")).to_contain_text("98\u00a0765\u00a0432,10\u00a0₽")
    shown = page.locator(".card, .card *:not(.unseen)").locator("visible=true")
    for box in await shown.all():
        assert await box.evaluate("box => box.scrollWidth <= box.clientWidth + 1 || !box.clientWidth")
    chart = "Chart.getChart('by-master')"
    assert (await page.evaluate(f"{chart}.scales.y.ticks[0].label")).endswith("…")
    assert await page.evaluate(f"{chart}.data.labels[0]") == cast.anna.name
    assert await page.evaluate(f"{chart}.height") < 120
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_days_are_read_in_a_table_too(enter: Open, cast: Cast) -> None:
    await a_done_visit(cast, 1_234_550)
    page = await enter(cast.olga, PHONE, "/figures")
    await page.get_by_text("Таблицей").click()
    days = page.get_by_role("table", name="Выручка по дням")
    await expect(days.get_by_role("row")).to_have_count(
        2
    )  # its head, and the one day on which something was done
    await expect(days).to_contain_text("12\u00a0345,50\u00a0₽")


async def test_time_nobody_promised_is_no_lateness(enter: Open, cast: Cast) -> None:
    visit = await a_done_visit(cast, 500_000)
    await Visit.filter(id=visit.id).update(promised_from=None, promised_to=None)
    page = await enter(cast.olga, DESK, "/figures")
    await expect(page.locator(".tile").nth(1)).to_contain_text("время клиенту не обещали")
    await expect(page.locator(".tile").nth(1)).not_to_contain_text("0 из 0")
