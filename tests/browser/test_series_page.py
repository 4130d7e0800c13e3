"""The page of a recurring order in a browser: dates appear while the rule is typed, for thumbs too."""

import re

from playwright.async_api import expect

from domain.models import Series
from tests.browser.conftest import Open
from tests.cast import Cast, an_accepted_visit
from tests.recurring import a_series

PHONE = {"viewport": {"width": 390, "height": 844}}


async def test_dates_appear_while_the_rule_is_typed(cast: Cast, enter: Open) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    page = await enter(cast.vera, PHONE, "/series")
    await page.get_by_role("link", name="Ремонт стиральной машины").click()
    outcome, words = page.locator("#outcome"), page.get_by_label("Новое расписание словами")
    await expect(outcome.locator("li")).to_have_count(5)
    await words.fill("в последнюю пятницу месяца в 9:30")
    await expect(outcome).to_contain_text("В последнюю пятницу каждого месяца с 09:30 до 11:30")
    await expect(outcome).to_contain_text("Отменяются 3 будущие заявки")
    await words.fill("в последнюю пятн")
    await expect(outcome).to_have_class(re.compile("wrong"))
    await words.fill("каждый день в 16")
    await page.get_by_role("button", name="Сохранить для всех будущих").click()
    await expect(page.get_by_role("status")).to_contain_text("Сохранено")
    assert (await Series.get(id=one.id)).rule == "FREQ=DAILY"
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
