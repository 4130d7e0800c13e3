"""The world in a file: written now and then and at the end, read at the start."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from sandbox.chats import Chat
from sandbox.groups import Group
from sandbox.people import Person
from sandbox.updates import Update

if TYPE_CHECKING:
    from sandbox.world import World

# Files of these versions can be read; a change that older code would misread gets a new number.
VERSION = 2
READS = (1, 2)
SWITCHES = ("privacy", "inline_mode", "inline_feedback")
EVERY = 2.0
CHAT_LISTS = ("pinned", "members")
CHAT_PLAIN = ("last_id", "keyboard", "keyboard_from", "unread", "bot_status", "migrated_to")


class Unreadable(Exception):
    """The state file is there but can't be used."""


def dump(world: "World") -> bytes:
    """Everything that has to survive a restart."""
    updates = world.updates
    return orjson.dumps(
        {
            "version": VERSION,
            "bot": world.bot,
            "clock": [world.clock.shift, world.clock.frozen],
            "switches": {name: getattr(world, name) for name in SWITCHES},
            "inline": world.inline.saved(),
            "seq": world.journal.seq,
            "people": [asdict(person) for person in world.people.values()],
            "chats": [_chat(chat) for chat in world.chats.values()],
            "files": world.files.saved(),
            "profile": world.profile.saved(),
            "polls": world.polls.saved(),
            "updates": {
                "next_id": updates.next_id,
                "asked": updates.asked,
                "allowed": sorted(updates.allowed),
                "pending": [asdict(update) for update in updates.pending.values()],
            },
            "webhook": {
                name: getattr(world.webhook, name)
                for name in ("url", "secret", "max_connections", "ip_address", "certificate")
            },
        }
    )


def _chat(chat: Chat) -> dict[str, Any]:
    saved: dict[str, Any] = {name: getattr(chat, name) for name in (*CHAT_PLAIN, *CHAT_LISTS, "info", "user")}
    return saved | {
        "group": chat.group.saved() if chat.group else None,
        "messages": list(chat.messages.values()),
        "silent": list(chat.silent),
        "fixed": list(chat.fixed),
        "reactions": [(number, list(given.items())) for number, given in chat.reactions.items()],
    }


def load(world: "World", raw: bytes) -> None:
    """Take over what was saved by a bot of the same number; another's is left alone."""
    saved = orjson.loads(raw)
    refuse_version(saved)
    if saved["bot"]["id"] != world.bot["id"]:
        return
    world.clock.restore(*saved.get("clock", (0.0, None)))
    world.bot["first_name"] = saved["bot"]["first_name"]
    for name, on in saved.get("switches", {}).items():
        setattr(world, name, on)
    world.inline.restore(saved.get("inline", []))
    world.journal.seq = saved["seq"]
    world.people = {one["id"]: Person(**one) for one in saved["people"]}
    for one in saved["chats"]:
        chat = _restored(world, one)
        world.chats[chat.id] = chat
    world.files.restore(saved["files"])
    world.profile.restore(saved["profile"])
    world.polls.restore(saved.get("polls", ()))
    updates = world.updates
    updates.next_id, updates.asked = saved["updates"]["next_id"], saved["updates"]["asked"]
    updates.allowed = frozenset(saved["updates"]["allowed"])
    for one in saved["updates"]["pending"]:
        updates.pending[one["id"]] = Update(**one)
        updates.soonest = min(updates.soonest, one["expires"])
    if saved["webhook"]["url"]:
        world.webhook.set(**saved["webhook"])


def refuse_version(saved: dict[str, Any]) -> None:
    """Only what this sandbox understands is read."""
    if saved["version"] not in READS:
        raise Unreadable(f"it has version {saved['version']!r}, this sandbox reads {READS[0]} to {READS[-1]}")


def _restored(world: "World", saved: dict[str, Any]) -> Chat:
    chat = Chat(saved["info"], saved["user"])
    for name in (*CHAT_PLAIN, *CHAT_LISTS):
        setattr(chat, name, saved[name])
    for message in saved["messages"]:
        # The same chat and sender stand in every message: one dict for all saves most of the memory.
        for name, one in (("chat", chat.info), ("from", chat.user), ("from", world.bot)):
            if message.get(name) == one:
                message[name] = one
        chat.messages[message["message_id"]] = message
    if saved.get("group"):
        chat.group = Group.restored(saved["group"])
    chat.silent, chat.fixed = set(saved["silent"]), set(saved["fixed"])
    chat.reactions = {number: dict(given) for number, given in saved["reactions"]}
    return chat


def save(world: "World", path: Path) -> None:
    """Write the file beside the old one and put it in its place, so that there is always a whole one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(dump(world))
    fresh.replace(path)


def load_file(world: "World", path: Path) -> None:
    """Take over a state file, when there is one."""
    if not path.exists():
        return
    try:
        load(world, path.read_bytes())
    except Unreadable as error:
        raise Unreadable(f"{path} can't be read: {error}; move it away to start anew.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(f"{path} can't be read; move it away to start anew ({error!r}).") from error


@contextlib.asynccontextmanager
async def keep_saved(world: "World", path: Path) -> AsyncIterator[None]:
    """Load at the start, save when something changed, and once more at the end."""
    load_file(world, path)
    task = asyncio.create_task(_save_on_change(world, path))
    try:
        yield
    finally:
        task.cancel()
        save(world, path)


async def _save_on_change(world: "World", path: Path) -> None:
    saved, pause = _revision(world), EVERY
    while True:
        await asyncio.sleep(pause)
        if _revision(world) != saved:
            saved, began = _revision(world), time.monotonic()
            save(world, path)
            # A large world takes longer to write; the server is not to spend its time on that.
            pause = max(EVERY, 30 * (time.monotonic() - began))


def _revision(world: "World") -> tuple[int, int]:
    return world.changes, world.updates.revision
