"""The calendar's data: visits by master in a span of days, made into JSON by PostgreSQL itself."""

from datetime import date, datetime, timedelta
from typing import Any

from domain import company, db, holiday, intervals
from domain.access import Actor, Right, require
from domain.errors import Invalid

MOST_DAYS = 45  # a month with the weeks around it

# Times are wall-clock times of the company: whoever draws them needs no zone.
_VISITS = """
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
"""
_MASTERS = """
    SELECT p.id, p.name, p.status = 'active' AS active, master.hours, master.daily_limit AS limit
    FROM master JOIN person p ON p.id = master.person_id
    WHERE p.status = 'active' OR EXISTS (
        SELECT 1 FROM visit v WHERE v.master_id = p.id AND v.starts_at < $3 AND v.ends_at > $2)
    ORDER BY p.name, p.id
"""
_ABSENCES = """
    SELECT master_id, kind, to_char(starts_at AT TIME ZONE $1, 'YYYY-MM-DD"T"HH24:MI') AS start,
        to_char(ends_at AT TIME ZONE $1, 'YYYY-MM-DD"T"HH24:MI') AS end
    FROM absence WHERE status = 'approved' AND starts_at < $3 AND ends_at > $2
    ORDER BY starts_at, id
"""
# Hours of single dates stand above a week's; a holiday without any is a day off.
_SINGLE = """
    SELECT master_id, to_char(day, 'YYYY-MM-DD') AS day, spans, name FROM day_hours
    WHERE day BETWEEN $4 AND $5 ORDER BY day, id
"""
_SPAN = f"""
    SELECT json_build_object(
        'visits', (SELECT coalesce(json_agg(x), '[]') FROM (
            {_VISITS} WHERE v.starts_at < $3 AND v.ends_at > $2 ORDER BY v.starts_at, v.id) x),
        'unplanned', (SELECT coalesce(json_agg(x), '[]') FROM (
            {_VISITS} WHERE v.starts_at IS NULL AND v.status IN ('unassigned', 'declined')
            ORDER BY v.id DESC LIMIT 200) x),
        'masters', (SELECT coalesce(json_agg(x), '[]') FROM ({_MASTERS}) x),
        'absences', (SELECT coalesce(json_agg(x), '[]') FROM ({_ABSENCES}) x),
        'days', (SELECT coalesce(json_agg(x), '[]') FROM ({_SINGLE}) x),
        'holidays', to_json($6::text[]))::text AS body
"""  # noqa: S608  # our own parts only
_SOME = f"""
    SELECT json_build_object('visits', coalesce(json_agg(x), '[]'))::text AS body
    FROM ({_VISITS} WHERE v.id = ANY($2::int[]) ORDER BY v.starts_at, v.id) x
"""  # noqa: S608  # our own parts only


async def span(first: date, last: date, *, by: Actor) -> bytes:
    """The JSON of all visits that touch the local days ``first`` to ``last``, with masters, absences and hours.

    Raises :class:`Invalid` when the days are in the wrong order or too many.
    """
    require(by, Right.CALENDAR_SEE)
    if last < first or (last - first).days >= MOST_DAYS:
        raise Invalid("web.invalid.span", most=MOST_DAYS)
    zone = await company.zone()
    begin, end = midnight(first, zone), midnight(last + timedelta(days=1), zone)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    country = await company.get("holidays")
    closed = [day.isoformat() for day in days if holiday.name_of(day, country)]
    return await _body(_SPAN, zone, begin, end, first, last, closed)


async def some(visit_ids: list[int], *, by: Actor) -> bytes:
    """The same JSON of these visits only, for a page that heard of a change."""
    require(by, Right.CALENDAR_SEE)
    return await _body(_SOME, await company.zone(), visit_ids)


def midnight(day: date, zone: str) -> datetime:
    """The moment a local day begins, in UTC."""
    return intervals.moment(day, 0, zone)


async def _body(sql: str, *values: Any) -> bytes:
    return str((await db.query(sql, *values))[0]["body"]).encode()
