"""What stands in a feed: visits a month back and a year ahead, and what recurring orders will bring.

A link may be passed on, and what a calendar program has read can't be taken back. So no feed has a client's name or
phone. A master's own has the address of what he has accepted until its day is over, as he must get there; all else,
and all of the team's, has the district, and the office opens the rest by a link that asks it to sign in.

Occurrences that aren't orders yet are events of their own, not a rule with exceptions: programs differ about hours
that clocks skip or repeat, and each order that is made would be one more exception.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from domain import clock, db, intervals, recurrence
from domain.access import Actor
from domain.ical import Entry, Status
from domain.models import FeedScope
from domain.statuses import BOOKED, MASTERLESS, VisitStatus
from domain.texts import Texts, texts
from domain.timing import key_of

BACK = timedelta(days=30)
AHEAD = timedelta(days=366)
FORESEEN = timedelta(days=92)  # so far ahead occurrences that aren't orders yet are told
CANCELLED_FOR = timedelta(days=7)  # so long a cancelled visit stays, crossed out
WITH_ADDRESS = BOOKED - {VisitStatus.ASSIGNED}
MARKED = {"held", "cancelled", "assigned", "unconfirmed"}  # said before all else

_VISITS = """
    SELECT v.id, v.status, v.version, v.starts_at, v.ends_at, o.number, o.held_at IS NOT NULL AS held,
        a.text AS address, a.district, s.name AS service, m.name AS master,
        coalesce((SELECT max(h.at) FROM history h WHERE h.order_id = o.id
            AND (h.visit_id = v.id OR h.visit_id IS NULL)), v.created_at) AS changed_at
    FROM visit v
    JOIN "order" o ON o.id = v.order_id
    JOIN address a ON a.id = o.address_id
    JOIN service s ON s.id = o.service_id
    LEFT JOIN person m ON m.id = v.master_id
    WHERE v.starts_at < $2 AND v.ends_at > $1 AND ($3::int IS NULL OR v.master_id = $3)
    ORDER BY v.starts_at, v.id
"""
_SERIES = """
    SELECT x.id, x.rule, x.starts, x.zone, x.minutes, x.skipped, x.version, x.created_at, a.district,
        s.name AS service, m.name AS master,
        (SELECT coalesce(array_agg(c.recurrence_id), '{}') FROM occurrence c WHERE c.series_id = x.id) AS made
    FROM series x
    JOIN address a ON a.id = x.address_id
    JOIN service s ON s.id = x.service_id
    LEFT JOIN person m ON m.id = x.master_id
    WHERE x.ended_at IS NULL AND ($1::int IS NULL OR x.master_id = $1)
    ORDER BY x.id
"""


async def of(owner: Actor, scope: FeedScope, zone: str, web: str) -> tuple[list[Entry], list[int]]:
    """The entries of a feed in its owner's language, and the visits whose address is among them."""
    now, t, team = clock.now(), texts(owner.locale), scope is FeedScope.TEAM
    whose, host = (None if team else owner.id), urlsplit(web).hostname or "localhost"
    today = intervals.moment(clock.local(now, zone).date(), 0, zone)
    entries, revealed = [], []
    for row in await db.query(_VISITS, now - BACK, now + AHEAD, whose):
        if row["status"] == VisitStatus.CANCELLED and row["changed_at"] < now - CANCELLED_FOR:
            continue
        shown = not team and row["status"] in WITH_ADDRESS
        if shown and row["ends_at"] <= today:
            day = clock.local(row["ends_at"], zone).date()
            row["changed_at"] = max(row["changed_at"], intervals.whole_days(day, day, zone)[1])
            shown = False
        entries.append(_visit(row, t, zone, host, web if team else "", shown=shown))
        if shown:
            revealed.append(row["id"])
    for row in await db.query(_SERIES, whose):
        entries += _foreseen(row, t, now, host, team=team)
    return entries, revealed


def _visit(row: dict[str, Any], t: Texts, zone: str, host: str, web: str, *, shown: bool) -> Entry:
    status, held = VisitStatus(row["status"]), row["held"] and row["status"] != VisitStatus.CANCELLED
    summary = t("feed.visit", number=row["number"], service=row["service"])
    mark = "held" if held else str(status)
    if web:
        mark = "unconfirmed" if mark == "assigned" else mark
        summary = t("feed.of_master", name=row["master"] or t("feed.nobody"), about=summary)
    said = t("feed.said.held") if held else t(f"status.visit.{status}")
    return Entry(
        uid=f"visit-{row['id']}@{host}",
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        summary=t(f"feed.marked.{mark}", about=summary) if mark in MARKED else summary,
        status=_status(status, held=held),
        changed_at=row["changed_at"],
        sequence=row["version"],
        location=row["address"] if shown else row["district"],
        description=f"{said[:1].upper()}{said[1:]}." + ("" if web else f"\n{t('feed.more')}"),
        url=_page(row, zone, web) if web else "",
    )


def _status(status: VisitStatus, *, held: bool) -> Status:
    if status is VisitStatus.CANCELLED:
        return Status.CANCELLED
    return Status.TENTATIVE if held or status in MASTERLESS | {VisitStatus.ASSIGNED} else Status.CONFIRMED


def _page(row: dict[str, Any], zone: str, web: str) -> str:
    """Where the office sees the visit, once it has signed in."""
    day = clock.local(row["starts_at"], zone).date()
    year, week, _ = day.isocalendar()
    return f"{web}/calendar?week={year}-W{week:02}&day={day}&visit={row['id']}"


def _foreseen(row: dict[str, Any], t: Texts, now: datetime, host: str, *, team: bool) -> Sequence[Entry]:
    """The times of a series that aren't orders yet, in its own zone."""
    first = recurrence.wall(now, row["zone"])
    rule, starts = recurrence.parse(row["rule"]), datetime.fromisoformat(row["starts"])
    taken = {one[:10] for one in (*row["skipped"], *row["made"])}
    about = t("feed.foreseen", service=row["service"])
    if team:
        about = t("feed.of_master", name=row["master"] or t("feed.nobody"), about=about)
    found = []
    for wall in recurrence.between(rule, starts, first, first + FORESEEN):
        if wall.date().isoformat() in taken:
            continue
        start = recurrence.moment(wall, row["zone"])
        found.append(
            Entry(
                uid=f"series-{row['id']}-{key_of(wall)}@{host}",
                starts_at=start,
                ends_at=start + timedelta(minutes=row["minutes"]),
                summary=about,
                status=Status.TENTATIVE,
                changed_at=row["created_at"],
                sequence=row["version"],
                location=row["district"],
                description=t("feed.foreseen_more"),
            )
        )
    return found
