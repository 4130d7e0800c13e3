"""The control API over the state: the world saved to a file and taken back from it."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import orjson
from aiohttp import web

from sandbox import state
from sandbox.control import Body, body_of, reply, routes, world_of
from sandbox.refusals import ControlError

if TYPE_CHECKING:
    from sandbox.world import World

BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError)


def path_of(request: web.Request, body: Body) -> Path:
    """The file that is meant. A page of another site, which could write files by this, is sent away."""
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        raise ControlError("Pages of other sites can't use this.", 403)
    given = body.get("path")
    if not isinstance(given, str) or not given.strip() or not Path(given).is_absolute():
        raise ControlError("The field 'path' is the whole path of a file, from the root on.")
    return Path(given)


def folder_of(path: Path) -> Path:
    """Where the bytes of the files lie."""
    return path.with_name(path.name + ".files")


def _read(path: Path) -> Body:
    """What a file holds, as far as it is the world of a sandbox."""
    if not path.is_file():
        raise ControlError(f"There is no file {path}.", 404)
    try:
        saved = orjson.loads(path.read_bytes())
        state.refuse_version(saved)
        int(saved["bot"]["id"])
    except state.Unreadable as error:
        raise ControlError(f"{path} can't be read: {error}.") from None
    except BROKEN:
        raise ControlError(f"{path} holds no world of a sandbox.") from None
    return dict(saved)


@routes.post("/sim/save")
async def save(request: web.Request) -> web.Response:
    """The world into a file, what people and the bot sent beside it; nothing but a saved world is overwritten."""
    world, path = world_of(request), path_of(request, await body_of(request))
    if path.exists():
        _read(path)
    try:
        state.save(world, path)
        if folder_of(path) != world.files.folder:
            shutil.rmtree(folder_of(path), ignore_errors=True)
            shutil.copytree(world.files.folder, folder_of(path))
    except OSError as error:
        raise ControlError(f"{path} can't be written: {error.strerror}.") from None
    return reply({"path": str(path), "size": path.stat().st_size})


@routes.post("/sim/load")
async def load(request: web.Request) -> web.Response:
    """The world of a file in place of this one. A file that can't be read changes nothing."""
    world, path = world_of(request), path_of(request, await body_of(request))
    saved = _read(path)
    if saved["bot"]["id"] != world.bot["id"]:
        raise ControlError(f"{path} is the world of bot {saved['bot']['id']}; this one is {world.bot['id']}.")
    before = state.dump(world)
    try:
        _take(world, path.read_bytes(), path)
    except BROKEN as error:
        _take(world, before, None)
        raise ControlError(f"{path} holds no whole world: {error!r}.") from None
    return reply({"people": len(world.people), "chats": len(world.chats)})


def _take(world: "World", raw: bytes, path: Path | None) -> None:
    """Another world in this one's place; sequence and update ids never go back."""
    seq, next_id = world.journal.seq, world.updates.next_id
    if path and folder_of(path) != world.files.folder and folder_of(path).is_dir():
        shutil.copytree(folder_of(path), world.files.folder, dirs_exist_ok=True)
    world.forget()
    state.load(world, raw)
    world.journal.seq = max(seq, world.journal.seq)
    world.updates.next_id = max(next_id, world.updates.next_id)
    world.journal.emit("reset")
    world.changes += 1
