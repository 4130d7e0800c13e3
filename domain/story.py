"""What has become of a visit, from the history: who did what, when, and what was said of it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

from domain import db, events
from domain.events import Event, PhotoAdded, PhotoRejected


@dataclass(frozen=True)
class Told:
    """A line of history with its names. ``who`` is None for what the program did by itself."""

    at: datetime
    event: Event
    who: str | None
    master: str | None  # whom the event is about


# Whose visit it stands at is another's: who comes along, who leads.
OF_CREW = [events.MasterAdded.__name__, events.MasterRemoved.__name__, events.LeadNamed.__name__]
_STORY = """
    SELECT h.at, h.event, h.data::text AS data, who.name AS who, master.name AS master
    FROM history h
    LEFT JOIN person who ON who.id = h.actor_id
    LEFT JOIN person master ON master.id = (h.data->>'master_id')::int
    WHERE h.order_id = $1 AND (h.visit_id = $2 OR h.visit_id IS NULL OR h.event = ANY($3::text[]))
    ORDER BY h.at, h.id
"""


@dataclass(frozen=True)
class Said:
    """What was said last of a visit, empty where nothing was."""

    note: str = ""  # the master's, when it ended
    returned: str = ""  # what the office asked for when it returned the report
    cancelled: str = ""  # why it was cancelled
    wanted: str = ""  # what the office wants it for, a further one


_SAID = """
    SELECT DISTINCT ON (visit_id, event) visit_id, event, coalesce(data->>'note', data->>'reason', '') AS text
    FROM history
    WHERE order_id = $1 AND event = ANY($2::text[])
    ORDER BY visit_id, event, id DESC
"""
_FIELDS = {
    events.VisitFinished.__name__: "note",
    events.ReportReturned.__name__: "returned",
    events.VisitCancelled.__name__: "cancelled",
    events.SecondVisitAdded.__name__: "wanted",
}


async def said(order_id: int) -> defaultdict[int, Said]:
    """What was said last of each visit of an order that the asker got through its door, by the visit's id."""
    found: defaultdict[int, Said] = defaultdict(Said)
    for row in await db.query(_SAID, order_id, sorted(_FIELDS)):
        found[row["visit_id"]] = replace(found[row["visit_id"]], **{_FIELDS[row["event"]]: row["text"]})
    return found


async def of_visit(order_id: int, visit_id: int) -> list[Told]:
    """The history of a visit and of its order, which the asker got through the door, the oldest line first.

    Events that this version doesn't know any more are left out, and photos added that came to nothing: what was added
    less what was deleted is there.
    """
    return _without_rejected(
        [
            Told(row["at"], events.load(row["event"], orjson.loads(row["data"])), row["who"], row["master"])
            for row in await db.query(_STORY, order_id, visit_id, OF_CREW)
            if row["event"] in Event.registry
        ]
    )


def _without_rejected(told: list[Told]) -> list[Told]:
    """The story without the arrival of each photo that was rejected afterwards; one sent again arrives again."""
    arrived: dict[int, Told] = {}
    nothing: set[int] = set()
    for one in told:
        if isinstance(one.event, PhotoAdded):
            arrived[one.event.photo_id] = one
        elif isinstance(one.event, PhotoRejected) and one.event.photo_id in arrived:
            nothing.add(id(arrived.pop(one.event.photo_id)))
    return [one for one in told if id(one) not in nothing]
