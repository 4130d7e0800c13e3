"""What has become of a visit, from the history: who did what, and when."""

from dataclasses import dataclass
from datetime import datetime

import orjson

from domain import db, events
from domain.events import Event


@dataclass(frozen=True)
class Told:
    """A line of history with its names. ``who`` is None for what the program did by itself."""

    at: datetime
    event: Event
    who: str | None
    master: str | None  # whom the event is about


_STORY = """
    SELECT h.at, h.event, h.data::text AS data, who.name AS who, master.name AS master
    FROM history h
    LEFT JOIN person who ON who.id = h.actor_id
    LEFT JOIN person master ON master.id = (h.data->>'master_id')::int
    WHERE h.order_id = $1 AND (h.visit_id = $2 OR h.visit_id IS NULL)
    ORDER BY h.at, h.id
"""


async def of_visit(order_id: int, visit_id: int) -> list[Told]:
    """The history of a visit and of its order, which the asker got through the door, the oldest line first.

    Events that this version doesn't know any more are left out.
    """
    return [
        Told(row["at"], events.load(row["event"], orjson.loads(row["data"])), row["who"], row["master"])
        for row in await db.query(_STORY, order_id, visit_id)
        if row["event"] in Event.registry
    ]
