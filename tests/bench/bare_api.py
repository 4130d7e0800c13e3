"""The barest Bot API: takes any message, keeps it as the dictionary it answers with, checks nothing."""

import asyncio
import sys

import orjson
from aiohttp import web

kept: list[dict[str, object]] = []


async def send(request: web.Request) -> web.Response:
    given = dict(await request.post())
    message = {
        "message_id": len(kept) + 1,
        "date": 1_790_000_000,
        "chat": {"id": given["chat_id"], "type": "private", "first_name": "Anna"},
        "from": {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"},
        "text": given["text"],
        "reply_markup": orjson.loads(str(given["reply_markup"])),
    }
    kept.append(message)
    return web.Response(body=orjson.dumps({"ok": True, "result": message}), content_type="application/json")


async def main(port: int) -> None:
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", send)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
