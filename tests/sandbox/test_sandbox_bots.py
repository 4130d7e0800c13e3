"""The same bot in three libraries, unmodified but for the address: one test for all, by polling and webhook."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.pytest import Phone, Telegram
from tests.product import free_port

BOTS = Path(__file__).with_name("bots")
NewPhone = Callable[..., Phone]
pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture(
    scope="module",
    params=[(name, way) for name in ("aiogram", "ptb", "telebot") for way in ("polling", "webhook")],
    ids="-".join,
)
def bot(request: pytest.FixtureRequest, telegram_server: Telegram) -> Iterator[None]:
    """The bot as a process, listening."""
    name, way = request.param
    port = [str(free_port())] if way == "webhook" else []
    command = [
        sys.executable,
        str(BOTS / f"{name}_bot.py"),
        telegram_server.url,
        telegram_server.token,
        *port,
    ]
    process = subprocess.Popen(command)
    telegram_server.wait_for_bot()
    yield
    process.kill()
    process.wait()
    telegram_server.ask("reset")


async def test_greeting_has_the_payload_and_two_buttons(phone: NewPhone) -> None:
    anna = phone("Anna", last_name="Petrova")
    await anna.send("/start order_7")
    await anna.sees("Hello, Anna Petrova!", "order_7", button="Count: 0")
    assert await anna.buttons() == ["Count: 0", "Site"]


async def test_press_edits_the_message_and_is_answered(phone: NewPhone) -> None:
    anna = phone("Anna")
    await anna.send("/start")
    await anna.press("Count: 0")
    first = await anna.toast()
    await anna.press("Count: 1")
    await anna.press("Count: 2")
    last = await anna.toast()
    assert (first, first.alert, last, last.alert) == ("One more", False, "That was the third", True)
    assert (await anna.sees("Counted 3"))["message_id"] == 2


async def test_stale_button_still_counts(phone: NewPhone, telegram: Telegram) -> None:
    anna = phone("Anna")
    await anna.send("/start")
    shown = await anna.sees("Hello")
    await anna.press("Count: 0")
    await anna.sees("Counted 1")
    await anna.tap(shown, "count:40")
    await anna.sees("Counted 41")
    assert len(telegram.calls("editMessageText", of=anna)) == 2


async def test_number_is_shared_by_the_keyboard_which_then_goes(phone: NewPhone) -> None:
    anna = phone("Anna", phone="+79161234567")
    await anna.send("/ask")
    await anna.sees("Your number?")
    assert await anna.keyboard() == ["My number", "Nothing"]
    await anna.press("My number")
    await anna.sees("Number: ", "79161234567")
    assert await anna.keyboard() == []


async def test_place_comes_back(phone: NewPhone) -> None:
    anna = phone("Anna")
    await anna.location(55.75, 37.62)
    shown = await anna.sees()
    assert shown["location"] == {"latitude": 55.75, "longitude": 37.62}


async def test_photo_is_downloaded_and_comes_back_with_its_size(
    phone: NewPhone, draw: Callable[..., bytes]
) -> None:
    anna = phone("Anna")
    sent = await anna.attach(draw(400, 300), caption="Look")
    shown = await anna.sees(f"{sent['photo'][-1]['file_size']} bytes")
    assert shown["caption_entities"][0]["type"] == "bold"
    assert shown["photo"][-1]["file_unique_id"] == sent["photo"][-1]["file_unique_id"]
    assert shown["reply_to_message"]["message_id"] == sent["message_id"]


async def test_refusal_of_bad_markup_reaches_the_handler(phone: NewPhone, telegram: Telegram) -> None:
    anna = phone("Anna")
    await anna.send("/say <b>well</b>")
    await anna.sees("well")
    await anna.send("/say <b>wrong")
    await anna.sees("Refused:", """find end tag corresponding to start tag "b\"""")
    assert [call["method"] for call in telegram.refusals()] == ["sendMessage"]


async def test_failing_handler_says_sorry_and_the_bot_goes_on(phone: NewPhone) -> None:
    anna, boris = phone("Anna"), phone("Boris")
    await anna.send("/crash")
    await anna.sees("Sorry: ZeroDivisionError")
    await boris.send("Anybody there?")
    echo = await boris.sees("Anybody there?")
    assert echo["reply_to_message"]["message_id"] == 1
    await boris.does_not_see("Sorry")


def test_plain_tests_need_no_await(sync_phone: Callable[..., Any]) -> None:
    anna = sync_phone("Anna")
    anna.send("/start")
    anna.press("Count: 0")
    assert anna.toast() == "One more"
