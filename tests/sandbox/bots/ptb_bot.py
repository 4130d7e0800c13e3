"""The bot of the proof, in python-telegram-bot: python ptb_bot.py <api> <token> [<port for a webhook>]."""

import sys

import telegram as tg
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


def counter(count: int) -> tg.InlineKeyboardMarkup:
    button = tg.InlineKeyboardButton(f"Count: {count}", callback_data=f"count:{count}")
    return tg.InlineKeyboardMarkup([[button, tg.InlineKeyboardButton("Site", url="https://example.com")]])


async def start(update: tg.Update, context: Context) -> None:
    text = f"Hello, {update.effective_user.full_name}! {''.join(context.args)}"
    await update.message.reply_text(text, reply_markup=counter(0))


async def count(update: tg.Update, _: Context) -> None:
    query = update.callback_query
    number = int(query.data.split(":")[1]) + 1
    await query.edit_message_text(f"Counted {number}", reply_markup=counter(number))
    await query.answer("The third" if number == 3 else "One more", show_alert=number == 3)


async def ask(update: tg.Update, _: Context) -> None:
    keys = [tg.KeyboardButton("My number", request_contact=True), "Nothing"]
    markup = tg.ReplyKeyboardMarkup([keys], resize_keyboard=True)
    await update.message.reply_text("Your number?", reply_markup=markup)


async def contact(update: tg.Update, _: Context) -> None:
    text = f"Number: {update.message.contact.phone_number}"
    await update.message.reply_text(text, reply_markup=tg.ReplyKeyboardRemove())


async def location(update: tg.Update, _: Context) -> None:
    await update.message.reply_location(location=update.message.location)


async def photo(update: tg.Update, _: Context) -> None:
    file = await update.message.photo[-1].get_file()
    content = bytes(await file.download_as_bytearray())
    copy = tg.InputMediaPhoto(content, f"<b>{len(content)}</b> bytes", parse_mode="HTML")
    await update.message.reply_media_group([copy, tg.InputMediaPhoto(file.file_id)], do_quote=True)


async def say(update: tg.Update, context: Context) -> None:
    await update.message.reply_html(" ".join(context.args))


async def echo(update: tg.Update, _: Context) -> None:
    await update.message.reply_text(update.message.text, do_quote=True)


async def failed(update: tg.Update, context: Context) -> None:
    await update.message.reply_text(f"Refused: {context.error}")


builder = Application.builder().token(TOKEN)
app = builder.base_url(f"{API}/bot").base_file_url(f"{API}/file/bot").build()
app.add_handler(CommandHandler("start", start))
app.add_handler(CommandHandler("ask", ask))
app.add_handler(CommandHandler("say", say))
app.add_handler(CallbackQueryHandler(count, pattern="^count:"))
app.add_handler(MessageHandler(filters.CONTACT, contact))
app.add_handler(MessageHandler(filters.LOCATION, location))
app.add_handler(MessageHandler(filters.PHOTO, photo))
app.add_handler(MessageHandler(filters.TEXT, echo))
app.add_error_handler(failed)
if PORT:
    url = f"http://127.0.0.1:{PORT[0]}/hook"
    app.run_webhook("127.0.0.1", int(PORT[0]), "hook", webhook_url=url, secret_token="a-secret")
else:
    app.run_polling()
