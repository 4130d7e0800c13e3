"""Figures that are kept are those there are, whatever is changed, whoever changes it meanwhile, REPORTS-001."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from domain import clock, reports
from domain import db as database
from domain.models import DayFigures, Order, Person, Visit, Worksheet
from domain.settings import Settings
from tests.cast import ZONE, Cast, actor
from tests.waiting import until
from tests.worked import FIRST, LAST, OUTCOMES, STATUSES, a_random_visit, random_visits, report_in_python

DAYS = (LAST - FIRST).days + 1


async def report(cast: Cast) -> reports.Report:
    return await reports.by_master(FIRST, LAST, by=actor(cast.olga))


async def a_visit_within(**of_visit: object) -> Visit:
    """One that ended in the days of the report."""
    spans = reports._spans(reports._days(FIRST, LAST), ZONE)
    ended = {"finished_at__gte": spans[0][0], "finished_at__lt": spans[-1][1]}
    visit = await Visit.filter(**ended, **of_visit).order_by("id").first()
    assert visit
    return visit


async def kept() -> set[datetime]:
    return set(await DayFigures.all().values_list("begins_at", flat=True))  # type: ignore[call-overload]


@pytest.fixture
async def worked(cast: Cast) -> Cast:
    """Work of some weeks, and a report of it that was looked at."""
    await random_visits(cast, 7)
    assert await report(cast) == await report_in_python(FIRST, LAST, ZONE)
    assert len(await kept()) == DAYS
    return cast


async def test_days_gone_by_are_read_where_they_are_kept(worked: Cast) -> None:
    await DayFigures.all().update(revenue=[])
    assert (await report(worked)).total.revenue == 0


async def test_the_day_that_goes_on_is_not_kept(worked: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    await DayFigures.all().delete()
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 30, 12, tzinfo=UTC))
    assert await report(worked) == await report_in_python(FIRST, LAST, ZONE)
    assert len(await kept()) == 10


class Changes:
    """Every way in which figures may change, one at random after another."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.ways: list[Callable[[Visit], Awaitable[object]]] = [
            self.made,
            self.finished_anew,
            self.restated,
            self.came_otherwise,
            self.led_otherwise,
            self.given_to_another,
            self.moved,
            self.written,
            self.unwritten,
            self.rewritten_for_another,
            self.deleted,
        ]

    async def made(self, visit: Visit) -> None:
        order = await Order.get(id=visit.order_id)
        await a_random_visit(self.dice, order, await Person.filter(roles__contains=["master"]))

    async def finished_anew(self, visit: Visit) -> None:
        moment = visit.finished_at
        await self._update(visit, finished_at=None)
        if self.dice.random() < 0.7:
            await self._update(visit, finished_at=moment or await self._some_moment())

    async def restated(self, visit: Visit) -> None:
        await self._update(visit, status=self.dice.choice(STATUSES), outcome=self.dice.choice(OUTCOMES))

    async def came_otherwise(self, visit: Visit) -> None:
        moment = self.dice.choice([None, await self._some_moment()])
        await self._update(visit, **{self.dice.choice(["on_site_at", "promised_to"]): moment})

    async def led_otherwise(self, visit: Visit) -> None:
        await self._update(visit, lead=not visit.lead)

    async def given_to_another(self, visit: Visit) -> None:
        other = self.dice.choice(await Person.filter(roles__contains=["master"]))
        await self._update(visit, master_id=other.id)

    async def moved(self, visit: Visit) -> None:
        await self._update(visit, finished_at=await self._some_moment())

    async def written(self, visit: Visit) -> None:
        figures = {"minutes": self.dice.randrange(300), "total": self.dice.randrange(10**7)}
        if not await Worksheet.filter(visit_id=visit.id).update(**figures):
            await Worksheet.create(visit_id=visit.id, works="", submitted_at=visit.created_at, **figures)

    async def unwritten(self, visit: Visit) -> None:
        await Worksheet.filter(visit_id=visit.id).delete()

    async def rewritten_for_another(self, visit: Visit) -> None:
        without = await Visit.filter(worksheet=None).first()
        if without:
            await Worksheet.filter(visit_id=visit.id).update(visit_id=without.id)

    async def deleted(self, visit: Visit) -> None:
        await self.unwritten(visit)
        await Visit.filter(id=visit.id).delete()

    async def _some_moment(self) -> datetime:
        """When some other work ended: a crew comes about, and edges of days are met."""
        ended = [
            one for one in await Visit.filter(finished_at__not_isnull=True).order_by("id") if one.finished_at
        ]
        return self.dice.choice(ended).finished_at + self.dice.choice([timedelta(), timedelta(hours=1)])  # type: ignore[operator]

    async def _update(self, visit: Visit, **columns: object) -> None:
        await Visit.filter(id=visit.id).update(**columns)


@pytest.mark.parametrize("seed", range(3))
async def test_figures_equal_a_plain_computation_after_every_change(worked: Cast, seed: int) -> None:
    dice = random.Random(seed)
    changes = Changes(dice)
    for number in range(66):
        change = changes.ways[number % len(changes.ways)]
        await change(dice.choice(await Visit.all().order_by("id")))
        found = await report(worked)
        assert found == await report_in_python(FIRST, LAST, ZONE), change.__name__
        assert len(await kept()) == DAYS


async def test_work_of_other_days_leaves_a_day_kept(worked: Cast) -> None:
    before = {one.begins_at: one.id for one in await DayFigures.all()}
    visit = await a_visit_within(worksheet__not_isnull=True)
    await Worksheet.filter(visit_id=visit.id).update(total=1)
    await report(worked)
    after = {one.begins_at: one.id for one in await DayFigures.all()}
    assert len(set(before.items()) - set(after.items())) == 1


async def test_a_day_that_is_just_changing_is_not_kept(worked: Cast, db: Settings) -> None:
    """Else the report would keep what was, and nobody would tell it of the commit."""
    before = await report(worked)
    visit = await a_visit_within(status="approved", outcome="done", lead=True, worksheet__not_isnull=True)
    await DayFigures.all().delete()
    other = await database.raw_connection(db.database_url)
    try:
        change = other.transaction()
        await change.start()
        await other.execute("UPDATE worksheet SET total = total + 100 WHERE visit_id = $1", visit.id)
        assert await report(worked) == before
        assert not await kept()
        await change.commit()
    finally:
        await other.close()
    assert (await report(worked)).total.revenue == before.total.revenue + 100
    assert await report(worked) == await report_in_python(FIRST, LAST, ZONE)


async def test_a_change_waits_for_a_day_that_is_being_kept_and_takes_it_back(
    worked: Cast, db: Settings
) -> None:
    await DayFigures.all().delete()
    keeper, changer = [await database.raw_connection(db.database_url) for _ in range(2)]
    visit = await a_visit_within(status="approved", outcome="done")
    try:
        keeping = keeper.transaction()
        await keeping.start()
        await keeper.execute("SELECT pg_advisory_xact_lock($1::int, 0)", reports.LOCK)
        days = reports._days(FIRST, LAST)
        spans = reports._spans(days, ZONE)
        await keeper.execute(reports._KEEP, *reports._columns(spans))
        changed = asyncio.create_task(
            changer.execute("UPDATE visit SET outcome = 'refused' WHERE id = $1", visit.id)
        )
        await until(lambda: is_waiting(keeper))
        await keeping.commit()
        await changed
    finally:
        await keeper.close()
        await changer.close()
    assert len(await kept()) == DAYS - 1
    assert await report(worked) == await report_in_python(FIRST, LAST, ZONE)


async def is_waiting(connection: asyncpg.Connection) -> bool:
    return bool(
        await connection.fetchval(
            "SELECT true FROM pg_locks JOIN pg_database db ON db.oid = database "
            "WHERE locktype = 'advisory' AND classid = $1 AND NOT granted AND datname = current_database()",
            reports.LOCK,
        )
    )
