"""Random work of several masters, and what a report must say of it, in plain Python."""

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import clock, reports
from domain.models import Order, Person, Visit, Worksheet
from domain.statuses import Outcome, VisitStatus
from tests.cast import ZONE, Cast, a_master, an_order

FIRST, LAST = date(2026, 3, 20), date(2026, 4, 10)
STATUSES = [VisitStatus.FINISHED, VisitStatus.APPROVED, VisitStatus.APPROVED, VisitStatus.RETURNED]
OUTCOMES = [Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.CLIENT_ABSENT, None]


async def random_visits(cast: Cast, seed: int, count: int = 120) -> None:
    """Visits of four masters in every state, around the edges of the period and of days; one of four with a helper."""
    dice = random.Random(seed)
    masters = [cast.anna, cast.boris, *[await a_master(f"Мастер {n}", 5000 + n) for n in (1, 2)]]
    order = await an_order(cast)
    await Visit.all().delete()
    for _ in range(count):
        visit = await a_random_visit(dice, order, masters)
        if dice.random() < 0.25:
            visit.pk, visit._saved_in_db, visit.lead = None, False, False
            visit.master_id = dice.choice([one.id for one in masters if one.id != visit.master_id])
            visit.status = dice.choice(STATUSES)
            await visit.save()


async def a_random_visit(dice: random.Random, order: Order, masters: list[Person]) -> Visit:
    """A visit of one of the masters, in any state, most of them with a report."""
    end = datetime(2026, 3, 18, tzinfo=ZoneInfo(ZONE)) + timedelta(minutes=dice.randrange(26 * 24 * 60))
    start = end - timedelta(minutes=dice.randrange(30, 240))
    promised = dice.random() < 0.85
    visit = await Visit.create(
        order=order,
        master=dice.choice(masters),
        promised_from=start if promised else None,
        promised_to=start + timedelta(hours=1) if promised else None,
        on_site_at=start + timedelta(minutes=dice.randrange(-20, 90)) if dice.random() < 0.9 else None,
        finished_at=end if dice.random() < 0.95 else None,
        status=dice.choice(STATUSES),
        outcome=dice.choice(OUTCOMES),
        created_at=start,
    )
    if dice.random() < 0.9:
        await Worksheet.create(
            visit=visit,
            works="",
            minutes=dice.randrange(10, 300),
            total=dice.randrange(10**7),
            submitted_at=end,
        )
    return visit


async def report_in_python(first: date, last: date, zone: str) -> reports.Report:
    """What :func:`domain.reports.by_master` must say, from every visit there is."""
    every = await Visit.all().select_related("master", "worksheet")
    returned = {
        (one.order_id, one.finished_at) for one in every if one.lead and one.status is VisitStatus.RETURNED
    }
    masters: dict[str, list[Visit]] = defaultdict(list)
    days: dict[date, list[Visit]] = {first + timedelta(days=n): [] for n in range((last - first).days + 1)}
    for one in every:
        if one.finished_at is None or one.outcome is not Outcome.DONE or one.status not in STATUSES[:2]:
            continue
        day = clock.local(one.finished_at, zone).date()
        waits = not one.lead and (one.order_id, one.finished_at) in returned
        if day in days and not waits:
            assert one.master
            masters[one.master.name].append(one)
            days[day].append(one)
    return reports.Report(
        first,
        last,
        _summed("", [one for visits in days.values() for one in visits], of_leads=True),
        sorted(
            (_summed(name, visits) for name, visits in masters.items()),
            key=lambda figures: (-figures.revenue, -figures.done, figures.name),
        ),
        [(day, _summed("", visits, of_leads=True)) for day, visits in days.items()],
    )


def _summed(name: str, visits: list[Visit], *, of_leads: bool = False) -> reports.Figures:
    sheets = [visit.worksheet for visit in visits if visit.worksheet]  # type: ignore[attr-defined]
    revenue = sum(v.worksheet.total for v in visits if v.worksheet and v.status is VisitStatus.APPROVED)  # type: ignore[attr-defined]
    counted = [visit for visit in visits if visit.lead or not of_leads]
    timed = [visit for visit in counted if visit.promised_to and visit.on_site_at]
    return reports.Figures(
        name=name,
        done=len(counted),
        on_time=sum(v.on_site_at <= v.promised_to for v in timed),  # type: ignore[operator]
        timed=len(timed),
        revenue=revenue,
        minutes=pytest.approx(sum(sheet.minutes for sheet in sheets) / len(sheets)) if sheets else None,
    )
