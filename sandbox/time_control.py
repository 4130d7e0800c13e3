"""The control API over time: the clock."""

from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.clock import moment
from sandbox.control import Body, act, reply, routes, world_of
from sandbox.refusals import ControlError

if TYPE_CHECKING:
    from sandbox.world import World

FIELDS = {"set", "move", "freeze", "run"}


def _turn(world: "World", body: Body) -> Body:
    """Stop the clock or let it run, then set or move it."""
    if unknown := set(body) - FIELDS:
        raise ControlError(f"The clock has no field {min(unknown)!r}; it has set, move, freeze and run.")
    if body.get("freeze") and body.get("run"):
        raise ControlError("A clock is frozen or runs; say one of them.")
    clock = world.clock
    if body.get("freeze"):
        clock.freeze()
    if body.get("run"):
        clock.run()
    if body.get("set") is not None:
        clock.set(moment(body["set"]))
    if body.get("move") is not None:
        if not isinstance(body["move"], int | float) or isinstance(body["move"], bool):
            raise ControlError("The field 'move' is a number of seconds.")
        clock.set(moment(clock() + body["move"]))
    world.changes += 1
    world.journal.emit("clock", clock=clock.shown())
    return clock.shown()


act("/sim/clock", _turn)


@routes.get("/sim/clock")
async def clock(request: web.Request) -> web.Response:
    """What time it is in the sandbox."""
    return reply(world_of(request).clock.shown())
