"""Live locations that move by themselves along a path, a step at a time, by the sandbox's clock."""

import asyncio
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox import acts
from sandbox.chats import Message
from sandbox.control import Body, act
from sandbox.messages import replace, shown, tell_bot
from sandbox.refusals import ControlError

if TYPE_CHECKING:
    from sandbox.world import World

Place = tuple[float, float]
MAX_POINTS = 10_000
LONGEST = 86_400


@dataclass(slots=True)
class Walk:
    """One path under way: who shares it, and the task that takes the steps."""

    chat_id: int
    message_id: int
    task: "asyncio.Task[None]"


def points_of(body: Body) -> list[Place]:
    """The path: at least one place, each a pair or an object."""
    given: Any = body.get("path")
    if not isinstance(given, list) or not 1 <= len(given) <= MAX_POINTS:
        raise ControlError(f"A path is a list of 1 to {MAX_POINTS} places.")
    found = []
    for one in given:
        pair = {"latitude": one[0], "longitude": one[1]} if isinstance(one, list) and len(one) == 2 else one
        if not isinstance(pair, dict):
            raise ControlError("A place of a path is [latitude, longitude].")
        place = acts.place_on_earth(pair)
        found.append((place["latitude"], place["longitude"]))
    return found


def heading(here: Place, there: Place) -> int:
    """The direction from one place to another, in degrees from north, 1 to 360."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (here, there))
    east = math.sin(lon2 - lon1) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return round(math.degrees(math.atan2(east, north))) % 360 or 360


def _walk(world: "World", body: Body) -> Body:
    """A person shares a place that moves along a path; `message_id` lets one that is shared already move."""
    points, every = points_of(body), acts.number(body, "every", 5.0, float)
    if not 0.01 <= every <= LONGEST:
        raise ControlError("The field 'every' is seconds between two steps, 0.01 to 86400.")
    person, chat = acts.place_of(world, body)
    if body.get("message_id"):
        message = acts.message_of(chat, body)
        acts.refuse_still(world, person, message)
        _stop_walk(world, chat.id, message["message_id"])
    else:
        (latitude, longitude), *points = points
        period = acts.number(body, "live_period", 900)
        if not 60 <= period <= LONGEST:
            raise ControlError("The field 'live_period' is 60 to 86400 seconds.")
        start = body | {"latitude": latitude, "longitude": longitude, "live_period": period}
        message = acts.location(world, start)
    steps = _steps(world, chat.id, message["message_id"], points, every)
    task = asyncio.get_running_loop().create_task(steps)
    walk = Walk(chat.id, message["message_id"], task)
    world.walks.append(walk)
    task.add_done_callback(lambda _: world.walks.remove(walk) if walk in world.walks else None)
    return message | {"steps": len(points)}


async def _steps(world: "World", chat_id: int, message_id: int, points: list[Place], every: float) -> None:
    """One step after another; the walk ends when the sharing does. A clock moved far takes several at once."""
    due = world.clock()
    for place in points:
        due += every
        await world.clock.sleep(due - world.clock())
        chat = world.chats.get(chat_id)
        message = chat.messages.get(message_id) if chat else None
        if chat is None or message is None or not is_live(message, due):
            return
        here = (message["location"]["latitude"], message["location"]["longitude"])
        where = {"latitude": place[0], "longitude": place[1], "heading": heading(here, place)}
        new = message | {"location": message["location"] | where, "edit_date": int(due)}
        replace(world, chat, new, by_bot=False)
        tell_bot(world, chat, new, "edited_")


def is_live(message: Message, at: float) -> bool:
    """Whether a place is still shared at this moment."""
    period = message.get("location", {}).get("live_period")
    return bool(period) and message["date"] + period >= at


def _stop_walk(world: "World", chat_id: int, message_id: int) -> bool:
    found = [one for one in world.walks if (one.chat_id, one.message_id) == (chat_id, message_id)]
    for walk in found:
        walk.task.cancel()
        world.walks.remove(walk)
    return bool(found)


def _stop(world: "World", body: Body) -> Body:
    """A person stops sharing: the place stands still, and the bot is told."""
    person, chat = acts.place_of(world, body)
    message = acts.message_of(chat, body)
    acts.refuse_still(world, person, message)
    _stop_walk(world, chat.id, message["message_id"])
    left = ("live_period", "heading", "proximity_alert_radius")
    place = {name: value for name, value in message["location"].items() if name not in left}
    new = message | {"location": place, "edit_date": world.now()}
    replace(world, chat, new, by_bot=False)
    tell_bot(world, chat, new, "edited_")
    return shown(world, chat, new)


act("/sim/live/path", _walk)
act("/sim/live/stop", _stop)
