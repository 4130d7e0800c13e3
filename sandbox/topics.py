"""Topics of a forum: opening, renaming, closing, deleting; General, which is always there."""

from typing import Any

from sandbox import service
from sandbox.calls import Call, method
from sandbox.chats import Chat
from sandbox.messages import find_chat, remove, tell_chat
from sandbox.refusals import bad_request
from sandbox.roles import bot_may, group_of, may

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
MAX_NAME = 128
OPEN_OR_CLOSE = "not enough rights to close or open the topic"
Topic = dict[str, Any]


def forum(call: Call) -> Chat:
    """The forum that a call is about."""
    chat = find_chat(call)
    if not chat.info.get("is_forum"):
        raise bad_request("the chat is not a forum")
    return chat


def topic_of(call: Call, right: str, refusal: str) -> tuple[Chat, Topic]:
    """A topic that the bot may change: it leads the topics, or opened this one."""
    chat = forum(call)
    topic = group_of(chat).topics.get(call.integer("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    me = call.world.bot["id"]
    if topic["by"] != me and not may(call.world, chat, me, right):
        raise bad_request(refusal)
    return chat, topic


def shown(topic: Topic) -> Topic:
    """A topic as the Bot API gives it."""
    return {name: value for name, value in topic.items() if name not in ("by", "closed")}


def opened(world: Any, chat: Chat, by: dict[str, Any], name: str, color: int, emoji: str) -> Topic:
    """A new topic; the service message that opens it is its number."""
    look = {"name": name[:MAX_NAME], "icon_color": color} | ({"icon_custom_emoji_id": emoji} if emoji else {})
    number = chat.last_id + 1
    topic: Topic = {"message_thread_id": number} | look | {"closed": False, "by": by["id"]}
    group_of(chat).topics[number] = topic
    where = {"message_thread_id": number, "is_topic_message": True}
    service.announce(world, chat, by, where | {"forum_topic_created": look})
    world.tell_groups()
    return topic


def changed(
    world: Any, chat: Chat, by: dict[str, Any], topic: Topic, note: dict[str, Any], **new: Any
) -> None:
    """A topic is another now; everybody in it is told."""
    number = topic.get("message_thread_id")
    if number:
        group_of(chat).topics[number] = topic | new
    else:
        group_of(chat).general = topic | new
    where = {"message_thread_id": number, "is_topic_message": True} if number else {}
    service.announce(world, chat, by, where | note)
    world.tell_groups()


@method("createForumTopic")
async def create_forum_topic(call: Call) -> Topic:
    """A new topic."""
    name, color, emoji = (
        call.text("name").strip(),
        call.integer("icon_color"),
        call.text("icon_custom_emoji_id"),
    )
    chat = forum(call)
    bot_may(call.world, chat, "can_manage_topics", "not enough rights to create a topic")
    if not name:
        raise bad_request("title must be non-empty")
    if color and color not in COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    if emoji and not emoji.isdecimal():
        raise bad_request("DOCUMENT_INVALID")
    return shown(opened(call.world, chat, call.world.bot, name, color or COLORS[0], emoji))


@method("editForumTopic")
async def edit_forum_topic(call: Call) -> bool:
    """Another name or picture."""
    chat, topic = topic_of(call, "can_manage_topics", "not enough rights to edit the topic")
    new: Topic = {}
    if name := call.text("name").strip()[:MAX_NAME]:
        new["name"] = name
    if call.get("icon_custom_emoji_id") is not None:
        new["icon_custom_emoji_id"] = call.text("icon_custom_emoji_id")
    new = {key: value for key, value in new.items() if topic.get(key, "") != value}
    if not new:
        raise bad_request("TOPIC_NOT_MODIFIED")
    changed(call.world, chat, call.world.bot, topic, {"forum_topic_edited": new}, **new)
    return True


async def _close(call: Call, *, closed: bool) -> bool:
    chat, topic = topic_of(call, "can_manage_topics", OPEN_OR_CLOSE)
    if topic["closed"] == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    note: Topic = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
    changed(call.world, chat, call.world.bot, topic, note, closed=closed)
    return True


@method("closeForumTopic")
async def close_forum_topic(call: Call) -> bool:
    """Nobody but who leads topics writes there now."""
    return await _close(call, closed=True)


@method("reopenForumTopic")
async def reopen_forum_topic(call: Call) -> bool:
    """Everybody writes there again."""
    return await _close(call, closed=False)


@method("deleteForumTopic")
async def delete_forum_topic(call: Call) -> bool:
    """A topic goes with all its messages."""
    chat, topic = topic_of(call, "can_delete_messages", "not enough rights to delete the topic")
    delete(call.world, chat, topic["message_thread_id"])
    return True


def delete(world: Any, chat: Chat, number: int) -> None:
    """Take a topic and its messages away."""
    del group_of(chat).topics[number]
    remove(world, chat, [one for one, it in chat.messages.items() if it.get("message_thread_id") == number])
    tell_chat(world, chat)
    world.tell_groups()


async def _unpin(call: Call, chat: Chat, number: int | None) -> bool:
    bot_may(call.world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    chat.pinned = [one for one in chat.pinned if chat.messages[one].get("message_thread_id") != number]
    tell_chat(call.world, chat)
    return True


@method("unpinAllForumTopicMessages")
async def unpin_all_forum_topic_messages(call: Call) -> bool:
    """Nothing of this topic is pinned any more."""
    chat = forum(call)
    if call.integer("message_thread_id") not in group_of(chat).topics:
        raise bad_request("message thread not found")
    return await _unpin(call, chat, call.integer("message_thread_id"))


@method("unpinAllGeneralForumTopicMessages")
async def unpin_all_general_forum_topic_messages(call: Call) -> bool:
    """Nothing of General is pinned any more."""
    return await _unpin(call, forum(call), None)


def _general(call: Call, refusal: str = OPEN_OR_CLOSE) -> tuple[Chat, Topic]:
    chat = forum(call)
    bot_may(call.world, chat, "can_manage_topics", refusal)
    return chat, group_of(chat).general


@method("editGeneralForumTopic")
async def edit_general_forum_topic(call: Call) -> bool:
    """Another name for General."""
    chat, topic = _general(call, "not enough rights to edit the topic")
    name = call.text("name").strip()[:MAX_NAME]
    if not name or name == topic["name"]:
        raise bad_request("TOPIC_NOT_MODIFIED" if name else "title must be non-empty")
    changed(call.world, chat, call.world.bot, topic, {"forum_topic_edited": {"name": name}}, name=name)
    return True


def _general_switch(name: str, field: str, note: str, *, on: bool) -> None:
    """The four methods that close, open, hide and show General. A hidden General is closed too."""

    async def switch(call: Call) -> bool:
        chat, topic = _general(call)
        if topic[field] == on:
            raise bad_request("TOPIC_NOT_MODIFIED")
        new = {field: on} | ({"closed": True} if field == "hidden" and on else {})
        changed(call.world, chat, call.world.bot, topic, {note: {}}, **new)
        return True

    method(name)(switch)


_general_switch("closeGeneralForumTopic", "closed", "forum_topic_closed", on=True)
_general_switch("reopenGeneralForumTopic", "closed", "forum_topic_reopened", on=False)
_general_switch("hideGeneralForumTopic", "hidden", "general_forum_topic_hidden", on=True)
_general_switch("unhideGeneralForumTopic", "hidden", "general_forum_topic_unhidden", on=False)
