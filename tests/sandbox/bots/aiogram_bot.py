"""The bot of the proof, in aiogram: python aiogram_bot.py <api> <token> [<port for a webhook>]."""

import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    CallbackQuery,
    ErrorEvent,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.utils.keyboard import InlineKeyboardBuilder
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

API, TOKEN, *PORT = sys.argv[1:]
bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(API)))
dispatcher = Dispatcher()


def counter(count: int) -> InlineKeyboardMarkup:
    keys = InlineKeyboardBuilder().button(text=f"Count: {count}", callback_data=f"count:{count}")
    return keys.button(text="Site", url="https://example.com").as_markup()


@dispatcher.message(CommandStart())
async def start(message: Message, command: CommandObject) -> None:
    await message.answer(
        f"Hello, {message.from_user.full_name}! {command.args or ''}", reply_markup=counter(0)
    )


@dispatcher.callback_query(F.data.startswith("count:"))
async def count(query: CallbackQuery) -> None:
    number = int(query.data.split(":")[1]) + 1
    await query.message.edit_text(f"Counted {number}", reply_markup=counter(number))
    await query.answer("That was the third", show_alert=True) if number == 3 else await query.answer(
        "One more"
    )


@dispatcher.message(Command("ask"))
async def ask(message: Message) -> None:
    keys = [KeyboardButton(text="My number", request_contact=True), KeyboardButton(text="Nothing")]
    await message.answer(
        "Your number?", reply_markup=ReplyKeyboardMarkup(keyboard=[keys], resize_keyboard=True)
    )


@dispatcher.message(F.contact)
async def contact(message: Message) -> None:
    await message.answer(f"Number: {message.contact.phone_number}", reply_markup=ReplyKeyboardRemove())


@dispatcher.message(F.location)
async def location(message: Message) -> None:
    await message.answer_location(message.location.latitude, message.location.longitude)


@dispatcher.message(F.photo)
async def photo(message: Message) -> None:
    content = (await bot.download(message.photo[-1])).read()
    await message.reply_photo(
        message.photo[-1].file_id, caption=f"<b>{len(content)}</b> bytes", parse_mode="HTML"
    )


@dispatcher.message(Command("say"))
async def say(message: Message, command: CommandObject) -> None:
    try:
        await message.answer(command.args, parse_mode="HTML")
    except TelegramBadRequest as error:
        await message.answer(f"Refused: {error.message}")


@dispatcher.message(Command("crash"))
async def crash(_: Message) -> None:
    raise ZeroDivisionError


@dispatcher.message(F.text)
async def echo(message: Message) -> None:
    await message.reply(message.text)


@dispatcher.error()
async def failed(event: ErrorEvent) -> None:
    await event.update.message.answer(f"Sorry: {type(event.exception).__name__}")


async def set_webhook(bot: Bot) -> None:
    await bot.set_webhook(f"http://127.0.0.1:{PORT[0]}/hook", secret_token="a-secret")


if PORT:
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token="a-secret").register(app, "/hook")
    app.on_startup.append(lambda _: set_webhook(bot))
    web.run_app(app, host="127.0.0.1", port=int(PORT[0]), print=None)
else:
    dispatcher.run_polling(bot)
