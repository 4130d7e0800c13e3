"""Who somebody is in a chat, what they may do there, and how that changes."""

from typing import TYPE_CHECKING, Any

from sandbox.chats import Chat, Message
from sandbox.groups import Group, Rank, needs
from sandbox.refusals import ControlError, bad_request

if TYPE_CHECKING:
    from sandbox.world import World

INSIDE = ("creator", "administrator", "member")
User = dict[str, Any]


def group_of(chat: Chat) -> Group:
    """The chat's group side; only for chats that are not private."""
    if chat.group is None:
        raise ControlError("This is a private chat.")
    return chat.group


def rank(world: "World", chat: Chat, user_id: int) -> Rank:
    """A `ChatMember` without its user. A ban or a restriction that is over is gone."""
    group = group_of(chat)
    found = group.ranks.get(user_id)
    if found and 0 < found.get("until_date", 0) <= world.now():
        del group.ranks[user_id]
        found = None
    if found:
        return found
    if user_id == world.bot["id"]:
        return {"status": chat.bot_status} | ({"until_date": 0} if chat.bot_status == "kicked" else {})
    return {"status": "member" if user_id in chat.members else "left"}


def user_of(world: "World", user_id: int) -> User:
    """A person or the bot as a `User`."""
    return world.bot if user_id == world.bot["id"] else world.people[user_id].user()


def member(world: "World", chat: Chat, user_id: int) -> dict[str, Any]:
    """The `ChatMember`."""
    return {"user": user_of(world, user_id)} | rank(world, chat, user_id)


def inside(found: Rank) -> bool:
    """Whether somebody of this rank is in the chat."""
    return found["status"] in INSIDE or bool(found.get("is_member"))


def may(world: "World", chat: Chat, user_id: int, right: str) -> bool:
    """Whether somebody may do what administrators may; plain bots may nothing of it."""
    found = rank(world, chat, user_id)
    if found["status"] == "creator":
        return True
    if found["status"] == "administrator":
        return bool(found.get(right))
    if user_id == world.bot["id"] or not inside(found):
        return False
    return bool(found.get(right, group_of(chat).permissions.get(right)))


def bot_may(world: "World", chat: Chat, right: str, refusal: str) -> None:
    """Refuse a call for which the bot has no right."""
    if not may(world, chat, world.bot["id"], right):
        raise bad_request(refusal)


def may_send(world: "World", chat: Chat, user_id: int, content: Message) -> bool:
    """Whether somebody may put this into the chat."""
    found = rank(world, chat, user_id)
    if chat.info["type"] == "channel":
        return found["status"] == "creator" or bool(found.get("can_post_messages"))
    if found["status"] in ("creator", "administrator"):
        return True
    permission, _ = needs(content)
    allowed = group_of(chat).permissions
    return inside(found) and allowed[permission] and bool(found.get(permission, True))


def refuse_silenced(world: "World", chat: Chat, content: Message) -> None:
    """Refuse a message that the bot may not send to this group."""
    if chat.group is not None and not may_send(world, chat, world.bot["id"], content):
        if chat.info["type"] == "channel":
            raise bad_request("need administrator rights in the channel chat")
        raise bad_request(f"not enough rights to send {needs(content)[1]} to the chat")


def set_rank(world: "World", chat: Chat, user_id: int, new: Rank, by: User, **more: Any) -> bool:
    """Make somebody this; the bot is told where it may know. Says whether anything changed."""
    group, old = group_of(chat), member(world, chat, user_id)
    group.ranks.pop(user_id, None)
    if new["status"] not in ("member", "left"):
        group.ranks[user_id] = new
    is_bot = user_id == world.bot["id"]
    if is_bot:
        chat.bot_status = new["status"] if new["status"] != "restricted" else "member"
    else:
        _keep_inside(chat, user_id, is_in=inside(new))
    found = member(world, chat, user_id)
    if found == old:
        return False
    body = {"chat": chat.info, "from": by, "date": world.now()}
    body |= {"old_chat_member": old, "new_chat_member": found} | more
    if is_bot:
        world.push("my_chat_member", body, chat.id)
    elif chat.bot_status == "administrator":
        world.push("chat_member", body, chat.id)
    world.tell_groups()
    return True


def _keep_inside(chat: Chat, user_id: int, *, is_in: bool) -> None:
    if is_in and user_id not in chat.members:
        chat.members.append(user_id)
    elif not is_in and user_id in chat.members:
        chat.members.remove(user_id)


def hears(world: "World", chat: Chat, message: Message) -> bool:
    """Whether the bot gets this message of a group.

    Without administration and with privacy on (as bots are born), only what is meant for it: commands, replies
    to it, its name, what was sent by way of it.
    """
    if chat.private:
        return True
    if chat.bot_status not in INSIDE:
        return False
    if chat.bot_status == "administrator" or not world.privacy or chat.info["type"] == "channel":
        return True
    text = message.get("text") or message.get("caption") or ""
    me, name = world.bot["id"], f"@{world.bot['username']}".lower()
    if message.get("reply_to_message", {}).get("from", {}).get("id") == me:
        return True
    if message.get("via_bot", {}).get("id") == me:
        return True
    if text.startswith("/"):
        command = text.split(maxsplit=1)[0].lower()
        return "@" not in command or command.endswith(name)
    return name in text.lower()
