"""A stock aiogram bot that does nothing: it answers a press and edits the message with eight buttons."""

import asyncio
import logging
import os

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.stub import CARD
from tests.bench.ticker import Ticker

dispatcher = Dispatcher()


@dispatcher.callback_query()
async def on_press(query: CallbackQuery) -> None:
    """Answer, then draw the same card again."""
    await query.answer("Готово")
    assert isinstance(query.message, Message)
    rows = [
        [InlineKeyboardButton(text=f"Кнопка {n}", callback_data=f"button:{n}:{query.data}")] for n in range(8)
    ]
    keyboard = InlineKeyboardMarkup(inline_keyboard=rows)
    await query.message.edit_text(f"{CARD}\n{query.data}", reply_markup=keyboard)


async def main() -> None:
    """Run until SIGTERM."""
    logging.basicConfig(level=logging.ERROR)
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    bot = Bot(os.environ["BOT_TOKEN"], session=session)
    Ticker().start()
    polling = asyncio.create_task(dispatcher.start_polling(bot))
    await bot.me()
    print("ready", flush=True)
    await polling


if __name__ == "__main__":
    uvloop.run(main())  # as Dispatcher.run_polling does where there is uvloop
