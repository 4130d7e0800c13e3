"""Offers taken back because something else was decided: the visit has a master now, or another time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.change import Change
from domain.events import OfferWithdrawn


@dataclass(frozen=True)
class Taken:
    """A visit that is a master's now, for the time he has it."""

    visit_id: int
    order_id: int
    master_id: int | None
    starts_at: datetime | None
    ends_at: datetime | None


async def withdraw(tx: Change, taken: Sequence[Taken], why: str) -> None:
    """Take back the other offers of these visits, and the masters' offers of visits that now overlap.

    Rows are locked in order of id, whichever visit they belong to: two winners never wait for each other.
    A visit left without offers is looked at by a due row of its own, in its own transaction.
    """
    rows = await tx.sql(
        "WITH taken AS (SELECT * FROM unnest($1::int[], $2::int[], $3::timestamptz[], $4::timestamptz[]) "
        "AS t(visit_id, master_id, starts_at, ends_at)), "
        "meant AS (SELECT o.id FROM taken t JOIN offer o ON o.visit_id = t.visit_id WHERE o.status = 'open' "
        "UNION SELECT o.id FROM taken t JOIN offer o ON o.master_id = t.master_id JOIN visit v ON v.id = o.visit_id "
        "WHERE o.status = 'open' AND v.starts_at < t.ends_at AND v.ends_at > t.starts_at), "
        "gone AS (SELECT o.id FROM offer o WHERE o.id IN (SELECT id FROM meant) AND o.status = 'open' "
        "ORDER BY o.id FOR UPDATE) "
        "UPDATE offer SET status = 'withdrawn', answered_at = $5 FROM gone, visit "
        "WHERE offer.id = gone.id AND visit.id = offer.visit_id "
        "RETURNING offer.id, offer.visit_id, offer.master_id, visit.order_id",
        [one.visit_id for one in taken],
        [one.master_id for one in taken],
        [one.starts_at for one in taken],
        [one.ends_at for one in taken],
        tx.at,
    )
    winners = {one.visit_id: one.master_id for one in taken}
    for row in rows:
        visit_id, order_id, master_id = row["visit_id"], row["order_id"], row["master_id"]
        if visit_id not in winners:
            tx.redraw(order_id)
            tx.later("offer.review", f"offer:{row['id']}:review", tx.at, visit_id=visit_id)
        elif master_id != winners[visit_id]:  # who has it now is told that instead
            tx.notify([master_id], OfferWithdrawn(order_id, visit_id, master_id, why), order_id)


async def withdraw_from(
    tx: Change, visit_id: int, order_id: int, master_ids: Collection[int], why: str
) -> None:
    """Take back what these masters are offered of a visit."""
    rows = await tx.sql(
        "WITH gone AS (SELECT id FROM offer WHERE visit_id = $1 AND status = 'open' "
        "AND master_id = ANY($2::int[]) ORDER BY id FOR UPDATE) "
        "UPDATE offer SET status = 'withdrawn', answered_at = $3 FROM gone WHERE offer.id = gone.id "
        "RETURNING offer.master_id",
        visit_id,
        sorted(master_ids),
        tx.at,
    )
    for row in rows:
        tx.notify([row["master_id"]], OfferWithdrawn(order_id, visit_id, row["master_id"], why), order_id)
