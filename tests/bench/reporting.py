"""The manager's report over a year and a month of orders, beside plain SQL that says the same."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import asyncpg

from domain import calendar, db, reports
from domain.settings import Settings
from tests.bench import company
from tests.bench.measure import Bench, compared, seconds_of
from tests.bench.table import Goal, Line

MASTERS = 200
ZONE = "Europe/Moscow"
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
PERIODS = {"12 months": (FIRST, LAST), "one month": (date(2025, 6, 1), date(2025, 6, 30))}
GOAL = Goal(1 / 25)
BASELINE = """
    SELECT p.name, (v.finished_at AT TIME ZONE $1)::date AS day, count(*) AS done,
        count(*) FILTER (WHERE v.on_site_at <= v.promised_to) AS on_time,
        coalesce(sum(w.total) FILTER (WHERE v.status = 'approved'), 0)::bigint AS revenue,
        avg(w.minutes)::float AS minutes
    FROM visit v JOIN person p ON p.id = v.master_id LEFT JOIN worksheet w ON w.visit_id = v.id
    WHERE v.finished_at >= $2 AND v.finished_at < $3 AND v.outcome = 'done'
        AND v.status IN ('finished', 'approved')
    GROUP BY GROUPING SETS ((p.id, p.name), ((v.finished_at AT TIME ZONE $1)::date), ())
"""
# Spread evenly over the year; every seventh late, every eleventh early, every ninth not approved yet.
_VISITS = """
    INSERT INTO visit (id, order_id, master_id, starts_at, ends_at, promised_from, promised_to, status, version,
        lead, accepted_at, en_route_at, on_site_at, finished_at, approved_at, outcome, created_at)
    SELECT k, k, $3::int + k % $4::int, at, at + interval '90 minutes', at, at + interval '1 hour',
        CASE k % 9 WHEN 0 THEN 'finished' ELSE 'approved' END, 7, true, at - interval '1 day',
        at - interval '30 minutes',
        at + (CASE WHEN k % 7 = 0 THEN 65 WHEN k % 11 = 0 THEN -10 ELSE 5 END) * interval '1 minute',
        at + (60 + k % 30) * interval '1 minute', at + interval '3 hours', 'done', at - interval '2 days'
    FROM generate_series($1::int, $2::int) k,
        LATERAL (SELECT $5::timestamptz + (k - 1) * ($6::interval / $2) AS at) place
"""
_WORKSHEETS = """
    INSERT INTO worksheet (visit_id, works, recommendation, minutes, total, submitted_at, return_reason)
    SELECT k, 'Заменил сливной насос', '', 60 + k % 30, 250000 + k % 1000 * 100, $3::timestamptz, ''
    FROM generate_series($1::int, $2::int) k
"""


async def run(bench: Bench) -> list[Line]:
    """A line per period."""
    async with bench.database() as settings:
        filled = await seconds_of(_fill(bench.orders, settings))
        bench.notes.append(f"Report: {bench.orders:,} orders were made in {filled:.0f} s.")
        connection = await db.raw_connection(settings.database_url)
        try:
            statement = await connection.prepare(BASELINE)
            return [await _line(name, statement, bench) for name in PERIODS]
        finally:
            await connection.close()


async def _line(name: str, statement: asyncpg.prepared_stmt.PreparedStatement, bench: Bench) -> Line:
    first, last = PERIODS[name]
    span = calendar.midnight(first, ZONE), calendar.midnight(last + timedelta(days=1), ZONE)

    async def ours() -> reports.Report:
        return await reports.by_master(first, last, by=company.ADMIN)

    async def baseline() -> list[Any]:
        return list(await statement.fetch(ZONE, *span))

    def milliseconds(side: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[float]]:
        async def measured() -> float:
            return await seconds_of(side()) * 1000

        return measured

    bench.notes.append(
        f"Report, {name}: {await seconds_of(ours()):.1f} s the first time, which keeps its days."
    )
    _check(await ours(), await baseline())
    times = await compared(milliseconds(ours), milliseconds(baseline), 1 if bench.quick else 3)
    return Line(f"report, {name} of {bench.orders:,} orders", *times, "ms", GOAL)


async def _fill(orders: int, settings: Settings) -> None:
    """Orders done in the year, in the order they happened. Nothing checks the rows of a generator one by one."""
    await company.people(MASTERS)
    connection = await db.raw_connection(settings.database_url)
    try:
        await connection.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        await connection.execute("DROP INDEX order_text_like")  # the search's, which is no part of this
        begin = datetime.combine(FIRST, datetime.min.time(), UTC)
        year = timedelta(days=365)
        await connection.execute(company.ORDERS, 1, orders, begin, "done")
        await connection.execute(_VISITS, 1, orders, company.FIRST_MASTER, MASTERS, begin, year)
        await connection.execute(_WORKSHEETS, 1, orders, begin)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


def _check(report: reports.Report, rows: list[Any]) -> None:
    """The report says what the plain SQL says, by master, by day and in all."""
    total = report.total
    plain = {(row["name"], row["day"]): tuple(row)[2:] for row in rows}
    ours = {(None, None): (total.done, total.on_time, total.revenue, total.minutes)}
    ours |= {(m.name, None): (m.done, m.on_time, m.revenue, m.minutes) for m in report.masters}
    ours |= {(None, day): (d.done, d.on_time, d.revenue, d.minutes) for day, d in report.days if d.done}
    if plain.keys() != ours.keys():
        raise AssertionError(f"other masters or days: {plain.keys() ^ ours.keys()}")
    for key, values in plain.items():
        if values[:3] != ours[key][:3] or abs((values[3] or 0) - (ours[key][3] or 0)) > 1e-6:
            raise AssertionError(f"{key}: the report says {ours[key]}, plain SQL {values}")
