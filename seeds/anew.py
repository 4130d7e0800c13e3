"""Laying the demo anew: what nobody has touched since it was made goes, what somebody has is left as it is."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from domain import occurrences
from seeds.job import Job
from seeds.people import People
from seeds.rows import ORIGIN

Taken = dict[int, list[tuple[datetime, datetime]]]  # planned periods, by the person's id

# Touched: it has a card in somebody's chat, somebody did something to it, or a draft is about it.
_UNTOUCHED = """
    SELECT id FROM "order" o WHERE o.origin = ANY($1::text[])
    AND NOT EXISTS (SELECT 1 FROM card c WHERE c.order_id = o.id)
    AND NOT EXISTS (SELECT 1 FROM history h WHERE h.order_id = o.id AND h.id > $2 AND h.actor_id IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM visit v JOIN draft d ON d.subject = v.id WHERE v.order_id = o.id)
"""
_OF_VISITS = "IN (SELECT id FROM visit WHERE order_id = ANY($1::int[]))"
_OF_OFFERS = f"IN (SELECT id FROM offer WHERE visit_id {_OF_VISITS})"  # noqa: S608  # our own parts only
_DUE = (
    f"DELETE FROM due WHERE (data->>'offer_id')::int {_OF_OFFERS} OR (data->>'visit_id')::int {_OF_VISITS} "  # noqa: S608
    "OR (data->>'order_id')::int = ANY($1::int[])"
)
_DELETIONS = (
    _DUE,
    "DELETE FROM outbox WHERE order_id = ANY($1::int[])",
    f"DELETE FROM worksheet WHERE visit_id {_OF_VISITS}",  # noqa: S608
    "ALTER TABLE history DISABLE TRIGGER history_append_only",
    "DELETE FROM history WHERE order_id = ANY($1::int[])",
    "ALTER TABLE history ENABLE TRIGGER history_append_only",
    "DELETE FROM occurrence WHERE order_id = ANY($1::int[])",
    "DELETE FROM visit WHERE order_id = ANY($1::int[])",  # and its offers
    'DELETE FROM "order" WHERE id = ANY($1::int[])',
)


async def clear(tx: BaseDBAsyncClient, newest_history: int) -> list[str]:
    """Delete the demo's orders that nobody has touched; the rest are nobody's demo any more.

    ``newest_history`` is the last entry that was made with them. Returns the keys of pictures to be deleted once
    that is committed.
    """
    rows = await tx.execute_query_dict(_UNTOUCHED, [[ORIGIN, occurrences.ORIGIN], newest_history])
    gone = [row["id"] for row in rows]
    pictures = await tx.execute_query_dict(
        f"DELETE FROM photo WHERE visit_id {_OF_VISITS} RETURNING storage_key",  # noqa: S608
        [gone],
    )
    for statement in _DELETIONS:
        if "$1" in statement:
            await tx.execute_query(statement, [gone])
        else:
            await tx.execute_script(statement)
    await tx.execute_query("UPDATE \"order\" SET origin = 'office' WHERE origin = $1", [ORIGIN])
    return [row["storage_key"] for row in pictures if row["storage_key"]]


async def taken(tx: BaseDBAsyncClient) -> Taken:
    """The time of masters that visits hold which stay, and that they are away."""
    rows = await tx.execute_query_dict(
        "SELECT master_id, starts_at, ends_at FROM visit WHERE master_id IS NOT NULL AND starts_at IS NOT NULL "
        "AND status <> 'cancelled' UNION ALL "
        "SELECT master_id, starts_at, ends_at FROM absence WHERE status = 'approved'"
    )
    found: Taken = {}
    for row in rows:
        found.setdefault(row["master_id"], []).append((row["starts_at"], row["ends_at"]))
    return found


def around(jobs: list[Job], held: Taken, people: People) -> list[Job]:
    """The jobs for which their masters have the time, and what follows only jobs that are among them."""
    kept: list[Job] = []
    for job in jobs:
        others = held.get(people.masters[job.master], []) if job.master is not None else []
        free = not any(
            job.start < until and start < job.end for start, until in others if job.start and job.end
        )
        if free and (job.follows is None or any(one is job.follows for one in kept)):
            kept.append(job)
    return kept
