"""The month's calendar, database to bytes, beside ``row_to_json`` of the same columns by plain asyncpg.

Cold: a month asked for the first time; warm: the same month again. Months have the same number of visits.
"""

import json
from calendar import monthrange
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import asyncpg

from domain import calendar, clock, db
from tests.bench import company
from tests.bench.measure import Bench, seconds_of
from tests.bench.table import Goal, Line

MASTERS = 60
ZONE = "Europe/Moscow"
YEAR = 2027
BASELINE = """
    SELECT coalesce(json_agg(row_to_json(x)), '[]')::text FROM (
        SELECT v.id, v.version, v.lead, v.order_id, o.number, v.status, v.master_id, m.name AS master, c.name AS client,
            a.text AS address, a.district, s.name AS service, o.priority, o.held_at IS NOT NULL AS held,
            to_char(v.starts_at AT TIME ZONE $1, 'YYYY-MM-DD"T"HH24:MI') AS start,
            to_char(v.ends_at AT TIME ZONE $1, 'YYYY-MM-DD"T"HH24:MI') AS end,
            to_char(v.promised_from AT TIME ZONE $1, 'YYYY-MM-DD"T"HH24:MI') AS promised_start,
            to_char(v.promised_to AT TIME ZONE $1, 'YYYY-MM-DD"T"HH24:MI') AS promised_end
        FROM visit v
        JOIN "order" o ON o.id = v.order_id
        JOIN client c ON c.id = o.client_id
        JOIN address a ON a.id = o.address_id
        JOIN service s ON s.id = o.service_id
        LEFT JOIN person m ON m.id = v.master_id
        WHERE v.starts_at < $3 AND v.ends_at > $2 ORDER BY v.starts_at, v.id) x
"""
# So many visits a day and master from nine o'clock, until the month has as many as it should.
_VISITS = """
    INSERT INTO visit (id, order_id, master_id, starts_at, ends_at, promised_from, promised_to, status, version,
        lead, created_at)
    SELECT k, k, $3::int + n % $4, at, at + interval '90 minutes', at, at + interval '90 minutes', 'accepted', 2,
        true, $6::timestamptz
    FROM generate_series($1::int, $2::int) k, LATERAL (SELECT k - $1 AS n) numbered,
        LATERAL (SELECT $5::timestamptz + (n / ($4 * $7::int)) * interval '1 day'
            + (n / $4 % $7::int) * interval '100 minutes' AS at) place
"""


async def run(bench: Bench) -> list[Line]:
    """A line for a cold month and one for a warm one."""
    visits = 2_000 if bench.quick else 10_000
    months = [date(YEAR, month, 1) for month in range(1, bench.rounds + 2)]
    async with bench.database() as settings:
        await company.people(MASTERS)
        for number, month in enumerate(months):
            await fill(month, 1 + number * visits, visits, MASTERS)
        await company.settle()
        connection = await db.raw_connection(settings.database_url)
        try:
            return await _measured(months, visits, connection)
        finally:
            await connection.close()


async def _measured(months: list[date], visits: int, connection: asyncpg.Connection) -> list[Line]:
    statement = await connection.prepare(BASELINE)
    seen: dict[str, list[float]] = {"cold": [], "warm": [], "baseline": []}
    for number, month in enumerate(months):
        last = month.replace(day=monthrange(month.year, month.month)[1])

        async def ours(first: date = month, last: date = last) -> bytes:
            return await calendar.span(first, last, by=company.ADMIN)

        async def baseline(first: date = month, last: date = last) -> bytes:
            span = calendar.midnight(first, ZONE), calendar.midnight(last + timedelta(days=1), ZONE)
            return str(await statement.fetchval(ZONE, *span)).encode()

        sides: list[tuple[str, Callable[[], Awaitable[bytes]]]] = [("cold", ours), ("baseline", baseline)]
        for name, side in [*sides[:: 1 if number % 2 else -1], ("warm", ours)]:
            seen[name].append(await seconds_of(side()) * 1000)
        _check(json.loads(await ours())["visits"], json.loads(await baseline()), visits)
    # The first month warms up both connections and isn't counted.
    cold, warm, base = (median(seen[name][1:]) for name in ("cold", "warm", "baseline"))
    return [
        Line(f"calendar, month of {visits:,} visits, cold", cold, base, "ms", Goal(1.2)),
        Line("calendar, the same month again, warm", warm, base, "ms", Goal(0.05)),
    ]


async def fill(month: date, first: int, visits: int, masters: int, a_day: int = 6) -> None:
    """Orders and visits of a month, numbered from ``first`` on, at most ``a_day`` for a master."""
    begin = datetime.combine(month, datetime.min.time(), company.MONDAY.tzinfo) + timedelta(hours=6)
    await company.orders(first, first + visits - 1, "scheduled")
    last = first + visits - 1
    await db.query(_VISITS, first, last, company.FIRST_MASTER, masters, begin, clock.now(), a_day)


def _check(ours: Any, baseline: Any, visits: int) -> None:
    if ours != baseline or len(ours) != visits:
        raise AssertionError(f"the calendar has {len(ours)} visits, the baseline {len(baseline)} of {visits}")
