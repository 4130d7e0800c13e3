"""Service messages of groups: who came and went, what the chat is called, topics."""

from typing import TYPE_CHECKING, Any

from sandbox.chats import Chat, Message
from sandbox.messages import shown, tell_chat

if TYPE_CHECKING:
    from sandbox.world import World


def announce(world: "World", chat: Chat, by: dict[str, Any], content: dict[str, Any]) -> Message:
    """A service message; the bot gets it whatever its privacy, as long as it is in the chat."""
    message: Message = {"message_id": chat.next_id(), "chat": chat.info, "date": world.now()}
    message |= {"sender_chat": chat.info} if chat.info["type"] == "channel" else {"from": by}
    message |= content
    chat.messages[message["message_id"]] = message
    if by["id"] == world.bot["id"]:
        world.journal.touch(chat.id)
    world.journal.emit("message", person_id=chat.id, message=shown(world, chat, message))
    if chat.bot_status not in ("left", "kicked"):
        kind = "channel_post" if chat.info["type"] == "channel" else "message"
        world.push(kind, message, chat.id)
    tell_chat(world, chat)
    return message


def came(world: "World", chat: Chat, by: dict[str, Any], users: list[dict[str, Any]]) -> None:
    """Members were let in; channels don't say so."""
    if chat.info["type"] != "channel":
        announce(world, chat, by, {"new_chat_members": users})


def went(world: "World", chat: Chat, by: dict[str, Any], user: dict[str, Any]) -> None:
    """A member left or was put out."""
    if chat.info["type"] != "channel":
        announce(world, chat, by, {"left_chat_member": user})
