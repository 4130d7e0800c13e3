"""Methods about a chat: what it is, and pins."""

from typing import Any

from sandbox.calls import Call, method
from sandbox.chat_pictures import picture_of
from sandbox.chats import Chat
from sandbox.messages import find_chat, post, tell_chat
from sandbox.refusals import bad_request
from sandbox.roles import bot_may, group_of, may


@method("getChat")
async def get_chat(call: Call) -> dict[str, Any]:
    """`ChatFullInfo`."""
    chat = find_chat(call, writing=False)
    found = chat.info | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    if chat.private and (name := chat.info.get("username")):
        found["active_usernames"] = [name]
    if chat.group is not None:
        found |= _of_group(call, chat)
    if chat.pinned:
        found["pinned_message"] = chat.messages[chat.pinned[-1]]
    return found


def _of_group(call: Call, chat: Chat) -> dict[str, Any]:
    """What `ChatFullInfo` says of groups only."""
    group = group_of(chat)
    found: dict[str, Any] = {} if chat.info["type"] == "channel" else {"permissions": group.permissions}
    if group.description:
        found["description"] = group.description
    found |= picture_of(call.world.files, chat)
    if name := chat.info.get("username"):
        found["active_usernames"] = [name]
    if may(call.world, chat, call.world.bot["id"], "can_invite_users"):
        primary = next((one["invite_link"] for one in group.links.values() if one["is_primary"]), None)
        found |= {"invite_link": primary} if primary else {}
    return found


def refuse_pins(call: Call, chat: Chat) -> None:
    """In a group one needs the right to pin, in a channel the one to edit."""
    if chat.group is not None:
        right = "can_edit_messages" if chat.info["type"] == "channel" else "can_pin_messages"
        bot_may(call.world, chat, right, "not enough rights to manage pinned messages in the chat")


def pinnable(call: Call, what: str) -> tuple[Chat, int]:
    """A message that is there to be pinned or unpinned."""
    chat, message_id = find_chat(call), call.integer("message_id")
    refuse_pins(call, chat)
    if message_id not in chat.messages:
        raise bad_request(f"message to {what} not found")
    return chat, message_id


@method("pinChatMessage")
async def pin_chat_message(call: Call) -> bool:
    """Pin; a service message says so, and the bot gets it as an update like everybody."""
    chat, message_id = pinnable(call, "pin")
    pinned = chat.messages[message_id]
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    chat.pinned.append(message_id)
    notice = post(call.world, chat, {"pinned_message": pinned}, silent=call.flag("disable_notification"))
    call.world.push("channel_post" if chat.info["type"] == "channel" else "message", notice, chat.id)
    tell_chat(call.world, chat)
    return True


@method("unpinChatMessage")
async def unpin_chat_message(call: Call) -> bool:
    """Unpin one message, or the latest pinned."""
    chat = find_chat(call)
    refuse_pins(call, chat)
    if call.integer("message_id"):
        chat, message_id = pinnable(call, "unpin")
    elif chat.pinned:
        message_id = chat.pinned[-1]
    else:
        raise bad_request("message to unpin not found")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    tell_chat(call.world, chat)
    return True


@method("unpinAllChatMessages")
async def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin everything."""
    chat = find_chat(call)
    refuse_pins(call, chat)
    chat.pinned.clear()
    tell_chat(call.world, chat)
    return True
