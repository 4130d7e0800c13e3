# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Every refusal of the Bot API that the sandbox knows, in Telegram's words."""

from typing import Any

import pytest

ANNA = 1001
GLEB = 1777
HI = {"chat_id": ANNA, "text": "hi"}
EMOJI = "\N{GRINNING FACE}"


def inline(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def keys(*buttons: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"keyboard": [list(buttons)], **more}


BUTTON = {"text": "ok", "callback_data": "ok"}
PARSING = "can't parse entities: "
INLINE = "can't parse inline keyboard button: "
WRONG_ID = "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
NO_TEXT_BUTTONS = INLINE + "Text buttons are unallowed in the inline keyboard"
RESERVED = "is reserved and must be escaped with the preceding '\\'"
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

TEXTS = [
    ({"text": ""}, "message text is empty"),
    ({"text": "x" * 32769}, "text is too long"),
    ({"text": " \n "}, "text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": EMOJI * 4097}, "message is too long"),
    ({"text": "hi", "parse_mode": "rtf"}, "unsupported parse_mode"),
    ({"text": "hi", "entities": [{"type": "bold", "offset": 9, "length": 1}]},
     "entity begins after the end of the text at UTF-16 offset 9"),
    ({"text": "hi", "entities": [{"type": "bold", "offset": 0, "length": 9}]},
     "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9"),
    ({"text": "hi", "entities": [{"type": "bold", "offset": -1, "length": 1}]},
     "receive an entity with incorrect offset -1"),
    ({"text": "hi", "entities": [{"type": "loud", "offset": 0, "length": 1}]},
     "can't parse MessageEntity: Unsupported type specified"),
    ({"text": "hi", "entities": [{"type": "text_link", "offset": 0, "length": 1}]},
     'can\'t parse MessageEntity: Can\'t find field "url"'),
    ({"text": "hi", "entities": [{"type": "date_time", "offset": 0, "length": 1}]},
     'can\'t parse MessageEntity: Can\'t find field "unix_time"'),
    ({"text": "hi", "entities": [{"type": "custom_emoji", "offset": 0, "length": 1, "custom_emoji_id": "x"}]},
     'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number'),
    ({"text": "hi", "entities": ["bold"]}, "can't parse MessageEntity: expected an Object"),
    ({"text": "hi", "entities": [{"type": "bold", "offset": 0, "length": -1}]},
     "receive an entity with incorrect length -1"),
    ({"text": "hi", "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": "not-a-url"}]},
     "entity URL 'not-a-url' is invalid: Wrong HTTP URL"),
    ({"text": "hi", "link_preview_options": {"is_disabled": "yes"}},
     'field "is_disabled" must be of type Boolean'),
    ({"text": "hi", "link_preview_options": {"url": "not-a-url"}}, "WEBPAGE_URL_INVALID"),
    ({"text": "hi", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"text": "hi", "reply_parameters": {"quote": "hi"}}, 'can\'t find field "message_id"'),
    ({"text": "hi", "message_thread_id": 7}, "message thread not found"),
    ({"text": "hi", "business_connection_id": "x"}, "business connection not found"),
    ({"text": "hi", "message_effect_id": "1"}, "EFFECT_ID_INVALID"),
    ({"text": "hi", "allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
    ({"text": "hi", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ({"text": "hi", "disable_notification": "perhaps"}, 'parameter "disable_notification" must be a Boolean'),
    ({"text": "hi", "reply_to_message_id": "two"}, 'parameter "reply_to_message_id" must be an Integer'),
]  # fmt: skip

HTML = [
    ("a <x>b</x>", 'Unsupported start tag "x" at byte offset 2'),
    ("<script>a</script>", 'Unsupported start tag "script" at byte offset 0'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("\N{CYRILLIC SMALL LETTER A} <x>", 'Unsupported start tag "x" at byte offset 3'),
    (EMOJI + "<x>", 'Unsupported start tag "x" at byte offset 4'),
    ("hi <b", "Unclosed start tag at byte offset 3"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("<a =x>b</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=x/y>b</a>", "Unexpected end of name token at byte offset 8"),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("hi</b>", "Unexpected end tag at byte offset 2"),
    ("<b>hi</b", "Unclosed end tag at byte offset 5"),
    ("<b><i>hi</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
    ("<b>hi", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<span>hi</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
]

MARKDOWN = [
    ("MarkdownV2", "*hi", "Can't find end of Bold entity at byte offset 0"),
    ("MarkdownV2", "a _hi", "Can't find end of Italic entity at byte offset 2"),
    ("MarkdownV2", "hi.", f"Character '.' {RESERVED}"),
    ("MarkdownV2", "a-b", f"Character '-' {RESERVED}"),
    ("MarkdownV2", "hi!", f"Character '!' {RESERVED}"),
    ("MarkdownV2", "a ![b", "Can't find end of CustomEmoji entity at byte offset 2"),
    ("MarkdownV2", "![a]", "Custom emoji entity must contain a tg://emoji URL at byte offset 3"),
    ("MarkdownV2", "![a](tg://emoji?id=1", "Can't find end of a custom emoji URL at byte offset 4"),
    ("MarkdownV2", "![a](http://ya.ru)", "Custom emoji URL must have scheme tg"),
    ("MarkdownV2", "![a](tg://emojis?id=1)", 'Custom emoji URL must have host "emoji"'),
    ("MarkdownV2", "![a](tg://emoji#x)", "Custom emoji URL must have an emoji identifier"),
    ("MarkdownV2", "![a](tg://emoji?id=025)", "Invalid custom emoji identifier specified"),
    ("MarkdownV2", "[a](http://ya.ru", "Can't find end of a URL at byte offset 3"),
    ("Markdown", "a *hi", "Can't find end of the entity starting at byte offset 2"),
]

KEYBOARDS = [
    ("text", "object expected as reply markup"),
    ({"inline_keyboard": None}, 'field "inline_keyboard" must be of type Array'),
    ({"inline_keyboard": "bad"}, 'field "inline_keyboard" must be of type Array'),
    ({"inline_keyboard": [BUTTON]},
     'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    (inline({"text": "ok"}), NO_TEXT_BUTTONS),
    (inline({"text": "ok", "callback_data": ""}), NO_TEXT_BUTTONS),
    (inline({"callback_data": "ok"}), INLINE + 'Can\'t find field "text"'),
    (inline({"text": "", "callback_data": "ok"}), "inline keyboard button text must be non-empty"),
    (inline({"text": "ok", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
    (inline({"text": "ok", "callback_data": EMOJI * 17}), "BUTTON_DATA_INVALID"),
    (inline({"text": "ok", "url": "not-a-url"}),
     "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
    (inline({"text": "ok", "url": "http://localhost:80/x"}),
     "inline keyboard button URL 'http://localhost:80/x' is invalid: Wrong HTTP URL"),
    (inline({"text": "ok", "url": "tel:+79001112233"}),
     "inline keyboard button URL 'tel:+79001112233' is invalid: Unsupported URL protocol"),
    (inline({"text": "ok", "url": "geo:55.7,37.6"}),
     "inline keyboard button URL 'geo:55.7,37.6' is invalid: Unsupported URL protocol"),
    (inline({"text": "ok", "url": "ftp://example.com"}),
     "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol"),
    (inline({"text": "ok", "web_app": {"url": "http://example.com"}}),
     "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed"),
    (inline({"text": "ok", "pay": True}), "BUTTON_TYPE_INVALID"),
    (inline({"text": "ok", "copy_text": {"text": ""}}), "BUTTON_COPY_TEXT_INVALID"),
    (inline({"text": "ok", "copy_text": {"text": "x" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
    (inline(BUTTON | {"style": "loud"}), INLINE + "Invalid button style specified"),
    (inline(*[BUTTON] * 9), "reply markup is too long"),
    ({"inline_keyboard": [[BUTTON]] * 101}, "reply markup is too long"),
    ({"inline_keyboard": [[{"text": "x" * 190, "callback_data": "x"}]] * 50}, "reply markup is too long"),
    ({"keyboard": "bad"}, 'field "keyboard" must be of type Array'),
    (keys({"text": ""}), "keyboard button text must be non-empty"),
    (keys({"text": "a"}, selective="yes"), 'field "selective" must be of type Boolean'),
    (keys({"text": "a"}, input_field_placeholder="x" * 65), "REPLY_MARKUP_PLACEHOLDER_INVALID"),
    (keys({"text": "a", "web_app": {"url": "http://example.com"}}),
     "keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed"),
    ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
]  # fmt: skip

CALLS = [
    ("sendMessage", {"text": "hi"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": "", "text": "hi"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 0, "text": "hi"}, "chat not found"),
    ("sendMessage", {"chat_id": -1, "text": "hi"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "hi"}, "chat not found"),
    ("sendMessage", {"chat_id": GLEB, "text": "hi"}, "chat not found"),
    ("editMessageText", {"text": "hi"}, "message identifier is not specified"),
    ("editMessageText", {"text": "hi", "message_id": 1}, "chat_id is empty"),
    ("editMessageText", {"text": "", "chat_id": ANNA, "message_id": 1}, "message text is empty"),
    ("editMessageText", {"text": "hi", "chat_id": ANNA, "message_id": 99}, "message to edit not found"),
    ("editMessageText", {"text": "hi", "chat_id": ANNA, "message_id": 1}, "message can't be edited"),
    ("editMessageCaption", {"chat_id": ANNA, "message_id": 99}, "message to edit not found"),
    ("editMessageReplyMarkup", {"chat_id": ANNA, "message_id": 99}, "message to edit not found"),
    ("editMessageReplyMarkup", {"chat_id": ANNA, "message_id": 1, "reply_markup": {"force_reply": True}},
     "inline keyboard expected"),
    ("editMessageMedia", {"chat_id": ANNA, "message_id": 99, "media": {"type": "photo", "media": "x"}},
     "message to edit not found"),
    ("editMessageLiveLocation", {"chat_id": ANNA, "message_id": 99, "latitude": 1, "longitude": 1},
     "message to edit not found"),
    ("stopMessageLiveLocation", {"chat_id": ANNA, "message_id": 1}, "message can't be edited"),
    ("deleteMessage", {"message_id": 1}, "chat identifier is not specified"),
    ("deleteMessage", {"chat_id": ANNA}, "message identifier is not specified"),
    ("deleteMessage", {"chat_id": ANNA, "message_id": 99}, "message to delete not found"),
    ("deleteMessages", {"chat_id": ANNA, "message_ids": []}, "message identifiers are not specified"),
    ("deleteMessages", {"chat_id": ANNA, "message_ids": list(range(1, 102))},
     "too many message identifiers specified"),
    ("copyMessage", {"chat_id": ANNA, "from_chat_id": ANNA, "message_id": 99}, "message to copy not found"),
    ("forwardMessage", {"chat_id": ANNA, "from_chat_id": ANNA, "message_id": 99},
     "message to forward not found"),
    ("sendPhoto", {"chat_id": ANNA}, "there is no photo in the request"),
    ("sendPhoto", {"chat_id": ANNA, "photo": "attach://gone"}, "there is no photo in the request"),
    ("sendPhoto", {"chat_id": ANNA, "photo": "AgACAgIAAx"}, WRONG_ID),
    ("sendPhoto", {"chat_id": ANNA, "photo": "https://example.com/a.jpg"}, "failed to get HTTP URL content"),
    ("sendPhoto", {"chat_id": ANNA, "photo": "x", "caption": "x" * 1025}, "message caption is too long"),
    ("sendDocument", {"chat_id": ANNA}, "there is no document in the request"),
    ("sendDocument", {"chat_id": ANNA, "document": "AgACAgIAAx"}, WRONG_ID),
    ("sendMediaGroup", {"chat_id": ANNA, "media": []}, "there are no messages to send"),
    ("sendMediaGroup", {"chat_id": ANNA, "media": [{"type": "photo", "media": "x"}] * 11},
     "too many messages to send as an album"),
    ("sendMediaGroup",
     {"chat_id": ANNA, "media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}]},
     "document can't be mixed with other media types"),
    ("sendMediaGroup", {"chat_id": ANNA, "media": [{"type": "photo"}]},
     "can't parse InputMedia: media not found"),
    ("sendMediaGroup", {"chat_id": ANNA, "media": [{"type": "photo", "media": "attach://gone"}]},
     "can't parse InputMedia: media not found"),
    ("sendMediaGroup", {"chat_id": ANNA, "media": [{"type": "video", "media": "x"}]},
     WRONG_ID),
    ("sendMediaGroup", {"chat_id": ANNA, "media": [{"type": "live_photo", "media": "x"}]},
     "media of type live_photo is not part of this sandbox"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "nonsense"}, "wrong file_id or the file is temporarily unavailable"),
    ("sendLocation", {"chat_id": ANNA, "longitude": 1}, "latitude is empty"),
    ("sendLocation", {"chat_id": ANNA, "latitude": 91, "longitude": 1}, "wrong location specified"),
    ("sendLocation", {"chat_id": ANNA, "latitude": 1, "longitude": 1, "live_period": 59},
     "wrong live location period specified"),
    ("sendContact", {"chat_id": ANNA, "first_name": "Petr"}, "phone_number is empty"),
    ("sendVenue", {"chat_id": ANNA, "latitude": 1, "longitude": 1, "title": "Home"}, "address is empty"),
    ("sendChatAction", {"chat_id": ANNA, "action": "sleeping"}, "wrong parameter action in request"),
    ("sendChatAction", {"chat_id": ANNA}, "wrong parameter action in request"),
    ("pinChatMessage", {"chat_id": ANNA, "message_id": 99}, "message to pin not found"),
    ("unpinChatMessage", {"chat_id": ANNA}, "message to unpin not found"),
    ("setMessageReaction", {"chat_id": ANNA, "message_id": 99}, "message to react not found"),
    ("setMessageReaction", {"chat_id": ANNA, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "x"}]},
     "REACTION_INVALID"),
    ("getChat", {"chat_id": GLEB}, "chat not found"),
    ("getChatMember", {"chat_id": ANNA, "user_id": 5}, "user not found"),
    ("getChatMember", {"chat_id": ANNA, "user_id": GLEB}, "member not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, TOO_OLD),
    ("answerCallbackQuery", {}, TOO_OLD),
    ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "", "description": "x"}]}, "command must be non-empty"),
    ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]},
     "command length must not exceed 32"),
    ("setMyCommands", {"commands": [{"command": "a", "description": ""}]},
     "command description must be non-empty"),
    ("setMyCommands", {"commands": [{"command": "a", "description": "x" * 257}]},
     "command description length must not exceed 256"),
    ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": GLEB}}, "chat not found"),
    ("setMyCommands", {"commands": [], "language_code": "russian"}, "invalid language code specified"),
    ("setChatMenuButton", {"menu_button": {"type": "web_app", "text": "a", "web_app": {"url": "http://ya.ru"}}},
     "menu button Web App URL 'http://ya.ru' is invalid: Only HTTPS links are allowed"),
    ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
    ("setMyDescription", {"description": "x" * 513}, "BOT_ABOUT_INVALID"),
    ("setWebhook", {"url": "nonsense"}, "invalid webhook URL specified"),
    ("setWebhook", {"url": "http://example.com/"},
     "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://example.com:8444/"},
     "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "x" * 257}, "secret token is too long"),
    ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "a b"},
     "secret token contains unallowed characters"),
    ("sendInvoice", {"chat_id": ANNA}, "method sendInvoice is not part of this sandbox"),
]  # fmt: skip


@pytest.mark.parametrize(("params", "text"), TEXTS)
async def test_wrong_text_is_refused(sandbox, anna, params, text):
    assert await sandbox.refused("sendMessage", chat_id=ANNA, **params) == (400, f"Bad Request: {text}")


@pytest.mark.parametrize(("html", "text"), HTML)
async def test_wrong_html_is_refused(sandbox, anna, html, text):
    answer = await sandbox.refused("sendMessage", chat_id=ANNA, text=html, parse_mode="HTML")
    assert answer == (400, f"Bad Request: {PARSING}{text}")


@pytest.mark.parametrize(("mode", "markdown", "text"), MARKDOWN)
async def test_wrong_markdown_is_refused(sandbox, anna, mode, markdown, text):
    answer = await sandbox.refused("sendMessage", chat_id=ANNA, text=markdown, parse_mode=mode)
    assert answer == (400, f"Bad Request: {PARSING}{text}")


@pytest.mark.parametrize(("markup", "text"), KEYBOARDS)
async def test_wrong_keyboard_is_refused(sandbox, anna, markup, text):
    given = '"text"' if markup == "text" else markup
    assert await sandbox.refused("sendMessage", **HI, reply_markup=given) == (400, f"Bad Request: {text}")


@pytest.mark.parametrize(("method", "params", "text"), CALLS)
async def test_wrong_call_is_refused(sandbox, anna, gleb, method, params, text):
    assert await sandbox.refused(method, **params) == (400, f"Bad Request: {text}")


@pytest.mark.parametrize(
    ("path", "code", "text"),
    [
        ("bot1/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot0123:A/getMe", 401, "Unauthorized: invalid token specified"),
        (f"bot1:{'a' * 80}/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot1:AAother/getMe", 401, "Unauthorized"),
        ("bot123456:AAtest/getNothing", 404, "Not Found: method not found"),
        ("bot123456:AAtest/", 404, "Not Found"),
    ],
)
async def test_wrong_address_is_refused(sandbox, path, code, text):
    async with sandbox.http.post(f"{sandbox.url}/{path}") as response:
        assert response.status == code
        assert await response.json() == {"ok": False, "error_code": code, "description": text}


async def test_text_that_is_not_utf8_is_refused(sandbox, anna):
    url = f"{sandbox.url}/bot123456:AAtest/sendMessage"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    async with sandbox.http.post(url, data=b"chat_id=1001&text=%ff", headers=form) as response:
        assert (await response.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_edits_have_other_words_for_what_is_too_long(sandbox, anna, draw):
    sent = await sandbox.ok("sendMessage", **HI)
    where = {"chat_id": ANNA, "message_id": sent["message_id"]}
    answer = await sandbox.refused("editMessageText", **where, text="x" * 4097)
    assert answer == (400, "Bad Request: MESSAGE_TOO_LONG")
    photo = await sandbox.ok("sendPhoto", chat_id=ANNA, photo=("a.jpg", draw()))
    where["message_id"] = photo["message_id"]
    answer = await sandbox.refused("editMessageCaption", **where, caption="x" * 1025)
    assert answer == (400, "Bad Request: MEDIA_CAPTION_TOO_LONG")


async def test_logged_out_bot_is_told_so(sandbox):
    assert await sandbox.ok("logOut")
    assert await sandbox.refused("getMe") == (400, "Logged out")
    sandbox.clock.shift += 601
    assert await sandbox.ok("getMe")


async def test_close_waits_for_ten_minutes(sandbox):
    code, text = await sandbox.refused("close")
    assert (code, text.rsplit(" ", 1)[0]) == (429, "Too Many Requests: retry after")
    sandbox.clock.shift += 601
    assert await sandbox.ok("close")
