"""Methods about who is in a chat and what they may do there."""

import unicodedata
from typing import Any

from sandbox import service
from sandbox.calls import Call, method
from sandbox.chats import Chat
from sandbox.groups import PERMISSIONS, Rank, administrator, restricted, rights_of
from sandbox.messages import find_chat
from sandbox.refusals import bad_request
from sandbox.roles import bot_may, group_of, inside, may, member, rank, set_rank, user_of

RESTRICT = "not enough rights to restrict/unrestrict chat member"
ONLY_SUPERGROUPS = "method is available only in supergroups"
SOONEST, LATEST = 30, 366 * 86400


def subject(call: Call) -> int:
    """The user that a call is about."""
    user_id = call.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if user_id != call.world.bot["id"] and user_id not in call.world.people:
        raise bad_request("user not found")
    return user_id


@method("getChatMember")
async def get_chat_member(call: Call) -> dict[str, Any]:
    """Who somebody is in a chat."""
    user_id, chat = subject(call), find_chat(call, writing=False)
    if chat.group is not None:
        return member(call.world, chat, user_id)
    if user_id == call.world.bot["id"]:
        return call.world.bot_as_member(chat.bot_status)
    if user_id != chat.id:
        raise bad_request("member not found")
    return {"user": user_of(call.world, user_id), "status": "member"}


@method("getChatMemberCount")
async def get_chat_member_count(call: Call) -> int:
    """How many are in the chat, the bot among them."""
    chat = find_chat(call, writing=False)
    return 2 if chat.private else len(chat.members) + (chat.bot_status not in ("left", "kicked"))


@method("getChatAdministrators")
async def get_chat_administrators(call: Call) -> list[dict[str, Any]]:
    """Who leads the chat; other bots are left out, this one is not."""
    chat = find_chat(call, writing=False)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    leading = [*chat.members, call.world.bot["id"]]
    found = [member(call.world, chat, one) for one in leading]
    return [one for one in found if one["status"] in ("creator", "administrator")]


def target(call: Call) -> tuple[Chat, int, Rank]:
    """The chat, and the member who is to be put out, held back or let in again."""
    user_id, chat = subject(call), find_chat(call)
    if chat.private:
        return chat, user_id, {"status": "member"}
    old = rank(call.world, chat, user_id)
    if old["status"] == "creator":
        raise bad_request("can't remove chat owner")
    return chat, user_id, old


def refuse_weak(call: Call, chat: Chat, user_id: int, old: Rank, on_self: str) -> None:
    """Whoever puts out and holds back needs the right; the bot can't do it to itself or to the leaders."""
    if user_id == call.world.bot["id"]:
        raise bad_request(on_self)
    bot_may(call.world, chat, "can_restrict_members", RESTRICT)
    if old["status"] == "administrator":
        raise bad_request("user is an administrator of the chat")


def until(call: Call) -> int:
    """The end of a ban or a restriction; under half a minute and over a year are for ever."""
    date = call.integer("until_date")
    return date if SOONEST <= date - call.world.now() <= LATEST else 0


@method("banChatMember")
async def ban_chat_member(call: Call) -> bool:
    """Put out; from a basic group without remembering it."""
    chat, user_id, old = target(call)
    if chat.private:
        raise bad_request("can't ban members in private chats")
    refuse_weak(call, chat, user_id, old, "can't restrict self")
    kicked = {"status": "kicked", "until_date": until(call)}
    new = {"status": "left"} if chat.info["type"] == "group" else kicked
    _put_out(call, chat, user_id, old, new)
    return True


@method("unbanChatMember")
async def unban_chat_member(call: Call) -> bool:
    """Let somebody come again; a member is put out by it, unless only_if_banned."""
    chat, user_id, old = target(call)
    if chat.private or chat.info["type"] == "group":
        raise bad_request("method is available only in supergroup and channel chats")
    if call.flag("only_if_banned") and old["status"] != "kicked":
        return True
    refuse_weak(call, chat, user_id, old, "can't unrestrict self")
    _put_out(call, chat, user_id, old, {"status": "left"})
    return True


def _put_out(call: Call, chat: Chat, user_id: int, old: Rank, new: Rank) -> None:
    set_rank(call.world, chat, user_id, new, call.world.bot)
    if inside(old):
        service.went(call.world, chat, call.world.bot, user_of(call.world, user_id))


def permissions_of(call: Call) -> dict[str, bool]:
    """The permissions that a call names; unless said otherwise, larger ones bring the smaller."""
    given = call.get("permissions")
    if not isinstance(given, dict):
        raise bad_request("object expected as permissions")
    found = {name: bool(given.get(name)) for name in PERMISSIONS}
    if not call.flag("use_independent_chat_permissions"):
        if found["can_send_other_messages"] or found["can_add_web_page_previews"]:
            media = ("audios", "documents", "photos", "videos", "video_notes", "voice_notes", "messages")
            found |= {f"can_send_{name}": True for name in media}
        found["can_send_messages"] |= found["can_send_polls"]
        if "can_manage_topics" not in given:
            found["can_manage_topics"] = found["can_pin_messages"]
    if "can_react_to_messages" not in given:
        found["can_react_to_messages"] = found["can_send_messages"]
    return found


@method("restrictChatMember")
async def restrict_chat_member(call: Call) -> bool:
    """Let a member of a supergroup do only some things; all of them lift the restriction."""
    permissions = permissions_of(call)
    chat, user_id, old = target(call)
    if chat.info["type"] != "supergroup":
        raise bad_request(ONLY_SUPERGROUPS)
    refuse_weak(call, chat, user_id, old, "can't restrict self")
    is_in = inside(old)
    free = {"status": "member" if is_in else "left"}
    limits = {name: value for name, value in permissions.items() if name != "can_edit_tag"}
    new = free if all(limits.values()) else restricted(permissions, until(call), inside=is_in)
    set_rank(call.world, chat, user_id, new, call.world.bot)
    return True


@method("promoteChatMember")
async def promote_chat_member(call: Call) -> bool:
    """Make somebody an administrator with these rights; without any, a plain member again."""
    user_id, chat = subject(call), find_chat(call)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    kind, world = chat.info["type"], call.world
    old = rank(world, chat, user_id)
    wanted = rights_of(kind, {name: call.flag(name) for name in rights_of(kind)})
    if old["status"] == "creator":
        raise bad_request("can't remove chat owner")
    if user_id == world.bot["id"]:
        raise bad_request("can't promote self" if kind != "group" else "can't promote or demote self")
    bot_may(
        world,
        chat,
        "can_promote_members",
        "not enough rights" if kind != "group" else "need owner rights in the group chat",
    )
    if not inside(old):
        raise bad_request("USER_NOT_PARTICIPANT")
    if old["status"] == "administrator" and not old["can_be_edited"]:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    if any(value and not may(world, chat, world.bot["id"], name) for name, value in wanted.items()):
        raise bad_request("RIGHT_FORBIDDEN")
    new: Rank = administrator(kind, wanted, editable=True) if any(wanted.values()) else {"status": "member"}
    if "custom_title" in old and new["status"] == "administrator":
        new["custom_title"] = old["custom_title"]
    set_rank(world, chat, user_id, new, world.bot)
    return True


@method("setChatAdministratorCustomTitle")
async def set_custom_title(call: Call) -> bool:
    """The word beside the name of an administrator whom the bot promoted."""
    user_id, chat = subject(call), find_chat(call)
    if chat.info["type"] != "supergroup":
        raise bad_request(ONLY_SUPERGROUPS)
    old, title = rank(call.world, chat, user_id), call.text("custom_title").strip()
    if old["status"] != "administrator":
        raise bad_request("user is not an administrator")
    if not old["can_be_edited"]:
        raise bad_request("not enough rights to change custom title of the user")
    if len(title) > 16:
        raise bad_request("ADMIN_RANK_INVALID")
    if any(unicodedata.category(letter) == "So" for letter in title):
        raise bad_request("ADMIN_RANK_EMOJI_NOT_ALLOWED")
    new = {name: value for name, value in old.items() if name != "custom_title"}
    set_rank(call.world, chat, user_id, new | ({"custom_title": title} if title else {}), call.world.bot)
    return True


@method("leaveChat")
async def leave_chat(call: Call) -> bool:
    """The bot goes."""
    chat = find_chat(call)
    if chat.private:
        raise bad_request("can't leave private chats")
    world = call.world
    set_rank(world, chat, world.bot["id"], {"status": "left"}, world.bot)
    service.went(world, chat, world.bot, world.bot)
    return True


@method("setChatPermissions")
async def set_chat_permissions(call: Call) -> bool:
    """What plain members may do."""
    permissions, chat = permissions_of(call), find_chat(call)
    if chat.private or chat.info["type"] == "channel":
        kind = "private" if chat.private else "channel"
        raise bad_request(f"can't change {kind} chat permissions")
    bot_may(call.world, chat, "can_restrict_members", "not enough rights to change chat permissions")
    group = group_of(chat)
    if group.permissions == permissions:
        raise bad_request("CHAT_NOT_MODIFIED")
    group.permissions = permissions
    call.world.tell_groups()
    return True
