"""FE-004: the quick view of a visit in a real browser, by mouse, thumb and keyboard."""

import re

import pytest
from playwright.async_api import Route, expect

from domain import clock, crew, offers, orders, storage, visits, worksheets
from domain.models import Order, PhotoState, Priority, SlaRule, Visit
from tests.browser.carrying import heard
from tests.browser.conftest import DESK, PHONE, Open, week_and_day
from tests.cast import Cast, a_finished_visit, a_visit, actor, again, an_accepted_visit, tomorrow
from tests.web.test_visits import a_reported_visit, photos_of

SCREENS = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


async def at_noon(visit: Visit) -> Visit:
    """Work that is over, put to tomorrow's noon: done just now it stands on the day before right after midnight."""
    await Visit.filter(id=visit.id).update(starts_at=tomorrow(12), ends_at=tomorrow(13))
    return await again(visit)


@SCREENS
async def test_report_stands_in_the_quick_view_with_its_sums(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    visit = await at_noon(await a_reported_visit(cast))
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Нет фото насоса")
    page = await enter(cast.vera, screen, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    quick = page.get_by_role("dialog")
    await expect(quick.get_by_role("row", name="Шланг сливной")).to_contain_text("751,25")
    await expect(quick.get_by_role("row", name="Итого по отчёту")).to_contain_text("3\u00a0251,25")
    for text in (
        "Заменил насос",
        "работа заняла 1 ч 15 мин",
        "Чистить фильтр раз в месяц",
        "Нет фото насоса",
    ):
        await expect(quick).to_contain_text(text)
    await expect(quick.get_by_text("Ожидаемая цена")).to_have_count(0)


async def test_crew_says_who_leads_and_what_a_further_visit_is_for(enter: Open, cast: Cast) -> None:
    over = await a_finished_visit(cast)
    further = await visits.second_visit(over.order_id, by=actor(cast.vera), note="Забыли кран")
    await orders.set_window(further.id, tomorrow(10), tomorrow(12), by=actor(cast.vera))
    await offers.assign(further.id, cast.anna.id, by=actor(cast.vera))
    helper = await crew.add_master(further.id, cast.boris.id, by=actor(cast.vera))
    page = await enter(cast.vera, DESK, week_and_day())
    quick = page.get_by_role("dialog")
    await page.locator(f'#calendar [data-visit="{further.id}"]').click()
    await expect(quick.locator("dl")).to_contain_text("ЗачемЗабыли кран")
    await expect(quick.locator("dl")).to_contain_text("Анна Мастерова — ведущий")
    await quick.get_by_role("link", name="Борис Мастеров · помогает").click()
    await expect(quick.locator("dl")).to_contain_text("Борис Мастеров — помогает")
    await expect(quick.locator("dl")).not_to_contain_text("Зачем")
    assert not helper.lead


@SCREENS
async def test_quick_view_is_used_by_the_keyboard(enter: Open, cast: Cast, screen: dict[str, object]) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, screen, week_and_day())
    shown = f'[data-visit="{visit.id}"]'
    card = page.locator(f"button{shown}")
    await card.focus()
    await page.keyboard.press("Enter")
    quick = page.get_by_role("dialog")
    await expect(quick).to_contain_text("+7 916 123-45-67")
    await expect(quick.get_by_role("button", name="Закрыть")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(quick.get_by_role("link", name="+7 916 123-45-67")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(quick).to_be_hidden()
    await expect(card).to_be_focused()


async def test_focus_stays_when_the_quick_view_is_drawn_again(enter: Open, cast: Cast) -> None:
    visit = await at_noon(await a_reported_visit(cast))
    page = await enter(cast.vera, DESK, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    quick = page.get_by_role("dialog")
    phone = quick.get_by_role("link", name="+7 916 123-45-67")
    await phone.focus()
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Нет фото насоса")
    await expect(quick).to_contain_text("Нет фото насоса")
    await expect(phone).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator(f'.visit[data-visit="{visit.id}"]')).to_be_focused()


async def test_quick_view_that_cannot_be_read_says_so_and_tries_again(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, DESK, week_and_day())

    async def proxy_error(route: Route) -> None:
        await route.fulfill(status=499, content_type="text/html", body="<h1>Bad gateway</h1>")

    await page.route("**/api/visits/*", proxy_error)
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    quick = page.get_by_role("dialog")
    await expect(quick.get_by_role("alert")).to_contain_text("мы попробуем ещё раз")
    await page.unroute("**/api/visits/*", proxy_error)
    await expect(quick).to_contain_text("Не сливает воду")
    await expect(quick.get_by_role("alert")).to_have_count(0)


@SCREENS
async def test_photos_are_turned_in_the_viewer(enter: Open, cast: Cast, screen: dict[str, object]) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    sent = await photos_of(visit, cast.anna, "after", "before", "after")
    page = await enter(cast.vera, screen, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    quick, viewer = page.locator("#quick"), page.get_by_role("dialog", name="Просмотр фото")
    await expect(quick.get_by_role("heading", name="Фото после работы")).to_be_visible()
    await quick.get_by_role("link", name="Фото после работы, 1 из 2").click()
    large = viewer.get_by_role("img")
    await expect(large).to_have_attribute("src", f"/photos/{sent[0].id}/screen")
    await expect(large).to_have_js_property("naturalWidth", 160)
    await page.keyboard.press("ArrowRight")
    await expect(large).to_have_attribute("src", f"/photos/{sent[2].id}/screen")
    await viewer.get_by_role("button", name="Следующее фото").click()
    await expect(large).to_have_attribute("alt", f"Фото до работы, 1 из 1. Заявка №{visit.order.number}")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("Escape")
    await expect(viewer).to_be_hidden()
    await expect(quick).to_be_visible()
    await expect(quick.get_by_role("link", name="Фото после работы, 2 из 2")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(quick).to_be_hidden()


async def test_photo_that_is_gone_is_told_in_a_sentence(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    photo = (await photos_of(visit, cast.anna, "before"))[0]
    page = await enter(cast.vera, DESK, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    storage.path(photo.storage_key, "screen").unlink()
    await page.locator("#quick").get_by_role("link", name="Фото до работы").click()
    viewer = page.get_by_role("dialog", name="Просмотр фото")
    await expect(viewer.get_by_role("alert")).to_contain_text("Фото не загрузилось")


async def test_photos_appear_when_they_are_ready(enter: Open, cast: Cast) -> None:
    """Nobody tells the page: it asks again while some are on their way."""
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    photo = (await photos_of(visit, cast.anna, "before", state="fetched"))[0]
    page = await enter(cast.vera, DESK, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    await expect(page.locator("#quick")).to_contain_text("Фото ещё загружаются: 1")
    photo.state = PhotoState.READY
    await photo.save()
    await expect(page.locator("#quick").get_by_role("img")).to_be_visible()


@SCREENS
async def test_other_visit_of_the_order_is_opened_from_its_line(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    first = await at_noon(await a_finished_visit(cast, start=tomorrow(10)))
    second = await Visit.create(
        order_id=first.order_id,
        starts_at=tomorrow(15, days=9),
        ends_at=tomorrow(16, days=9),
        created_at=clock.now(),
    )
    page = await enter(cast.vera, screen, week_and_day())
    await page.locator(f'#calendar [data-visit="{first.id}"]').click()
    quick = page.locator("#quick")
    await expect(page).to_have_url(re.compile(f"visit={first.id}"))
    await quick.get_by_role("link", name="15:00–16:00").click()
    await expect(quick).to_contain_text("Ждёт мастера")
    await expect(page).to_have_url(re.compile(f"visit={second.id}"))
    await expect(page.locator(f'#calendar [data-visit="{second.id}"]')).to_be_visible()
    await page.reload()
    await expect(quick).to_contain_text("15:00–16:00")
    await page.go_back()
    await expect(quick.locator("header .pill")).to_have_text("Отчёт на проверке")
    await page.keyboard.press("Escape")
    await expect(page).not_to_have_url(re.compile("visit="))


async def test_link_to_a_visit_that_is_not_there_gets_a_sentence(enter: Open, cast: Cast) -> None:
    page = await enter(cast.vera, DESK, "/calendar?visit=999999")
    await expect(page.get_by_role("alert")).to_contain_text("Такого выезда нет")
    await expect(page.locator("#quick")).to_be_hidden()


async def test_link_opens_a_visit_that_has_no_time_yet(enter: Open, cast: Cast) -> None:
    visit = await a_visit(cast)
    await Visit.filter(id=visit.id).update(starts_at=None, ends_at=None)
    page = await enter(cast.vera, DESK, f"/calendar?visit={visit.id}")
    await expect(page.locator("#quick")).to_contain_text("время не назначено")


@SCREENS
async def test_office_says_why_an_order_is_late_and_puts_it_on_hold(
    enter: Open, cast: Cast, screen: dict[str, object]
) -> None:
    """What is typed or pressed stays when the view is drawn again, and what is refused says so in place."""
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=1, resolution_minutes=None)
    visit = await a_visit(cast, start=tomorrow(10))
    await Order.filter(id=visit.order_id).update(reaction_due_at=tomorrow(10, days=-2))
    page = await enter(cast.vera, screen, week_and_day())
    await page.locator(f'#calendar [data-visit="{visit.id}"]').click()
    quick = page.locator("#quick")
    await expect(quick).to_contain_text("реакция просрочена, срок был")
    await quick.get_by_text("Указать причину опоздания").click()
    reason = quick.get_by_label("Почему опоздали?")
    await reason.fill("Не было мастеров")
    await orders.set_window(visit.id, tomorrow(10), tomorrow(13), by=actor(cast.olga))
    await expect(quick).to_contain_text("10:00–13:00")
    await expect(reason).to_have_value("Не было мастеров")
    await quick.get_by_role("button", name="Сохранить").click()
    await expect(quick).to_contain_text("Почему опоздали: Не было мастеров")
    await expect(reason).to_be_hidden()
    await quick.get_by_text("Отложить заявку").hover()
    await page.mouse.down()
    later = orders.set_window(visit.id, tomorrow(10), tomorrow(14), by=actor(cast.olga))
    await heard(page, later, f"/api/visits/{visit.id}")
    await page.mouse.up()
    await expect(quick).to_contain_text("10:00–14:00")
    await quick.get_by_label("Почему откладываем?").fill(" ")
    await quick.get_by_role("button", name="Сохранить").click()
    await expect(quick.get_by_role("alert")).to_contain_text("Напишите причину")
    await quick.get_by_label("Почему откладываем?").fill("ж" * 5000)
    await quick.get_by_role("button", name="Сохранить").click()
    await expect(quick.get_by_role("alert")).to_contain_text("Слишком длинно: знаков 5000")
    await expect(quick.get_by_label("Почему откладываем?")).to_have_value("ж" * 5000)
    await quick.get_by_label("Почему откладываем?").fill("Ждём деталь")
    await quick.get_by_role("button", name="Сохранить").click()
    await expect(quick.locator(".held")).to_have_text("Отложена: Ждём деталь")
    await expect(page.locator(f'#calendar [data-visit="{visit.id}"]')).to_have_attribute("data-held", "")
    await quick.get_by_role("button", name="Вернуть в работу").click()
    await expect(quick.locator(".held")).to_have_count(0)
    assert (await Order.get(id=visit.order_id)).late_reason == "Не было мастеров"
