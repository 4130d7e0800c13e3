"""Subscribing to the team's calendar in a browser, with a thumb."""

import re

from playwright.async_api import expect

from domain import feeds
from domain.models import FeedScope
from tests.browser.conftest import PHONE, Open
from tests.cast import Cast


async def test_a_link_is_made_copied_and_revoked(cast: Cast, enter: Open) -> None:
    page = await enter(cast.vera, PHONE, permissions=["clipboard-read", "clipboard-write"])
    await page.locator(".me summary").click()
    await page.get_by_role("link", name="Подписка на календарь").click()
    await page.get_by_role("button", name="Получить ссылку").click()
    address = await page.get_by_label("Адрес календаря").input_value()
    await page.get_by_role("button", name="Скопировать ссылку").click()
    await expect(page.get_by_role("button", name="Скопировано")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == address
    add = page.get_by_role("link", name="Добавить в календарь")
    await expect(add).to_have_attribute("href", re.compile("^webcal://127"))
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    feed, _ = await feeds.feed_by(address.rpartition("/")[2].removesuffix(".ics"))
    assert feed.scope is FeedScope.TEAM
    await page.reload()  # what the page was an answer to is not done again
    assert (await feeds.feed_by(address.rpartition("/")[2].removesuffix(".ics")))[0].id == feed.id
    await page.locator("summary", has_text="Новая ссылка вместо старой").click()
    await expect(page.get_by_text("на новую придётся подписать каждый")).to_be_visible()
    await page.get_by_role("button", name="Да, новая ссылка").click()
    assert await page.get_by_label("Адрес календаря").input_value() != address
    await page.locator("summary", has_text="Отозвать ссылку").click()
    await expect(page.get_by_text("перестанут обновляться")).to_be_visible()
    await page.get_by_role("button", name="Да, отозвать").click()
    await expect(page.get_by_role("status")).to_contain_text("Ссылка отозвана")
    await expect(page.get_by_role("button", name="Получить ссылку")).to_be_visible()
