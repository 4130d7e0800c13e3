"""The control API under /sim: acting as people, reading chats, making trouble. JSON in, JSON out."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson
from aiohttp import web

from sandbox import acts, acts_files, acts_more, drafts, keyboards
from sandbox.group_view import shown_group
from sandbox.keys import WORLD
from sandbox.messages import shown
from sandbox.people import EDITABLE, Person
from sandbox.profile_data import Scope
from sandbox.refusals import ControlError
from sandbox.roles import rank
from sandbox.wire import Upload, uploaded

if TYPE_CHECKING:
    from sandbox.world import World

routes = web.RouteTableDef()
Body = dict[str, Any]


def world_of(request: web.Request) -> "World":
    """The world of this server."""
    world: World = request.app[WORLD]
    return world


async def body_of(request: web.Request) -> Body:
    """The JSON object of a request; no body is an empty one."""
    raw = await request.read()
    try:
        found = orjson.loads(raw) if raw.strip() else {}
    except orjson.JSONDecodeError:
        raise ControlError("The body is JSON.") from None
    if not isinstance(found, dict):
        raise ControlError("The body is a JSON object.")
    return found


def reply(value: Any, status: int = 200) -> web.Response:
    """An answer as JSON."""
    return web.Response(body=orjson.dumps(value), status=status, content_type="application/json")


def path_number(request: web.Request, name: str = "id") -> int:
    """A number in the address."""
    try:
        return int(request.match_info[name])
    except ValueError:
        raise ControlError(f"{request.match_info[name]!r} is no number.", 404) from None


def query_number(request: web.Request, name: str, default: Any, kind: Callable[[str], Any] = int) -> Any:
    """A number after the question mark."""
    given = request.query.get(name)
    try:
        return kind(given) if given else default
    except ValueError:
        raise ControlError(f"The field {name!r} is a number.") from None


@routes.get("/sim/state")
async def state(request: web.Request) -> web.Response:
    """Everything at a glance."""
    world = world_of(request)
    return reply(
        {
            "bot": {name: world.bot[name] for name in ("id", "username", "first_name")},
            "people": world.shown_people(),
            "groups": [shown_group(world, chat) for chat in world.chats.values() if not chat.private],
            "privacy": world.privacy,
            "inline_mode": world.inline_mode,
            "faults": world.faults.shown(),
            "flood": world.flood.on,
            "clock": world.clock.shown(),
            "seq": world.journal.seq,
            "webhook": world.webhook.info() if world.webhook.url else None,
            "pollers": int(world.updates.polled()),
            "pending": len(world.updates.pending),
        }
    )


@routes.post("/sim/people")
async def add_person(request: web.Request) -> web.Response:
    """A new person, or a change to the one who has this id."""
    world, body = world_of(request), await body_of(request)
    person_id = acts.number(body, "id") if body.get("id") is not None else world.free_person_id()
    if person_id <= 0 or person_id == world.bot["id"]:
        raise ControlError("The id of a person is a number above zero that is not the bot's.")
    person = world.people.get(person_id)
    if person is None:
        person = Person(person_id, acts.text_of(body, "first_name", 64))
    change(person, body)
    world.people[person_id] = person
    world.refresh(person)
    world.tell_people()
    return reply(world.shown(person))


def change(person: Person, body: Body) -> None:
    """Set what a body names."""
    for name in EDITABLE:
        if name not in body:
            continue
        value = body[name]
        if name in ("deactivated", "hides_forwards"):
            value = bool(value)
        elif value is not None and not isinstance(value, str):
            raise ControlError(f"The field {name!r} is a text.")
        elif name == "first_name" and not (value or "").strip():
            raise ControlError("The field 'first_name' is a text that is not empty.", kind="empty")
        setattr(person, name, value or ("ru" if name == "language_code" else value))


@routes.patch("/sim/people/{id}")
async def change_person(request: web.Request) -> web.Response:
    """A person's name, phone, language or note changes."""
    world = world_of(request)
    person = world.person(path_number(request))
    change(person, await body_of(request))
    world.refresh(person)
    world.tell_people()
    return reply(world.shown(person))


@routes.delete("/sim/people/{id}")
async def remove_person(request: web.Request) -> web.Response:
    """A person goes, the chat too: the bot finds neither any more."""
    world = world_of(request)
    person = world.person(path_number(request))
    del world.people[person.id]
    world.chats.pop(person.id, None)
    for chat in world.chats.values():
        if person.id in chat.members:
            chat.members.remove(person.id)
        if chat.group is not None:
            for known in (chat.group.ranks, chat.group.requests, chat.group.unread):
                known.pop(person.id, None)
    world.tell_people()
    world.tell_groups()
    return reply({"removed": True})


def scopes(world: "World", chat_id: int, reader: Person | None) -> list[Scope]:
    """Whose commands somebody sees in a chat, the nearest first."""
    chat = world.chats.get(chat_id)
    if chat is None or chat.group is None:
        return [("chat", chat_id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    found: list[Scope] = [("chat", chat_id, 0), ("all_group_chats", 0, 0), ("default", 0, 0)]
    if reader and rank(world, chat, reader.id)["status"] in ("creator", "administrator"):
        found.insert(1, ("all_chat_administrators", 0, 0))
        found.insert(0, ("chat_administrators", chat_id, 0))
    return [("chat_member", chat_id, reader.id), *found] if reader else found


@routes.get("/sim/people/{id}/chat")
async def read_chat(request: web.Request) -> web.Response:
    """A person's screen: messages, keyboard, commands, menu, pins.

    The id of a group gives the group, as `?person=` sees it.
    """
    world, chat_id = world_of(request), path_number(request)
    person, chat = world.people.get(chat_id), world.chats.get(chat_id)
    if person is None and chat is None:
        raise ControlError(f"There is no person {chat_id}.", 404)
    reader = world.people.get(query_number(request, "person", chat_id))
    language = reader.language_code if reader else ""
    keyboard = keyboards.seen_by(chat, reader) if chat else None
    texts = world.profile.texts
    return reply(
        {
            "messages": [shown(world, chat, one) for one in chat.messages.values()] if chat else [],
            "commands": world.profile.commands_in(scopes(world, chat_id, reader), language),
            "group": shown_group(world, chat) if chat and not chat.private else None,
            "description": texts.get(("description", language)) or texts.get(("description", "")) or "",
            "menu_button": world.profile.menu_for(chat_id),
            "keyboard": keyboard,
            "keyboard_from": chat.keyboard_from if chat and keyboard else 0,
            "blocked": bool(person and person.blocked),
            "started": chat is not None,
            "draft": drafts.seen(world, chat),
            "input_placeholder": (keyboard or {}).get("input_field_placeholder"),
            "pinned": chat.pinned if chat else [],
        }
    )


def act(path: str, handler: Callable[["World", Body], Any]) -> None:
    """A route that reads a body, lets a person act, and answers with what came of it."""

    @routes.post(path)
    async def run(request: web.Request) -> web.Response:
        result = handler(world_of(request), await body_of(request))
        return reply(await result if isinstance(result, Awaitable) else result)


act("/sim/message", acts.write)
act("/sim/edit", acts.edit)
act("/sim/delete", acts.delete)
act("/sim/contact", acts.contact)
act("/sim/location", acts.location)
act("/sim/live", acts.move)
act("/sim/callback", acts.tap)
act("/sim/draft/stop", acts_more.stop_draft)
act("/sim/dice", acts_more.dice)
act("/sim/dice/next", acts_more.lay_down)
act("/sim/vote", acts_more.vote)
act("/sim/react", acts_more.react)
act("/sim/forward", acts_more.forward)
act("/sim/pin", acts_more.pin)


@routes.post("/sim/files")
@routes.post("/sim/photo")
async def files(request: web.Request) -> web.Response:
    """Files of any kind, as a form; `messages` are all of the album."""
    if not request.content_type.startswith("multipart/"):
        raise ControlError("Files come as a form with the fields from, file, and perhaps caption and as.")
    uploads: list[Upload] = []
    wish: Body = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads.append(uploaded(value, "file"))
        else:
            wish[name] = value
    sent = await acts_files.send_files(world_of(request), wish, uploads)
    return reply(sent[0] | {"messages": sent})


def _blocking(path: str, *, on: bool) -> None:
    def handler(world: "World", body: Body) -> Body:
        person = world.person(body.get("from"))
        acts.set_blocked(world, person, on=on)
        return world.shown(person)

    act(path, handler)


_blocking("/sim/block", on=True)
_blocking("/sim/unblock", on=False)


def _read(world: "World", body: Body) -> Body:
    """A person has looked at the chat; in a forum perhaps at one topic (`thread`, 0 is General) only."""
    person = world.person(body.get("from"))
    chat = world.chats.get(acts.number(body, "chat_id", person.id))
    if chat and chat.group is not None:
        if body.get("thread") is None:
            chat.group.unread.pop(person.id, None)
        else:
            chat.group.unread.get(person.id, {}).pop(acts.number(body, "thread"), None)
        world.tell_groups()
    elif chat and chat.unread:
        chat.unread = 0
        world.tell_people()
    return world.shown(person)


act("/sim/read", _read)


@routes.get("/sim/file/{file_id}")
async def file(request: web.Request) -> web.StreamResponse:
    """The bytes of a file for the page; a file never changes, so it may be kept for ever."""
    world = world_of(request)
    stored = world.files.find(request.match_info["file_id"])
    if stored is None:
        raise ControlError("There is no such file.", 404)
    headers = {"Content-Type": stored.mime, "Cache-Control": "private, max-age=31536000, immutable"}
    if stored.kind in ("Document", "Sticker"):
        headers["X-Content-Type-Options"] = "nosniff"
        kind = "inline" if stored.mime.startswith(("image/", "application/pdf")) else "attachment"
        headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(stored.name or 'file', safe='')}"
    return web.FileResponse(world.files.location(stored.unique), headers=headers)
