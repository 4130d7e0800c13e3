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
    ({"text": "hi", "entities": [{"type": "date_time", "offset": 0, "length": 1, "unix_time": 0}]},
     "can't parse MessageEntity: Invalid date and time specified"),
    ({"text": "hi", "link_preview_options": '"x"'}, "object expected as link preview options"),
    ({"text": "hi", "reply_parameters": '"x"'}, "object expected as reply parameters"),
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
    ('<tg-time unix="0">now</tg-time>', "Invalid date and time specified"),
    ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
]

MARKDOWN = [
    ("MarkdownV2", "*hi", "Can't find end of Bold entity at byte offset 0"),
    ("MarkdownV2", "a _hi", "Can't find end of Italic entity at byte offset 2"),
    ("MarkdownV2", "hi.", f"Character '.' {RESERVED}"),
    ("MarkdownV2", "a-b", f"Character '-' {RESERVED}"),
    ("MarkdownV2", "a=b", "Character '=' is reserved and must be escaped with the preceding '\\'"),
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
    (inline({"text": "ok", "url": "http://"}),
     "inline keyboard button URL 'http://' is invalid: URL host is empty"),
    (inline({"text": "ok", "login_url": {"url": "http://example.com"}}),
     "inline keyboard button login URL 'http://example.com' is invalid: Only HTTPS links are allowed"),
    (inline({"text": "", "url": "not-a-url"}), "inline keyboard button text must be non-empty"),
    (inline({"text": "", "callback_data": "x" * 65}), "inline keyboard button text must be non-empty"),
    (inline({"text": ""}), NO_TEXT_BUTTONS),
    (inline({"text": "ok", "pay": False}), NO_TEXT_BUTTONS),
    ({"inline_keyboard": [["ok"]]}, INLINE + "Inline keyboard button must be an Object"),
    ({"keyboard": [[1]]}, "can't parse keyboard button: KeyboardButton must be an Object"),
    (inline({"text": "ok", "pay": True}), "BUTTON_TYPE_INVALID"),
    (inline({"text": "ok", "copy_text": {"text": ""}}), "BUTTON_COPY_TEXT_INVALID"),
    (inline({"text": "ok", "copy_text": {"text": "x" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
    (inline(BUTTON | {"style": "loud"}), INLINE + "Invalid button style specified"),
    ({"keyboard": [["x"] * 7] * 43}, "reply markup is too long"),
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
    ("sendPhoto", {"chat_id": ANNA, "photo": "http://localhost:9/a.jpg"}, "failed to get HTTP URL content"),
    ("sendPhoto", {"chat_id": ANNA, "photo": "ftp://localhost/a.jpg"},
     "wrong file identifier/HTTP URL specified"),
    ("sendVideoNote", {"chat_id": ANNA, "video_note": "http://localhost/a.mp4"},
     "wrong file identifier/HTTP URL specified"),
    ("sendDocument", {"chat_id": ANNA}, "there is no document in the request"),
    ("sendVideo", {"chat_id": ANNA}, "there is no video in the request"),
    ("sendAnimation", {"chat_id": ANNA}, "there is no animation in the request"),
    ("sendAudio", {"chat_id": ANNA}, "there is no audio in the request"),
    ("sendVoice", {"chat_id": ANNA}, "there is no voice in the request"),
    ("sendVideoNote", {"chat_id": ANNA}, "there is no video note in the request"),
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
    ("sendLocation", {"chat_id": ANNA, "latitude": "north", "longitude": 1},
     'parameter "latitude" must be a Number'),
    ("sendLocation", {"chat_id": ANNA, "latitude": 1, "longitude": 1, "horizontal_accuracy": 1501},
     "wrong location horizontal accuracy specified"),
    ("sendLocation", {"chat_id": ANNA, "latitude": 1, "longitude": 1, "heading": 361},
     "wrong location heading specified"),
    ("sendLocation", {"chat_id": ANNA, "latitude": 1, "longitude": 1, "proximity_alert_radius": 100001},
     "wrong location proximity alert radius specified"),
    ("sendPoll", {"chat_id": ANNA, "question": "?", "options": '"x"'}, "expected an Array of InputPollOption"),
    ("sendPoll", {"chat_id": ANNA, "question": "?", "options": [{"text": "x", "media": {"type": "photo"}}]},
     "media of polls is not part of this sandbox"),
    ("sendPoll", {"chat_id": ANNA, "question": "?", "options": ["x"], "type": "quiz", "correct_option_ids": "{}"},
     "expected an Array of Integers as correct_option_ids"),
    ("sendMessageDraft", {"chat_id": ANNA, "draft_id": 0, "text": "x"}, "invalid draft identifier specified"),
    ("sendMessageDraft", {"chat_id": ANNA, "draft_id": 1, "text": "x" * 4097}, "message is too long"),
    ("editMessageText", {"chat_id": ANNA, "message_id": 1, "rich_message": {}},
     "rich messages are not part of this sandbox"),
    ("deleteMessageReaction", {"chat_id": ANNA, "message_id": 1, "user_id": ANNA},
     "method is available only in groups and supergroups"),
    ("banChatSenderChat", {"chat_id": ANNA, "sender_chat_id": -5}, "can't ban members in private chats"),
    ("unbanChatSenderChat", {"chat_id": ANNA, "sender_chat_id": -5},
     "chat member status can't be changed in private chats"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [], "button": '"x"'},
     "can't parse inline query results button: expected an Object"),
    ("answerInlineQuery",
     {"inline_query_id": "1", "results": [], "button": {"text": "x", "web_app": {"url": "http://example.com"}}},
     "inline query results button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed"),
    ("answerInlineQuery",
     {"inline_query_id": "1",
      "results": [{"type": "article", "id": "1", "title": "x", "input_message_content": "x"}]},
     "can't parse inline query result: Object expected as input message content"),
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
    ("setChatMenuButton", {"menu_button": '"x"'}, "can't parse MenuButton: expected an Object"),
    ("setChatMenuButton", {"menu_button": {"type": "web_app", "text": " ", "web_app": {"url": "https://ya.ru"}}},
     "menu button text must be non-empty"),
    ("setMyCommands", {"commands": '"x"'}, "expected an Array of BotCommand"),
    ("setMyCommands", {"commands": ["x"]}, "can't parse BotCommand: expected an Object"),
    ("setMyCommands", {"commands": [], "scope": '"x"'}, "can't parse BotCommandScope: expected an Object"),
    ("setMyDefaultAdministratorRights", {"rights": '"x"'},
     "can't parse chat administrator rights: expected an Object"),
    ("setMyName", {}, "BOT_TITLE_INVALID"),
    ("setMyName", {"name": " "}, "BOT_TITLE_INVALID"),
    ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
    ("setMyDescription", {"description": "x" * 513}, "BOT_ABOUT_INVALID"),
    ("setWebhook", {"url": "nonsense"}, "invalid webhook URL specified"),
    ("setWebhook", {"url": "http://example.com/"},
     "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://example.com:8444/"},
     "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ("setWebhook", {"url": "nonsense", "secret_token": "a b"}, "invalid webhook URL specified"),
    ("setWebhook", {"url": "http://example.com/", "secret_token": "a b"},
     "secret token contains unallowed characters"),
    ("setWebhook", {"url": "http://127.0.0.1/", "ip_address": "here"},
     "bad webhook: Invalid IP address specified"),
    ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "x" * 257}, "secret token is too long"),
    ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "a b"},
     "secret token contains unallowed characters"),
    ("sendInvoice", {"chat_id": ANNA}, "method sendInvoice is not part of this sandbox"),
]  # fmt: skip


@pytest.mark.parametrize(("params", "text"), TEXTS)
async def test_wrong_text_is_refused(shared, params, text):
    assert await shared.refused("sendMessage", chat_id=ANNA, **params) == (400, f"Bad Request: {text}")


@pytest.mark.parametrize(("html", "text"), HTML)
async def test_wrong_html_is_refused(shared, html, text):
    answer = await shared.refused("sendMessage", chat_id=ANNA, text=html, parse_mode="HTML")
    assert answer == (400, f"Bad Request: {PARSING}{text}")


@pytest.mark.parametrize(("mode", "markdown", "text"), MARKDOWN)
async def test_wrong_markdown_is_refused(shared, mode, markdown, text):
    answer = await shared.refused("sendMessage", chat_id=ANNA, text=markdown, parse_mode=mode)
    assert answer == (400, f"Bad Request: {PARSING}{text}")


@pytest.mark.parametrize(("markup", "text"), KEYBOARDS)
async def test_wrong_keyboard_is_refused(shared, markup, text):
    given = '"text"' if markup == "text" else markup
    assert await shared.refused("sendMessage", **HI, reply_markup=given) == (400, f"Bad Request: {text}")


@pytest.mark.parametrize(("method", "params", "text"), CALLS)
async def test_wrong_call_is_refused(shared, method, params, text):
    # Whatever was tried before: a webhook may be set once a second only.
    shared.world.webhook.next_set = 0
    assert await shared.refused(method, **params) == (400, f"Bad Request: {text}")


@pytest.mark.parametrize(
    ("path", "code", "text"),
    [
        ("bot1/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot0123:A/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot123456:AA%2Ftest/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot123456/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot123456:AAtest/get/Me", 404, "Not Found: method not found"),
        (f"bot1:{'a' * 80}/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot1:AAother/getMe", 401, "Unauthorized"),
        ("bot123456:AAtest/getNothing", 404, "Not Found: method not found"),
        ("bot123456:AAtest/", 404, "Not Found"),
    ],
)
async def test_wrong_address_is_refused(shared, path, code, text):
    async with shared.http.post(f"{shared.url}/{path}") as response:
        assert response.status == code
        answer = {"ok": False, "error_code": code, "description": text}
        assert await response.json() == answer
    if text != "Not Found":
        call = (await shared.sim("outbox?limit=1"))["calls"][-1]
        assert (call["method"], call["answer"]) == (path.partition("/")[2], answer)


FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PARTS = "multipart/form-data; boundary=b"


def part(name: str, value: bytes, more: bytes = b"") -> bytes:
    head = b'--b\r\nContent-Disposition: form-data; name="' + name.encode() + b'"' + more
    return head + b"\r\n\r\n" + value + b"\r\n"


def attached(count: int) -> bytes:
    return b"".join(part(f"f{n}", b"x", b'; filename="f"') for n in range(count)) + b"--b--"


NOT_UTF8 = "Bad Request: strings must be encoded in UTF-8"
PHOTO = part("photo", b"x", b'; filename="a.jpg"')
LARGE = b"text=" + b"x" * (1 << 20)
BODIES = [
    (FORM, b"chat_id=1001&text=%ff", 400, NOT_UTF8),
    (FORM, b"chat_id=1001&text=\xff", 400, NOT_UTF8),
    (FORM, b"chat_id=1001&text=%ed%a0%bd", 400, NOT_UTF8),
    (JSON, b'{"chat_id": 1001, "text": "\xff"}', 400, NOT_UTF8),
    (JSON, b'{"chat_id": 1001, "t\xffxt": "x"}', 400, NOT_UTF8),
    (PARTS, part("chat_id", b"1001") + part("text", b"a\xffb") + b"--b--", 400, NOT_UTF8),
    (PARTS, PHOTO + part("caption", b"\xd0") + b"--b--", 400, NOT_UTF8),
    (JSON, b'{"chat_id": ', 400, "Bad Request: can't parse JSON object"),
    (JSON, b'[{"chat_id": 1001}]', 400, "Bad Request: object expected as the request"),
    (JSON, b'{"chat_id": 1001, "text": ["x"]}', 400, 'Bad Request: parameter "text" must be a String'),
    (FORM, LARGE, 413, "Request Entity Too Large: too many parameters"),
    (PARTS, part("text", LARGE) + b"--b--", 413, "Request Entity Too Large: too many parameters"),
    (PARTS, attached(101), 413, "Request Entity Too Large: too many files attached"),
    (PARTS, attached(100), 400, "Bad Request: chat_id is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "code", "text"), BODIES)
async def test_wrong_body_is_refused(shared, kind, body, code, text):
    url = f"{shared.url}/bot123456:AAtest/sendMessage"
    async with shared.http.post(url, data=body, headers={"Content-Type": kind}) as response:
        assert (response.status, (await response.json())["description"]) == (code, text)


async def test_address_that_is_not_utf8_is_refused(shared):
    from yarl import URL

    url = URL(f"{shared.url}/bot123456:AAtest/sendMessage?chat_id=1001&text=%ff", encoded=True)
    async with shared.http.get(url) as response:
        assert (await response.json())["description"] == NOT_UTF8


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
