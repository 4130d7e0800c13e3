"""Mini Apps: the address at which one is opened, with data signed by the bot's token as Telegram signs it."""

import hashlib
import hmac
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import orjson
from aiohttp import web

from sandbox import acts
from sandbox.chats import Chat
from sandbox.control import Body, act
from sandbox.inline_data import InlineQuery
from sandbox.messages import receive, shown
from sandbox.people import Person
from sandbox.refusals import ControlError
from sandbox.world import token_of_digits

if TYPE_CHECKING:
    from sandbox.world import World

SCRIPT = Path(__file__).parent / "webapp" / "telegram-web-app.js"
VERSION = "9.1"
MAX_DATA = 4096
LIGHT = {
    "bg_color": "#ffffff", "text_color": "#000000", "hint_color": "#707579", "link_color": "#3390ec",
    "button_color": "#3390ec", "button_text_color": "#ffffff", "secondary_bg_color": "#f4f4f5",
    "header_bg_color": "#ffffff", "accent_text_color": "#3390ec", "section_bg_color": "#ffffff",
    "section_header_text_color": "#707579", "subtitle_text_color": "#707579",
    "destructive_text_color": "#e53935",
}  # fmt: skip
DARK = {
    "bg_color": "#17212b", "text_color": "#f5f5f5", "hint_color": "#708499", "link_color": "#6ab3f3",
    "button_color": "#5288c1", "button_text_color": "#ffffff", "secondary_bg_color": "#232e3c",
    "header_bg_color": "#17212b", "accent_text_color": "#6ab2f2", "section_bg_color": "#17212b",
    "section_header_text_color": "#6ab3f3", "subtitle_text_color": "#708499",
    "destructive_text_color": "#ec3942",
}  # fmt: skip


def signed(token: str, fields: dict[str, Any]) -> str:
    """`initData`: the fields as a query string, with their HMAC under the bot's token as `hash`."""
    words = {
        name: value if isinstance(value, str) else orjson.dumps(value).decode()
        for name, value in fields.items()
    }
    text = "\n".join(f"{name}={words[name]}" for name in sorted(words))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode(words | {"hash": hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()})


def _open(world: "World", body: Body) -> Body:
    """A person opens a Mini App: from a message, the menu, the keyboard, or by a link."""
    person, chat = acts.place_of(world, body)
    kind, button = _button(world, chat, body)
    found: Body = {"kind": kind, "text": button["text"], "query_id": None, "init_data": ""}
    # From the keyboard an app gets no data and sends some back; the others get data, and answer a query.
    if kind != "keyboard":
        fields = _fields(world, person, chat, kind, body)
        found |= {"query_id": fields.get("query_id"), "init_data": signed(world.token, fields)}
    found["themes"] = {"light": LIGHT, "dark": DARK}
    theme = DARK if body.get("dark") else LIGHT
    found["url"] = address(button["web_app"]["url"], found["init_data"], theme)
    world.journal.emit("web_app", person_id=person.id, chat_id=chat.id, app=found)
    return found


def address(url: str, init_data: str, theme: dict[str, str]) -> str:
    """The app's address with what Telegram puts behind the #."""
    words = {
        "tgWebAppData": init_data,
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": "web",
        "tgWebAppThemeParams": orjson.dumps(theme).decode(),
    }
    return f"{url}{'&' if urlsplit(url).fragment else '#'}{urlencode(words)}"


def _fields(world: "World", person: Person, chat: Chat, kind: str, body: Body) -> Body:
    user = {name: value for name, value in person.user().items() if name != "is_bot"}
    fields: Body = {"user": user | ({"allows_write_to_pm": True} if not person.blocked else {})}
    fields["auth_date"] = str(world.now())
    if kind in ("button", "menu"):
        query = InlineQuery(token_of_digits(), person.id, chat.id, "", "", world.clock(), web_app=True)
        world.inline.add(query)
        fields = {"query_id": query.id} | fields
    if start := body.get("start_param"):
        if not isinstance(start, str) or not acts.PAYLOAD.fullmatch(start):
            raise ControlError("The start_param of an app is 1 to 64 of A-Z, a-z, 0-9, _ and -.")
        fields |= {"start_param": start, "chat_type": "sender" if chat.private else chat.info["type"]}
        fields["chat_instance"] = str(-(chat.id * 7_919_031_337 + world.bot["id"]))
    return fields


def _button(world: "World", chat: Chat, body: Body) -> tuple[str, Body]:
    """What is tapped: the menu, a button of a message, one of the keyboard, or the address of a direct link."""
    if body.get("url"):
        return "link", {"text": "", "web_app": {"url": str(body["url"])}}
    if body.get("menu"):
        menu = world.profile.menu_for(chat.id)
        if menu["type"] != "web_app":
            raise ControlError("The menu button of this chat opens no Mini App.", 404)
        return "menu", menu
    if body.get("message_id"):
        rows = acts.message_of(chat, body).get("reply_markup", {}).get("inline_keyboard", [])
        kind = "button"
    else:
        rows, kind = (chat.keyboard or {}).get("keyboard", []), "keyboard"
    apps = [one for row in rows for one in row if "web_app" in one]
    for one in apps:
        if body.get("label") in (None, one["text"]):
            return kind, one
    labels = ", ".join(repr(one["text"]) for one in apps) or "none"
    raise ControlError(f"There is no such button; those that open a Mini App here: {labels}.", 404)


def _send_data(world: "World", body: Body) -> Body:
    """An app that was opened from the keyboard sends data: a service message for the bot."""
    person, chat = acts.place_of(world, body)
    data = body.get("data")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= MAX_DATA:
        raise ControlError(f"The data of a Mini App has 1 to {MAX_DATA} bytes.")
    _, button = _button(world, chat, {"label": body.get("label")})
    content = {"web_app_data": {"data": data, "button_text": button["text"]}}
    return shown(world, chat, receive(world, chat, person, content))


async def script(_: web.Request) -> web.StreamResponse:
    """The stand-in of Telegram's own script, for the app's page."""
    headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache"}
    return web.FileResponse(SCRIPT, headers=headers)


act("/sim/web_app", _open)
act("/sim/web_app/data", _send_data)
