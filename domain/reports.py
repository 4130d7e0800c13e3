"""Figures of a period by master and by day, computed by one statement."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain import company, db
from domain.access import Actor, Right, require
from domain.calendar import midnight
from domain.errors import Invalid

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


_FIGURES = """
    SELECT GROUPING(done.master_id) = 0 AS by_master, GROUPING(done.day) = 0 AS by_day, done.day,
        min(p.name) AS name,
        CASE WHEN GROUPING(done.master_id) = 0 THEN count(*) ELSE count(*) FILTER (WHERE done.lead) END AS done,
        CASE WHEN GROUPING(done.master_id) = 0 THEN count(*) FILTER (WHERE done.on_time)
            ELSE count(*) FILTER (WHERE done.on_time AND done.lead) END AS on_time,
        CASE WHEN GROUPING(done.master_id) = 0 THEN count(done.on_time)
            ELSE count(done.on_time) FILTER (WHERE done.lead) END AS timed,
        coalesce(sum(w.total) FILTER (WHERE done.status = 'approved'), 0)::bigint AS revenue,
        avg(w.minutes)::float AS minutes
    FROM (SELECT v.*, (v.finished_at AT TIME ZONE $1)::date AS day, v.on_site_at <= v.promised_to AS on_time
        FROM visit v
        WHERE v.finished_at >= $2 AND v.finished_at < $3 AND v.outcome = 'done'
        AND v.status IN ('finished', 'approved')
        AND (v.lead OR NOT EXISTS (SELECT 1 FROM visit own WHERE own.order_id = v.order_id AND own.lead
            AND own.finished_at = v.finished_at AND own.status = 'returned'))) done
    JOIN person p ON p.id = done.master_id
    LEFT JOIN worksheet w ON w.visit_id = done.id
    GROUP BY GROUPING SETS ((done.master_id), (done.day), ())
    ORDER BY revenue DESC, done DESC, name
"""


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
    rows = await db.query(_FIGURES, zone, midnight(first, zone), midnight(last + timedelta(days=1), zone))
    days = {row["day"]: _figures(row) for row in rows if row["by_day"]}
    nothing = Figures("", 0, 0, 0, 0, None)
    return Report(
        first,
        last,
        next(_figures(row) for row in rows if not row["by_master"] and not row["by_day"]),
        [_figures(row) for row in rows if row["by_master"]],
        [(day, days.get(day, nothing)) for day in _days(first, last)],
    )


def _figures(row: dict[str, object]) -> Figures:
    fields = ("done", "on_time", "timed", "revenue", "minutes")
    return Figures(str(row["name"] or ""), *(row[name] for name in fields))  # type: ignore[arg-type]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
