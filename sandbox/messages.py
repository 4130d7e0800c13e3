"""Putting messages into chats, changing them and taking them away, with everybody told who must know."""

from typing import TYPE_CHECKING, Any

from sandbox import keyboards
from sandbox.calls import Call
from sandbox.chats import Chat, Message
from sandbox.people import Person
from sandbox.refusals import ControlError, Refused, bad_request, forbidden
from sandbox.replies import reply_fields, without_reply
from sandbox.roles import hears, may_send, refuse_silenced
from sandbox.threads import placed

if TYPE_CHECKING:
    from sandbox.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
UPGRADED = "group chat was upgraded to a supergroup chat"


def find_chat(call: Call, name: str = "chat_id", *, writing: bool = True) -> Chat:
    """The chat that a call is about, when the bot may do there what it wants."""
    world = call.world
    chat = world.chat_named(call.args[name])
    if chat is None:
        if writing and met_in_a_group(world, call.args[name]):
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise bad_request(UPGRADED, migrate_to_chat_id=chat.migrated_to)
    if not writing:
        return chat
    if chat.private:
        person = world.people[chat.id]
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
    elif chat.bot_status in ("left", "kicked"):
        what = "was kicked from" if chat.bot_status == "kicked" else "is not a member of"
        raise forbidden(f"bot {what} the {chat.info['type']} chat")
    elif chat.info["type"] == "channel" and chat.bot_status != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    return chat


def met_in_a_group(world: "World", person_id: Any) -> bool:
    """Whether the bot knows this person from a group, without a chat of their own."""
    groups = (chat for chat in world.chats.values() if chat.bot_status not in ("left", "kicked"))
    return any(person_id in chat.members for chat in groups)


def send(call: Call, content: dict[str, Any], **more: Any) -> Message:
    """A message of the bot: markup, reply and place are checked, then it is posted."""
    markup = keyboards.read(call.get("reply_markup"))
    check_extras(call)
    chat = find_chat(call)
    keyboards.check_place(markup, chat)
    content |= reply_fields(call, chat)
    return post(call.world, chat, content, markup=markup, **options(call), **more)


def options(call: Call) -> dict[str, Any]:
    """What any message may be: silent, protected, in a topic."""
    return {
        "silent": call.flag("disable_notification"),
        "protect": call.flag("protect_content"),
        "thread": call.integer("message_thread_id"),
    }


def check_extras(call: Call) -> None:
    """Parameters of things that the sandbox has none of are refused as Telegram would."""
    if call.get("business_connection_id"):
        raise bad_request("business connection not found")
    if call.get("message_effect_id"):
        raise bad_request("EFFECT_ID_INVALID")
    if call.get("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")


def post(
    world: "World",
    chat: Chat,
    content: dict[str, Any],
    *,
    markup: dict[str, Any] | None = None,
    silent: bool = False,
    protect: bool = False,
    thread: int = 0,
) -> Message:
    """Put a message of the bot into a chat."""
    where, answered = placed(world, chat, thread, content.get("reply_to_message"), world.bot["id"])
    refuse_silenced(world, chat, content)
    message = begun(world, chat, world.bot) | where
    if answered is not None and "external_reply" not in content:
        message["reply_to_message"] = without_reply(answered)
    message |= content
    if protect:
        message["has_protected_content"] = True
    if silent:
        chat.silent.add(message["message_id"])
    if markup is not None:
        if "inline_keyboard" in markup:
            message["reply_markup"] = markup
        else:
            chat.fixed.add(message["message_id"])
            chat.keyboard = keyboards.shown_to_person(markup, chat.keyboard)
            chat.keyboard_from = message["message_id"] if chat.keyboard else 0
    chat.messages[message["message_id"]] = message
    chat.draft = None
    chat.count_unread(None, message.get("message_thread_id", 0))
    world.journal.touch(chat.id)
    world.journal.emit("message", person_id=chat.id, message=shown(world, chat, message))
    if markup is not None and "inline_keyboard" not in markup:
        tell_chat(world, chat)
    return message


def receive(
    world: "World",
    chat: Chat,
    person: Person,
    content: dict[str, Any],
    reply: Message | None = None,
    quote: dict[str, Any] | None = None,
    speaker: dict[str, Any] | None = None,
) -> Message:
    """Put a message of a person into a chat and tell the bot; a chat may speak in the person's place."""
    user = chat.user if chat.private else person.user()
    if chat.group is not None and not may_send(world, chat, person.id, content):
        raise ControlError(f"{person.first_name} may not send this to {chat.info['title']}.", kind="silenced")
    try:
        where, reply = placed(world, chat, 0, reply, person.id)
    except Refused:
        raise ControlError(f"This topic is closed for {person.first_name}.", kind="topic_closed") from None
    message = begun(world, chat, user or person.user()) | (speaker or {}) | where
    if reply is not None:
        message["reply_to_message"] = without_reply(reply)
    if quote is not None:
        message["quote"] = quote
    message |= content
    chat.messages[message["message_id"]] = message
    chat.count_unread(person.id, message.get("message_thread_id", 0))
    world.journal.emit("message", person_id=chat.id, message=shown(world, chat, message))
    if (
        chat.private
        and chat.keyboard
        and (chat.keyboard.get("one_time_keyboard") or "force_reply" in chat.keyboard)
    ):
        chat.keyboard, chat.keyboard_from = None, 0
        tell_chat(world, chat)
    tell_bot(world, chat, message)
    return message


def begun(world: "World", chat: Chat, sender: dict[str, Any]) -> Message:
    """The beginning of every message; in a channel the channel itself speaks."""
    who = {"sender_chat": chat.info} if chat.info["type"] == "channel" else {"from": sender}
    return {"message_id": chat.next_id(), **who, "chat": chat.info, "date": world.now()}


def tell_bot(world: "World", chat: Chat, message: Message, edited: str = "") -> None:
    """The update of a person's message, or (`edited_`) of its edit, where the bot hears of it."""
    if hears(world, chat, message):
        kind = "channel_post" if chat.info["type"] == "channel" else "message"
        world.push(edited + kind, message, chat.id)


def author(message: Message) -> int:
    """Who wrote a message; 0 in channels, which speak for themselves."""
    return int(message.get("from", {}).get("id", 0))


def replace(world: "World", chat: Chat, new: Message, *, by_bot: bool = True) -> Message:
    """A message changed; the old dict stays as it was for whoever holds it."""
    chat.messages[new["message_id"]] = new
    if by_bot:
        world.journal.touch(chat.id)
    world.journal.emit("edited", person_id=chat.id, message=shown(world, chat, new))
    world.changes += 1
    return new


def remove(world: "World", chat: Chat, message_ids: list[int]) -> list[int]:
    """Take messages away; those that were there are returned."""
    keyboard, pinned = chat.keyboard, list(chat.pinned)
    gone = [message_id for message_id in message_ids if chat.forget(message_id)]
    if gone:
        world.journal.emit("deleted", person_id=chat.id, message_ids=gone)
        world.changes += 1
    if chat.keyboard is not keyboard or chat.pinned != pinned:
        tell_chat(world, chat)
    return gone


def tell_chat(world: "World", chat: Chat) -> None:
    """Commands, keyboard, menu or pins of a chat changed."""
    world.changes += 1
    world.journal.emit("chat", person_id=chat.id)


def shown(world: "World", chat: Chat, message: Message) -> Message:
    """A message for the page: whose side it is on, whether it came without a sound, who voted for what."""
    extra: dict[str, Any] = {
        "out": author(message) not in (0, world.bot["id"]),
        "silent": message["message_id"] in chat.silent,
    }
    if reactions := chat.reactions.get(message["message_id"]):
        extra["reactions"] = reactions_of(reactions)
    if (poll := world.polls.of(message)) and poll.votes:
        extra["votes"] = {str(person_id): chosen for person_id, chosen in poll.votes.items()}
    return message | extra


def reactions_of(by_person: dict[int, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Each reaction once, with the numbers of those whose it is."""
    found: dict[str, dict[str, Any]] = {}
    for person_id, given in by_person.items():
        for one in given:
            found.setdefault(str(one), one | {"by": []})["by"].append(person_id)
    return list(found.values())
