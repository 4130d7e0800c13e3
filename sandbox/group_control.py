"""The control API over groups and channels: making them, reading and removing them."""

from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox import acts, service
from sandbox.chats import Chat
from sandbox.control import Body, act, path_number, reply, routes, world_of
from sandbox.group_view import shown_group
from sandbox.groups import PERMISSIONS, Rank, administrator, restricted
from sandbox.refusals import ControlError
from sandbox.roles import group_of, inside, rank, set_rank, user_of

if TYPE_CHECKING:
    from sandbox.world import World

KINDS = ("group", "supergroup", "channel")
BOT_IS = ("member", "administrator", "left", "kicked")
SUPER = -1_000_000_000_000


def group_named(world: "World", body: Body, name: str = "chat_id") -> Chat:
    """The group that is meant."""
    chat = world.chats.get(acts.number(body, name))
    if chat is None or chat.group is None:
        raise ControlError(f"There is no group {body.get(name)}.", 404)
    return chat


def _make(world: "World", body: Body) -> Body:
    """A group with its members and the bot, who is told of it; the same id again changes what is named."""
    given = body.get("id")
    chat_id = acts.number(body, "id") if given is not None else free_group_id(world, body.get("type"))
    if chat_id >= 0:
        raise ControlError("The id of a group is below zero.")
    chat = world.chats.get(chat_id)
    fresh = chat is None
    if chat is None:
        chat = _new(world, chat_id, body)
    by = world.person(body["by"]).user() if body.get("by") else leader(world, chat)
    if not fresh:
        _change_members(world, chat, body, by)
        _change_title(world, chat, body, by)
    _describe(chat, body)
    _place_bot(world, chat, body, by, old="left" if fresh else chat.bot_status)
    world.tell_groups()
    return shown_group(world, chat)


def free_group_id(world: "World", kind: Any = None) -> int:
    """A number that no group has: of the basic ones for a basic group, else of the others."""
    found = 0 if kind == "group" else SUPER
    while found - 1 in world.chats:
        found -= 1
    return found - 1


def _new(world: "World", chat_id: int, body: Body) -> Chat:
    kind = body.get("type") or ("supergroup" if chat_id < SUPER else "group")
    if kind not in KINDS:
        raise ControlError(f"A group is one of {', '.join(KINDS)}.")
    title = acts.text_of(body, "title", 128)
    members = [world.person(one).id for one in body.get("members", ())]
    creator = world.person(body["creator"]).id if body.get("creator") else next(iter(members), None)
    chat = world.chats[chat_id] = Chat({"id": chat_id, "title": title, "type": kind})
    chat.bot_status = "left"
    chat.members = list(dict.fromkeys([*([creator] if creator else []), *members]))
    if creator:
        group_of(chat).ranks[creator] = {"status": "creator", "is_anonymous": False}
    return chat


def leader(world: "World", chat: Chat) -> Body:
    """In whose name the group is changed: its creator, or else anybody."""
    for user_id, found in group_of(chat).ranks.items():
        if found["status"] == "creator" and user_id in world.people:
            return world.people[user_id].user()
    return world.people[chat.members[0]].user() if chat.members else world.bot


def _change_members(world: "World", chat: Chat, body: Body, by: Body) -> None:
    if "members" not in body:
        return
    wanted = [world.person(one).id for one in body["members"]]
    for gone in [one for one in chat.members if one not in wanted]:
        make(world, chat, gone, {"status": "left"}, by)
    for new in [one for one in wanted if one not in chat.members]:
        make(world, chat, new, {"status": "member"}, by)


def _change_title(world: "World", chat: Chat, body: Body, by: Body) -> None:
    title = acts.text_of(body, "title", 128) if "title" in body else chat.info["title"]
    if title != chat.info["title"]:
        chat.info = chat.info | {"title": title}
        service.announce(world, chat, by, {"new_chat_title": title})


def _describe(chat: Chat, body: Body) -> None:
    group = group_of(chat)
    if "username" in body:
        name = str(body["username"] or "").removeprefix("@")
        rest = {key: value for key, value in chat.info.items() if key != "username"}
        chat.info = rest | ({"username": name} if name else {})
    if "forum" in body:
        if body["forum"] and chat.info["type"] != "supergroup":
            raise ControlError("Only a supergroup has topics; its id is below -1000000000000.")
        rest = {key: value for key, value in chat.info.items() if key != "is_forum"}
        chat.info = rest | ({"is_forum": True} if body["forum"] else {})
    if "description" in body:
        group.description = str(body["description"] or "")
    if isinstance(body.get("permissions"), dict):
        wanted = body["permissions"]
        group.permissions = {name: bool(wanted.get(name, group.permissions[name])) for name in PERMISSIONS}
    if "migrated_to" in body:
        chat.migrated_to = acts.number(body, "migrated_to")


def _place_bot(world: "World", chat: Chat, body: Body, by: Body, old: str) -> None:
    default = "administrator" if chat.info["type"] == "channel" else "member"
    new = str(body.get("bot") or (default if not chat.messages and old == "left" else old))
    if new not in BOT_IS:
        raise ControlError(f"The bot of a group is one of {', '.join(BOT_IS)}.")
    if new == old and "bot_rights" not in body:
        return
    make(world, chat, world.bot["id"], rank_from(chat, new, body.get("bot_rights"), body), by)


def rank_from(chat: Chat, status: str, rights: Any, body: Body) -> Rank:
    """A rank from what the control API was told."""
    if rights is not None and not isinstance(rights, dict):
        raise ControlError('Rights are an object like {"can_pin_messages": true}.')
    if status == "administrator":
        found = administrator(chat.info["type"], rights)
        return found | ({"custom_title": str(body["custom_title"])} if body.get("custom_title") else {})
    until = acts.number(body, "until_date", 0)
    if status == "restricted":
        allowed = {name: bool((rights or {}).get(name)) for name in PERMISSIONS}
        return restricted(allowed, until, inside=True)
    if status == "kicked":
        return {"status": "kicked", "until_date": until}
    return {"status": status} | ({"is_anonymous": False} if status == "creator" else {})


def make(world: "World", chat: Chat, user_id: int, new: Rank, by: Body, **more: Any) -> None:
    """A new rank, and the service message where somebody came or went by it."""
    was_in = inside(rank(world, chat, user_id))
    set_rank(world, chat, user_id, new, by, **more)
    user = user_of(world, user_id)
    if inside(new) and not was_in:
        service.came(world, chat, by, [user])
    elif was_in and not inside(new):
        service.went(world, chat, by, user)


act("/sim/groups", _make)


@routes.get("/sim/groups/{id}")
async def read_group(request: web.Request) -> web.Response:
    """All of a group but its messages."""
    world = world_of(request)
    return reply(shown_group(world, group_named(world, {"chat_id": path_number(request)})))


@routes.delete("/sim/groups/{id}")
async def remove_group(request: web.Request) -> web.Response:
    """A group is gone: the bot finds it no more."""
    world = world_of(request)
    del world.chats[group_named(world, {"chat_id": path_number(request)}).id]
    world.tell_groups()
    return reply({"removed": True})
