# ruff: noqa: ANN001, ANN201, ANN204 - fixtures are typed where they are made
"""Updates brought to the bot: order, secret, retries, the answer's body."""

import asyncio
from collections import defaultdict

import pytest
from aiohttp import web


class Bot:
    """A bot behind a webhook: what it got, and what it answers."""

    def __init__(self):
        self.got = []
        self.headers = []
        self.statuses = defaultdict(list)
        self.held = defaultdict(asyncio.Event)
        self.reply = None
        self.wait = None
        self.url = ""

    async def take(self, request):
        update = await request.json()
        text = update["message"]["text"] if "message" in update else update["callback_query"]["data"]
        self.got.append(text)
        self.headers.append(request.headers)
        if text in self.held:
            await self.held[text].wait()
        status = self.statuses[text].pop(0) if self.statuses[text] else 200
        headers = {"Retry-After": self.wait} if self.wait and status != 200 else {}
        return web.json_response(self.reply if status == 200 else None, status=status, headers=headers)


@pytest.fixture
async def bot():
    bot = Bot()
    app = web.Application()
    app.router.add_post("/hook", bot.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield bot
    await runner.cleanup()


async def test_what_waited_is_brought_with_the_secret(sandbox, anna, bot):
    await sandbox.ok("setWebhook", url=bot.url, secret_token="s3cret")
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
    assert bot.got == ["/start"]
    assert bot.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
    info = await sandbox.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (bot.url, 0, 40)


async def test_https_finds_plain_http_on_this_machine(sandbox, anna, bot):
    await sandbox.ok("setWebhook", url=bot.url.replace("http:", "https:"))
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
    assert bot.got == ["/start"]
    assert "last_error_message" not in await sandbox.ok("getWebhookInfo")


async def test_pending_updates_can_be_dropped(sandbox, anna, bot):
    await sandbox.ok("setWebhook", url=bot.url, drop_pending_updates=True)
    await sandbox.says(anna, "new")
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
    assert bot.got == ["new"]


async def test_one_chat_is_served_in_order_and_holds_no_other(sandbox, anna, gleb, bot, wait_until):
    await sandbox.ok("setWebhook", url=bot.url, drop_pending_updates=True)
    held = bot.held["one"]
    await sandbox.says(anna, "one")
    await sandbox.says(anna, "two")
    await sandbox.says(gleb, "other")
    await wait_until(lambda: "other" in bot.got)
    assert "two" not in bot.got
    held.set()
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
    assert bot.got.index("one") < bot.got.index("two")


async def test_tap_does_not_wait_for_the_messages_of_its_chat(sandbox, anna, bot, wait_until):
    await sandbox.ok("setWebhook", url=bot.url, drop_pending_updates=True)
    held = bot.held["one"]
    await sandbox.says(anna, "one")
    await wait_until(lambda: bot.got == ["one"])
    await sandbox.sim("callback", {"from": anna["id"], "message_id": 1, "data": "tap"})
    await wait_until(lambda: bot.got == ["one", "tap"])
    held.set()


async def test_failed_update_is_brought_again_before_the_next(sandbox, anna, bot):
    await sandbox.ok("setWebhook", url=bot.url, drop_pending_updates=True)
    bot.statuses["one"] = [500]
    await sandbox.says(anna, "one")
    await sandbox.says(anna, "two")
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
    assert bot.got == ["one", "one", "two"]
    info = await sandbox.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_method_in_the_answer_is_done(sandbox, anna, bot):
    bot.reply = {"method": "sendMessage", "chat_id": anna["id"], "text": "from the answer"}
    await sandbox.ok("setWebhook", url=bot.url)
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
    assert (await sandbox.chat(anna))["messages"][-1]["text"] == "from the answer"


async def test_last_update_is_brought_again(sandbox, anna, bot):
    await sandbox.ok("setWebhook", url=bot.url)
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
    await sandbox.sim("redeliver", {"times": 2})
    await sandbox.says(anna, "after")
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
    assert bot.got == ["/start", "/start", "/start", "after"]


async def test_what_a_removed_webhook_did_not_take_waits_for_a_poll(sandbox, anna, bot):
    bot.statuses["/start"] = [500] * 9
    await sandbox.ok("setWebhook", url=bot.url)
    await sandbox.ok("deleteWebhook")
    assert [update["message"]["text"] for update in await sandbox.updates()] == ["/start"]


async def test_tries_follow_at_once_and_then_after_two_four_eight_seconds(sandbox, anna, bot, wait_until):
    await sandbox.sim("clock", {"freeze": True})
    bot.statuses["/start"] = [500] * 4
    await sandbox.ok("setWebhook", url=bot.url)
    await wait_until(lambda: len(bot.got) == 2)
    for seconds, tries in ((2, 3), (4, 4), (8, 5)):
        await sandbox.sim("clock", {"move": seconds - 0.1})
        assert len(bot.got) == tries - 1
        await sandbox.sim("clock", {"move": 0.1})
        await wait_until(lambda tries=tries: len(bot.got) == tries)
    await wait_until(lambda: not sandbox.world.updates.pending)


async def test_pause_between_tries_has_an_end(sandbox, anna, bot, wait_until):
    await sandbox.sim("clock", {"freeze": True})
    bot.statuses["/start"] = [500] * 12
    await sandbox.ok("setWebhook", url=bot.url)
    for tries in range(2, 14):
        await wait_until(lambda tries=tries: len(bot.got) >= tries)
        await sandbox.sim("clock", {"move": 121})
    assert not sandbox.world.updates.pending


async def test_bot_that_asks_to_wait_is_waited_for(sandbox, anna, bot, wait_until):
    await sandbox.sim("clock", {"freeze": True})
    bot.statuses["/start"], bot.wait = [503], "30"
    await sandbox.ok("setWebhook", url=bot.url)
    await wait_until(lambda: len(bot.got) == 1)
    await sandbox.sim("clock", {"move": 29})
    assert len(bot.got) == 1
    await sandbox.sim("clock", {"move": 1})
    await wait_until(lambda: len(bot.got) == 2)


async def test_bot_may_ask_for_an_hour_at_most(sandbox, anna, bot, wait_until):
    await sandbox.sim("clock", {"freeze": True})
    bot.statuses["/start"], bot.wait = [503], "99999"
    await sandbox.ok("setWebhook", url=bot.url)
    await wait_until(lambda: len(bot.got) == 1)
    await sandbox.sim("clock", {"move": 3599})
    assert len(bot.got) == 1
    await sandbox.sim("clock", {"move": 1})
    await wait_until(lambda: len(bot.got) == 2)


async def test_certificate_is_taken_told_of_and_not_too_large(sandbox, anna, bot):
    answer = await sandbox.refused("setWebhook", url=bot.url, certificate=("c.pem", bytes((3 << 20) + 1)))
    assert answer == (400, f"Bad Request: certificate size is too big ({(3 << 20) + 1} bytes)")
    sandbox.world.webhook.next_set = 0
    await sandbox.ok("setWebhook", url=bot.url, certificate=("c.pem", b"-----BEGIN CERTIFICATE-----"))
    assert (await sandbox.ok("getWebhookInfo"))["has_custom_certificate"]
    await sandbox.sim("reset", {"keep_bot": True})
    assert (await sandbox.ok("getWebhookInfo"))["has_custom_certificate"]
    sandbox.world.webhook.next_set = 0
    await sandbox.ok("setWebhook", url=bot.url, certificate="a text is none")
    assert not (await sandbox.ok("getWebhookInfo"))["has_custom_certificate"]


async def test_update_that_is_too_old_is_brought_no_more(sandbox, anna, bot, wait_until):
    await sandbox.sim("clock", {"freeze": True})
    bot.statuses["/start"] = [500] * 9
    await sandbox.ok("setWebhook", url=bot.url)
    await wait_until(lambda: len(bot.got) == 2)
    await sandbox.sim("clock", {"move": 86401})
    await wait_until(lambda: not sandbox.world.updates.pending)
    assert len(bot.got) == 2


async def test_bot_that_says_gone_for_a_day_loses_its_webhook(sandbox, anna, bot, wait_until):
    await sandbox.sim("clock", {"freeze": True})
    bot.statuses["/start"] = [410] * 9
    await sandbox.ok("setWebhook", url=bot.url)
    await wait_until(lambda: len(bot.got) == 2)
    await sandbox.sim("clock", {"move": 23 * 3600})
    await wait_until(lambda: len(bot.got) == 3)
    assert sandbox.world.webhook.url
    await sandbox.sim("clock", {"move": 130})
    await wait_until(lambda: not sandbox.world.webhook.url)
    assert len(await sandbox.updates()) == 1


async def test_no_more_connections_than_allowed(sandbox, anna, gleb, bot, wait_until):
    await sandbox.ok("setWebhook", url=bot.url, drop_pending_updates=True, max_connections=1)
    held = bot.held["one"]
    await sandbox.says(anna, "one")
    await wait_until(lambda: bot.got == ["one"])
    await sandbox.says(gleb, "other")
    assert bot.got == ["one"]
    held.set()
    await wait_until(lambda: bot.got == ["one", "other"])
    info = await sandbox.ok("getWebhookInfo")
    assert info["max_connections"] == 1


async def test_dead_address_is_told_and_what_is_wanted_too(sandbox, anna, wait_until):
    await sandbox.ok(
        "setWebhook", url="http://127.0.0.1:9/hook", allowed_updates=["message"], ip_address="127.0.0.1"
    )
    await wait_until(lambda: sandbox.world.webhook.last_error)
    info = await sandbox.ok("getWebhookInfo")
    assert info["last_error_message"].startswith("Connection failed: Cannot connect to host 127.0.0.1:9")
    assert (info["pending_update_count"], info["allowed_updates"], info["ip_address"]) == (
        1,
        ["message"],
        "127.0.0.1",
    )
    assert info["last_error_date"] <= sandbox.world.now()
