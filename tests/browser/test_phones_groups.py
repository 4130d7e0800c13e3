"""Groups, topics and channels on the page of phones: lists, rights, quoting, passing on, and leading a group."""

import aiohttp
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.phones import (
    ANNA,
    BORIS,
    TOKEN,
    VERA,
    Bot,
    choose,
    opened,
    phone_of,
    said,
    sim,
    started,
    write,
)
from tests.pictures import jpeg

MASTERS, SITES, NEWS = -1001000000001, -1001000000002, -1001000000003


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def groups(bot: Bot) -> None:
    """A group that Vera made, where the bot is a plain member; a forum and a channel of hers."""
    everybody = [VERA, ANNA, BORIS]
    for wish in (
        {"id": MASTERS, "title": "Masters"},
        {"id": SITES, "title": "Sites", "forum": True, "bot": "administrator"},
        {"id": NEWS, "title": "News", "type": "channel"},
    ):
        await sim(bot, "groups", wish | {"members": everybody})
    await bot.call(
        "setMyCommands",
        commands=[{"command": "list", "description": "What there is"}],
        scope={"type": "all_group_chats"},
    )


def row_of(phone: Locator, title: str, pane: str = "chats") -> Locator:
    named = phone.page.locator(".chat-row-title", has_text=title)
    return phone.locator(f'[data-pane="{pane}"] .chat-row', has=named)


async def into(phone: Locator, title: str) -> Locator:
    """The phone, with this chat opened by its list."""
    while not await phone.locator('[data-pane="chats"]').is_visible():
        await phone.locator('[data-role="back"]').filter(visible=True).click()
    await row_of(phone, title).click()
    return phone


async def test_list_tells_what_is_new_and_keys_lead_through_it(page: Page, bot: Bot) -> None:
    anna = await started(page, ANNA)
    await write(await into(phone_of(page, BORIS), "Masters"), "Who has a pump?")
    await expect(page.locator(f'[data-tab="{ANNA}"] .badge')).to_have_text("1")
    await anna.locator('[data-role="input"]').press("Escape")
    row = row_of(anna, "Masters")
    await expect(row).to_contain_text("Masters")
    await expect(row.locator(".chat-row-line")).to_have_text("Boris: Who has a pump?")
    await expect(row.locator(".badge")).to_have_text("1")
    await expect(row_of(anna, "Workflow")).to_be_focused()
    await page.keyboard.press("Home")
    await expect(anna.locator('[data-pane="chats"] .chat-row').first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(anna.locator('[data-pane="chats"] .chat-row').nth(1)).to_be_focused()
    await row.press("Enter")
    await expect(said(anna)).to_contain_text("Boris")
    await expect(anna.locator('[data-role="input"]')).to_be_focused()
    await expect(page.locator(f'[data-tab="{ANNA}"] .badge')).to_be_hidden()
    await page.keyboard.press("Escape")
    await anna.locator('[data-role="chat-search"]').fill("new")
    await expect(anna.locator('[data-pane="chats"] .chat-row')).to_have_count(1)
    await anna.locator('[data-role="chat-search"]').fill("")


async def test_bot_in_a_group_hears_commands_with_its_name_and_its_keyboard(page: Page, bot: Bot) -> None:
    anna = await into(phone_of(page, ANNA), "Masters")
    await write(anna, "Just talk")
    await anna.locator('[data-role="menu"]').click()
    await anna.locator('[data-role="commands"] button', has_text="/list").click()
    await expect(said(anna)).to_contain_text("Echo: /list@workflow_demo_bot")
    assert "Just talk" not in bot.heard
    keys = {"keyboard": [[{"text": "Mine"}]], "selective": True}
    asked = int(await said(anna, "out").get_attribute("data-first") or 0)
    await bot.call(
        "sendMessage", chat_id=MASTERS, text="Whose?", reply_markup=keys, reply_to_message_id=asked
    )
    await anna.locator('[data-role="reply-keyboard"] button', has_text="Mine").click()
    await expect(said(anna)).to_contain_text("Echo: Mine")
    boris = await into(phone_of(page, BORIS), "Masters")
    await expect(said(boris)).to_contain_text("Echo: Mine")
    await expect(boris.locator('[data-role="reply-keyboard"]')).to_be_hidden()
    await expect(boris.locator(".in .bubble", has_text="Just talk")).to_have_count(1)


async def test_part_is_quoted_and_chosen_messages_are_passed_on(page: Page, bot: Bot) -> None:
    topic = (await sim(bot, "topic", {"from": VERA, "chat_id": SITES, "name": "Roof"}))["message_thread_id"]
    await sim(bot, "message", {"from": BORIS, "chat_id": MASTERS, "text": "Who has a ladder?"})
    anna = await into(phone_of(page, ANNA), "Masters")
    news = {"from": VERA, "sender_chat": NEWS, "chat_id": MASTERS, "text": "Closed today"}
    await sim(bot, "message", news)
    await expect(said(anna)).to_contain_text("NewsClosed today")
    await choose(anna, "Who has a ladder?", "quote")
    await anna.locator('[data-role="quote-source"]').evaluate("area => area.setSelectionRange(8, 16)")
    await anna.get_by_role("button", name="Quote", exact=True).click()
    await write(anna, "I have")
    await expect(said(anna, "out").locator(".quote-text")).to_have_text("a ladder")
    await choose(anna, "Who has a ladder?", "select")
    await anna.locator(".row", has=page.locator(".bubble", has_text="I have")).click()
    await expect(anna.locator('[data-role="selection"]')).to_contain_text("2 messages")
    await anna.locator('[data-role="selection-forward"]').click()
    await anna.locator(f'[data-role="pick"] [data-key="{SITES}"]').click()
    await anna.locator(f'[data-role="pick"] [data-key="{topic}"]').click()
    await expect(anna.locator('[data-role="chat-title"]').filter(visible=True)).to_contain_text("Roof")
    await expect(anna.locator(".forwarded")).to_have_text(["Forwarded from Boris", "Forwarded from Anna"])
    await expect(said(anna, "out")).to_contain_text("I have")


async def test_topic_is_opened_written_in_and_closed(page: Page, bot: Bot) -> None:
    vera = await into(phone_of(page, VERA), "Sites")
    await vera.locator('[data-role="new-topic"]').click()
    await vera.locator('[data-role="topic-name"]').fill("Cellar")
    await vera.locator('[data-role="topic-name"]').press("Enter")
    await write(vera, "It is wet")
    await expect(said(vera)).to_contain_text("Echo: It is wet")
    anna = await into(phone_of(page, ANNA), "Sites")
    row = row_of(anna, "Cellar", "topics")
    await expect(row.locator(".badge")).to_have_text("2")
    await row.click()
    await expect(anna.locator(".row.service").first).to_contain_text("Vera created the topic “Cellar”")
    await write(anna, "I am coming")
    await expect(said(vera)).to_contain_text("Echo: I am coming")
    await vera.locator('[data-role="chat-menu"]').click()
    await page.locator('.menu [data-role="close-topic"]').click()
    await expect(anna.locator('[data-role="silence"]')).to_have_text("The topic was closed by admins")
    await expect(anna.locator('[data-role="input"]')).to_be_hidden()
    await expect(vera.locator('[data-role="input"]')).to_be_visible()


async def test_group_is_made_and_led_from_a_phone(page: Page, bot: Bot) -> None:
    boris = await into(phone_of(page, BORIS), "Masters")
    await boris.locator('[data-role="back"]').filter(visible=True).click()
    await boris.locator('[data-role="new-chat"]').click()
    await page.locator('.menu [data-role="new-group"]').click()
    await boris.locator('[data-role="group-title"]').fill("Store")
    await boris.locator('[data-role="bot_in_group"]').select_option("administrator")
    await boris.locator(".pick-person", has_text="Anna").click()
    await boris.get_by_role("button", name="Create", exact=True).click()
    await expect(boris.locator(".row.service").last).to_contain_text("Boris added Workflow")
    await boris.locator('[data-role="chat-title"]').filter(visible=True).click()
    member = boris.locator(f'[data-member="{ANNA}"]')
    await member.click()
    await page.locator('.menu [data-role="restrict"]').click()
    await boris.get_by_role("button", name="Save").click()
    await expect(member).to_contain_text("restricted")
    anna = await into(phone_of(page, ANNA), "Store")
    await expect(anna.locator('[data-role="silence"]')).to_contain_text("not allowed to write")
    await member.click()
    await page.locator('.menu [data-role="make_admin"]').click()
    await boris.locator('[data-role="custom-title"]').fill("Foreman")
    await boris.get_by_role("button", name="Save").click()
    await expect(member).to_contain_text("Foreman")
    await write(anna, "At your service")
    await expect(said(anna)).to_contain_text("Echo: At your service")
    await member.click()
    await page.locator('.menu [data-role="put_out"]').click()
    await expect(anna.locator('[data-role="toast"]')).to_have_text("You are no longer in Store.")
    await expect(row_of(anna, "Store")).to_have_count(0)


async def test_group_shows_its_picture_once_the_bot_has_set_it(page: Page, bot: Bot) -> None:
    anna = await into(phone_of(page, ANNA), "Sites")
    form = aiohttp.FormData({"chat_id": str(SITES)})
    form.add_field("photo", jpeg(320, 320), filename="face.jpg")
    async with bot.http.post(f"{bot.url}/bot{TOKEN}/setChatPhoto", data=form) as response:
        assert response.ok, await response.text()
    await anna.locator('[data-role="back"]').filter(visible=True).click()
    face = row_of(anna, "Sites").locator("img.avatar")
    await expect(face).to_have_js_property("naturalWidth", 90)
    await expect(row_of(anna, "Sites")).to_contain_text("changed the group photo")


async def test_link_lets_in_after_a_request_and_one_leaves(page: Page, bot: Bot) -> None:
    await sim(bot, "leave", {"from": BORIS, "chat_id": MASTERS})
    link = (await sim(bot, "link", {"from": VERA, "chat_id": MASTERS, "ask": True}))["invite_link"]
    boris = await into(phone_of(page, BORIS), "Workflow")
    await started(page, BORIS)
    await bot.call("sendMessage", chat_id=BORIS, text=f"Join us: {link}")
    await said(boris).locator("a").click()
    await boris.get_by_role("button", name="Request to join").click()
    vera = await into(phone_of(page, VERA), "Masters")
    await vera.locator('[data-role="chat-title"]').filter(visible=True).click()
    await vera.locator(f'[data-request="{BORIS}"] [data-role="accept"]').click()
    await into(boris, "Masters")
    await expect(boris.locator(".row.service").last).to_contain_text("Vera added Boris")
    await boris.locator('[data-role="chat-menu"]').click()
    await page.locator('.menu [data-role="leave"]').click()
    await boris.locator('[data-role="leave-sure"]').get_by_role("button", name="Leave the group").click()
    await expect(row_of(boris, "Masters")).to_have_count(0)


async def test_reader_of_a_channel_sees_posts_and_a_narrow_page_one_chat(browser: Browser, bot: Bot) -> None:
    narrow = await opened(browser, f"{bot.url}/?lang=ru", 390, 844)
    await sim(bot, "message", {"from": VERA, "chat_id": NEWS, "text": "New hours"})
    anna = await into(phone_of(narrow, ANNA), "News")
    await expect(said(anna)).to_contain_text("New hours")
    await expect(anna.locator('[data-role="silence"]')).to_have_text("Публикуют только администраторы канала")
    await expect(anna.locator('[data-role="status"]').filter(visible=True)).to_have_text("3 подписчика")
    assert await narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await narrow.close()
