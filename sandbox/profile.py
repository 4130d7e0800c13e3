"""Methods about the bot itself: who it is, its commands, menu button, name and descriptions."""

import re
from typing import Any

from sandbox import keyboards
from sandbox.calls import Call, Handler, method, needed
from sandbox.groups import rights_of
from sandbox.messages import tell_chat
from sandbox.profile_data import Scope
from sandbox.refusals import bad_request, too_many

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
SCOPES = {
    "default": (), "all_private_chats": (), "all_group_chats": (), "all_chat_administrators": (),
    "chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id"),
}  # fmt: skip
CLOSE_AFTER = 600


@method("getMe")
async def get_me(call: Call) -> dict[str, Any]:
    """Who the bot is."""
    return call.world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.world.privacy,
        "supports_inline_queries": call.world.inline_mode,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


@method("logOut")
async def log_out(call: Call) -> bool:
    """Leave; the server lets nobody in again for ten minutes."""
    call.world.logged_out_until = call.world.clock() + CLOSE_AFTER
    return True


@method("close")
async def close(call: Call) -> bool:
    """Close the instance; not within ten minutes of its launch."""
    left = call.world.started_at + CLOSE_AFTER - call.world.clock()
    if left > 0:
        raise too_many(int(left) + 1)
    return True


def scope_of(call: Call) -> Scope:
    """Whom the commands are for."""
    given = call.get("scope")
    if given is None:
        return ("default", 0, 0)
    where = "can't parse BotCommandScope"
    if not isinstance(given, dict):
        raise bad_request(f"{where}: expected an Object")
    kind = needed(given, "type", str, where=where)
    if kind not in SCOPES:
        raise bad_request(f"{where}: Unsupported type specified")
    numbers = [0, 0]
    for place, name in enumerate(SCOPES[kind]):
        value = given.get(name)
        if value is None:
            raise bad_request(f'{where}: Can\'t find field "{name}"')
        numbers[place] = int(value) if re.fullmatch(r"-?\d+", str(value)) else 0
    if "chat_id" in SCOPES[kind] and numbers[0] not in call.world.chats:
        raise bad_request("chat not found")
    return (kind, numbers[0], numbers[1])


def language_of(call: Call) -> str:
    """Two letters, or empty for everybody."""
    code = call.text("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


@method("setMyCommands")
async def set_my_commands(call: Call) -> bool:
    """At most a hundred, each with a description."""
    given = call.get("commands")
    if given is None:
        given = []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(one) for one in given]
    key = (scope_of(call), language_of(call))
    call.world.profile.commands[key] = commands
    _tell_all(call)
    return True


def _command(given: Any) -> dict[str, str]:
    where = "can't parse BotCommand"
    if not isinstance(given, dict):
        raise bad_request(f"{where}: expected an Object")
    name = needed(given, "command", str, where=where).strip().removeprefix("/")
    text = needed(given, "description", str, where=where).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not text:
        raise bad_request("command description must be non-empty")
    if len(text) > 256:
        raise bad_request("command description length must not exceed 256")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": text}


@method("getMyCommands")
async def get_my_commands(call: Call) -> list[dict[str, Any]]:
    """Exactly those of this scope and language."""
    return call.world.profile.commands.get((scope_of(call), language_of(call)), [])


@method("deleteMyCommands")
async def delete_my_commands(call: Call) -> bool:
    """So that wider scopes show through."""
    call.world.profile.commands.pop((scope_of(call), language_of(call)), None)
    _tell_all(call)
    return True


def _tell_all(call: Call) -> None:
    for chat in call.world.chats.values():
        tell_chat(call.world, chat)


@method("setChatMenuButton")
async def set_chat_menu_button(call: Call) -> bool:
    """The button beside the input field: commands, a Mini App, or the default."""
    given = call.get("menu_button") or {"type": "default"}
    where = "can't parse MenuButton"
    if not isinstance(given, dict):
        raise bad_request(f"{where}: expected an Object")
    kind = needed(given, "type", str, where=where)
    button: dict[str, Any] = {"type": kind}
    if kind == "web_app":
        button["text"] = needed(given, "text", str, where=where)
        button["web_app"] = keyboards.web_app(given, where, "menu button Web App URL")
        if not button["text"].strip():
            raise bad_request("menu button text must be non-empty")
    elif kind not in ("commands", "default"):
        raise bad_request(f"{where}: Unsupported type specified")
    call.world.profile.menus[_private_chat(call)] = button
    _tell_all(call)
    return True


@method("getChatMenuButton")
async def get_chat_menu_button(call: Call) -> dict[str, Any]:
    """The button of one chat, or of all."""
    chat_id = _private_chat(call)
    return call.world.profile.menus.get(chat_id) or ({"type": "default"} if chat_id else {"type": "commands"})


def _private_chat(call: Call) -> int:
    chat_id = call.get("chat_id")
    if chat_id is None:
        return 0
    chat = call.world.chats.get(chat_id)
    if chat is None or not chat.private:
        raise bad_request("chat not found")
    return chat.id


@method("setMyDefaultAdministratorRights")
async def set_default_rights(call: Call) -> bool:
    """What the bot asks for when it is made an administrator; without rights, nothing."""
    given = call.get("rights") or {}
    if not isinstance(given, dict):
        raise bad_request("can't parse chat administrator rights: expected an Object")
    kind = _kind_of_chats(call)
    call.world.profile.rights[kind] = rights_of(kind, given)
    return True


@method("getMyDefaultAdministratorRights")
async def get_default_rights(call: Call) -> dict[str, bool]:
    """`ChatAdministratorRights`."""
    kind = _kind_of_chats(call)
    return call.world.profile.rights.get(kind) or rights_of(kind, {})


def _kind_of_chats(call: Call) -> str:
    return "channel" if call.flag("for_channels") else "supergroup"


def _text_methods(suffix: str, field: str, limit: int) -> tuple[Handler, Handler]:
    """The setter and the getter of a text in several languages."""

    async def put(call: Call) -> bool:
        value = call.text(field).strip()
        code = language_of(call)
        if field == "name" and (len(value) > limit or not (value or code)):
            # Only the name in a language can be taken away.
            raise bad_request("BOT_TITLE_INVALID")
        if len(value) > limit:
            raise bad_request("BOT_ABOUT_INVALID")
        call.world.profile.texts[field, code] = value
        if field == "name" and not code:
            call.world.bot = call.world.bot | {"first_name": value}
        return True

    async def get(call: Call) -> dict[str, str]:
        texts = call.world.profile.texts
        found = texts.get((field, language_of(call))) or texts.get((field, "")) or ""
        return {field: found or (call.world.profile.first_name if field == "name" else "")}

    return method(f"setMy{suffix}")(put), method(f"getMy{suffix}")(get)


set_my_name, get_my_name = _text_methods("Name", "name", 64)
set_my_description, get_my_description = _text_methods("Description", "description", 512)
set_my_short, get_my_short = _text_methods("ShortDescription", "short_description", 120)
