"""Reactions: the bot's own, those it takes away from others, and what it hears of people's."""

from typing import TYPE_CHECKING, Any

from sandbox.calls import Call, method
from sandbox.chats import Chat, Message
from sandbox.membership import subject
from sandbox.messages import find_chat, reactions_of, shown
from sandbox.people import Person
from sandbox.refusals import bad_request
from sandbox.roles import bot_may

if TYPE_CHECKING:
    from sandbox.world import World

EMOJI = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 "
    "🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 "
    "🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
REACTIONS = frozenset(EMOJI.split())
Reaction = dict[str, Any]


@method("setMessageReaction")
async def set_message_reaction(call: Call) -> bool:
    """At most one emoji of those that Telegram allows; none takes it away."""
    given = call.get("reaction") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of ReactionType")
    for one in given:
        if not isinstance(one, dict) or one.get("type") != "emoji" or str(one.get("emoji")) not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    chat = find_chat(call)
    message = first_of_album(chat, _message(call, chat))
    new = [{"type": "emoji", "emoji": one["emoji"]} for one in given]
    put(call.world, chat, message, call.world.bot["id"], new)
    call.world.journal.touch(chat.id)
    return True


@method("deleteMessageReaction")
async def delete_message_reaction(call: Call) -> bool:
    """Somebody's reaction to a message of a group goes; whoever has none there loses nothing."""
    whose, chat = _whose(call), _cleaned(call)
    put(call.world, chat, first_of_album(chat, _message(call, chat)), whose, [])
    call.world.journal.touch(chat.id)
    return True


@method("deleteAllMessageReactions")
async def delete_all_message_reactions(call: Call) -> bool:
    """All that somebody reacted with in a group goes."""
    whose, chat = _whose(call), _cleaned(call)
    for number in [number for number, given in chat.reactions.items() if whose in given]:
        put(call.world, chat, chat.messages[number], whose, [])
    call.world.journal.touch(chat.id)
    return True


def _whose(call: Call) -> int:
    """A person or a chat; of chats none reacts here, but it has to be one that there is."""
    actor = call.integer("actor_chat_id")
    if not actor:
        return subject(call)
    if actor not in call.world.chats:
        raise bad_request("chat not found")
    return actor


def _cleaned(call: Call) -> Chat:
    """A group in which the bot may take away what others left."""
    chat = find_chat(call)
    if chat.info["type"] not in ("group", "supergroup"):
        raise bad_request("method is available only in groups and supergroups")
    bot_may(call.world, chat, "can_delete_messages", "not enough rights to delete reactions")
    return chat


def _message(call: Call, chat: Chat) -> Message:
    message = chat.messages.get(call.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    return message


def first_of_album(chat: Chat, message: Message) -> Message:
    """Where a reaction goes: of an album its first message."""
    album = message.get("media_group_id")
    if not album:
        return message
    return next(one for one in chat.messages.values() if one.get("media_group_id") == album)


def put(world: "World", chat: Chat, message: Message, by: int, new: list[Reaction]) -> list[Reaction]:
    """Somebody's reaction is another one now; the one before it is returned."""
    all_of_it = chat.reactions.setdefault(message["message_id"], {})
    old = all_of_it.pop(by, [])
    if new:
        all_of_it[by] = new
    if not all_of_it:
        del chat.reactions[message["message_id"]]
    world.changes += 1
    world.journal.emit("edited", person_id=chat.id, message=shown(world, chat, message))
    return old


def told(world: "World", chat: Chat, message: Message, person: Person, old: list[Reaction]) -> None:
    """The bot hears who reacted, in a group as administrator; in a channel only how many did."""
    if not (chat.private or chat.bot_status == "administrator"):
        return
    given = chat.reactions.get(message["message_id"], {})
    body = {"chat": chat.info, "message_id": message["message_id"], "date": world.now()}
    if chat.info["type"] == "channel":
        counts = [
            {"type": {name: one[name] for name in ("type", "emoji")}, "total_count": len(one["by"])}
            for one in reactions_of(given)
        ]
        world.push("message_reaction_count", body | {"reactions": counts}, chat.id)
        return
    new = given.get(person.id, [])
    who = {"user": person.user(), "old_reaction": old, "new_reaction": new}
    world.push("message_reaction", body | who, chat.id)
