"""People answering and passing on: votes, reactions, dice, forwards."""

from typing import TYPE_CHECKING, Any

from sandbox import drafts, reactions, service
from sandbox.acts import Wish, answers, message_of, number, place_of
from sandbox.chats import Chat, Message
from sandbox.luck import VALUES, plain
from sandbox.messages import receive, shown, tell_chat
from sandbox.origins import forward_fields, origin_of
from sandbox.people import Person
from sandbox.refusals import ControlError
from sandbox.replies import is_service, without_reply
from sandbox.roles import may

if TYPE_CHECKING:
    from sandbox.world import World

PASSED_ON = (
    "text", "entities", "caption", "caption_entities", "link_preview_options", "contact", "venue", "location",
    "dice", "poll", "show_caption_above_media", "has_media_spoiler",
)  # fmt: skip


def vote(world: "World", wish: Wish) -> Message:
    """A choice in a poll: places counted from 0, or texts; an empty list takes it back."""
    person, chat = place_of(world, wish)
    message = message_of(chat, wish)
    poll = world.polls.of(message)
    if poll is None:
        raise ControlError(f"Message {message['message_id']} is no poll.")
    texts = [option["text"] for option in poll.shown["options"]]
    given = wish.get("options")
    if not isinstance(given, list):
        raise ControlError("The field 'options' is a list of places counted from 0, or of texts.")
    for one in given:
        if one not in texts and not (isinstance(one, int) and 0 <= one < len(texts)):
            raise ControlError(f"The poll has no option {one!r}; it has: {', '.join(map(repr, texts))}.")
    chosen = sorted({one if isinstance(one, int) else texts.index(one) for one in given})
    if poll.shown["is_closed"]:
        raise ControlError("The poll is closed.", 409, kind="poll_closed")
    if len(chosen) > 1 and not poll.shown["allows_multiple_answers"]:
        raise ControlError("This poll takes one choice.", kind="poll_one")
    world.polls.vote(poll, person.user(), chosen)
    return shown(world, chat, chat.messages[message["message_id"]])


def react(world: "World", wish: Wish) -> Message:
    """A reaction, `emoji`; none, or an empty one, takes it away."""
    person, chat = place_of(world, wish)
    message = reactions.first_of_album(chat, message_of(chat, wish))
    emoji = str(wish.get("emoji") or "").replace("\N{VARIATION SELECTOR-16}", "")
    if emoji and emoji not in reactions.REACTIONS:
        raise ControlError(f"Telegram has no reaction {emoji!r}.", kind="no_reaction", emoji=emoji)
    new = [{"type": "emoji", "emoji": emoji}] if emoji else []
    old = reactions.put(world, chat, message, person.id, new)
    if old != new:
        reactions.told(world, chat, message, person, old)
    return shown(world, chat, message)


def dice(world: "World", wish: Wish) -> Message:
    """A dice of a person; `value` says what it shows."""
    person, chat = place_of(world, wish)
    emoji = plain(str(wish.get("emoji") or ""))
    if emoji not in VALUES:
        raise ControlError(f"The dice of Telegram are {' '.join(VALUES)}.")
    thrown = world.luck.throw(emoji)
    if value := number(wish, "value", 0):
        if not 1 <= value <= VALUES[emoji]:
            raise ControlError(f"{emoji} shows 1 to {VALUES[emoji]}.")
        thrown["value"] = value
    return shown(world, chat, receive(world, chat, person, {"dice": thrown}, **answers(chat, wish)))


def lay_down(world: "World", wish: Wish) -> dict[str, Any]:
    """What the next dice show, whoever throws them."""
    values = wish.get("values")
    if not isinstance(values, list) or not all(isinstance(one, int) and 1 <= one <= 64 for one in values):
        raise ControlError("The field 'values' is a list of numbers from 1 to 64.")
    world.luck.next.extend(values)
    return {"next": list(world.luck.next)}


def forward(world: "World", wish: Wish) -> dict[str, Any]:
    """Messages of this or another chat (`from_chat_id`) are passed on; `messages` are what came."""
    person, chat = place_of(world, wish)
    source = _chat_of(world, person, number(wish, "from_chat_id", chat.id))
    ids = wish.get("message_ids") or [number(wish, "message_id")]
    if not isinstance(ids, list) or not all(isinstance(one, int) for one in ids):
        raise ControlError("The field 'message_ids' is a list of numbers.")
    chosen = [message_of(source, {"message_id": one}) for one in ids]
    for message in chosen:
        if is_service(message) or message.get("has_protected_content"):
            raise ControlError(f"Message {message['message_id']} can't be forwarded.")
    albums: dict[str, str] = {}
    sent = []
    for message in chosen:
        content = forward_fields(origin_of(world, message))
        content |= {name: message[name] for name in PASSED_ON if name in message}
        content |= world.files.renewed(message)
        if album := message.get("media_group_id"):
            content["media_group_id"] = albums.setdefault(album, world.album_id())
        sent.append(receive(world, chat, person, content, **answers(chat, wish)))
        world.polls.shown_at(sent[-1])
    return {"messages": [shown(world, chat, one) for one in sent]}


def stop_draft(world: "World", wish: Wish) -> dict[str, Any]:
    """A person has seen enough: the bot is told, and the draft goes unless it was to be kept."""
    person, chat = place_of(world, wish)
    draft = drafts.seen(world, chat)
    if draft is None or not draft["can_stop"]:
        raise ControlError(f"{person.first_name} sees no draft that can be stopped.", 404)
    chat.draft = draft | {"can_stop": False} if draft["keep_on_stop"] else None
    body = {"chat": chat.info, "draft_id": draft["draft_id"]}
    world.push("stopped_message_generation", body, chat.id)
    world.journal.emit("draft", person_id=chat.id, draft=chat.draft)
    return {"stopped": True}


def pin(world: "World", wish: Wish) -> dict[str, Any]:
    """A person pins a message, which everybody is told, or (`on: false`) unpins it."""
    person, chat = place_of(world, wish)
    message = message_of(chat, wish)
    right = "can_edit_messages" if chat.info["type"] == "channel" else "can_pin_messages"
    if chat.group is not None and not may(world, chat, person.id, right):
        raise ControlError(f"{person.first_name} may not pin in {chat.info['title']}.", kind="no_right")
    if message["message_id"] in chat.pinned:
        chat.pinned.remove(message["message_id"])
    if wish.get("on", True):
        chat.pinned.append(message["message_id"])
        where = {name: message[name] for name in ("message_thread_id", "is_topic_message") if name in message}
        service.announce(world, chat, person.user(), where | {"pinned_message": without_reply(message)})
    else:
        tell_chat(world, chat)
    return {"pinned": chat.pinned}


def _chat_of(world: "World", person: Person, chat_id: int) -> Chat:
    """A chat that this person reads."""
    chat = world.chats.get(chat_id)
    if chat is None or not (chat_id == person.id or person.id in chat.members):
        raise ControlError(f"{person.first_name} is in no chat {chat_id}.", 404)
    return chat
