"""The bot of the proof, in aiogram: python aiogram_bot.py <api> <token> [<port for a webhook>]."""

import sys

from aiogram import Bot, Dispatcher, F, types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.utils.keyboard import InlineKeyboardBuilder, ReplyKeyboardBuilder
from aiogram.utils.media_group import MediaGroupBuilder
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

API, TOKEN, *PORT = sys.argv[1:]
bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(API)))
dispatcher = Dispatcher()


def counter(count: int) -> types.InlineKeyboardMarkup:
    keys = InlineKeyboardBuilder().button(text=f"Count: {count}", callback_data=f"count:{count}")
    return keys.button(text="Site", url="https://example.com").as_markup()


@dispatcher.message(CommandStart())
async def start(message: types.Message, command: CommandObject) -> None:
    text = f"Hello, {message.from_user.full_name}! {command.args or ''}"
    await message.answer(text, reply_markup=counter(0))


@dispatcher.callback_query(F.data.startswith("count:"))
async def count(query: types.CallbackQuery) -> None:
    number = int(query.data.split(":")[1]) + 1
    await query.message.edit_text(f"Counted {number}", reply_markup=counter(number))
    await query.answer("The third" if number == 3 else "One more", show_alert=number == 3)


@dispatcher.message(Command("ask"))
async def ask(message: types.Message) -> None:
    keys = ReplyKeyboardBuilder().button(text="My number", request_contact=True).button(text="Nothing")
    await message.answer("Your number?", reply_markup=keys.as_markup(resize_keyboard=True))


@dispatcher.message(F.contact)
async def contact(message: types.Message) -> None:
    await message.answer(f"Number: {message.contact.phone_number}", reply_markup=types.ReplyKeyboardRemove())


@dispatcher.message(F.location)
async def location(message: types.Message) -> None:
    await message.answer_location(message.location.latitude, message.location.longitude)


@dispatcher.message(F.photo)
async def photo(message: types.Message) -> None:
    file_id = message.photo[-1].file_id
    content = (await bot.download(file_id)).read()
    album = MediaGroupBuilder()
    copy = types.BufferedInputFile(content, "copy.jpg")
    album.add_photo(copy, caption=f"<b>{len(content)}</b> bytes", parse_mode="HTML")
    album.add_photo(file_id)
    await message.reply_media_group(album.build())


@dispatcher.message(Command("say"))
async def say(message: types.Message, command: CommandObject) -> None:
    await message.answer(command.args, parse_mode="HTML")


@dispatcher.message(F.text)
async def echo(message: types.Message) -> None:
    await message.reply(message.text)


@dispatcher.error()
async def failed(event: types.ErrorEvent) -> None:
    await event.update.message.answer(f"Refused: {event.exception}")


if PORT:
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token="a-secret").register(app, "/hook")
    url = f"http://127.0.0.1:{PORT[0]}/hook"
    app.on_startup.append(lambda _: bot.set_webhook(url, secret_token="a-secret"))
    web.run_app(app, host="127.0.0.1", port=int(PORT[0]), print=None)
else:
    dispatcher.run_polling(bot)
