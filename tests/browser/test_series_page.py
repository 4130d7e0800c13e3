"""The page of a recurring order in a browser: dates appear while the rule is typed, for thumbs too."""

import re

import pytest
from playwright.async_api import expect

from domain.models import Person, Series
from tests.browser.conftest import DESK, Open, week_and_day
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


@pytest.mark.parametrize(
    ("language", "missing"), [("ru", "Заполните это поле."), ("en", "Fill in this field.")]
)
async def test_what_is_missing_is_said_in_the_language_of_the_page(
    cast: Cast, enter: Open, language: str, missing: str
) -> None:
    await Person.filter(id=cast.vera.id).update(locale=language)
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    page = await enter(cast.vera, PHONE, f"/series/{one.id}")
    words = page.locator("[name=rule]")

    async def said() -> str:
        await words.evaluate("field => field.form.requestSubmit()")
        return str(await words.evaluate("field => field.validationMessage"))

    await words.fill("")
    assert await said() == missing
    assert await said() == missing  # again, while it is as it was
    await words.fill("   каждый день в 16")
    assert await words.evaluate("field => field.validationMessage") == ""
    await page.locator("#rule button").click()
    await expect(page.get_by_role("status")).to_be_visible()


async def test_a_time_between_the_steps_is_said_to_be_one(cast: Cast, enter: Open) -> None:
    visit = await an_accepted_visit(cast)
    page = await enter(cast.vera, DESK, f"{week_and_day()}&visit={visit.id}")
    await page.locator('[data-key="plan"]').click()
    field = page.locator('[data-key="plan-from"]')
    await field.fill("12:03")
    await field.evaluate("field => field.form.requestSubmit()")
    assert await field.evaluate("field => field.validationMessage") == "С точностью до 5 минут."
    await field.fill("12:05")
    assert await field.evaluate("field => field.validationMessage") == ""
    end = page.locator('[data-key="plan-to"]')
    await end.fill("14:03")
    await end.evaluate("field => field.form.requestSubmit()")
    await field.fill("12:10")
    await field.blur()  # sets the end
    assert await end.evaluate("field => [field.value, field.validationMessage].join()") == "14:10,"
