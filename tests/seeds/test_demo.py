"""The demo company, and what a real one starts from, DB-002."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from time import monotonic

import pytest

from domain import (
    access,
    alerts,
    cards,
    clock,
    company,
    db,
    dispatch,
    occurrences,
    offers,
    orders,
    schedule,
    statuses,
    storage,
    visits,
    worksheets,
)
from domain.access import actor_of
from domain.geo import travel_minutes
from domain.models import (
    Absence,
    AbsenceStatus,
    Client,
    DueRow,
    HistoryEntry,
    Master,
    Occurrence,
    OccurrenceState,
    Order,
    OutboxMessage,
    Person,
    Photo,
    Series,
    Service,
    Visit,
    Worksheet,
)
from domain.settings import Settings
from domain.sla import Clock
from domain.statuses import BOOKED, OfficeStatus, OrderStatus, Outcome, VisitStatus
from seeds import demo, owed, production
from seeds.company import ANNA, BORIS, MASTERS, OLGA, PETR, VERA
from seeds.places import PLACES
from seeds.planned import ZONE, kept_holiday, spans
from seeds.scenes import jobs_around
from tests.conftest import NewDatabase
from tests.product import running_sandbox

S = VisitStatus


@pytest.fixture(scope="module", params=[0, 3], ids=["made today", "made three days ago"])
async def seeded(new_database: NewDatabase, request: pytest.FixtureRequest) -> Settings:
    """A database with the demo in it, for tests that only look: whenever it was made, all is as on the first day."""
    settings = await new_database()
    with clock.moved(-timedelta(days=request.param)):
        await demo.seed(settings)
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
    planned = await Visit.filter(starts_at__isnull=False).exclude(status=S.CANCELLED)
    days = {clock.local(visit.starts_at, zone).date() for visit in planned}
    today = clock.local(clock.now(), zone).date()
    around = {today + timedelta(days=n) for n in range(-10, 7)}
    assert around - {kept_holiday(clock.now())} <= days
    assert 350 < await Order.all().count() < 500


async def test_some_orders_recur_at_masters_who_have_the_time(look: None) -> None:
    weekly, other, far = await Series.all().order_by("id")
    made = await Occurrence.filter(series_id__in=[weekly.id, other.id])
    assert len(made) == 6
    closed = on_the_kept_holiday(made)
    assert [one for one in made if one.state is OccurrenceState.UNPLACED] == closed
    assert not await Occurrence.exists(series_id=far.id)
    for one in (weekly, other):
        visits = await Visit.filter(order__occurrence__series_id=one.id, starts_at__isnull=False)
        assert {(visit.master_id, visit.status) for visit in visits} == {(one.master_id, S.ASSIGNED)}


async def test_every_status_can_be_seen(look: None) -> None:
    seen = Counter(await Visit.all().values_list("status", flat=True))
    assert set(seen) == set(VisitStatus)
    assert seen[S.FINISHED] == 3
    assert seen[S.OFFERED] == 1
    assert seen[S.UNASSIGNED] == 3 + len(on_the_kept_holiday(await Occurrence.all()))


def on_the_kept_holiday(made: list[Occurrence]) -> list[Occurrence]:
    """Recurring visits of the one holiday at which nobody works: they wait for another time."""
    day = str(kept_holiday(clock.now()))
    return [one for one in made if one.recurrence_id.startswith(day)]


async def test_no_master_is_at_two_places_or_out_of_hours(look: None) -> None:
    taken = (
        await Visit.filter(master_id__isnull=False)
        .exclude(status=S.CANCELLED)
        .order_by("master_id", "starts_at")
    )
    for earlier, later in pairwise(taken):
        assert earlier.master_id != later.master_id or earlier.ends_at <= later.starts_at
    by, masters = await schedule.rules(), await Master.all()
    whole = taken[0].starts_at - timedelta(days=30), taken[0].starts_at + timedelta(days=60)
    agendas = await schedule.agendas([master.person_id for master in masters], whole, by.zone)
    books = {one.person_id: schedule.book_of(one, agendas[one.person_id], by) for one in masters}
    for visit in taken:
        assert books[visit.master_id].covers((visit.starts_at, visit.ends_at))
    assert await Absence.filter(status=AbsenceStatus.REQUESTED).count() == 1
    approved = await Absence.filter(status=AbsenceStatus.APPROVED)
    away = {absence.master_id: absence for absence in approved}
    for visit in (visit for visit in taken if visit.master_id in away):
        absence = away[visit.master_id]
        assert visit.ends_at <= absence.starts_at or absence.ends_at <= visit.starts_at


async def test_masters_are_at_what_they_can_do(look: None) -> None:
    masters = {master.person_id: master for master in await Master.all()}
    assert sum(bool(master.areas) for master in masters.values()) == 2
    for visit in await Visit.filter(master_id__isnull=False).select_related(
        "order__service", "order__address"
    ):
        assert visit.order.service.skill in masters[visit.master_id].skills
        assert schedule.covers_area(masters[visit.master_id], schedule.work_of(visit.order))


async def test_orders_stand_where_their_visits_put_them(look: None) -> None:
    for order in await Order.all().prefetch_related("visits"):
        seen = [visit.status for visit in order.visits]
        office = OfficeStatus.CANCELLED if seen == [S.CANCELLED] else None
        if order.held_at:
            office = OfficeStatus.HOLD
        assert order.status is statuses.order_status(seen, office)


async def test_clocks_stand_on_the_orders_and_ask_for_little(look: None) -> None:
    """One is about to break, one is broken and wants a reason, one order is on hold; what was late says why."""
    vera = actor_of(await person(VERA.telegram_id))
    kinds = Counter(alert.kind for alert in await alerts.now(by=vera))
    assert (kinds["broken"], kinds["declined"]) == (1, 1)
    assert 1 <= kinds["about_to_break"] <= 3
    assert await Order.filter(status=OrderStatus.ON_HOLD).count() == 1
    asked = Order.exclude(origin=occurrences.ORIGIN)  # nobody waits for an answer to what recurs
    assert not await asked.filter(reaction_due_at=None).exists()
    assert 3 < await Order.exclude(late_reason="").count() < 60
    for entry in await HistoryEntry.filter(event="DelayExplained"):
        assert (await Order.get(id=entry.order_id)).late_reason == entry.data["reason"]
    assert await DueRow.filter(kind="sla.about").exists()


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_whenever_the_demo_is_made_the_same_clocks_ask_for_somebody(hour: int) -> None:
    now = datetime(2026, 11, 22 + hour // 4, hour, 20, tzinfo=UTC)
    jobs = jobs_around(now)
    owing = [owed.of([job], now) for job in jobs if job.follows is None]
    assert sum(bool(one.late) and not one.reason for one in owing) == 1
    assert sum(one.held_at is not None for one in owing) == 1
    soon = owed.working.add(now, timedelta(minutes=48), owed.HOURS)  # a fifth of four hours
    about = [
        one.due[Clock.REACTION] for one in owing if not one.stopped.get(Clock.REACTION) and not one.held_at
    ]
    assert sum(now < due <= soon for due in about) == 1


async def test_visits_end_in_every_way_and_a_second_one_is_planned(look: None) -> None:
    assert set(await Visit.all().values_list("outcome", flat=True)) == {None, *Outcome}
    for entry in await HistoryEntry.filter(event="VisitFinished"):
        assert bool(entry.data["note"]) is (entry.data["outcome"] != Outcome.DONE)
    unfinished = await Visit.filter(outcome=Outcome.SECOND_VISIT)
    assert {visit.status for visit in unfinished} == {S.FINISHED, S.APPROVED}
    for first in unfinished:
        second = await Visit.get(order_id=first.order_id, id__gt=first.id)
        assert second.status in BOOKED
        assert second.master_id == first.master_id
        assert second.created_at == first.finished_at
        assert clock.now() < second.starts_at


async def test_history_leads_step_by_step_to_where_a_visit_is(look: None) -> None:
    allowed = {(source, step.target) for step in statuses.STEPS.values() for source in step.sources}
    first = {visit.order_id: visit.id for visit in await Visit.all().order_by("-id")}
    for visit in await Visit.all():
        story = await HistoryEntry.filter(visit_id=visit.id).order_by("id")
        if visit.id == first[visit.order_id]:
            assert (story[0].status_from, story[0].status_to) == (None, S.UNASSIGNED)
        else:
            assert story[0].status_from == S.UNASSIGNED
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
        (waiting,) = [one for one in await visits.awaiting_review(by=vera) if one.master.name == BORIS.name]
        assert waiting.outcome is Outcome.DONE
        await worksheets.approve(waiting.id, by=vera)
        anna = actor_of(await person(ANNA.telegram_id))
        await offers.accept((await offers.open_for(anna.id or 0))[0].visit_id, by=anna)


@pytest.mark.parametrize("hour", range(0, 24, 3))
@pytest.mark.parametrize(
    "day", [date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 28), date(2027, 1, 3)]
)
def test_it_holds_at_any_hour_of_any_day(day: date, hour: int) -> None:
    now = datetime.combine(day, time(hour, 20), UTC)
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


WEEK = [date(2026, 11, day) for day in range(22, 29)]
HOLIDAYS = [date(2026, 12, 27), date(2027, 1, 2), date(2026, 11, 4), date(2027, 4, 26)]


@pytest.mark.parametrize("hour", [0, 7, 14, 21])
@pytest.mark.parametrize("day", WEEK + HOLIDAYS)
def test_every_day_has_visits_and_nobody_works_on_his_day_off(day: date, hour: int) -> None:
    now = datetime.combine(day, time(hour, 20), UTC)
    today = clock.local(now, ZONE).date()
    planned = [job for job in jobs_around(now) if job.start and job.status is not S.CANCELLED]
    busy = {clock.local(job.start, ZONE).date() for job in planned}
    assert {today + timedelta(days=n) for n in range(-10, 11)} - {kept_holiday(now)} <= busy
    assert kept_holiday(now) not in busy
    for number in range(len(MASTERS)):
        own = sorted((job for job in planned if job.master == number), key=lambda job: job.start)
        for job in own:
            working = spans(number, (clock.local(job.start, ZONE).date() - today).days, now)
            assert any(opens <= job.start < job.end <= closes for opens, closes in working)
        for earlier, later in pairwise(job for job in own if job.start > now):
            minutes = travel_minutes(PLACES[earlier.client][2:], PLACES[later.client][2:], 22)
            assert earlier.end + timedelta(minutes=minutes) <= later.start


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
    async with connected(settings):
        before = set(await Order.all().values_list("id", flat=True))
        entry, pictures = await HistoryEntry.all().order_by("id").first(), await Photo.all()
    with clock.moved(timedelta(days=3)):
        await demo.seed(settings)
        async with connected(settings):
            assert not before & set(await Order.all().values_list("id", flat=True))
            today = clock.local(clock.now(), ZONE).date()
            ahead = {clock.local(one.starts_at, ZONE).date() for one in await Visit.filter(status__in=BOOKED)}
            coming = {today + timedelta(days=n) for n in range(1, 11)}
            assert coming - {kept_holiday(clock.now())} <= ahead
            assert not any(storage.path(photo.storage_key, "thumb").exists() for photo in pictures)
            assert entry is not None
            assert not await HistoryEntry.exists(id=entry.id)
            with pytest.raises(Exception, match="append-only"):  # the trigger is on again
                await HistoryEntry.all().update(event="Nothing")


async def test_what_somebody_has_touched_stays_as_it_is(new_database: NewDatabase) -> None:
    settings = await new_database()
    await demo.seed(settings)
    async with connected(settings):
        vera, anna = actor_of(await person(VERA.telegram_id)), actor_of(await person(ANNA.telegram_id))
        accepted = (await offers.open_for(anna.id or 0))[0].visit
        await offers.accept(accepted.id, by=anna)
        reviewed = (await visits.awaiting_review(by=vera))[0]
        await worksheets.approve(reviewed.id, by=vera)
        looked_at = (
            await Visit.filter(status=S.ACCEPTED, starts_at__gt=clock.now()).order_by("-starts_at").first()
        )
        assert looked_at is not None
        await cards.opened(looked_at.order_id, vera.id or 0, VERA.telegram_id or 0, 1, "", 1)
        touched = sorted(visit.order_id for visit in (accepted, reviewed, looked_at))
        before = await history_of(touched)
    for days in (3, 7):
        with clock.moved(timedelta(days=days)):
            await demo.seed(settings)
        async with connected(settings):
            assert await history_of(touched) == before
            booked = await Visit.filter(master_id__isnull=False).exclude(status=S.CANCELLED)
            by_master = sorted(booked, key=lambda visit: (visit.master_id, visit.starts_at))
            for earlier, later in pairwise(by_master):
                assert earlier.master_id != later.master_id or earlier.ends_at <= later.starts_at


async def history_of(order_ids: list[int]) -> list[tuple[object, ...]]:
    """All that happened to these orders, with where their visits stand."""
    rows = await db.query(
        "SELECT v.status, v.starts_at, v.ends_at, h.id, h.at FROM visit v JOIN history h ON h.visit_id = v.id "
        "WHERE v.order_id = ANY($1::int[]) ORDER BY h.id",
        order_ids,
    )
    return [tuple(row.values()) for row in rows]


async def test_a_real_company_is_never_made_a_demo(new_database: NewDatabase) -> None:
    settings = await new_database()
    async with connected(settings):
        await Person.create(name="Настоящий директор", created_at=clock.now())
    with pytest.raises(SystemExit, match="holds a company already"):
        await demo.seed(settings)
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
    async with running_sandbox(seeded) as telegram:
        for _ in range(2):
            await demo.introduce_phones(seeded, telegram.url)
        people = {one["id"]: one for one in telegram.state()["people"]}
        assert {one["first_name"] for one in people.values()} >= {"Ольга", "Вера", "Анна", "Борис", "Пётр"}
        for staff in (OLGA, VERA, ANNA, BORIS, PETR):
            chat = telegram.ask(f"people/{staff.telegram_id}/chat", "GET")
            texts = [message["text"] for message in chat["messages"]]
            assert texts == ["/start"]
            assert people[staff.telegram_id]["phone"].startswith("+7900000")
