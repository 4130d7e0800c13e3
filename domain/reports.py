"""Figures of a period by master and by day. Those of days gone by are kept until something of them changes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from tortoise.transactions import in_transaction

from domain import clock, company, db
from domain.access import Actor, Right, require
from domain.calendar import midnight
from domain.errors import Invalid
from domain.intervals import Span

MOST_DAYS = 366


@dataclass(frozen=True)
class Figures:
    """What was achieved. Money is whole kopecks; a rate or mean without anything to count is None."""

    name: str
    done: int
    on_time: int  # arrived by the end of the promised window; early is on time
    timed: int  # had a promised window and an arrival, so could be on time
    revenue: int  # totals of approved reports
    minutes: float | None  # mean of the reports

    @property
    def on_time_percent(self) -> float | None:
        return 100 * self.on_time / self.timed if self.timed else None


@dataclass(frozen=True)
class Report:
    """A period's figures: of all together, by master, by local day. Days on which nothing was done are there too."""

    first: date
    last: date
    total: Figures
    masters: list[Figures]
    days: list[tuple[date, Figures]]


# Of whole local days, what changes nothing any more is kept: a year of a million visits is then 366 rows. A row is
# right because of two things. Whatever changes a finished visit or its report deletes it, in the same transaction (the
# migration's triggers); and a day is kept under a lock which nobody has who has changed anything and not committed yet.
LOCK = 6  # the first half of the advisory lock, see domain.hours_change
KEPT_AT_ONCE = 31  # days: who finishes a visit waits while so many are worked out, once

_ASKED = "unnest($1::timestamptz[], $2::timestamptz[]) AS asked(begins_at, ends_at)"
_KEPT = "SELECT FROM day_figures kept WHERE (kept.begins_at, kept.ends_at) = (asked.begins_at, asked.ends_at)"
_COLUMNS = "masters, leads, done, on_time, timed, revenue, minutes, reports"
# One day's work by master, apart where he led and where he helped. OFFSET 0 has each visit's report fetched by its
# index: a join would read all reports there are for every day.
_WORKED_OUT = """
    SELECT v.master_id, v.lead, count(*)::int AS done,
        (count(*) FILTER (WHERE v.on_site_at <= v.promised_to))::int AS on_time,
        count(v.on_site_at <= v.promised_to)::int AS timed,
        coalesce(sum(w.total) FILTER (WHERE v.status = 'approved'), 0)::bigint AS revenue,
        coalesce(sum(w.minutes), 0) AS minutes, count(w.minutes)::int AS reports
    FROM visit v LEFT JOIN LATERAL (SELECT * FROM worksheet WHERE visit_id = v.id OFFSET 0) w ON true
    WHERE v.finished_at >= asked.begins_at AND v.finished_at < asked.ends_at AND v.outcome = 'done'
        AND v.status IN ('finished', 'approved')
        AND (v.lead OR NOT EXISTS (SELECT FROM visit own WHERE own.order_id = v.order_id AND own.lead
            AND own.finished_at = v.finished_at AND own.status = 'returned'))
    GROUP BY v.master_id, v.lead
"""
# A day without any work is kept as well: its arrays hold one NULL, which is no master.
_KEEP = f"""
    INSERT INTO day_figures (begins_at, ends_at, {_COLUMNS})
    SELECT asked.begins_at, asked.ends_at, array_agg(master_id), array_agg(lead), array_agg(done), array_agg(on_time),
        array_agg(timed), array_agg(revenue), array_agg(minutes), array_agg(reports)
    FROM {_ASKED} LEFT JOIN LATERAL ({_WORKED_OUT}) one ON true
    WHERE NOT EXISTS ({_KEPT})
    GROUP BY asked.begins_at, asked.ends_at
"""  # noqa: S608  # our own parts only
# By master of all he had a part in; by day of what leads led, so that no work counts twice. Its money is the lead's.
_FIGURES = f"""
    SELECT one.*, p.name FROM (
        SELECT master_id, begins_at, sum(revenue)::bigint AS revenue, sum(minutes)::bigint AS minutes,
            sum(reports) AS reports,
            CASE WHEN GROUPING(master_id) = 0 THEN sum(done)
                ELSE sum(done) FILTER (WHERE lead) END AS done,
            CASE WHEN GROUPING(master_id) = 0 THEN sum(on_time)
                ELSE sum(on_time) FILTER (WHERE lead) END AS on_time,
            CASE WHEN GROUPING(master_id) = 0 THEN sum(timed)
                ELSE sum(timed) FILTER (WHERE lead) END AS timed
        FROM (
            SELECT begins_at, unnest(masters) AS master_id, unnest(leads) AS lead, unnest(done) AS done,
                unnest(on_time) AS on_time, unnest(timed) AS timed, unnest(revenue) AS revenue,
                unnest(minutes) AS minutes, unnest(reports) AS reports
            FROM {_ASKED} JOIN day_figures USING (begins_at, ends_at)
            UNION ALL
            SELECT asked.begins_at, one.* FROM {_ASKED}, LATERAL ({_WORKED_OUT}) one WHERE NOT EXISTS ({_KEPT})
        ) part
        WHERE master_id IS NOT NULL
        GROUP BY GROUPING SETS ((master_id), (begins_at))
    ) one LEFT JOIN person p ON p.id = one.master_id
    ORDER BY revenue DESC, done DESC, name
"""  # noqa: S608
_UNKEPT = f"SELECT count(*) AS n FROM {_ASKED} WHERE NOT EXISTS ({_KEPT})"  # noqa: S608


async def by_master(first: date, last: date, *, by: Actor) -> Report:
    """Visits done between two local days, both included, counted on the day they were finished.

    Work that several masters did together counts once for all and for the day, on time when the lead was, and for
    each of them; its money is the lead's.

    A report that was returned doesn't count until it is handed in again, nor does the part of who came along. Raises
    :class:`Invalid` for days in the wrong order or more than a year.
    """
    require(by, Right.FIGURES_SEE)
    if last < first:
        raise Invalid("web.invalid.period_order")
    if (last - first).days >= MOST_DAYS:
        raise Invalid("web.invalid.period_long", most=MOST_DAYS)
    zone = await company.zone()
    days = _days(first, last)
    spans = _spans(days, zone)
    await _keep([span for span in spans if span[1] <= clock.now()])
    rows = await db.query(_FIGURES, *_columns(spans))
    by_day = {row["begins_at"]: row for row in rows if row["begins_at"]}
    return Report(
        first,
        last,
        _figures(*by_day.values()),
        [_figures(row) for row in rows if row["master_id"]],
        [
            (day, _figures(*filter(None, [by_day.get(begin)])))
            for day, (begin, _) in zip(days, spans, strict=True)
        ],
    )


async def _keep(past: list[Span]) -> None:
    """Work out those of these days that aren't kept. Never waits: a day that is just changing is kept another time."""
    if not past or not (await db.query(_UNKEPT, *_columns(past)))[0]["n"]:
        return
    for at in range(0, len(past), KEPT_AT_ONCE):
        async with in_transaction() as connection:
            # A statement of its own: the next one sees all that was committed before the lock was had.
            taken = await connection.execute_query_dict(
                "SELECT pg_try_advisory_xact_lock($1::int, 0) AS had", [LOCK]
            )
            if taken[0]["had"]:
                await connection.execute_query(_KEEP, list(_columns(past[at : at + KEPT_AT_ONCE])))


def _spans(days: list[date], zone: str) -> list[Span]:
    return list(pairwise(midnight(day, zone) for day in [*days, days[-1] + timedelta(days=1)]))


def _columns(spans: list[Span]) -> tuple[list[datetime], list[datetime]]:
    return [begin for begin, _ in spans], [end for _, end in spans]


def _figures(*rows: dict[str, Any]) -> Figures:
    """The figures of some rows together."""
    done, on_time, timed, revenue, minutes, reports = (
        sum(row[name] or 0 for row in rows)
        for name in ("done", "on_time", "timed", "revenue", "minutes", "reports")
    )
    name = (rows[0]["name"] if rows else None) or ""
    return Figures(name, done, on_time, timed, revenue, minutes / reports if reports else None)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
