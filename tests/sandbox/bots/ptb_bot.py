"""The bot of the proof, in python-telegram-bot: python ptb_bot.py <api> <token> [<port for a webhook>]."""

import sys

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

API, TOKEN, *PORT = sys.argv[1:]
Context = ContextTypes.DEFAULT_TYPE


def counter(count: int) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(f"Count: {count}", callback_data=f"count:{count}")
    return InlineKeyboardMarkup([[button, InlineKeyboardButton("Site", url="https://example.com")]])


async def start(update: Update, context: Context) -> None:
    name, payload = update.effective_user.full_name, "".join(context.args)
    await update.message.reply_text(f"Hello, {name}! {payload}", reply_markup=counter(0))


async def count(update: Update, _: Context) -> None:
    query = update.callback_query
    number = int(query.data.split(":")[1]) + 1
    await query.edit_message_text(f"Counted {number}", reply_markup=counter(number))
    await query.answer("That was the third", show_alert=True) if number == 3 else await query.answer(
        "One more"
    )


async def ask(update: Update, _: Context) -> None:
    keys = [KeyboardButton("My number", request_contact=True), "Nothing"]
    await update.message.reply_text(
        "Your number?", reply_markup=ReplyKeyboardMarkup([keys], resize_keyboard=True)
    )


async def contact(update: Update, _: Context) -> None:
    number = update.message.contact.phone_number
    await update.message.reply_text(f"Number: {number}", reply_markup=ReplyKeyboardRemove())


async def location(update: Update, _: Context) -> None:
    await update.message.reply_location(location=update.message.location)


async def photo(update: Update, _: Context) -> None:
    file = await update.message.photo[-1].get_file()
    caption = f"<b>{len(await file.download_as_bytearray())}</b> bytes"
    await update.message.reply_photo(file.file_id, caption, do_quote=True, parse_mode=ParseMode.HTML)


async def say(update: Update, context: Context) -> None:
    try:
        await update.message.reply_html(" ".join(context.args))
    except BadRequest as error:
        await update.message.reply_text(f"Refused: {error.message}")


async def crash(_: Update, __: Context) -> None:
    raise ZeroDivisionError


async def echo(update: Update, _: Context) -> None:
    await update.message.reply_text(update.message.text, do_quote=True)


async def failed(update: object, context: Context) -> None:
    await update.message.reply_text(f"Sorry: {type(context.error).__name__}")


builder = Application.builder().token(TOKEN)
app = builder.base_url(f"{API}/bot").base_file_url(f"{API}/file/bot").build()
for name, command in {"start": start, "ask": ask, "say": say, "crash": crash}.items():
    app.add_handler(CommandHandler(name, command))
app.add_handler(CallbackQueryHandler(count, pattern="^count:"))
for what, handler in (
    (filters.CONTACT, contact), (filters.LOCATION, location), (filters.PHOTO, photo), (filters.TEXT, echo),
):  # fmt: skip
    app.add_handler(MessageHandler(what, handler))
app.add_error_handler(failed)
if PORT:
    url = f"http://127.0.0.1:{PORT[0]}/hook"
    app.run_webhook("127.0.0.1", int(PORT[0]), "hook", webhook_url=url, secret_token="a-secret")
else:
    app.run_polling()
