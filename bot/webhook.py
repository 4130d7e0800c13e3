"""Webhook: an update is stored before Telegram is answered."""

import asyncio
import hmac
from collections.abc import Callable
from urllib.parse import urlsplit

import orjson
import structlog
from aiogram import Bot
from aiohttp import web

from dialogs.wire import ALLOWED_UPDATES
from domain import inbox
from domain.settings import Settings

log = structlog.get_logger()
LARGEST = 2 * 1024 * 1024
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def make_app(secret: str, path: str, wake: Callable[[], None]) -> web.Application:
    """An application that takes updates at ``path`` from whoever knows ``secret``."""

    async def take(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return web.Response(status=401)
        try:
            update = orjson.loads(await request.read())
            update_id = update["update_id"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return web.Response(status=400)
        await inbox.store([update])
        log.debug("webhook.stored", update_id=update_id)
        wake()
        return web.Response()

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(path, take)
    return app


async def serve(bot: Bot, settings: Settings, stop: asyncio.Event, wake: Callable[[], None]) -> None:
    """Listen, tell Telegram where, and take updates until ``stop``."""
    assert settings.webhook_url is not None
    assert settings.webhook_secret is not None
    secret = settings.webhook_secret.get_secret_value()
    path = urlsplit(settings.webhook_url).path or "/"
    runner = web.AppRunner(make_app(secret, path, wake), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.webhook_host, settings.webhook_port).start()
        await bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
        await stop.wait()
    finally:
        await runner.cleanup()
