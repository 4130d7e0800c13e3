"""Chats that speak in a group in place of a person: a channel of theirs, or the group itself."""

from typing import TYPE_CHECKING, Any

from sandbox.calls import Call, method
from sandbox.chats import Chat
from sandbox.membership import RESTRICT
from sandbox.messages import find_chat
from sandbox.people import Person
from sandbox.refusals import ControlError, bad_request
from sandbox.roles import bot_may, group_of, rank

if TYPE_CHECKING:
    from sandbox.world import World

# Who stands in `from` of such messages, for clients that know no `sender_chat`.
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
GROUP_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@method("banChatSenderChat")
async def ban_chat_sender_chat(call: Call) -> bool:
    """Whoever owns this channel speaks for none of theirs here any more."""
    chat = find_chat(call)
    if chat.private:
        raise bad_request("can't ban members in private chats")
    if chat.info["type"] == "group":
        raise bad_request("can't ban chats in basic groups")
    group_of(chat).banned[_sender(call, chat)] = call.world.now()
    call.world.tell_groups()
    return True


@method("unbanChatSenderChat")
async def unban_chat_sender_chat(call: Call) -> bool:
    """A channel may be spoken for again."""
    chat = find_chat(call)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    if chat.info["type"] != "group":
        group_of(chat).banned.pop(_sender(call, chat), None)
        call.world.tell_groups()
    return True


def _sender(call: Call, chat: Chat) -> int:
    """The channel that is meant, when the bot may put it out."""
    bot_may(call.world, chat, "can_restrict_members", RESTRICT)
    sender = call.world.chats.get(call.integer("sender_chat_id"))
    if sender is None:
        raise bad_request("member not found")
    if sender.info["type"] != "channel":
        raise bad_request("can't restrict the chat")
    return sender.id


def spoken_for(world: "World", chat: Chat, person: Person, sender_id: int) -> dict[str, Any]:
    """`from` and `sender_chat` of a message that a person writes in the name of a chat.

    Owners speak for their channels, and whoever leads a group anonymously for the group.
    """
    sender = world.chats.get(sender_id)
    if sender is None or chat.info["type"] != "supergroup":
        raise ControlError(f"{person.first_name} can't write as {sender_id} here.", 404)
    if sender is chat:
        found = rank(world, chat, person.id)
        allowed = found["status"] in ("creator", "administrator") and bool(found.get("is_anonymous"))
    else:
        allowed = sender.info["type"] == "channel" and _owns(world, person, sender)
        allowed = allowed and not any(
            _owns(world, person, banned)
            for one in group_of(chat).banned
            if (banned := world.chats.get(one)) is not None
        )
    if not allowed:
        raise ControlError(
            f"{person.first_name} may not write as {sender.info['title']} here.", kind="no_right"
        )
    return {"from": GROUP_BOT if sender is chat else CHANNEL_BOT, "sender_chat": sender.info}


def _owns(world: "World", person: Person, channel: Chat) -> bool:
    return rank(world, channel, person.id)["status"] == "creator"
