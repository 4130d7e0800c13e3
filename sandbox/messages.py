"""Putting messages into chats, changing them and taking them away, with everybody told who must know."""

from typing import TYPE_CHECKING, Any

from sandbox import keyboards
from sandbox.calls import Call
from sandbox.chats import Chat, Message
from sandbox.people import Person
from sandbox.refusals import bad_request, forbidden
from sandbox.replies import reply_fields, without_reply

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
    chat = world.chats.get(call.args[name])
    if chat is None:
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
    elif chat.bot_status != "member":
        what = "was kicked from" if chat.bot_status == "kicked" else "is not a member of"
        raise forbidden(
            f"bot {what} the {'supergroup' if chat.info['type'] == 'supergroup' else 'group'} chat"
        )
    return chat


def send(call: Call, content: dict[str, Any], **more: Any) -> Message:
    """A message of the bot: markup, reply and place are checked, then it is posted."""
    markup = keyboards.read(call.get("reply_markup"))
    check_extras(call)
    chat = find_chat(call)
    keyboards.check_place(markup, chat)
    content |= reply_fields(call, chat)
    return post(call.world, chat, content, markup=markup, **options(call), **more)


def options(call: Call) -> dict[str, Any]:
    """What any message may be: silent, protected."""
    return {"silent": call.flag("disable_notification"), "protect": call.flag("protect_content")}


def check_extras(call: Call) -> None:
    """Parameters of things that the sandbox has none of are refused as Telegram would."""
    if call.get("business_connection_id"):
        raise bad_request("business connection not found")
    if call.get("message_thread_id"):
        raise bad_request("message thread not found")
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
) -> Message:
    """Put a message of the bot into a chat."""
    message: Message = {
        "message_id": chat.next_id(),
        "from": world.bot,
        "chat": chat.info,
        "date": world.now(),
    }
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
    chat.unread += 1
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
) -> Message:
    """Put a message of a person into a chat and tell the bot."""
    user = chat.user if chat.private else person.user()
    message: Message = {"message_id": chat.next_id(), "from": user, "chat": chat.info, "date": world.now()}
    if reply is not None:
        message["reply_to_message"] = without_reply(reply)
    if quote is not None:
        message["quote"] = quote
    message |= content
    chat.messages[message["message_id"]] = message
    chat.unread = 0
    world.journal.emit("message", person_id=chat.id, message=shown(world, chat, message))
    if (
        chat.private
        and chat.keyboard
        and (chat.keyboard.get("one_time_keyboard") or "force_reply" in chat.keyboard)
    ):
        chat.keyboard, chat.keyboard_from = None, 0
        tell_chat(world, chat)
    if chat.private or for_bot(world, message):
        world.push("message", message, chat.id)
    return message


def for_bot(world: "World", message: Message) -> bool:
    """Whether a bot in privacy mode gets this message of a group: commands, replies to it, its name."""
    text = message.get("text") or message.get("caption") or ""
    replied = message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]
    return bool(replied or text.startswith("/") or f"@{world.bot['username']}".lower() in text.lower())


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
    """A message for the page: whose side it is on, and whether it came without a sound."""
    extra: dict[str, Any] = {
        "out": message["from"]["id"] != world.bot["id"],
        "silent": message["message_id"] in chat.silent,
    }
    if reactions := chat.reactions.get(message["message_id"]):
        extra["reactions"] = reactions_of(reactions)
    return message | extra


def reactions_of(by_person: dict[int, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Each reaction once, with the numbers of those whose it is."""
    found: dict[str, dict[str, Any]] = {}
    for person_id, given in by_person.items():
        for one in given:
            found.setdefault(str(one), one | {"by": []})["by"].append(person_id)
    return list(found.values())
