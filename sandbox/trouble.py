"""The part of the control API that makes trouble, and the part that watches the bot."""

from typing import TYPE_CHECKING

from aiohttp import web

from sandbox import acts, events
from sandbox.control import Body, act, path_number, query_number, reply, routes, world_of
from sandbox.refusals import ControlError

if TYPE_CHECKING:
    from sandbox.world import World


def _expire_callbacks(world: "World", body: Body) -> Body:
    """Taps become too old to be answered: one, or all of them."""
    return {"expired": world.queries.expire(body.get("query_id"))}


def _age(world: "World", body: Body) -> Body:
    """Make a message older, so that what Telegram forbids for old ones can be tried."""
    person = world.person(body.get("from"))
    chat = world.chat_of(person)
    message = acts.message_of(chat, body)
    chat.messages[message["message_id"]] = message | {"date": message["date"] - acts.number(body, "seconds")}
    return {"date": chat.messages[message["message_id"]]["date"]}


def _add_fault(world: "World", body: Body) -> Body:
    """A new rule of trouble."""
    rule = world.faults.add(body)
    world.journal.emit("faults", faults=world.faults.shown())
    return rule


def _flood(world: "World", body: Body) -> Body:
    """Flood limits on or off."""
    world.flood.on = bool(body.get("on"))
    world.flood.clear()
    return {"flood": world.flood.on}


def _reset(world: "World", body: Body) -> Body:
    """Forget everything; with `keep_bot` what the bot has set stays: webhook, commands, names, menu."""
    profile, name, hook, updates = world.profile, world.bot["first_name"], world.webhook, world.updates
    kept, certificate = (hook.url, hook.secret, hook.max_connections, hook.ip_address), hook.certificate
    wanted = updates.allowed, updates.asked, updates.last_seen
    world.reset()
    if body.get("keep_bot"):
        world.profile, world.bot["first_name"] = profile, name
        updates.allowed, updates.asked, updates.last_seen = wanted
        if kept[0]:
            hook.set(*kept, certificate=certificate)
    return {"reset": True}


def _redeliver(world: "World", body: Body) -> Body:
    """The last updates come again, with the ids they had, as after a lost confirmation."""
    times, count = acts.number(body, "times", 1), acts.number(body, "count", 1)
    again = world.updates.redeliver(max(1, times), max(1, count))
    if world.webhook.url:
        world.updates.again.clear()
        for update in again:
            update.expires = max(update.expires, world.clock() + 60)
            world.webhook.offer(update)
    return {"redelivered": len(again)}


def _restart_update_ids(world: "World", _: Body) -> Body:
    """Update ids start again at a smaller number; only sensible when nothing waits."""
    if world.updates.pending:
        sentence = "Updates wait for the bot; ids can start again when it has them all."
        raise ControlError(sentence, 409, kind="updates_wait")
    return {"next_update_id": world.updates.restart_ids()}


for _path, _handler in (
    ("/sim/callback/expire", _expire_callbacks), ("/sim/age", _age), ("/sim/fault", _add_fault),
    ("/sim/flood", _flood), ("/sim/reset", _reset), ("/sim/redeliver", _redeliver),
    ("/sim/restart_update_ids", _restart_update_ids),
):  # fmt: skip
    act(_path, _handler)


@routes.delete("/sim/fault")
@routes.delete("/sim/fault/{id}")
async def remove_fault(request: web.Request) -> web.Response:
    """Take one rule away, or all."""
    world = world_of(request)
    if "id" not in request.match_info:
        world.faults.clear()
    elif not world.faults.remove(path_number(request)):
        raise ControlError(f"There is no fault {request.match_info['id']}.", 404)
    world.journal.emit("faults", faults=world.faults.shown())
    return reply({"faults": world.faults.shown()})


@routes.get("/sim/callback/{id}")
async def tapped(request: web.Request) -> web.Response:
    """What the bot answered to a tap; waits for it as long as told."""
    query = world_of(request).queries.open.get(request.match_info["id"])
    if query is None:
        raise ControlError(f"There is no tap {request.match_info['id']}.", 404)
    return reply(await acts.answer_of(query, query_number(request, "wait", 0.0, float)))


@routes.get("/sim/outbox")
async def outbox(request: web.Request) -> web.Response:
    """The bot's calls with parameters, status and answer."""
    world = world_of(request)
    chat_id = query_number(request, "chat_id", None)
    limit = query_number(request, "limit", 1000)
    calls = world.journal.outbox(
        query_number(request, "since", 0), request.query.get("method"), chat_id, limit
    )
    return reply({"calls": calls, "seq": world.journal.seq})


@routes.get("/sim/quiet")
async def quiet(request: web.Request) -> web.Response:
    """Wait until the bot has nothing left to do."""
    chat_id = query_number(request, "chat_id", None)
    still_for, timeout = (
        query_number(request, "for", 0.3, float),
        query_number(request, "timeout", 10.0, float),
    )
    return reply({"quiet": await events.quiet(world_of(request), chat_id, still_for, timeout)})


routes.get("/sim/events")(events.stream)
all_routes = routes
