"""The control API over people in groups: who comes and goes, topics, migration."""

from typing import TYPE_CHECKING

from sandbox import acts, service, topics
from sandbox.chat_settings import new_link
from sandbox.chats import Chat
from sandbox.control import Body, act
from sandbox.group_control import BOT_IS, SUPER, free_group_id, group_named, leader, make, rank_from
from sandbox.group_view import shown_group
from sandbox.groups import Group
from sandbox.people import Person
from sandbox.refusals import ControlError
from sandbox.roles import group_of, inside, may, member, rank

if TYPE_CHECKING:
    from sandbox.world import World

STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")


def _member(world: "World", body: Body) -> Body:
    """Somebody becomes something: let in, promoted, restricted, put out. `by` is who does it."""
    chat = group_named(world, body)
    bot_id = world.bot["id"]
    given = body.get("user")
    user_id = bot_id if given in ("bot", bot_id) else world.person(given).id
    status = body.get("status")
    if status not in STATUSES or (user_id == bot_id and status not in BOT_IS):
        raise ControlError(f"A status is one of {', '.join(STATUSES if user_id != bot_id else BOT_IS)}.")
    by = world.person(body["by"]).user() if body.get("by") else leader(world, chat)
    asked = group_of(chat).requests.pop(user_id, None)
    make(world, chat, user_id, rank_from(chat, status, body.get("rights"), body), by)
    if asked:
        world.tell_groups()
    return member(world, chat, user_id)


def _join(world: "World", body: Body) -> Body:
    """A person comes in, freely or by a link; some links only let one ask."""
    person = world.person(body.get("from"))
    if body.get("link"):
        chat, link = _by_link(world, str(body["link"]))
    else:
        chat, link = group_named(world, body), None
    found = rank(world, chat, person.id)
    if found["status"] == "kicked":
        raise ControlError(f"{person.first_name} is banned from {chat.info['title']}.", kind="banned")
    if inside(found):
        raise ControlError(f"{person.first_name} is in {chat.info['title']} already.")
    more = {"invite_link": link} if link else {}
    if link and link["creates_join_request"]:
        return _ask(world, chat, person, link)
    back = {"is_member": True} if found["status"] == "restricted" else {"status": "member"}
    make(world, chat, person.id, found | back, person.user(), **more)
    return member(world, chat, person.id)


def _link(world: "World", body: Body) -> Body:
    """A person who may invite makes a link; `ask` lets those who follow it only ask."""
    person, chat = acts.place_of(world, body)
    if chat.group is None or not may(world, chat, person.id, "can_invite_users"):
        raise ControlError(f"{person.first_name} may not invite here.", kind="no_right")
    return new_link(world, chat, person.user(), creates_join_request=bool(body.get("ask")))


def _by_link(world: "World", address: str) -> tuple[Chat, Body]:
    for chat in world.chats.values():
        link = chat.group.links.get(address) if chat.group else None
        if link and not link["is_revoked"]:
            if link.get("expire_date", world.now() + 1) <= world.now():
                break
            used = group_of(chat).used
            if used.get(address, 0) >= link.get("member_limit", 100_000):
                break
            used[address] = used.get(address, 0) + 1
            return chat, link
    raise ControlError("This link is no longer good.", 404, kind="link_over")


def _ask(world: "World", chat: Chat, person: Person, link: Body) -> Body:
    """A wish to join: the bot is told when it may invite."""
    request = {"chat": chat.info, "from": person.user(), "user_chat_id": person.id, "date": world.now()}
    request["invite_link"] = link
    group_of(chat).requests[person.id] = request
    if rank(world, chat, world.bot["id"]).get("can_invite_users"):
        world.push("chat_join_request", request, chat.id)
    world.tell_groups()
    return {"asked": True}


def _leave(world: "World", body: Body) -> Body:
    """A person goes."""
    person, chat = acts.place_of(world, body)
    if chat.group is None:
        raise ControlError("One does not leave a private chat; block the bot.")
    found = rank(world, chat, person.id)
    new = found | {"is_member": False} if found["status"] == "restricted" else {"status": "left"}
    make(world, chat, person.id, new, person.user())
    return member(world, chat, person.id)


def _topic(world: "World", body: Body) -> Body:
    """A person opens a topic (`name`), or changes one (`thread`, 0 is General) with name, closed or deleted."""
    person, chat = acts.place_of(world, body)
    if not chat.info.get("is_forum"):
        raise ControlError("This chat has no topics.")
    group, by = group_of(chat), person.user()
    if body.get("thread") is None:
        name = acts.text_of(body, "name", topics.MAX_NAME)
        color = acts.number(body, "icon_color", topics.COLORS[0])
        return topics.shown(topics.opened(world, chat, by, name, color, ""))
    number = acts.number(body, "thread")
    topic = group.topics.get(number) if number else group.general
    if topic is None:
        raise ControlError(f"There is no topic {body['thread']} in this chat.", 404)
    if body.get("deleted") and number:
        topics.delete(world, chat, number)
        return {"deleted": True}
    if body.get("name"):
        name = acts.text_of(body, "name", topics.MAX_NAME)
        topics.changed(world, chat, by, topic, {"forum_topic_edited": {"name": name}}, name=name)
    if body.get("closed") is not None:
        closed = bool(body["closed"])
        note: Body = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
        topic = group.topics[number] if number else group.general
        topics.changed(world, chat, by, topic, note, closed=closed)
    topic = group.topics[number] if number else group.general
    return topics.shown(topic) | {"closed": topic["closed"]}


def _migrate(world: "World", body: Body) -> Body:
    """A basic group becomes a supergroup under another number; the old one points there."""
    old = group_named(world, body)
    if old.info["type"] != "group" or old.migrated_to is not None:
        raise ControlError("Only a basic group becomes a supergroup, and once.")
    by = leader(world, old)
    chat_id = acts.number(body, "to", free_group_id(world))
    if chat_id >= SUPER or chat_id in world.chats:
        raise ControlError("The id of a supergroup is below -1000000000000 and its own.")
    new = world.chats[chat_id] = Chat(old.info | {"id": chat_id, "type": "supergroup"})
    new.members, new.bot_status, new.group = list(old.members), old.bot_status, old.group
    old.group = Group()
    service.announce(world, old, by, {"migrate_to_chat_id": chat_id})
    service.announce(world, new, by, {"migrate_from_chat_id": old.id})
    old.migrated_to, old.members = chat_id, []
    world.tell_groups()
    return shown_group(world, new)


for _path, _handler in (
    ("/sim/member", _member), ("/sim/join", _join), ("/sim/leave", _leave), ("/sim/topic", _topic),
    ("/sim/migrate", _migrate), ("/sim/link", _link),
):  # fmt: skip
    act(_path, _handler)
