"""The way of every call: token, method, faults, shape, flood, doing it, writing it down."""

import asyncio
import re
import time
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from sandbox import methods, schema, wire
from sandbox.calls import BUILT, COUNTED, Call, checked, require
from sandbox.faults import Fault
from sandbox.keys import WORLD
from sandbox.refusals import Refused

if TYPE_CHECKING:
    from sandbox.world import World

__all__ = ["answer", "execute", "methods"]

TOKEN = re.compile(r"[1-9]\d*:[^/]+")


class Cut(Exception):
    """The line is to be cut without an answer."""


async def answer(request: web.Request) -> web.StreamResponse:
    """A request to /bot<token>/<method>."""
    world: World = request.app[WORLD]
    try:
        name = addressed(world, request.match_info["token"], request.match_info["method"])
        params, files = await wire.read(request)
        transport = request.transport
        alive = lambda: not (transport is None or transport.is_closing())  # noqa: E731
        body = await execute(world, name, params, files, alive)
    except Refused as no:
        _not_even_tried(world, request.match_info["method"], no)
        return _json(no.answer(), no.code)
    except Cut:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    return _json(body, 200 if body["ok"] else body["error_code"])


def _not_even_tried(world: "World", method: str, no: Refused) -> None:
    """A call of another bot, of no method or without a readable body stands in the log too."""
    call = {"at": world.clock(), "method": method, "params": {}, "status": no.code, "answer": no.answer()}
    world.journal.record(call | {"ms": 0.0})


def addressed(world: "World", token: str, method: str) -> str:
    """The method that is meant, spelt as published."""
    if not TOKEN.fullmatch(token) or len(token) > 80:
        raise Refused(401, "Unauthorized: invalid token specified")
    if token != world.token:
        raise Refused(401, "Unauthorized")
    if world.clock() < world.logged_out_until:
        raise Refused(400, "Logged out")
    name = schema.BY_LOWER_NAME.get(method.lower())
    if name is None:
        raise Refused(404, "Not Found: method not found")
    return name


async def execute(
    world: "World",
    name: str,
    params: dict[str, Any],
    files: dict[str, wire.Upload],
    alive: Any = lambda: True,
) -> dict[str, Any]:
    """Do a call and write it down; the answer's body, refusals included."""
    began = time.perf_counter()
    quiet = name == "getUpdates"
    log = {"at": world.clock(), "method": name, "params": logged(params, files), "status": 0, "answer": None}
    world.journal.in_flight += not quiet
    try:
        body = await _run(world, name, params, files, alive, log)
        log["status"] = 200
    except Refused as no:
        body = no.answer()
        log["status"] = no.code
    finally:
        world.journal.in_flight -= not quiet
        if not quiet:
            world.changes += 1
    log["answer"] = body
    log["ms"] = round((time.perf_counter() - began) * 1000, 2)
    cut = log.pop("cut", False)
    # Polls that went well would drown everything else; one whose poller is gone is told nothing.
    if not quiet or cut or (not body["ok"] and alive()):
        world.journal.record(log)
    if cut:
        raise Cut
    return body


async def _run(
    world: "World",
    name: str,
    params: dict[str, Any],
    files: dict[str, wire.Upload],
    alive: Any,
    log: dict[str, Any],
) -> dict[str, Any]:
    fault = world.faults.take(name, log["params"].get("chat_id")) if world.faults.rules else None
    if fault:
        await _stumble(world, fault, log)
    if name not in BUILT:
        raise Refused(400, f"Bad Request: method {name} is not part of this sandbox")
    args, warnings = checked(name, params)
    if warnings:
        log["warning"] = "; ".join(warnings)
    require(name, args, files)
    if name.startswith("editMessage"):
        world.flood.charge_edit(args.get("chat_id"), args.get("message_id"))
    if name in COUNTED:
        chat_id = args.get("chat_id")
        world.flood.charge(chat_id if isinstance(chat_id, int) else None)
    result = await BUILT[name](Call(world, name, args, files, alive))
    return {"ok": True, "result": result}


async def _stumble(world: "World", fault: Fault, log: dict[str, Any]) -> None:
    """Do to a call what the rule says; a rule that ran out leaves the page's list."""
    world.journal.emit("faults", faults=world.faults.shown())
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.mode == "refuse":
        raise fault.refusal()
    if fault.mode == "cut_before":
        log["cut"] = True
        raise Refused(0, "cut before doing anything")
    log["cut"] = fault.mode == "cut_after_accept"


def logged(params: dict[str, Any], files: dict[str, wire.Upload]) -> dict[str, Any]:
    """Parameters as the log shows them: JSON and numbers read, files by name and size."""
    shown = {name: _readable(name, value) for name, value in params.items()}
    return shown | {name: upload.logged() for name, upload in files.items()}


def _readable(name: str, value: Any) -> Any:
    if not isinstance(value, str) or not value:
        return value
    if value[0] in "[{":
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    if name.endswith("_id") and re.fullmatch(r"-?\d{1,18}", value) and name != "callback_query_id":
        return int(value)
    return value


def _json(body: dict[str, Any], status: int) -> web.Response:
    wait = body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(wait)} if wait else {}
    return web.Response(
        body=orjson.dumps(body), status=status, headers=headers, content_type="application/json"
    )
