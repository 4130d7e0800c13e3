"""A Bot API that takes everything and says it has been done, in a process of its own: its CPU isn't counted.

Bots are told apart by their token. ``/bench/push/TOKEN`` gives a bot updates, ``/bench/seen/TOKEN`` says how
many calls of each method it has made.
"""

import asyncio
import sys
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import ClientSession, web

CARD = (
    "<b>Заказ № 1042 · предложен</b>\nРемонт стиральной машины\nНе сливает воду, на экране ошибка E18\n"
    "пн, 24 ноября, 12:00–14:00\nБасманный район\nЦена: 2 500 ₽"
)
ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


@dataclass
class Bot:
    """What one bot is to be given, and what it has asked for."""

    waiting: list[dict[str, Any]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    calls: Counter[str] = field(default_factory=Counter)


bots: defaultdict[str, Bot] = defaultdict(Bot)


async def call(request: web.Request) -> web.Response:
    """Any method of the Bot API."""
    bot, method = bots[request.match_info["token"]], request.match_info["method"]
    if method == "getUpdates":
        body = await request.json() if request.content_type == "application/json" else await request.post()
        return _done(await _updates(bot, int(body.get("offset", 0)), float(body.get("timeout", 0))))
    form = await request.post()
    bot.calls[method] += 1
    return _done(
        ME if method == "getMe" else _message(form) if "text" in form and "chat_id" in form else True
    )


async def _updates(bot: Bot, offset: int, timeout: float) -> list[dict[str, Any]]:
    bot.waiting = [update for update in bot.waiting if update["update_id"] >= offset]
    if not bot.waiting:
        bot.news.clear()
        try:
            await asyncio.wait_for(bot.news.wait(), timeout)
        except TimeoutError:
            pass
    return bot.waiting[:100]


def _message(form: Any) -> dict[str, Any]:
    chat = {"id": int(form["chat_id"]), "type": "private", "first_name": "Анна"}
    keyboard = {"reply_markup": orjson.loads(form["reply_markup"])} if "reply_markup" in form else {}
    number = int(form.get("message_id", 1))
    return {"message_id": number, "date": 1, "chat": chat, "from": ME, "text": form["text"], **keyboard}


def _done(result: Any) -> web.Response:
    return web.Response(body=orjson.dumps({"ok": True, "result": result}), content_type="application/json")


async def push(request: web.Request) -> web.Response:
    """More updates for a bot."""
    bot = bots[request.match_info["token"]]
    bot.waiting += orjson.loads(await request.read())
    bot.calls.clear()
    bot.news.set()
    return web.Response()


async def seen(request: web.Request) -> web.Response:
    """The calls a bot has made since its last updates were given."""
    return _done(bots[request.match_info["token"]].calls)


@dataclass
class Api:
    """The running stub, from outside."""

    base: str
    http: ClientSession

    async def push(self, token: str, updates: list[dict[str, Any]]) -> None:
        """Give a bot updates and count its calls anew."""
        async with self.http.post(f"{self.base}/bench/push/{token}", data=orjson.dumps(updates)) as answer:
            answer.raise_for_status()

    async def calls(self, token: str) -> dict[str, int]:
        """How often the bot has called each method since then."""
        async with self.http.get(f"{self.base}/bench/seen/{token}") as answer:
            return dict((await answer.json())["result"])


@asynccontextmanager
async def started() -> AsyncIterator[Api]:
    """The stub in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.stub", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        port = int(await process.stdout.readline())
        async with ClientSession() as http:
            yield Api(f"http://127.0.0.1:{port}", http)
    finally:
        process.terminate()
        await process.wait()


async def main() -> None:
    """Serve on a free port and say which."""
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/bot{token}/{method}", call)
    app.router.add_post("/bench/push/{token}", push)
    app.router.add_get("/bench/seen/{token}", seen)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
