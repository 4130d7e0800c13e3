"""Into which topic of a forum a message goes, and when it may not."""

from typing import TYPE_CHECKING, Any

from sandbox.chats import Chat, Message
from sandbox.refusals import bad_request
from sandbox.roles import group_of, rank

if TYPE_CHECKING:
    from sandbox.world import World

NOT_FOUND = "message thread not found"
Placed = tuple[dict[str, Any], Message | None]


def leads(world: "World", chat: Chat, user_id: int) -> bool:
    """Whether somebody leads the topics; that members may open some is not enough."""
    found = rank(world, chat, user_id)
    return found["status"] == "creator" or (
        found["status"] == "administrator" and bool(found.get("can_manage_topics"))
    )


def placed(world: "World", chat: Chat, thread: int, reply: Message | None, user_id: int) -> Placed:
    """The fields that say in which topic a message stands, and what it replies to.

    Without a thread a reply goes where the other message is, anything else to General, which has no number.
    What is written into a topic without being a reply answers the message that opened the topic.
    """
    if not chat.info.get("is_forum"):
        if thread:
            raise bad_request(NOT_FOUND)
        return {}, reply
    group = group_of(chat)
    thread = thread or (reply or {}).get("message_thread_id", 0)
    topic = group.topics.get(thread) if thread else group.general
    if topic is None:
        raise bad_request(NOT_FOUND)
    if topic["closed"] and topic.get("by") != user_id and not leads(world, chat, user_id):
        raise bad_request("TOPIC_CLOSED")
    if not thread:
        return {}, reply
    return {"message_thread_id": thread, "is_topic_message": True}, reply or chat.messages.get(thread)
