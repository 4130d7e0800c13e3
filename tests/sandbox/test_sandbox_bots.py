"""The same bot in six libraries of two languages, unmodified but for the address, by polling and by webhook."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.pytest import Phone, Telegram
from tests.product import free_port
from workflow.frontend import MODULES, node

FILES = sorted(file for file in Path(__file__).with_name("bots").iterdir() if file.suffix in (".py", ".mjs"))
WAYS = ("polling", "webhook")
MOST_LINES = 60
NewPhone = Callable[..., Phone]


@pytest.fixture(
    scope="module",
    params=[(file, way) for file in FILES for way in WAYS],
    ids=[f"{file.stem.removesuffix('_bot')}-{way}" for file in FILES for way in WAYS],
)
def bot(request: pytest.FixtureRequest, telegram_server: Telegram) -> Iterator[None]:
    """The bot as a process, listening."""
    file, way = request.param
    if file.suffix == ".mjs" and not (MODULES / "grammy").exists():
        pytest.fail(
            "grammY and its like are missing: make test brings them, or python -m workflow.frontend tests"
        )
    program = node() if file.suffix == ".mjs" else sys.executable
    port = [str(free_port())] if way == "webhook" else []
    process = subprocess.Popen([program, str(file), telegram_server.url, telegram_server.token, *port])
    telegram_server.wait_for_bot(60)  # on a busy machine aiogram alone takes half of that to be imported
    yield
    process.kill()
    process.wait()
    telegram_server.ask("reset")


@pytest.mark.usefixtures("bot")
async def test_press_edits_the_message_and_is_answered(phone: NewPhone, telegram: Telegram) -> None:
    anna = phone("Anna", last_name="Petrova")
    await anna.send("/start order_7")
    shown = await anna.sees("Hello, Anna Petrova!", "order_7", button="Count: 0")
    assert await anna.buttons() == ["Count: 0", "Site"]
    await anna.press("Count: 0")
    first = await anna.toast()
    await anna.press("Count: 1")
    await anna.press("Count: 2")
    last = await anna.toast()
    assert (first, first.alert, last, last.alert) == ("One more", False, "The third", True)
    assert (await anna.sees("Counted 3"))["message_id"] == shown["message_id"]
    await anna.tap(shown, "count:40")
    await anna.sees("Counted 41")
    assert len(telegram.calls("editMessageText", of=anna)) == 4


@pytest.mark.usefixtures("bot")
async def test_number_is_shared_by_the_keyboard_which_then_goes(phone: NewPhone) -> None:
    anna = phone("Anna", phone="+79161234567")
    await anna.send("/ask")
    await anna.sees("Your number?")
    assert await anna.keyboard() == ["My number", "Nothing"]
    await anna.press("My number")
    await anna.sees("Number: ", "79161234567")
    assert await anna.keyboard() == []


@pytest.mark.usefixtures("bot")
async def test_place_comes_back(phone: NewPhone) -> None:
    anna = phone("Anna")
    await anna.location(55.75, 37.62)
    shown = await anna.sees()
    assert shown["location"] == {"latitude": 55.75, "longitude": 37.62}


@pytest.mark.usefixtures("bot")
async def test_photo_comes_back_in_an_album_uploaded_and_by_its_number(
    phone: NewPhone, draw: Callable[..., bytes]
) -> None:
    anna = phone("Anna")
    sent = await anna.attach(draw(400, 300), caption="Look")
    copy = await anna.sees(f"{sent['photo'][-1]['file_size']} bytes")
    same = (await anna.messages())[-1]
    assert copy["caption_entities"][0]["type"] == "bold"
    assert copy["reply_to_message"]["message_id"] == sent["message_id"]
    assert copy["media_group_id"] == same["media_group_id"]
    assert same["photo"][-1]["file_unique_id"] == sent["photo"][-1]["file_unique_id"]


@pytest.mark.usefixtures("bot")
async def test_refusal_of_bad_markup_reaches_the_handler_and_the_bot_goes_on(
    phone: NewPhone, telegram: Telegram
) -> None:
    anna, boris = phone("Anna"), phone("Boris")
    await anna.send("/say <b>well</b>")
    assert (await anna.sees("well"))["entities"] == [{"offset": 0, "length": 4, "type": "bold"}]
    await anna.send("/say <b>wrong")
    await anna.sees("Refused:", """find end tag corresponding to start tag "b\"""")
    assert [call["method"] for call in telegram.refusals()] == ["sendMessage"]
    await boris.send("Anybody there?")
    echo = await boris.sees("Anybody there?")
    assert echo["reply_to_message"]["message_id"] == 1


def test_bot_takes_no_more_lines_than_promised() -> None:
    """Blank lines, comments and what the file says of itself aside."""
    for file in FILES:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        code = [line for line in lines if line and not line.startswith(("#", "//", '"""'))]
        assert len(code) <= MOST_LINES, f"{file.name} has {len(code)} lines"
