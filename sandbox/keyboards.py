"""reply_markup: read, checked and brought into the shape that Telegram gives back."""

import re
from collections.abc import Callable
from typing import Any

import orjson

from sandbox.calls import field_of, needed
from sandbox.chats import Chat
from sandbox.marks import BadLink, checked_link
from sandbox.people import Person
from sandbox.refusals import bad_request

# How many buttons in all, and how many in a row
MAX_INLINE = (100, 8)
MAX_REPLY = (300, 12)
MAX_JSON = 10 * 1024
STYLES = ("danger", "success", "primary")
INLINE = "can't parse inline keyboard button"
PLAIN = "can't parse keyboard button"
USER_LINK = re.compile(r"tg:(?://)?user\?id=\d+", re.IGNORECASE)
FLAGS = {
    "keyboard": ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective"),
    "remove_keyboard": ("selective",),
    "force_reply": ("selective",),
}

Markup = dict[str, Any]


def read(given: Any, *, inline_only: bool = False) -> Markup | None:
    """A reply markup as Telegram keeps it, or None; `inline_only` where messages are edited."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if len(orjson.dumps(given)) > MAX_JSON:
        raise bad_request("reply markup is too long")
    if "inline_keyboard" in given:
        rows = _rows(given, "inline_keyboard", "InlineKeyboardMarkup", MAX_INLINE, _inline)
        return {"inline_keyboard": rows} if rows else None
    markup: Markup | None = None
    if "keyboard" in given:
        rows = _rows(given, "keyboard", "ReplyKeyboardMarkup", MAX_REPLY, _plain)
        markup = _with_flags(given, "keyboard") | {"keyboard": rows} if rows else None
    elif field_of(given, "remove_keyboard", bool, default=False):
        markup = _with_flags(given, "remove_keyboard") | {"remove_keyboard": True}
    elif field_of(given, "force_reply", bool, default=False):
        markup = _with_flags(given, "force_reply") | {"force_reply": True}
    if markup is not None and inline_only:
        raise bad_request("inline keyboard expected")
    return markup


def check_place(markup: Markup | None, chat: Chat) -> None:
    """Some buttons belong into private chats."""
    if chat.private or not markup:
        return
    for row in markup.get("keyboard", ()):
        for button in row:
            if button.get("request_contact"):
                raise bad_request("phone number can be requested in private chats only")
            if button.get("request_location"):
                raise bad_request("location can be requested in private chats only")
            if "web_app" in button:
                raise bad_request("BUTTON_TYPE_INVALID")
    for row in markup.get("inline_keyboard", ()):
        if any("web_app" in button for button in row):
            raise bad_request("BUTTON_TYPE_INVALID")


def shown_to_person(markup: Markup | None, now: Markup | None) -> Markup | None:
    """The keyboard under the input field after a message with this markup."""
    if markup is None or "inline_keyboard" in markup:
        return now
    return None if "remove_keyboard" in markup else markup


def seen_by(chat: Chat, reader: Person | None) -> Markup | None:
    """The keyboard that somebody sees; a selective one is for who is named or answered in its message."""
    if chat.private or not (chat.keyboard or {}).get("selective") or reader is None:
        return chat.keyboard
    message = chat.messages[chat.keyboard_from]
    found = [one.get("user", {}).get("id") for one in message.get("entities", ())]
    found.append(message.get("reply_to_message", {}).get("from", {}).get("id"))
    words = message.get("text", "").lower().split()
    named = reader.username and f"@{reader.username.lower()}" in words
    return chat.keyboard if named or reader.id in found else None


def _with_flags(given: Markup, kind: str) -> Markup:
    found: Markup = {}
    for name in FLAGS[kind]:
        if field_of(given, name, bool, default=False):
            found[name] = True
    placeholder = field_of(given, "input_field_placeholder", str, default="")
    if len(placeholder) > 64:
        raise bad_request("REPLY_MARKUP_PLACEHOLDER_INVALID")
    if placeholder and kind != "remove_keyboard":
        found["input_field_placeholder"] = placeholder
    return found


def _rows(given: Markup, name: str, owner: str, limits: tuple[int, int], button: Any) -> list[list[Markup]]:
    rows = given[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    found = []
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'field "{name}" of the {owner} must be an Array of Arrays')
        if row:
            found.append([button(one) for one in row])
    most, widest = limits
    if sum(map(len, found)) > most or any(len(row) > widest for row in found):
        raise bad_request("reply markup is too long")
    return found


def _style(given: Markup, where: str) -> Markup:
    style = field_of(given, "style", str, where=where, default="")
    if style and style not in STYLES:
        raise bad_request(f"{where}: Invalid button style specified")
    icon = field_of(given, "icon_custom_emoji_id", str, where=where, default="")
    return ({"style": style} if style else {}) | ({"icon_custom_emoji_id": icon} if icon else {})


def _inline(given: Any) -> Markup:
    """One inline button; of several actions the first in Telegram's order counts."""
    if not isinstance(given, dict):
        raise bad_request(f"{INLINE}: Inline keyboard button must be an Object")
    text = needed(given, "text", str, where=INLINE)
    action = next((name for name in ACTIONS if _there(given, name)), None)
    if action is None:
        raise bad_request(f"{INLINE}: Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    return {"text": text, action: ACTIONS[action](given, action)} | _style(given, INLINE)


def _there(given: Markup, name: str) -> bool:
    """Whether a button has this action; an empty address or empty data is as if it were not there."""
    value = given.get(name)
    if name in ("url", "callback_data") and value is not None:
        return bool(needed(given, name, str, where=INLINE))
    return value is not None and not (name in ("callback_game", "pay") and value is False)


def _url(given: Markup, name: str) -> str:
    url: str = needed(given, name, str, where=INLINE)
    return url if USER_LINK.fullmatch(url) else _link(url, "inline keyboard button URL")


def _data(given: Markup, name: str) -> str:
    data: str = needed(given, name, str, where=INLINE)
    if len(data.encode()) > 64:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _elsewhere(_given: Markup, _name: str) -> None:
    """Games and payments need messages that the sandbox doesn't send."""
    raise bad_request("BUTTON_TYPE_INVALID")


def _login(given: Markup, name: str) -> Markup:
    login: Markup = needed(given, name, dict, where=INLINE)
    url = needed(login, "url", str, where=INLINE)
    return login | {"url": _link(url, "inline keyboard button login URL", https=True)}


def _copied(given: Markup, name: str) -> Markup:
    text = needed(needed(given, name, dict, where=INLINE), "text", str, where=INLINE)
    if not 1 <= len(text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _disabled(given: Markup, name: str) -> Markup:
    """A DisabledButton (Bot API 10.3) holds nothing, and pressing it does nothing."""
    needed(given, name, dict, where=INLINE)
    return {}


# In Telegram's order: the first that a button has is the one that counts.
ACTIONS: dict[str, Callable[[Markup, str], Any]] = {
    "url": _url,
    "callback_data": _data,
    "callback_game": _elsewhere,
    "pay": _elsewhere,
    "switch_inline_query": lambda given, name: needed(given, name, str, where=INLINE),
    "switch_inline_query_current_chat": lambda given, name: needed(given, name, str, where=INLINE),
    "switch_inline_query_chosen_chat": lambda given, name: needed(given, name, dict, where=INLINE),
    "login_url": _login,
    "web_app": lambda given, _: web_app(given, INLINE, "inline keyboard button Web App URL"),
    "copy_text": _copied,
    "disabled": _disabled,
}


def _plain(given: Any) -> Markup:
    """One button of a reply keyboard; a bare text is one too."""
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict):
        raise bad_request(f"{PLAIN}: KeyboardButton must be an Object")
    text = needed(given, "text", str, where=PLAIN)
    if not text.strip():
        raise bad_request("keyboard button text must be non-empty")
    button: Markup = {"text": text}
    for name in ("request_contact", "request_location"):
        if field_of(given, name, bool, where=PLAIN, default=False):
            return button | {name: True}
    if "web_app" in given:
        return button | {"web_app": web_app(given, PLAIN, "keyboard button Web App URL")}
    for name in ("request_users", "request_chat", "request_poll", "request_managed_bot"):
        if name in given:
            wish = needed(given, name, dict, where=PLAIN)
            if name != "request_poll":
                needed(wish, "request_id", int, where=PLAIN)
            return button | {name: wish}
    return button | _style(given, PLAIN)


def web_app(given: Markup, where: str, what: str) -> Markup:
    """A Mini App: https, or http on this machine as Telegram's test environment allows."""
    url = needed(needed(given, "web_app", dict, where=where), "url", str, where=where)
    return {"url": _link(url, what, https=True)}


def _link(url: str, what: str, *, https: bool = False) -> str:
    try:
        return checked_link(url, https=https)
    except BadLink as error:
        raise bad_request(f"{what} '{url}' is invalid: {error}") from None
