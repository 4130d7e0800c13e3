"""The bot's process: stores updates, handles them."""

import asyncio
import gc
import signal

import structlog
from aiogram import Bot
from aiogram.types import BotCommandScopeDefault

from bot import commands, polling, webhook
from bot.app import make_dispatcher, reopen_chat
from bot.inbox import Handling
from dialogs.wire import failure_of, make_bot
from domain import company, db, locks, log, storage, wake
from domain.away import is_away
from domain.settings import Settings, load
from domain.texts import LANGUAGES, texts

logger = structlog.get_logger()


async def main(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; then what is under way is finished."""
    log.setup(settings.log_level, "bot", as_json=settings.log_json)
    await db.connect(settings)
    redis = wake.connect(settings.redis_url)
    storage.use(settings.data_dir)
    held = locks.Locks(settings.database_url)
    bot = make_bot(settings)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    try:
        dispatcher = make_dispatcher(settings, redis, held)
        handling = Handling(dispatcher, bot, held, lambda chat: reopen_chat(dispatcher, bot, chat))
        await introduce(bot, stop)
        # What was built so far lives as long as the process: full collections need not walk over it.
        for language in LANGUAGES:
            texts(language)("command.menu")
        gc.collect()
        gc.freeze()
        serving = webhook.serve(bot, settings, stop, handling.wake) if settings.webhook_url else None
        source = serving or polling.poll(bot, stop, handling.wake)
        print("ready", flush=True)
        await asyncio.gather(source, handling.run(stop))
    finally:
        await bot.session.close()
        await held.close()
        await wake.close()
        await db.close()


async def introduce(bot: Bot, stop: asyncio.Event) -> None:
    """Learn the bot's own name and give strangers their command menu, as soon as Telegram answers."""
    while not stop.is_set():
        try:
            me = await bot.me()
            await bot.delete_webhook()  # one that is set makes polling impossible; webhook mode sets its own
            await company.put("bot_username", me.username or "")
            for language in LANGUAGES:
                await bot.set_my_commands(
                    commands.stranger_menu(language), scope=BotCommandScopeDefault(), language_code=language
                )
            return
        except Exception as error:
            if failure_of(error) is None and not is_away(error):
                raise
            logger.warning("bot.not_introduced", error=log.redacted(repr(error)))
            await asyncio.sleep(2)


if __name__ == "__main__":
    asyncio.run(main(load()))
