"""A day at the desk with the phones: people, messages, what is sent by hand, blocking, faults and the log of calls."""

from typing import Any

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
from tests.waiting import until

DANGER, OUT_LIGHT, OUT_DARK = "rgb(223, 63, 64)", "rgb(238, 255, 222)", "rgb(43, 82, 120)"
FAULTS = {
    "fault-429": {"mode": "refuse", "code": 429, "retry_after": 7},
    "fault-500": {"mode": "refuse", "code": 500},
    "fault-502": {"mode": "refuse", "code": 502},
    "fault-403": {"mode": "refuse", "code": 403},
    "fault-slow": {"mode": "slow", "delay": 2},
    "fault-cut-after": {"mode": "cut_after_accept"},
    "fault-cut-before": {"mode": "cut_before"},
}


async def choose_in(phone: Locator, menu: str, *roles: str) -> None:
    """Items of a menu that a button of the phone opens."""
    await phone.locator(f'[data-role="{menu}"]').filter(visible=True).click()
    for role in roles:
        await phone.page.locator(f'.menu [data-role="{role}"]').click()


async def state_of(bot: Bot) -> Any:
    async with bot.http.get(f"{bot.url}/sim/state") as response:
        return await response.json()


async def asked(bot: Bot, method: str, **params: Any) -> Any:
    """What Telegram answers, be it a refusal."""
    async with bot.http.post(f"{bot.url}/bot{TOKEN}/{method}", json=params) as response:
        return await response.json()


async def test_person_is_added_noted_renamed_and_removed_by_day_and_night(page: Page, bot: Bot) -> None:
    form, words = page.locator('[data-role="person-form"]'), page.locator("[data-phone] .person-words").last
    await bot.call("setMyDescription", description="It finds you a plumber.")
    await page.locator('[data-role="add-person"]').click()
    await form.locator('[name="first_name"]').fill("   ")
    await form.locator('[name="note"]').fill("Master")
    await form.locator('[data-role="save-person"]').click()
    await expect(form.locator(".sheet-error")).not_to_be_empty()
    await form.locator('[name="first_name"]').fill("Gleb")
    await form.locator('[name="username"]').fill("@gleb")
    await form.locator('[data-role="save-person"]').click()
    await expect(words).to_have_text("GlebMaster · @gleb · ru")
    gleb = (await state_of(bot))["people"][-1]
    phone = phone_of(page, gleb["id"])
    await expect(phone.locator(".start-hint")).to_have_text("What can this bot do?It finds you a plumber.")
    await choose_in(phone, "person-menu", "edit-person")
    await expect(form.locator('[name="note"]')).to_have_value("Master")
    await form.locator('[name="first_name"]').fill("Oleg")
    await form.locator('[name="note"]').fill("")
    await form.locator('[name="language_code"]').select_option("en")
    await form.locator('[data-role="save-person"]').click()
    await expect(words).to_have_text("Oleg@gleb · en")
    await expect(page.locator(f'[data-tab="{gleb["id"]}"]')).to_contain_text("Oleg")
    await started(page, gleb["id"])
    await expect(said(phone, "out")).to_have_css("background-color", OUT_LIGHT)
    await page.locator('[data-role="theme"]').click()
    await expect(said(phone, "out")).to_have_css("background-color", OUT_DARK)
    await expect(said(phone, "out").locator(".text")).to_have_css("color", "rgb(242, 245, 248)")
    await page.locator('[data-role="theme"]').click()
    await choose_in(phone, "person-menu", "remove-person")
    await page.locator('[data-role="confirm"]').get_by_role("button", name="Cancel").click()
    await expect(phone).to_be_visible()
    await choose_in(phone, "person-menu", "remove-person")
    await page.locator('[data-role="confirm"]').get_by_role("button", name="Remove the phone").click()
    await expect(phone).to_have_count(0)
    assert [person["id"] for person in (await state_of(bot))["people"]] == [ANNA, BORIS, VERA]


async def test_message_is_answered_edited_pinned_and_deleted(page: Page, bot: Bot) -> None:
    anna = await started(page, ANNA)
    context, field = anna.locator(".context"), anna.locator('[data-role="input"]')
    status = anna.locator('[data-role="status"]').filter(visible=True)
    await write(anna, "Pump is here")
    await choose(anna, "Echo: Pump is here", "reply")
    await expect(context).to_contain_text("Reply to WorkflowEcho: Pump is here")
    await write(anna, "Then start")
    await expect(said(anna)).to_contain_text("Echo: Then start")
    await expect(context).to_be_hidden()
    await said(anna, "out").locator(".quote", has_text="Echo: Pump is here").click()
    await expect(anna.locator(".flash")).to_contain_text("Echo: Pump is here")
    await choose(anna, "Pump is here", "reply")
    await field.press("Escape")
    await expect(context).to_be_hidden()
    await field.press("ArrowUp")
    await expect(context).to_contain_text("Editing a message")
    await expect(field).to_have_value("Then start")
    await write(anna, "Then stop")
    await expect(said(anna, "out")).to_contain_text("Then stopedited")
    await expect(anna.locator(".edited")).to_have_count(1)
    await bot.call("sendChatAction", chat_id=ANNA, action="typing")
    await expect(status).to_have_text("typing")
    sent = await bot.call("sendMessage", chat_id=ANNA, text="On the way")
    await expect(status).to_have_text("bot")
    await bot.call("editMessageText", chat_id=ANNA, message_id=sent["message_id"], text="On the spot")
    await expect(said(anna)).to_contain_text("On the spotedited")
    await bot.call("pinChatMessage", chat_id=ANNA, message_id=sent["message_id"])
    await expect(anna.locator('[data-role="pinned"]')).to_have_text("Pinned messageOn the spot")
    await anna.locator('[data-role="pinned"]').click()
    await expect(anna.locator(".flash")).to_contain_text("On the spot")
    await choose(anna, "On the spot", "unpin")
    await expect(anna.locator('[data-role="pinned"]')).to_be_hidden()
    await choose(anna, "On the spot", "delete")
    await anna.locator('[data-role="delete-sure"]').get_by_role("button", name="Delete").click()
    await choose(anna, "Then stop", "delete")
    await expect(anna.locator(".bubble", has_text="Then stop")).to_have_count(0)
    await expect(anna.locator(".bubble", has_text="On the spot")).to_have_count(0)


async def test_alert_waits_for_its_reader_and_a_dead_button_does_nothing(page: Page, bot: Bot) -> None:
    boris = await started(page, BORIS)
    buttons = [[{"text": "Cancel it", "callback_data": "ask"}, {"text": "Sold out", "disabled": {}}]]
    await bot.call("sendMessage", chat_id=BORIS, text="Well?", reply_markup={"inline_keyboard": buttons})
    await expect(boris.get_by_role("button", name="Sold out")).to_be_disabled()
    await boris.get_by_role("button", name="Cancel it").click()
    alert = boris.locator('[data-role="alert"]')
    await expect(alert).to_contain_text("WorkflowAre you sure?")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_have_count(0)
    await expect(boris.locator(".waiting")).to_have_count(0)


async def test_words_appear_while_the_bot_writes_them_until_it_is_stopped(page: Page, bot: Bot) -> None:
    vera = await started(page, VERA)
    draft = vera.locator('[data-role="draft"]')
    await bot.call("sendMessageDraft", chat_id=VERA, draft_id=5)
    await expect(draft).to_have_text("Thinking ")
    await bot.call("sendMessageDraft", chat_id=VERA, draft_id=5, text="The pump", can_stop=True)
    await expect(draft.locator(".text")).to_have_text("The pump ")
    await draft.locator('[data-role="stop-draft"]').click()
    await expect(draft).to_be_hidden()
    await bot.call("sendMessageDraft", chat_id=VERA, draft_id=6, text="The pump is")
    await expect(draft).to_be_visible()
    await bot.call("sendMessage", chat_id=VERA, text="The pump is mended")
    await expect(said(vera)).to_contain_text("The pump is mended")
    await expect(draft).to_be_hidden()


async def test_bot_is_blocked_let_back_and_called_by_a_link(page: Page, bot: Bot) -> None:
    boris = await started(page, BORIS)
    await choose_in(boris, "chat-menu", "chat-block")
    await expect(boris.locator('[data-role="status"]').filter(visible=True)).to_have_text(
        "You blocked the bot"
    )
    await expect(boris.locator('[data-role="input"]')).to_be_hidden()
    refusal = await asked(bot, "sendMessage", chat_id=BORIS, text="Are you there?")
    assert refusal["description"] == "Forbidden: bot was blocked by the user"
    await boris.locator('[data-role="unblock"]').click()
    await expect(boris.locator('[data-role="input"]')).to_be_visible()
    await choose_in(boris, "person-menu", "open-link")
    link = boris.locator('[data-role="deep-link"]')
    await link.fill("https://t.me/somebody_else_bot?start=a")
    await link.press("Enter")
    await expect(boris.locator(".sheet-error")).to_have_text("This is not a link to this bot.")
    await link.fill("https://t.me/workflow_demo_bot?start=invite_7")
    await link.press("Enter")
    await expect(said(boris)).to_contain_text("Echo: /start invite_7")


async def test_contact_place_and_way_are_sent_from_a_narrow_dark_page(browser: Browser, bot: Bot) -> None:
    narrow = await opened(browser, "about:blank", 390, 844, color_scheme="dark", has_touch=True)
    await narrow.clock.install()
    await narrow.goto(f"{bot.url}/?lang=en")
    vera = phone_of(narrow, VERA)
    await narrow.locator(f'[data-tab="{VERA}"]').click()
    await started(narrow, VERA)
    await choose_in(vera, "attach", "attach-contact")
    await expect(vera.locator('[data-role="share-contact"]')).to_contain_text("+79160000001")
    await vera.locator('[data-role="share-contact"]').get_by_role("button", name="Share").click()
    await expect(said(vera, "out").locator(".contact")).to_have_text("VVera+79160000001")
    await choose_in(vera, "attach", "attach-place")
    sheet = vera.locator('[data-role="place"]')
    await sheet.locator('[data-role="latitude"]').fill("91")
    await sheet.get_by_role("button", name="Send location").click()
    await expect(sheet.locator(".sheet-error")).to_contain_text("−90 to 90")
    await sheet.locator('[data-role="paste-place"]').fill("55.8001, 37.7002")
    await sheet.get_by_role("button", name="Send location").click()
    await expect(said(vera, "out")).to_contain_text("55.80010, 37.70020")
    await choose_in(vera, "attach", "attach-place")
    await sheet.get_by_role("button", name="Red Square").click()
    await sheet.locator('[data-role="live-route"]').select_option(label="to Gorky Park")
    await sheet.get_by_role("button", name="Share live and move").click()
    live = said(vera, "out")
    await expect(live).to_contain_text("Live location")
    await expect(live).to_contain_text("55.75393, 37.62079")
    await narrow.clock.fast_forward(3000)
    await expect(live).to_contain_text("55.75287, 37.61997")
    await live.locator('[data-role="live-move"]').click()
    await expect(live.locator('[data-role="live-move"]')).to_have_text("Keep moving")
    await narrow.clock.fast_forward(3000)
    await live.locator('[data-role="live-stop"]').click()
    await expect(live).to_contain_text("sharing ended")
    await expect(live).to_contain_text("55.75287, 37.61997")
    await expect(live.locator(".place-controls")).to_have_count(0)
    assert await narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await narrow.close()


async def test_each_fault_is_ordered_by_its_button(page: Page, bot: Bot) -> None:
    faults = page.locator('[data-role="faults"]')
    await page.locator('[data-role="open-faults"]').click()
    await faults.locator('[data-role="fault-method"]').select_option("sendMessage")
    await faults.locator('[data-role="fault-chat"]').select_option(str(ANNA))
    await faults.locator('[data-role="fault-times"]').fill("2")
    await faults.locator('[data-role="fault-retry-after"]').fill("7")
    await faults.locator('[data-role="fault-delay"]').fill("2")
    for count, role in enumerate(FAULTS, 1):
        await faults.locator(f'[data-role="{role}"]').click()
        await expect(faults.locator("[data-fault]")).to_have_count(count)
    where = {"method": "sendMessage", "chat_id": ANNA, "times": 2}
    rules = (await state_of(bot))["faults"]
    assert [rule | where | wish for rule, wish in zip(rules, FAULTS.values(), strict=True)] == rules
    await expect(page.locator('[data-role="open-faults"] .badge')).to_have_text("7")
    await expect(faults.locator("[data-fault]").first).to_have_text(
        "sendMessage · 429, retry_after 7 · Anna× 2"
    )
    await faults.locator("[data-fault]").last.get_by_role("button", name="Remove the fault").click()
    await expect(faults.locator("[data-fault]")).to_have_count(6)
    refusal = await asked(bot, "sendMessage", chat_id=ANNA, text="Too soon")
    assert refusal["parameters"] == {"retry_after": 7}
    await expect(faults.locator("[data-fault]").first).to_contain_text("× 1")
    await faults.get_by_role("button", name="Remove all").click()
    await expect(faults.get_by_text("Everything works")).to_be_visible()
    await page.locator('[data-role="open-faults"]').click()


async def test_log_shows_each_call_with_its_answer_and_refusals_in_red(page: Page, bot: Bot) -> None:
    log = page.locator('[data-role="calls"]')
    await sim(
        bot, "fault", {"method": "sendMessage", "mode": "refuse", "code": 429, "retry_after": 7, "times": 1}
    )
    await asked(bot, "sendMessage", chat_id=ANNA, text="Too soon")
    await page.locator('[data-role="open-calls"]').click()
    call = log.locator(".call.refused").first
    await expect(call).to_contain_text("sendMessageAnna429")
    await expect(call.locator(".call-why")).to_have_text("Too Many Requests: retry after 7")
    await expect(call.locator(".call-why")).to_have_css("color", DANGER)
    await call.locator("summary").click()
    await expect(call.locator("pre").first).to_contain_text('"text": "Too soon"')
    await expect(call.locator("pre").last).to_contain_text('"retry_after": 7')
    await log.locator('[data-role="calls-errors"]').check()
    await expect(log.locator(".call:not(.refused)").filter(visible=True)).to_have_count(0)
    await log.locator('[data-role="calls-filter"]').fill("getMe")
    await expect(call).to_be_hidden()
    await log.locator('[data-role="calls-filter"]').fill("too soon")
    await expect(call).to_be_visible()
    await log.get_by_role("button", name="Clear the list").click()
    await expect(log.get_by_text("No calls yet")).to_be_visible()
    await page.locator('[data-role="open-calls"]').click()


async def test_updates_come_again_limits_are_switched_and_all_is_forgotten(page: Page, bot: Bot) -> None:
    faults = page.locator('[data-role="faults"]')
    anna = await started(page, ANNA)
    await page.locator('[data-role="open-faults"]').click()
    await faults.locator('[data-role="flood"]').check()
    await until(lambda: state_of(bot), lambda state: state["flood"] is True)
    await faults.locator('[data-role="flood"]').uncheck()
    await until(lambda: state_of(bot), lambda state: state["flood"] is False)
    await write(anna, "Once more")
    await until(lambda: heard(bot, "Once more", 1))
    await faults.get_by_role("button", name="Deliver again").click()
    await until(lambda: heard(bot, "Once more", 2))
    await faults.get_by_role("button", name="Restart update ids").click()
    await write(anna, "After the quiet week")
    await expect(said(anna)).to_contain_text("Echo: After the quiet week")
    await faults.locator('[data-role="reset"]').click()
    await page.locator('[data-role="confirm"]').get_by_role("button", name="Reset the sandbox").click()
    await expect(page.get_by_text("No phones yet.")).to_be_visible()
    assert (await state_of(bot))["people"] == []


async def heard(bot: Bot, text: str, times: int) -> bool:
    return bot.heard.count(text) == times
