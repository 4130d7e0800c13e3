"""The bot of the proof, in pyTelegramBotAPI: python telebot_bot.py <api> <token> [<port for a webhook>]."""

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from telebot import TeleBot, apihelper, types, util

API, TOKEN, *PORT = sys.argv[1:]
apihelper.API_URL, apihelper.FILE_URL = API + "/bot{0}/{1}", API + "/file/bot{0}/{1}"
bot = TeleBot(TOKEN)


def counter(count: int) -> types.InlineKeyboardMarkup:
    keys = {f"Count: {count}": {"callback_data": f"count:{count}"}, "Site": {"url": "https://example.com"}}
    return util.quick_markup(keys)


@bot.message_handler(["start"])
def start(message: types.Message) -> None:
    text = f"Hello, {message.from_user.full_name}! {util.extract_arguments(message.text)}"
    bot.send_message(message.chat.id, text, reply_markup=counter(0))


@bot.callback_query_handler(lambda query: query.data.startswith("count:"))
def count(query: types.CallbackQuery) -> None:
    number, chat_id = int(query.data.split(":")[1]) + 1, query.message.chat.id
    bot.edit_message_text(f"Counted {number}", chat_id, query.message.id, reply_markup=counter(number))
    bot.answer_callback_query(query.id, "The third" if number == 3 else "One more", show_alert=number == 3)


@bot.message_handler(["ask"])
def ask(message: types.Message) -> None:
    keys = types.ReplyKeyboardMarkup(resize_keyboard=True)
    keys.add(types.KeyboardButton("My number", request_contact=True), "Nothing")
    bot.send_message(message.chat.id, "Your number?", reply_markup=keys)


@bot.message_handler(content_types=["contact"])
def contact(message: types.Message) -> None:
    text = f"Number: {message.contact.phone_number}"
    bot.send_message(message.chat.id, text, reply_markup=types.ReplyKeyboardRemove())


@bot.message_handler(content_types=["location"])
def location(message: types.Message) -> None:
    bot.send_location(message.chat.id, message.location.latitude, message.location.longitude)


@bot.message_handler(content_types=["photo"])
def photo(message: types.Message) -> None:
    file = bot.get_file(message.photo[-1].file_id)
    content = bot.download_file(file.file_path)
    copy = types.InputMediaPhoto(content, f"<b>{len(content)}</b> bytes", parse_mode="HTML")
    album = [copy, types.InputMediaPhoto(file.file_id)]
    bot.send_media_group(message.chat.id, album, reply_to_message_id=message.id)


@bot.message_handler(["say"])
def say(message: types.Message) -> None:
    try:
        bot.send_message(message.chat.id, util.extract_arguments(message.text), parse_mode="HTML")
    except apihelper.ApiTelegramException as error:
        bot.send_message(message.chat.id, f"Refused: {error.description}")


@bot.message_handler(content_types=["text"])
def echo(message: types.Message) -> None:
    bot.reply_to(message, message.text)


class Hook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        known = self.headers["X-Telegram-Bot-Api-Secret-Token"] == "a-secret"
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if known:
            bot.process_new_updates([types.Update.de_json(body.decode())])
        self.send_response(200 if known else 403)
        self.end_headers()


if PORT:
    server = HTTPServer(("127.0.0.1", int(PORT[0])), Hook)
    bot.set_webhook(f"http://127.0.0.1:{PORT[0]}/hook", secret_token="a-secret")
    server.serve_forever()
else:
    bot.infinity_polling(timeout=20)
