# ruff: noqa: ANN001, ANN201, ANN202 - fixtures are typed where they are made
"""A real aiogram bot talks to the sandbox, by polling and by webhook."""

import asyncio

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReplyParameters,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web


@pytest.fixture
async def bot(sandbox):
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with Bot("123456:AAtest", session=session) as bot:
        yield bot


@pytest.fixture
def dispatcher(draw):
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def start(message: Message, command: CommandObject):
        button = InlineKeyboardButton(text="Take", callback_data="take")
        markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer(f"Hello, {command.args}", reply_markup=markup)

    @dispatcher.message(F.photo)
    async def photo(message: Message, bot: Bot):
        data = await bot.download(message.photo[-1])
        await message.reply(f"{len(data.read())} bytes")

    @dispatcher.callback_query(F.data == "take")
    async def take(query: CallbackQuery):
        await query.message.edit_text("Taken")
        await query.answer("Yours", show_alert=True)

    return dispatcher


async def act(sandbox, gleb, draw, wait_until):
    """A person comes in, taps and sends a photo; the texts on the screen and the answer of the tap."""
    await sandbox.says(gleb, "/start order_7")
    messages = sandbox.world.chats[gleb["id"]].messages
    await wait_until(lambda: len(messages) == 2)
    tap = await sandbox.sim("callback", {"from": gleb["id"], "message_id": 2, "label": "Take", "wait": 10})
    await sandbox.sends(gleb, ("a.jpg", draw()))
    await wait_until(lambda: len(messages) == 4)
    return [one.get("text") for one in (await sandbox.chat(gleb))["messages"]], tap["answer"]


async def test_bot_works_by_polling(sandbox, gleb, bot, dispatcher, draw, wait_until):
    polling = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
    )
    texts, answer = await act(sandbox, gleb, draw, wait_until)
    await dispatcher.stop_polling()
    await polling
    assert texts[:3] == ["/start order_7", "Taken", None]
    assert texts[3].endswith(" bytes")
    assert answer == {"text": "Yours", "show_alert": True, "url": None}


async def test_bot_works_by_webhook(sandbox, gleb, bot, dispatcher, draw, wait_until):
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="s3cret")
    handler.register(app, "/hook")
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
    texts, answer = await act(sandbox, gleb, draw, wait_until)
    await bot.delete_webhook()
    await runner.cleanup()
    assert texts[:3] == ["/start order_7", "Taken", None]
    assert answer["text"] == "Yours"


async def test_aiogram_reads_every_kind_of_answer(sandbox, anna, bot, draw):
    chat_id = anna["id"]
    photo = BufferedInputFile(draw(), "a.jpg")
    sent = await bot.send_photo(chat_id, photo, caption="<b>x</b>", parse_mode="HTML")
    assert sent.caption_entities[0].type == "bold"
    album = await bot.send_media_group(
        chat_id, [InputMediaPhoto(media=BufferedInputFile(draw(), "b.jpg"))] * 2
    )
    assert len(album) == 2
    changed = await sent.edit_media(InputMediaPhoto(media=BufferedInputFile(draw(60, 50), "c.jpg")))
    assert changed.photo[-1].width == 60
    assert (
        await bot.send_document(chat_id, BufferedInputFile(b"x", "акт.txt"))
    ).document.file_name == "акт.txt"
    assert (await bot.send_location(chat_id, 55.7, 37.6, live_period=60)).location.live_period == 60
    assert (await bot.copy_message(chat_id, chat_id, 1)).message_id
    assert (await bot.forward_message(chat_id, chat_id, 1)).forward_origin
    assert (await bot.get_chat(chat_id)).first_name == "Anna"
    assert (await bot.get_chat_member(chat_id, chat_id)).status == "member"
    assert (await bot.get_me()).username == "test_bot"
    assert (await bot.get_webhook_info()).url == ""
    assert (await bot.get_chat_menu_button(chat_id)).type == "default"
    assert await bot.delete_messages(chat_id, [1, 2])
    assert await bot.pin_chat_message(chat_id, 3)
    await sandbox.sim("block", {"from": chat_id})
    updates = await bot.get_updates()
    assert [update.event_type for update in updates] == ["message", "message", "my_chat_member"]


async def test_aiogram_reads_every_kind_of_media_and_what_is_passed_on(sandbox, anna, gleb, bot, draw):
    chat_id = anna["id"]
    file, small = BufferedInputFile(b"x", "a.mp4"), BufferedInputFile(draw(), "t.jpg")
    video = await bot.send_video(chat_id, file, thumbnail=small, cover=small, duration=3, start_timestamp=1)
    assert (video.video.duration, video.video.thumbnail.width, video.video.cover[-1].width) == (3, 40, 40)
    assert (await bot.send_animation(chat_id, file)).animation.file_id
    assert (await bot.send_audio(chat_id, file, title="Song", performer="Anna")).audio.title == "Song"
    assert (await bot.send_voice(chat_id, file, duration=2, caption="hi")).voice.duration == 2
    assert (await bot.send_video_note(chat_id, file, length=240)).video_note.length == 240
    assert (await bot.send_dice(chat_id)).dice.value in range(1, 7)
    poll = await bot.send_poll(chat_id, "Which?", ["One", "Two"], is_anonymous=False)
    await sandbox.sim("vote", {"from": chat_id, "message_id": poll.message_id, "options": ["One"]})
    assert (await bot.stop_poll(chat_id, poll.message_id)).total_voter_count == 1
    assert len(await bot.copy_messages(chat_id, chat_id, [1, 2, 3])) == 3
    assert len(await bot.forward_messages(chat_id, chat_id, [1, 2, 3])) == 3
    await sandbox.says(gleb, "/start")
    away = ReplyParameters(message_id=video.message_id, chat_id=chat_id)
    told = await bot.send_message(gleb["id"], "look", reply_parameters=away)
    assert told.external_reply.video.duration == 3
    await sandbox.sends(anna, ("a.webp", b"x"), **{"as": "sticker"})
    await sandbox.sim("react", {"from": chat_id, "message_id": 1, "emoji": "👍"})
    kinds = [update.event_type for update in await bot.get_updates(allowed_updates=["message_reaction"])]
    assert kinds == ["message", "poll_answer", "poll", "poll", "message", "message"]
    await sandbox.sim("react", {"from": chat_id, "message_id": 1})
    [heard] = await bot.get_updates(offset=-1)
    assert heard.message_reaction.old_reaction[0].emoji == "👍"


async def test_refusals_become_aiogram_s_exceptions(sandbox, anna, bot):
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(5, "hi")
    await sandbox.sim("fault", {"method": "sendMessage", "code": 429, "retry_after": 3})
    with pytest.raises(TelegramRetryAfter) as wait:
        await bot.send_message(anna["id"], "hi")
    assert wait.value.retry_after == 3
    await sandbox.sim("block", {"from": anna["id"]})
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(anna["id"], "hi")


FAULTS = [
    (400, TelegramBadRequest, "Bad Request: refused by a rule of the sandbox"),
    (401, TelegramUnauthorizedError, "Unauthorized"),
    (404, TelegramNotFound, "Not Found"),
    (409, TelegramConflictError, "terminated by other getUpdates request"),
    (413, TelegramEntityTooLarge, "Request Entity Too Large"),
    (500, TelegramServerError, "Internal Server Error"),
    (502, TelegramServerError, "Bad Gateway"),
    (503, TelegramServerError, "Service Unavailable"),
    (504, TelegramServerError, "Gateway Timeout"),
]


async def test_every_code_becomes_the_exception_that_is_meant(sandbox, bot):
    for code, error, text in FAULTS:
        await sandbox.sim("fault", {"method": "getMe", "code": code})
        with pytest.raises(error, match=text):
            await bot.get_me()
    await sandbox.sim("fault", {"method": "getMe", "code": 500, "description": "restart"})
    with pytest.raises(RestartingTelegram):
        await bot.get_me()


async def test_aiogram_reads_drafts_icons_and_counted_reactions(sandbox, anna, bot):
    assert await bot.send_message_draft(anna["id"], 1, text="Thin")
    icons = await bot.get_forum_topic_icon_stickers()
    assert icons[0].custom_emoji_id == "5434144690511290129"
    channel = {"id": -1001000000009, "title": "News", "type": "channel", "members": [anna["id"]]}
    await sandbox.sim("groups", channel)
    post = await bot.send_message(channel["id"], "news")
    await bot.get_updates(allowed_updates=["message_reaction_count"])
    where = {"from": anna["id"], "chat_id": channel["id"], "message_id": post.message_id}
    await sandbox.sim("react", where | {"emoji": "👍"})
    [update] = await bot.get_updates(offset=-1)
    assert update.message_reaction_count.reactions[0].total_count == 1
