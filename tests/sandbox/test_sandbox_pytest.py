"""The pytest plugin: phones against a bot of a few lines, and what a stranger's failing test says."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import aiohttp
import pytest

from sandbox.pytest import NotPossible, NotSeen, Options, Phone, Telegram, running

NewPhone = Callable[..., Phone]


@pytest.fixture(scope="module", params=["process", "thread"])
def telegram_server(request: pytest.FixtureRequest) -> Iterator[Telegram]:
    with running(Options(in_process=request.param == "thread", silence=0.1, patience=5)) as telegram:
        yield telegram


class Bot:
    """Repeats what it gets, with a button; answers the button; "bye" it leaves without a word."""

    def __init__(self, telegram: Telegram, http: aiohttp.ClientSession) -> None:
        self.address, self.http = f"{telegram.url}/bot{telegram.token}", http

    async def call(self, method: str, **params: Any) -> Any:
        async with self.http.post(f"{self.address}/{method}", json=params) as response:
            return (await response.json()).get("result")

    async def live(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30) or []:
                offset = update["update_id"] + 1
                await self.handle(update)

    async def handle(self, update: dict[str, Any]) -> None:
        if query := update.get("callback_query"):
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text=f"Got {query['data']}")
            return
        message = update.get("message") or update.get("edited_message") or {}
        if message.get("text") == "bye" or not message:
            return
        kinds = [kind for kind in ("text", "photo", "document", "contact", "location") if kind in message]
        kind = next(iter(kinds), "")
        if not kind:
            return
        button = [
            [{"text": "Accept all", "callback_data": "all"}, {"text": "Accept", "callback_data": "one"}]
        ]
        reply = (message.get("reply_to_message") or {}).get("text", "")
        text = f"{kind} {message.get('text', '')} {reply} {'edited' if 'edit_date' in message else ''}"
        markup = {"inline_keyboard": button}
        await self.call("sendMessage", chat_id=message["chat"]["id"], text=text, reply_markup=markup)


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as http:
        bot = Bot(telegram, http)
        life = asyncio.create_task(bot.live())
        yield bot
        life.cancel()


async def test_label_that_fits_exactly_goes_before_one_that_contains_it(phone: NewPhone, bot: Bot) -> None:
    anna = phone("Anna")
    await anna.send("hi")
    await anna.sees("hi", button="Accept")
    await anna.press("Accept")
    assert await anna.toast() == "Got one"
    pressed = await anna.press("all", wait=5)
    assert pressed["answer"]["text"] == "Got all"


async def test_every_kind_of_message_reaches_the_bot(
    phone: NewPhone, bot: Bot, draw: Any, tmp_path: Any
) -> None:
    anna, picture = phone("Anna"), tmp_path / "a.png"
    picture.write_bytes(draw(kind="PNG"))
    await anna.attach(picture, draw())
    await anna.sees("photo")
    await anna.attach(("act.txt", b"paid"), as_="document")
    await anna.sees("document")
    await anna.contact()
    await anna.sees("contact")
    place = await anna.location(55, 37, live=600)
    await anna.move(place, 55.1, 37.1)
    await anna.sees("location", "edited")
    await anna.reply("and this?")
    await anna.sees("text and this? location")
    await anna.edit("or that?")
    await anna.sees("or that?", "edited")


async def test_silence_is_waited_for_and_what_is_not_there_is_not_seen(phone: NewPhone, bot: Bot) -> None:
    anna = phone("Anna")
    await anna.send("hi")
    await anna.does_not_see("bye")
    await anna.send("bye")
    await anna.does_not_see("bye")
    with pytest.raises(NotSeen, match="Anna sees 'hi', in message 2"):
        await anna.does_not_see("hi")


async def test_quiet_waits_for_what_else_it_is_told(phone: NewPhone, bot: Bot, telegram: Telegram) -> None:
    anna, emptied = phone("Anna"), []

    async def queue_is_empty() -> None:
        emptied.append(await anna.sees("hi"))

    telegram.also_wait_for(queue_is_empty)
    await anna.send("hi")
    await anna.quiet()
    assert len(emptied) == 1


async def test_what_is_refused_and_what_was_said_stand_in_the_failure(
    phone: NewPhone, bot: Bot, telegram: Telegram
) -> None:
    anna = phone("Anna")
    telegram.fault("sendMessage", 400, description="Bad Request: no")
    await anna.send("hi")
    with pytest.raises(NotSeen) as failure:
        await anna.sees("hello", button="Accept", within=0.3)
    lines = str(failure.value).splitlines()
    assert lines[0] == "Anna does not see 'hello' with a button 'Accept' within 0.3 s; the chat:"
    assert lines[1] == "   1 Anna: hi"
    assert lines[3].startswith("  sendMessage(chat_id=")
    assert lines[3].endswith("400 Bad Request: no")
    assert [call["method"] for call in telegram.refusals()] == ["sendMessage"]


async def test_bot_that_does_not_listen_is_named(phone: NewPhone, telegram: Telegram) -> None:
    anna = phone("Anna")
    await anna.send("hi")
    with pytest.raises(NotSeen, match="updates that the bot has not taken: 1"):
        await anna.sees("hi", within=0.1)


async def test_group_is_a_chat_of_its_own(phone: NewPhone, bot: Bot, telegram: Telegram) -> None:
    anna, boris = phone("Anna"), phone("Boris")
    office = telegram.group("Office", anna, boris)
    await anna.inside(office).send("/hello")
    await boris.inside(office).sees("text /hello")
    assert await boris.messages() == []
    assert len(telegram.calls("sendMessage", of=office)) == 1


async def test_stopped_bot_gets_nothing(phone: NewPhone) -> None:
    anna = phone("Anna")
    await anna.send("/start")
    await anna.block()
    with pytest.raises(NotPossible, match="has stopped the bot"):
        await anna.send("hi")
    await anna.unblock()
    await anna.send("hi")


async def test_same_name_is_the_same_person_until_the_next_test(phone: NewPhone) -> None:
    assert phone("Anna") is phone("Anna")
    assert phone("Anna").id != phone("Boris").id
    assert await phone("Anna").messages() == []
    assert await phone("Anna").chat() == "     (nothing)"


async def test_clock_is_turned_until_the_test_ends(phone: NewPhone, telegram: Telegram) -> None:
    now = telegram.clock(freeze=True)["now"]
    telegram.clock(move=3600)
    assert (await phone("Anna").send("hi"))["date"] == int(now + 3600)
    telegram.reset()
    assert telegram.clock()["frozen"] is False
    assert telegram.clock()["now"] < now + 60


async def test_what_the_bot_has_set_stays_when_it_shall(telegram: Telegram) -> None:
    async with aiohttp.ClientSession() as http:
        bot = Bot(telegram, http)
        await bot.call("setMyCommands", commands=[{"command": "help", "description": "Help"}])
        await bot.call("setWebhook", url="http://127.0.0.1:1/", allowed_updates=["message"])
        telegram.ask("reset", json={"keep_bot": True})
        assert len(await bot.call("getMyCommands")) == 1
        assert (await bot.call("getWebhookInfo"))["allowed_updates"] == ["message"]
        telegram.ask("reset")
        assert await bot.call("getMyCommands") == []
        assert (await bot.call("getWebhookInfo"))["url"] == ""
