"""The company's time and a master's in a browser: reached from the calendar, asked about, no wider than a phone."""

from playwright.async_api import expect

from domain import clock, company
from domain.models import Absence, Master
from tests.browser.conftest import DESK, PHONE, Open, week_and_day
from tests.cast import ZONE, Cast, an_accepted_visit, tomorrow

NARROW = {"viewport": PHONE["viewport"]}


async def test_hours_are_set_and_a_master_is_reached_from_the_calendar(cast: Cast, enter: Open) -> None:
    await Master.filter(person_id=cast.boris.id).update(hours=None)
    visit = await an_accepted_visit(cast, cast.boris, start=tomorrow(18))
    page = await enter(cast.olga, NARROW, "/settings")
    for day in await page.locator(".week input").all():
        await day.fill("9–18, перерыв 13–14")
    await page.get_by_label("Среда").fill("когда как")
    await page.get_by_role("button", name="Сохранить часы").click()
    await expect(page.locator(".week .wrong")).to_contain_text("Непонятно")
    await expect(page.get_by_label("Среда")).to_have_value("когда как")
    await page.get_by_label("Среда").fill("9–18")
    await page.get_by_role("button", name="Сохранить часы").click()
    asked = page.get_by_role("alertdialog")
    await expect(asked).to_contain_text("останется 1 выезд")
    await expect(asked.get_by_role("link", name=f"№{visit.order.number}")).to_be_visible()
    await page.get_by_role("button", name="Сохранить всё равно").click()
    await expect(page.get_by_role("status")).to_have_text("Сохранено.")
    assert (await company.get("hours"))["3"] == [["09:00", "18:00"]]
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390

    page = await enter(cast.vera, PHONE, f"/masters/{cast.anna.id}")
    fields = page.locator("#absence input:is([name=last], [name=note])")
    tops = await fields.evaluate_all("fields => fields.map(field => field.getBoundingClientRect().top)")
    assert tops[0] == tops[1]
    page = await enter(cast.vera, DESK, week_and_day())
    await page.get_by_role("link", name="Анна Мастерова").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Анна Мастерова")
    await expect(page.get_by_label("Понедельник")).to_have_value("09:00–20:00")
    await page.get_by_label("Как у компании").check()
    await expect(page.get_by_label("Понедельник")).to_be_hidden()
    await page.get_by_role("button", name="Сохранить часы").click()
    await expect(page.get_by_role("status")).to_have_text("Сохранено.")
    await page.get_by_label("Первый день").fill(f"{clock.local(tomorrow(12), ZONE):%Y-%m-%d}")
    await page.get_by_role("button", name="Записать").click()
    await expect(page.locator("#absence .rows li")).to_have_count(1)
    assert (await Absence.get()).decided_by_id == cast.vera.id
    assert (await Master.get(person_id=cast.anna.id)).hours is None


async def test_a_masters_areas_are_ticked_and_his_home_is_said_by_the_thumb(cast: Cast, enter: Open) -> None:
    await Master.filter(person_id=cast.anna.id).update(home_lat=None, home_lon=None)
    page = await enter(cast.vera, NARROW, f"/masters/{cast.anna.id}")
    await page.get_by_label("Басманный").check()
    await page.get_by_label("Другие районы, которых нет в списке").fill("Южное Бутово, Хорошёво-Мнёвники")
    await page.locator("#work").get_by_role("button", name="Сохранить").click()
    await expect(page.locator("#work").get_by_role("status")).to_have_text("Сохранено.")
    await expect(page.get_by_label("Южное Бутово")).to_be_checked()
    await page.get_by_label("Где живёт мастер").fill("на Покровке")
    await page.locator("#home").get_by_role("button", name="Сохранить").click()
    await expect(page.locator("#home .wrong")).to_contain_text("Не вижу здесь места")
    await page.get_by_label("Где живёт мастер").fill("https://yandex.ru/maps/?pt=37.62,55.75&z=17")
    await page.locator("#home").get_by_role("button", name="Сохранить").click()
    await expect(page.get_by_label("Где живёт мастер")).to_have_value("55.75, 37.62")
    await expect(page.get_by_role("link", name="Показать на карте")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    anna = await Master.get(person_id=cast.anna.id)
    assert (anna.areas, anna.home_lon) == (["Басманный", "Южное Бутово", "Хорошёво-Мнёвники"], 37.62)
