"""The web process: ``python -m webadmin``."""

import asyncio
import signal

import structlog
from aiohttp import web

from domain import db, log, wake
from domain import settings as settings_module
from domain.settings import Settings
from webadmin.app import make_app

logger = structlog.get_logger()
SHUTDOWN_SECONDS = 1.0


async def main(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; says ``ready`` when it listens."""
    log.setup(settings.log_level, "web", as_json=settings.log_json)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await db.connect(settings)
    wake.connect(settings.redis_url)
    # Access is the reverse proxy's to log; a path may hold a one-time link.
    runner = web.AppRunner(make_app(settings), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    try:
        await runner.setup()
        await web.TCPSite(runner, settings.web_host, settings.web_port).start()
        logger.info("web.listening", host=settings.web_host, port=settings.web_port)
        print("ready", flush=True)  # the supervisor waits for this line
        await stop.wait()
    finally:
        await runner.cleanup()
        await wake.close()
        await db.close()


if __name__ == "__main__":
    asyncio.run(main(settings_module.load()))
