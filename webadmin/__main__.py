"""The web process: ``python -m webadmin``."""

import asyncio
import signal

import structlog
from aiohttp import web

from domain import settings as settings_module
from domain.settings import Settings
from webadmin.app import make_app

log = structlog.get_logger()
SHUTDOWN_SECONDS = 2.0


async def main(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; says ``ready`` when it listens."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    # Access is the reverse proxy's to log; a path may hold a one-time link.
    runner = web.AppRunner(make_app(settings), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.web_host, settings.web_port).start()
        log.info("web.listening", host=settings.web_host, port=settings.web_port)
        print("ready", flush=True)  # noqa: T201  # the supervisor waits for this line
        await stop.wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(settings_module.load()))
