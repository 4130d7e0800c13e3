"""Races for one visit and for one master's time: many press at once, then the database is counted."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from time import perf_counter
from typing import Any

from domain import db
from domain.access import Actor
from domain.models import Order, Role
from tests.cast import tomorrow

Press = Callable[[int, int], Awaitable[Any]]  # visit id, master id


@dataclass
class Figures:
    """What all rounds of a race came to. ``answers`` counts outcomes by name, "won" among them."""

    rounds: int = 0
    winners: list[int] = field(default_factory=list)
    overlaps: int = 0
    deadlocks: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def row(self, what: str) -> dict[str, Any]:
        """A line of the printed table."""
        return {
            "": what,
            "rounds": self.rounds,
            "winners min": min(self.winners),
            "winners max": max(self.winners),
            "overlaps": self.overlaps,
            "deadlocks": self.deadlocks,
            "s per round": self.seconds / self.rounds,
            "answers": ", ".join(f"{name} {n}" for name, n in sorted(self.answers.items())),
        }


async def presses(figures: Figures, attempts: Sequence[Awaitable[Any]]) -> None:
    """Run one round of attempts at once and count what became of them."""
    started = perf_counter()
    answers = await asyncio.gather(*attempts, return_exceptions=True)
    figures.seconds += perf_counter() - started
    figures.rounds += 1
    names = Counter("won" if answer is None else type(answer).__name__ for answer in answers)
    figures.answers += names
    figures.winners.append(names["won"])
    figures.deadlocks += names["DeadlockDetectedError"]
    figures.overlaps += await overlaps()


async def an_offered_round(order: Order, masters: Sequence[int], day: int) -> int:
    """A visit two hours long on a day of its own, offered to all these masters; returns its id."""
    start = tomorrow(12, days=day)
    visit = await _visit(order, "offered", start, start + timedelta(hours=2))
    await db.query(
        "INSERT INTO offer (visit_id, master_id, rank, status, reason, reasons, expires_at, created_at) "
        "SELECT $1, m, 0, 'open', '', '[]', $3, $3 FROM unnest($2::int[]) m",
        visit,
        list(masters),
        start,
    )
    return visit


async def a_crowded_day(order: Order, visits: int, day: int, dice: Random) -> list[int]:
    """So many visits at random times of one day, an hour or two each, nobody's yet; returns their ids."""
    ids = []
    for _ in range(visits):
        start = tomorrow(9, days=day) + timedelta(minutes=15 * dice.randrange(36))
        ids.append(
            await _visit(order, "unassigned", start, start + timedelta(minutes=dice.choice((60, 90, 120))))
        )
    return ids


async def taken() -> list[dict[str, int]]:
    """How often each accepted visit was taken by its offers and by its history: once by both when all is well."""
    return await db.query(
        "SELECT count(*) FILTER (WHERE o.status = 'accepted' AND o.master_id = v.master_id) AS offers, "
        "count(*) FILTER (WHERE o.status = 'open') AS still_open, "
        "(SELECT count(*) FROM history h WHERE h.visit_id = v.id AND h.event = 'VisitAccepted') AS entries "
        "FROM visit v JOIN offer o ON o.visit_id = v.id WHERE v.status = 'accepted' GROUP BY v.id"
    )


async def overlaps() -> int:
    """Pairs of booked visits of one master that meet in time, counted without any index or constraint."""
    rows = await db.query(
        "SELECT count(*) AS n FROM visit a JOIN visit b ON a.master_id = b.master_id AND a.id < b.id "
        "AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at "
        "WHERE a.status IN ('assigned', 'accepted') AND b.status IN ('assigned', 'accepted')"
    )
    return int(rows[0]["n"])


async def clear(visits: Sequence[int]) -> None:
    """Take these visits off the master's day, so that the next round begins with an empty one."""
    await db.query("UPDATE visit SET status = 'cancelled' WHERE id = ANY($1::int[])", list(visits))


def master(person_id: int) -> Actor:
    """A master acting."""
    return Actor(person_id, frozenset({Role.MASTER}))


async def _visit(order: Order, status: str, start: datetime, end: datetime) -> int:
    rows = await db.query(
        "INSERT INTO visit (order_id, status, starts_at, ends_at, version, lead, created_at) "
        "VALUES ($1, $2, $3, $4, 1, true, $3) RETURNING id",
        order.id,
        status,
        start,
        end,
    )
    return int(rows[0]["id"])
