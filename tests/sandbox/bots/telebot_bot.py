"""The bot of the proof, in pyTelegramBotAPI: python telebot_bot.py <api> <token> [<port for a webhook>]."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from telebot import TeleBot, apihelper
from telebot.apihelper import ApiTelegramException
from telebot.formatting import hbold
from telebot.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)

API, TOKEN, *PORT = sys.argv[1:]
apihelper.API_URL = API + "/bot{0}/{1}"
apihelper.FILE_URL = API + "/file/bot{0}/{1}"
bot = TeleBot(TOKEN)


def counter(count: int) -> InlineKeyboardMarkup:
    keys = InlineKeyboardMarkup().add(InlineKeyboardButton(f"Count: {count}", callback_data=f"count:{count}"))
    return keys.add(InlineKeyboardButton("Site", url="https://example.com"))


@bot.message_handler(commands=["start"])
def start(message: Message) -> None:
    payload = message.text.partition(" ")[2]
    bot.send_message(
        message.chat.id, f"Hello, {message.from_user.full_name}! {payload}", reply_markup=counter(0)
    )


@bot.callback_query_handler(lambda query: query.data.startswith("count:"))
def count(query: CallbackQuery) -> None:
    number, message = int(query.data.split(":")[1]) + 1, query.message
    bot.edit_message_text(
        f"Counted {number}", message.chat.id, message.message_id, reply_markup=counter(number)
    )
    last = number == 3
    bot.answer_callback_query(query.id, "That was the third" if last else "One more", show_alert=last)


@bot.message_handler(commands=["ask"])
def ask(message: Message) -> None:
    keys = ReplyKeyboardMarkup(resize_keyboard=True).add(
        KeyboardButton("My number", request_contact=True), "Nothing"
    )
    bot.send_message(message.chat.id, "Your number?", reply_markup=keys)


@bot.message_handler(content_types=["contact"])
def contact(message: Message) -> None:
    number = message.contact.phone_number
    bot.send_message(message.chat.id, f"Number: {number}", reply_markup=ReplyKeyboardRemove())


@bot.message_handler(content_types=["location"])
def location(message: Message) -> None:
    bot.send_location(message.chat.id, message.location.latitude, message.location.longitude)


@bot.message_handler(content_types=["photo"])
def photo(message: Message) -> None:
    file = bot.get_file(message.photo[-1].file_id)
    caption = f"{hbold(str(len(bot.download_file(file.file_path))))} bytes"
    bot.send_photo(message.chat.id, file.file_id, caption, parse_mode="HTML", reply_to_message_id=message.id)


@bot.message_handler(commands=["say"])
def say(message: Message) -> None:
    try:
        bot.send_message(message.chat.id, message.text.partition(" ")[2], parse_mode="html")
    except ApiTelegramException as error:
        bot.send_message(message.chat.id, f"Refused: {error.description}")


@bot.message_handler(commands=["crash"])
def crash(message: Message) -> None:
    try:
        print(1 / 0)
    except ZeroDivisionError as error:
        bot.send_message(message.chat.id, f"Sorry: {type(error).__name__}")


@bot.message_handler(content_types=["text"])
def echo(message: Message) -> None:
    bot.reply_to(message, message.text)


class Hook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        known = self.headers["X-Telegram-Bot-Api-Secret-Token"] == "a-secret"
        if known:
            bot.process_new_updates([Update.de_json(body.decode())])
        self.send_response(200 if known else 403)
        self.end_headers()


if PORT:
    server = ThreadingHTTPServer(("127.0.0.1", int(PORT[0])), Hook)
    bot.set_webhook(f"http://127.0.0.1:{PORT[0]}/hook", secret_token="a-secret")
    server.serve_forever()
else:
    bot.infinity_polling(timeout=20)
