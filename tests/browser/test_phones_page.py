"""The page of phones in a real browser, against the sandbox and a bot of a few lines."""

import ast
import asyncio
import contextlib
import re
from pathlib import Path
from typing import Self

from playwright.async_api import Browser, Page, expect

from tests.browser.phones import ANNA, BORIS, VERA, Bot, opened, phone_of, picture, started, write

SANDBOX = Path(__file__).resolve().parents[2] / "sandbox"
# The page's own stream has heard by then what another one of it hears.
HEARD = """text => new Promise(resolve => {
  const stream = new EventSource("sim/events?since=0");
  stream.onmessage = ({data}) => data.includes(text) && resolve(stream.close());
})"""
ATTACK = '<img src=x onerror="window.broken = true"><script>window.broken = true</script>'


class Line:
    """A wire between the page and the sandbox that can be cut and joined again."""

    def __init__(self, url: str) -> None:
        self.target = int(url.rpartition(":")[2])
        self.port = 0
        self.ends: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        await self.join()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def join(self) -> None:
        self.server = await asyncio.start_server(self.connect, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        self.server.close()
        for end in [*self.ends]:
            end.close()
        await self.server.wait_closed()

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        self.ends |= {writer, far_writer}
        await asyncio.gather(self.carry(reader, far_writer), self.carry(far_reader, writer))

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()
        self.ends.discard(writer)


async def test_what_anna_types_appears_on_both_sides(page: Page, bot: Bot) -> None:
    anna = await started(page, ANNA)
    await write(anna, "Where to?")
    await expect(anna.locator(".out [data-message-id]").last).to_contain_text("Where to?")
    await expect(anna.locator(".in [data-message-id]").last).to_contain_text("Echo: Where to?")
    assert "Where to?" in bot.heard


async def test_pressing_an_inline_button_shows_the_toast(page: Page) -> None:
    anna = await started(page, ANNA)
    await anna.get_by_role("button", name="Accept").click()
    await expect(anna.locator('[data-role="toast"]')).to_have_text("Accepted")
    await expect(anna.locator(".waiting")).to_have_count(0)


async def test_button_that_is_drawn_anew_under_the_press_is_pressed_all_the_same(
    page: Page, bot: Bot
) -> None:
    vera = await started(page, VERA)
    buttons = {"reply_markup": {"inline_keyboard": [[{"text": "Take it", "callback_data": "take"}]]}}
    sent = await bot.call("sendMessage", chat_id=VERA, text="An order", **buttons)
    button = vera.get_by_role("button", name="Take it")
    await button.hover()
    await page.mouse.down()
    edit = {"chat_id": VERA, "message_id": sent["message_id"], "text": "An order of today"}
    await bot.call("editMessageText", **edit, **buttons)
    await page.evaluate(HEARD, edit["text"])
    await page.mouse.up()
    await expect(vera.locator('[data-role="toast"]').last).to_have_text("Accepted")
    await expect(vera.get_by_text("An order of today")).to_be_visible()


async def test_three_photos_of_boris_are_one_album(page: Page) -> None:
    boris = await started(page, BORIS)
    await boris.locator('[data-role="attach-photo"]').set_input_files([picture(n) for n in range(3)])
    await boris.locator('[data-role="input"]').fill("Before and after")
    await boris.locator('[data-role="send"]').click()
    album = boris.locator('[data-role="album"]')
    await expect(album).to_have_count(1)
    await expect(album.locator("[data-message-id] img")).to_have_count(3)
    await expect(boris.locator(".bubble", has=page.locator('[data-role="album"]'))).to_contain_text(
        "Before and after"
    )


async def test_markup_in_a_message_is_shown_as_text(page: Page) -> None:
    vera = await started(page, VERA)
    await write(vera, ATTACK)
    await expect(vera.locator(".in [data-message-id]").last).to_contain_text(f"Echo: {ATTACK}")
    await expect(vera.locator(".text img, .text script")).to_have_count(0)
    assert await page.evaluate("window.broken") is None


async def test_refused_message_stays_in_the_input(page: Page) -> None:
    vera = await started(page, VERA)
    await write(vera, "x" * 4097)
    await expect(vera.locator('[data-role="toast"].error')).to_contain_text("4096")
    await expect(vera.locator('[data-role="input"]')).to_have_value("x" * 4097)
    await vera.locator('[data-role="input"]').fill("")


def test_every_kind_of_refusal_has_words_on_the_page() -> None:
    said = set(re.findall(r"refused_(\w+):", (SANDBOX / "page/js/texts.js").read_text()))
    assert kinds_of_refusal() == said


async def test_page_catches_up_after_the_line_was_cut(browser: Browser, bot: Bot) -> None:
    async with Line(bot.url) as line:
        page = await opened(browser, f"{line.url}/?lang=en")
        anna = await started(page, ANNA)
        status = page.locator(".listening")
        await expect(status).to_have_text("bot connected (polling)")
        await line.cut()
        await expect(page.locator(".lost")).to_be_visible()
        await expect(status).to_have_text("bot state unknown")
        await bot.call("sendMessage", chat_id=ANNA, text="Said while nobody heard")
        await line.join()
        await expect(anna.get_by_text("Said while nobody heard")).to_be_visible()
        await expect(page.locator(".lost")).to_be_hidden()
        await expect(status).to_have_text("bot connected (polling)")
        await page.close()


async def test_narrow_page_shows_one_phone_with_unread_badges_in_its_language(
    browser: Browser, bot: Bot, page: Page
) -> None:
    await started(page, ANNA)
    await started(page, BORIS)
    await page.goto("about:blank")
    narrow = await opened(browser, f"{bot.url}/?lang=ru", 390, 844)
    await expect(phone_of(narrow, ANNA)).to_be_visible()
    await expect(narrow.locator("[data-phone]").filter(visible=True)).to_have_count(1)
    await bot.call("sendMessage", chat_id=BORIS, text="For Boris")
    await expect(narrow.locator(f'[data-tab="{BORIS}"] .badge')).to_be_visible()
    await narrow.locator(f'[data-tab="{BORIS}"]').click()
    await expect(phone_of(narrow, BORIS).get_by_text("For Boris")).to_be_visible()
    await expect(narrow.locator(f'[data-tab="{BORIS}"] .badge')).to_be_hidden()
    await write(phone_of(narrow, BORIS), "я" * 5000)
    await expect(phone_of(narrow, BORIS).locator('[data-role="toast"].error')).to_have_text(
        "Слишком длинно, знаков: 5000. Telegram принимает не больше 4096."
    )
    assert await narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await narrow.close()


def kinds_of_refusal() -> set[str]:
    """Every kind that the sandbox gives to a ControlError."""
    trees = [ast.parse(path.read_text()) for path in SANDBOX.glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    refusals = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "ControlError"]
    kinds = [word.value for call in refusals for word in call.keywords if word.arg == "kind"]
    return {
        part.value
        for kind in kinds
        for part in ast.walk(kind)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
