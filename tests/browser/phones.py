"""What tests of the sandbox's page share: a bot of a few lines, and what a person does with a phone."""

import io
from typing import Any

import aiohttp
from PIL import Image
from playwright.async_api import Browser, Locator, Page, expect

TOKEN = "123456:AAsandboxsandboxsandboxsandboxsand"
ANNA, BORIS, VERA = 701, 702, 703


class Bot:
    """Echoes texts, greets with one button, answers its press, finds orders inline, ten at a time."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url
        self.heard: list[str] = []

    async def call(self, method: str, **params: Any) -> Any:
        async with self.http.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def live(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                if message := update.get("message"):
                    await self.on_message(message)
                elif query := update.get("callback_query"):
                    await self.on_press(query)
                elif query := update.get("inline_query"):
                    await self.on_inline(query)

    async def on_message(self, message: dict[str, Any]) -> None:
        if data := message.get("web_app_data"):
            self.heard.append(data["data"])
        if "text" not in message or "via_bot" in message:
            return
        self.heard.append(message["text"])
        button = [[{"text": "Accept", "callback_data": "accept", "style": "success"}]]
        markup = {"reply_markup": {"inline_keyboard": button}} if message["text"] == "/start" else {}
        where = {"chat_id": message["chat"]["id"], "message_thread_id": message.get("message_thread_id", 0)}
        await self.call("sendMessage", **where, text=f"Echo: {message['text']}", **markup)

    async def on_press(self, query: dict[str, Any]) -> None:
        loud = (
            {"text": "Are you sure?", "show_alert": True} if query["data"] == "ask" else {"text": "Accepted"}
        )
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **loud)

    async def on_inline(self, query: dict[str, Any]) -> None:
        first = int(query["offset"] or 1)
        results = [
            {
                "type": "article",
                "id": str(number),
                "title": f"Order {number}: {query['query']}",
                "input_message_content": {"message_text": f"Taken {number}"},
            }
            for number in range(first, first + 10)
        ]
        more = {"next_offset": str(first + 10)} if first == 1 else {}
        await self.call(
            "answerInlineQuery", inline_query_id=query["id"], results=results, cache_time=0, **more
        )


async def sim(bot: Bot, path: str, body: dict[str, Any]) -> Any:
    """What somebody does elsewhere, by the sandbox's control API."""
    async with bot.http.post(f"{bot.url}/sim/{path}", json=body) as response:
        answer = await response.json()
    assert response.ok, answer
    return answer


async def opened(browser: Browser, url: str, width: int = 1600, height: int = 1000, **options: Any) -> Page:
    """A page on which nothing glides: a click aimed at a frame that still moves misses it, without a word."""
    screen: Any = {"width": width, "height": height}
    page = await browser.new_page(viewport=screen, reduced_motion="reduce", **options)
    await page.goto(url)
    return page


def phone_of(page: Page, person_id: int) -> Locator:
    return page.locator(f'[data-phone="{person_id}"]')


async def started(page: Page, person_id: int) -> Locator:
    """The person's phone, with the chat opened by Start."""
    phone = phone_of(page, person_id)
    start, field = phone.locator('[data-role="start"]'), phone.locator('[data-role="input"]')
    await expect(start.or_(field).filter(visible=True)).to_have_count(1)
    if await start.is_visible():
        await start.click()
    await expect(field).to_be_visible()
    return phone


async def write(phone: Locator, text: str) -> None:
    await phone.locator('[data-role="input"]').fill(text)
    await phone.locator('[data-role="input"]').press("Enter")


async def choose(phone: Locator, text: str, *roles: str) -> None:
    """Items of the menu of the message that says this."""
    await phone.locator(".bubble", has_text=text).last.click(button="right")
    for role in roles:
        await phone.page.locator(f'.menu [data-role="{role}"]').click()


def said(phone: Locator, side: str = "in") -> Locator:
    """The last bubble: `in` of the bot or others, `out` of the person."""
    return phone.locator(f".{side} .bubble").last


def picture(number: int) -> Any:
    """A small photo of one colour, as a browser's file input takes it."""
    content = io.BytesIO()
    Image.new("RGB", (320 + 40 * number, 240), (80 * number, 120, 160)).save(content, "JPEG")
    return {"name": f"photo{number}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
