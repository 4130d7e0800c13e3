"""The demo company, and what a real one starts from, DB-002."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from time import monotonic

import aiohttp
import pytest

from domain import (
    access,
    clock,
    company,
    db,
    dispatch,
    offers,
    orders,
    schedule,
    statuses,
    storage,
    visits,
    worksheets,
)
from domain.access import actor_of
from domain.models import (
    Client,
    DueRow,
    HistoryEntry,
    Master,
    Offer,
    Order,
    OutboxMessage,
    Person,
    Photo,
    Service,
    Visit,
    Worksheet,
)
from domain.settings import Settings
from domain.statuses import BOOKED, OfficeStatus, VisitStatus
from seeds import demo, production
from seeds.company import ANNA, BORIS, OLGA, PETR, VERA
from seeds.scenes import jobs_around
from tests.conftest import NewDatabase
from tests.product import running_sandbox

S = VisitStatus


@pytest.fixture(scope="module")
async def seeded(new_database: NewDatabase) -> Settings:
    """A database with the demo in it, for tests that only look."""
    settings = await new_database()
    await demo.seed(settings)
    return settings


@pytest.fixture(autouse=True)
def own_folder() -> Iterator[None]:
    """Seeds choose the folder of pictures; the next test chooses again."""
    yield
    storage.use(None)


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[None]:
    """The database of these settings."""
    await db.connect(settings)
    try:
        yield
    finally:
        await db.close()


@pytest.fixture
async def look(seeded: Settings) -> AsyncIterator[None]:
    """Connected to the seeded database."""
    storage.use(seeded.data_dir)
    async with connected(seeded):
        yield


async def person(telegram_id: int | None) -> Person:
    """One of those with a phone."""
    found = await access.person_by_telegram(telegram_id or 0)
    assert found is not None
    return found


async def test_the_company_is_a_dozen_masters_and_fifty_clients(look: None) -> None:
    assert await Master.all().count() == 12
    assert await Client.all().count() == 50
    petr = await Client.get(person_id=(await person(PETR.telegram_id)).id)
    assert petr.name == "Пётр Громов"
    assert await Order.filter(client_id=petr.id).count() == 2
    assert not await OutboxMessage.exists()


async def test_its_orders_are_spread_over_three_weeks(look: None) -> None:
    zone = await company.zone()
    days = {
        clock.local(visit.starts_at, zone).date() for visit in await Visit.filter(starts_at__isnull=False)
    }
    today = clock.local(clock.now(), zone).date()
    around = {today + timedelta(days=n) for n in range(-10, 7)}
    assert len(around & days) >= len(around) - 2  # a Sunday may be free
    assert 350 < await Order.all().count() < 500


async def test_every_status_can_be_seen(look: None) -> None:
    seen = Counter(await Visit.all().values_list("status", flat=True))
    assert set(seen) == set(VisitStatus)
    assert seen[S.FINISHED] == 1
    assert seen[S.OFFERED] == 1
    assert seen[S.UNASSIGNED] == 3


async def test_no_master_is_at_two_places_or_out_of_hours(look: None) -> None:
    zone, usual = await company.zone(), await company.get("hours")
    taken = (
        await Visit.filter(master_id__isnull=False)
        .exclude(status=S.CANCELLED)
        .order_by("master_id", "starts_at")
    )
    for earlier, later in pairwise(taken):
        assert earlier.master_id != later.master_id or earlier.ends_at <= later.starts_at
    hours = {master.person_id: master.hours or usual for master in await Master.all()}
    for visit in taken:
        assert schedule.within_hours(hours[visit.master_id], visit.starts_at, visit.ends_at, zone)
        assert await schedule.absence_in(visit.master_id, visit.starts_at, visit.ends_at) is None


async def test_masters_are_at_what_they_can_do(look: None) -> None:
    skills = {master.person_id: master.skills for master in await Master.all()}
    for visit in await Visit.filter(master_id__isnull=False).select_related("order__service"):
        assert visit.order.service.skill in skills[visit.master_id]


async def test_orders_stand_where_their_visits_put_them(look: None) -> None:
    for visit in await Visit.all().select_related("order"):
        office = OfficeStatus.CANCELLED if visit.status is S.CANCELLED else None
        assert visit.order.status is statuses.order_status([visit.status], office)


async def test_history_leads_step_by_step_to_where_a_visit_is(look: None) -> None:
    allowed = {(source, step.target) for step in statuses.STEPS.values() for source in step.sources}
    for visit in await Visit.all():
        story = await HistoryEntry.filter(visit_id=visit.id).order_by("id")
        assert (story[0].status_from, story[0].status_to) == (None, S.UNASSIGNED)
        assert story[-1].status_to == visit.status
        assert [entry.at for entry in story] == sorted(entry.at for entry in story)
        assert story[-1].at <= clock.now()
        for before, after in pairwise(story):
            repeated = before.event == after.event == "VisitOffered"
            assert repeated or after.status_from == before.status_to
            assert (after.status_from, after.status_to) in allowed


async def test_reports_add_up_and_some_have_photos(look: None) -> None:
    assert await Worksheet.all().count() == await Visit.filter(outcome="done").count()
    for sheet in await Worksheet.all().prefetch_related("lines").limit(50):
        assert sheet.total == sum(line.quantity * line.price for line in sheet.lines)
        assert sheet.minutes > 0
    pictures = await Photo.all()
    assert len(pictures) >= 16
    for photo in pictures:
        for name in storage.NAMES:
            assert storage.media_type(storage.path(photo.storage_key, name)) == "image/jpeg"


async def test_most_visits_were_on_time_and_some_were_late(look: None) -> None:
    done = await Visit.filter(outcome="done")
    late = sum(visit.on_site_at > visit.promised_to for visit in done)
    assert 0.03 < late / len(done) < 0.25
    assert not any(
        visit.on_site_at < visit.promised_from
        for visit in done
        if visit.status is S.APPROVED and visit.promised_from < clock.now()
    )


async def test_anna_and_boris_have_a_little_before_them(look: None) -> None:
    anna, boris = actor_of(await person(ANNA.telegram_id)), actor_of(await person(BORIS.telegram_id))
    hers = [visit for visit in await visits.of_master(anna) if visit.status in BOOKED]
    assert hers[0].status is S.ACCEPTED
    assert hers[0].order.client.name == PETR.name
    assert clock.now() < hers[0].starts_at < clock.now() + timedelta(days=2)
    his = [visit for visit in await visits.of_master(boris) if visit.status in BOOKED]
    assert his[0].status is S.ASSIGNED
    offered = [await offers.open_for(one.id or 0) for one in (anna, boris)]
    assert [len(some) for some in offered] == [1, 1]
    assert offered[0][0].visit_id == offered[1][0].visit_id
    assert await DueRow.filter(kind="offer.remind").count() == 2


async def test_what_waits_for_the_office_can_be_placed(look: None) -> None:
    vera = actor_of(await person(VERA.telegram_id))
    waiting = [
        visit
        for visit in await orders.unassigned(by=vera)
        if visit.status is S.UNASSIGNED and visit.starts_at
    ]
    assert len(waiting) == 2
    for visit in waiting:
        fit = [one.name for one in await dispatch.candidates(visit, visit.order) if one.fit]
        assert {ANNA.name, BORIS.name} & set(fit[:4])


async def test_boriss_report_waits_for_approval(new_database: NewDatabase) -> None:
    settings = await new_database()
    await demo.seed(settings)
    async with connected(settings):
        vera = actor_of(await person(VERA.telegram_id))
        (waiting,) = await visits.awaiting_review(by=vera)
        assert waiting.master is not None
        assert waiting.master.name == BORIS.name
        await worksheets.approve(waiting.id, by=vera)
        anna = actor_of(await person(ANNA.telegram_id))
        await offers.accept((await offers.open_for(anna.id or 0))[0].visit_id, by=anna)


@pytest.mark.parametrize("hour", range(0, 24, 3))
@pytest.mark.parametrize("day", [22, 23, 28])
def test_it_holds_at_any_hour_of_any_day(day: int, hour: int) -> None:
    now = datetime(2026, 11, day, hour, 20, tzinfo=UTC)
    jobs = jobs_around(now)
    assert {job.status for job in jobs} == set(VisitStatus)
    for job in jobs:
        stamps = (
            job.created_at, job.given_at, job.accepted_at, job.en_route_at, job.on_site_at, job.paused_at,
            job.finished_at, job.approved_at, job.returned_at, job.cancelled_at, job.declined_at,
        )  # fmt: skip
        happened = [stamp for stamp in stamps if stamp]
        assert happened == sorted(happened)
        assert happened[-1] <= now
    assert jobs == jobs_around(now)


async def test_seeding_is_quick_and_a_second_time_does_nothing(new_database: NewDatabase) -> None:
    settings = await new_database()
    began = monotonic()
    await demo.seed(settings)
    assert monotonic() - began < 10  # about two seconds on a machine of its own
    async with connected(settings):
        before = await Order.all().count(), await HistoryEntry.all().count()
    await demo.seed(settings)
    async with connected(settings):
        assert (await Order.all().count(), await HistoryEntry.all().count()) == before


async def test_three_days_later_everything_stands_around_that_day(new_database: NewDatabase) -> None:
    settings = await new_database()
    await demo.seed(settings)
    columns = "SELECT starts_at, ends_at, finished_at, created_at FROM visit ORDER BY id"
    async with connected(settings):
        before, entry = await db.query(columns), await HistoryEntry.all().order_by("id").first()
        offer, due = await Offer.all().order_by("-id").first(), await DueRow.all().order_by("-id").first()
    with clock.moved(timedelta(days=3)):
        await demo.refresh(settings)
        await demo.seed(settings)
    assert entry is not None
    assert offer is not None
    assert due is not None
    async with connected(settings):
        after = await db.query(columns)
        assert after == [{name: at and at + timedelta(days=3) for name, at in row.items()} for row in before]
        assert (await HistoryEntry.get(id=entry.id)).at == entry.at + timedelta(days=3)
        assert (await Offer.get(id=offer.id)).expires_at == offer.expires_at + timedelta(days=3)
        assert (await DueRow.get(id=due.id)).due_at == due.due_at + timedelta(days=3)
        with pytest.raises(Exception, match="append-only"):  # the trigger is on again
            await HistoryEntry.filter(id=entry.id).update(event="Nothing")


async def test_a_real_company_is_never_made_a_demo(new_database: NewDatabase) -> None:
    settings = await new_database()
    async with connected(settings):
        await Person.create(name="Настоящий директор", created_at=clock.now())
    with pytest.raises(SystemExit, match="holds a company already"):
        await demo.seed(settings)
    await demo.refresh(settings)
    async with connected(settings):
        assert await Person.all().count() == 1
        assert not await Order.exists()


async def test_a_real_company_starts_with_a_catalogue_and_nobody(new_database: NewDatabase) -> None:
    settings = await new_database()
    await production.seed(settings)
    async with connected(settings):
        assert await Service.all().count() == 10
        assert not await Person.exists()
        await Service.filter(code="wiring").update(name="Электромонтаж", price=1)
    await production.seed(settings)
    async with connected(settings):
        assert await Service.all().count() == 10
        assert (await Service.get(code="wiring")).name == "Электромонтаж"


async def test_five_people_get_a_phone_and_open_the_bot_once(seeded: Settings) -> None:
    async with running_sandbox(seeded) as base, aiohttp.ClientSession(base) as http:
        for _ in range(2):
            await demo.introduce_phones(seeded, base)
        async with http.get("/sim/state") as answer:
            state = await answer.json()
        people = {one["id"]: one for one in state["people"]}
        assert {one["first_name"] for one in people.values()} >= {"Ольга", "Вера", "Анна", "Борис", "Пётр"}
        for staff in (OLGA, VERA, ANNA, BORIS, PETR):
            async with http.get(f"/sim/people/{staff.telegram_id}/chat") as answer:
                texts = [message["text"] for message in (await answer.json())["messages"]]
            assert texts == ["/start"]
            assert people[staff.telegram_id]["phone"].startswith("+7900000")
