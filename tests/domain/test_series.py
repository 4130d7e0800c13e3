"""Recurring orders: made of an order, made ahead once, changed, skipped, moved, ended, SCHEDULE-001."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from domain import (
    ahead,
    clock,
    company,
    conflicts,
    crew,
    db,
    due,
    holds,
    occurrences,
    offers,
    orders,
    recurrence,
    series,
    timing,
)
from domain.access import SYSTEM
from domain.change import Change
from domain.errors import (
    Changed,
    Invalid,
    MasterUnfit,
    NotAllowed,
    NotFound,
    NotNow,
    RepeatsAlready,
    SeriesEnded,
    SlotBusy,
)
from domain.models import (
    Absence,
    AuditEntry,
    DayHours,
    DueRow,
    HistoryEntry,
    Occurrence,
    OccurrenceState,
    Order,
    OutboxMessage,
    Person,
    Priority,
    Series,
    SlaRule,
    Visit,
)
from domain.recurrence import Freq, Plan, Rule
from domain.rule_reading import read
from domain.schedule import Reason
from domain.statuses import OfficeStatus, VisitStatus
from tests.cast import (
    ZONE,
    Cast,
    a_master,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_assigned_visit,
    tomorrow,
    visit_of,
)

WEEKS = 4  # as many as the company makes ahead


def plan(words: str) -> Plan:
    today = clock.local(clock.now(), ZONE).date()
    return read(words, today, today + timedelta(days=1))


def local_day(days: int) -> date:
    """The local date so many days from now."""
    return clock.local(clock.now(), ZONE).date() + timedelta(days=days)


async def a_series(cast: Cast, words: str = "каждую неделю", visit: Visit | None = None) -> Series:
    """Tomorrow's order of petr at noon, or the one named, repeated by vera; what is ahead is made."""
    visit = visit or await a_visit(cast)
    made = await series.create(visit.order_id, plan(words), by=actor(cast.vera))
    await due.run_ready()
    return made


async def ahead_of(one: Series, **more: Any) -> list[Visit]:
    """The visits of what was made, the first order left out, the soonest first."""
    found = Occurrence.filter(series_id=one.id, **more).order_by("recurrence_id")
    ids = await found.values_list("order_id", flat=True)
    by_order = {visit.order_id: visit for visit in await Visit.filter(order_id__in=ids)}
    first = await Order.all().order_by("id").first()
    return [by_order[order_id] for order_id in ids if first is None or order_id != first.id]


async def told(person: Person) -> list[str]:
    return [row.event for row in await OutboxMessage.filter(person_id=person.id).order_by("id")]


async def test_orders_of_a_series_are_held_in_order_of_id_whatever_their_days(cast: Cast) -> None:
    """As everybody holds orders: whoever works out clocks meanwhile and who ends a series never wait for each other."""
    one = await a_series(cast)
    made = await Occurrence.filter(series_id=one.id).order_by("id")
    days = [row.recurrence_id for row in made]
    for row in made:
        await Occurrence.filter(id=row.id).update(recurrence_id=f"-{row.id}")
    for row, day in zip(made, reversed(days), strict=True):
        await Occurrence.filter(id=row.id).update(recurrence_id=day)
    await series.end(one.id, by=actor(cast.vera))
    called_off = await HistoryEntry.filter(event="VisitCancelled").order_by("id")
    ids = [entry.order_id for entry in called_off]
    assert len(ids) > 1
    assert ids == sorted(ids)


async def test_an_order_is_repeated_and_is_the_first_itself(cast: Cast) -> None:
    visit = await a_visit(cast)
    one = await a_series(cast, visit=visit)
    made = await Occurrence.filter(series_id=one.id).order_by("recurrence_id")
    assert made[0].order_id == visit.order_id
    assert [timing.key_of(recurrence.wall(tomorrow(12, days=1 + 7 * n), ZONE)) for n in range(WEEKS)] == [
        row.recurrence_id for row in made
    ]
    visits = await ahead_of(one)
    assert [each.starts_at for each in visits] == [tomorrow(12, days=1 + 7 * n) for n in range(1, WEEKS)]
    assert {each.ends_at - each.starts_at for each in visits} == {timedelta(hours=2)}
    order = await Order.get(id=visits[0].order_id)
    assert (order.text, order.client_id, order.origin) == (
        "Не сливает воду, на экране E18",
        cast.petr.id,
        "series",
    )
    assert {each.status for each in visits} == {VisitStatus.UNASSIGNED}
    assert (await AuditEntry.get(action="series.created")).subject == f"series:{one.id}"


async def test_the_series_master_has_what_he_can_take_and_hears_of_it_once(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    visits = await ahead_of(one)
    assert [(each.master_id, each.status) for each in visits] == [(cast.anna.id, VisitStatus.ASSIGNED)] * 3
    assert (await told(cast.anna)).count("OccurrencesAssigned") == 1
    assert (await told(cast.anna)).count("VisitAssigned") == 1  # of the order that was repeated


async def test_what_can_not_be_placed_waits_and_the_office_is_told_once(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    away = Absence(master_id=cast.anna.id, kind="vacation", created_at=clock.now())
    away.starts_at, away.ends_at = tomorrow(0, days=2), tomorrow(0, days=17)
    await away.save()
    busy = await an_accepted_visit(cast, start=tomorrow(12, days=22))
    one = await a_series(cast, visit=visit)
    states = (
        await Occurrence.filter(series_id=one.id).order_by("recurrence_id").values_list("state", flat=True)
    )
    assert states == [OccurrenceState.PLACED, *[OccurrenceState.UNPLACED] * 3]
    for each in await ahead_of(one):
        assert (each.starts_at, each.status) == (None, VisitStatus.UNASSIGNED)
        assert (await Order.get(id=each.order_id)).wanted_from is not None
    assert (await again(busy)).master_id == cast.anna.id
    assert "OccurrencesUnplaced" not in await told(cast.olga)
    with clock.moved(timedelta(minutes=7)):
        await due.run_ready()
        await due.run_ready()
    assert (await told(cast.olga)).count("OccurrencesUnplaced") == 1
    (notice,) = await OutboxMessage.filter(person_id=cast.olga.id, event="OccurrencesUnplaced")
    assert notice.data["n"] == 3


async def test_a_refusal_of_the_database_leaves_the_others_whole(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules are blind, so only the exclusion constraint is left to refuse the second week."""
    visit = await an_accepted_visit(cast)
    await an_accepted_visit(cast, start=tomorrow(12, days=8))

    async def blind(*_: object) -> list[Reason]:
        return []

    monkeypatch.setattr(conflicts, "reasons_against", blind)
    one = await a_series(cast, visit=visit)
    visits = await ahead_of(one)
    assert [each.master_id for each in visits] == [None, cast.anna.id, cast.anna.id]
    assert visits[0].starts_at is None


async def test_more_is_made_as_days_go_by_and_nothing_twice(cast: Cast) -> None:
    one = await a_series(cast)
    assert await occurrences.make_all() == 0
    with clock.moved(timedelta(days=15)):
        assert await occurrences.make_all() == 2
        assert await occurrences.make_all() == 0
    assert await Occurrence.filter(series_id=one.id).count() == WEEKS + 2


async def test_two_makers_at_once_make_each_once(cast: Cast) -> None:
    await company.put("series_days_ahead", 8)
    visit = await a_visit(cast)
    one = await series.create(visit.order_id, plan("каждый день"), by=actor(cast.vera))
    made = await asyncio.gather(*(occurrences.make(one.id) for _ in range(4)))
    assert sorted(made) == [0, 0, 0, 6]
    assert await Order.all().count() == 7


async def test_without_its_guards_the_race_is_lost(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above would see with neither the held row nor the unique key."""
    await company.put("series_days_ahead", 8)
    visit = await a_visit(cast)
    one = await series.create(visit.order_id, plan("каждый день"), by=actor(cast.vera))

    all_begun = asyncio.Barrier(4)

    async def unlocked(_tx: Change, series_id: int) -> Series:
        await all_begun.wait()
        return await Series.get(id=series_id)

    monkeypatch.setattr(occurrences, "locked", unlocked)
    key = "uid_occurrence_series__97ec2e"
    await db.query(f'ALTER TABLE occurrence DROP CONSTRAINT "{key}"')
    try:
        await asyncio.gather(*(occurrences.make(one.id) for _ in range(4)))
        assert await Order.all().count() > 7
    finally:
        await db.query("DELETE FROM occurrence")
        await db.query(f'ALTER TABLE occurrence ADD CONSTRAINT "{key}" UNIQUE (series_id, recurrence_id)')


async def test_one_series_at_fault_stops_no_other(cast: Cast) -> None:
    await company.put("series_days_ahead", 8)
    bad = await a_series(cast)
    other = await a_visit(cast, start=tomorrow(16))
    good = await series.create(other.order_id, plan("каждый день"), by=actor(cast.vera))
    await Series.filter(id=bad.id).update(rule="FREQ=NEVER")
    assert await occurrences.make_all() == 6
    assert await Occurrence.filter(series_id=good.id).count() == 7


async def test_a_changed_rule_touches_only_future_untouched_ones(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    accepted, *untouched = await ahead_of(one)
    await offers.accept(accepted.id, by=actor(cast.anna))
    impact = await series.alter(
        one.id, plan("каждый день"), by=actor(cast.vera), version=one.version, master_id=one.master_id
    )
    assert impact == ahead.Impact(cancelled=0, kept=2)  # the days stay in the rule
    one = await Series.get(id=one.id)
    moved = Plan(Rule(Freq.WEEKLY, days=(local_day(3).weekday(),)), at=time(15))
    impact = await series.alter(
        one.id, moved, by=actor(cast.vera), version=one.version, master_id=one.master_id
    )
    assert impact == ahead.Impact(cancelled=2, kept=2)
    assert [(await again(each)).status for each in untouched] == [VisitStatus.CANCELLED] * 2
    assert (await again(accepted)).status is VisitStatus.ACCEPTED
    assert (await Order.get(id=untouched[0].order_id)).office_status is OfficeStatus.CANCELLED
    assert (await told(cast.anna)).count("OccurrencesCancelled") == 1
    await due.run_ready()
    fresh = [each for each in await ahead_of(one) if each.id != accepted.id]
    assert [each.starts_at for each in fresh] == [tomorrow(15, days=3 + 7 * n) for n in range(WEEKS)]


async def test_a_day_that_comes_back_into_the_rule_is_made_again(cast: Cast) -> None:
    one = await a_series(cast)
    first = [each.starts_at for each in await ahead_of(one)]
    for words in ("каждую неделю в 15:00", "каждую неделю в 12:00"):
        one = await Series.get(id=one.id)
        await series.alter(one.id, plan(words), by=actor(cast.vera), version=one.version)
        await due.run_ready()
    assert [each.starts_at for each in await ahead_of(one)] == first
    assert await Order.filter(office_status="cancelled").count() == 6


async def test_every_other_week_keeps_its_weeks_when_only_the_time_changes(cast: Cast) -> None:
    one = await a_series(cast, "каждую вторую неделю")
    with clock.moved(timedelta(days=8)):
        await series.alter(one.id, Plan(recurrence.parse(one.rule), at=time(15)), by=SYSTEM, version=1)
        one = await Series.get(id=one.id)
        setting = timing.setting_of(one)
        assert setting.times(recurrence.wall(clock.now(), ZONE), 1)[0].date() == local_day(7)


async def test_a_count_in_a_change_is_of_what_is_still_to_come(cast: Cast) -> None:
    one = await a_series(cast, "каждый день, 10 раз")
    with clock.moved(timedelta(days=5)):
        now = recurrence.wall(clock.now(), ZONE)
        setting = timing.setting_of(one)
        left = recurrence.remaining(setting.rule, setting.starts, now)
        await series.alter(one.id, Plan(left), by=SYSTEM, version=1)
        assert timing.setting_of(await Series.get(id=one.id)) == setting


async def test_two_changes_of_the_same_version_are_one(cast: Cast) -> None:
    one = await a_series(cast)
    answers = await asyncio.gather(
        *(series.alter(one.id, plan(f"каждую неделю в {hour}"), by=SYSTEM, version=1) for hour in (15, 16)),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Changed", "Impact"]
    with pytest.raises(Changed):
        await series.alter(one.id, plan("каждый день"), by=SYSTEM, version=1)


async def test_this_and_following_go_on_as_a_series_of_their_own(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    first, second, third = await ahead_of(one)
    await offers.accept(third.id, by=actor(cast.anna))
    await occurrences.skip(one.id, local_day(1 + 7), by=actor(cast.vera))
    new, impact = await series.follow(
        one.id, local_day(15), plan("каждую неделю в 16:00"), by=actor(cast.vera), version=one.version,
        master_id=cast.boris.id,
    )  # fmt: skip
    assert impact == ahead.Impact(cancelled=1, kept=1)
    await due.run_ready()
    old = await Series.get(id=one.id)
    assert recurrence.parse(old.rule).until == local_day(14)
    assert new.follows_id == old.id
    assert [each.status for each in await ahead_of(old)] == [VisitStatus.CANCELLED]  # the skipped one
    fresh = await ahead_of(new)
    assert [each.id for each in fresh if each.master_id == cast.anna.id] == [third.id]
    assert [each.starts_at for each in fresh if each.master_id == cast.boris.id] == [tomorrow(16, days=15)]
    assert (await again(first)).status is VisitStatus.CANCELLED
    assert (await again(second)).status is VisitStatus.CANCELLED


async def test_following_from_the_next_one_ends_the_old_series(cast: Cast) -> None:
    one = await a_series(cast, "каждую неделю")
    await series.follow(one.id, local_day(1), plan("каждый день"), by=actor(cast.vera), version=1)
    assert (await Series.get(id=one.id)).ended_at is not None
    with pytest.raises(SeriesEnded):
        await series.end(one.id, by=actor(cast.vera))


async def test_a_skipped_one_is_cancelled_and_never_made(cast: Cast) -> None:
    one = await a_series(cast)
    first = (await ahead_of(one))[0]
    await occurrences.skip(one.id, local_day(8), by=actor(cast.vera))
    await occurrences.skip(one.id, local_day(1 + 7 * 5), by=actor(cast.vera))
    assert (await again(first)).status is VisitStatus.CANCELLED
    with clock.moved(timedelta(days=10)):
        await occurrences.make_all()
    days = [row.recurrence_id[:10] for row in await Occurrence.filter(series_id=one.id)]
    assert str(local_day(1 + 7 * 5)) not in days
    for day in (local_day(8), local_day(9)):  # skipped already; not in the rule
        with pytest.raises(NotFound):
            await occurrences.skip(one.id, day, by=actor(cast.vera))
    shown = await ahead.coming(await Series.get(id=one.id), clock.now(), 3)
    assert [each.wall.date() for each in shown] == [local_day(1), local_day(15), local_day(22)]


async def test_a_skipped_one_comes_back_as_a_new_order(cast: Cast) -> None:
    one = await a_series(cast)
    first = (await ahead_of(one))[0]
    for day in (local_day(8), local_day(36)):  # made already; not made yet
        await occurrences.skip(one.id, day, by=actor(cast.vera))
    one = await Series.get(id=one.id)
    now = recurrence.wall(clock.now(), ZONE)
    assert timing.skipped_ahead(one, now) == [local_day(8), local_day(36)]
    for day in (local_day(8), local_day(36)):
        await occurrences.unskip(one.id, day, by=actor(cast.vera))
        await due.run_ready()
    assert timing.skipped_ahead(await Series.get(id=one.id), now) == []
    assert (await again(first)).status is VisitStatus.CANCELLED
    again_made = await Occurrence.get(series_id=one.id, recurrence_id__startswith=str(local_day(8)))
    assert again_made.order_id != first.order_id
    with pytest.raises(NotFound):
        await occurrences.unskip(one.id, local_day(8), by=actor(cast.vera))


async def test_a_series_of_nothing_makes_its_orders_for_its_master(cast: Cast) -> None:
    new = orders.NewOrder(
        service_id=cast.fridges.id,
        text="Проверка холодильных шкафов",
        client_id=cast.petr.id,
        address_id=cast.address.id,
    )
    given = {"by": actor(cast.vera), "master_id": cast.anna.id}
    with pytest.raises(NotFound):
        await series.start(new, plan("каждую неделю"), by=actor(cast.vera), master_id=cast.vera.id)
    await DayHours.create(day=local_day(1), spans=[["11:00", "16:00"]], name="Короткий день")
    one = await series.start(new, plan("каждую неделю"), **given)
    assert timing.setting_of(one).starts == datetime.combine(local_day(1), time(11))  # that day's first hour
    assert (one.minutes, one.price) == (90, 300_000)
    await due.run_ready()
    made = await Visit.filter(order__occurrence__series_id=one.id).order_by("starts_at")
    assert [visit.starts_at for visit in made] == [tomorrow(11, days=1 + 7 * n) for n in range(WEEKS)]
    assert {visit.master_id for visit in made} == {cast.anna.id}


async def test_a_series_is_given_to_another_master(cast: Cast) -> None:
    one = await a_series(cast, "каждую неделю, 3 раза", visit=await an_accepted_visit(cast))
    with pytest.raises(Changed):
        await series.set_master(one.id, cast.boris.id, by=actor(cast.vera), version=7)
    impact = await series.set_master(one.id, cast.boris.id, by=actor(cast.vera), version=1)
    assert impact.cancelled == 2
    await due.run_ready()
    assert {visit.master_id for visit in await ahead_of(one)} == {cast.boris.id}
    now = await Series.get(id=one.id)
    assert (now.rule, now.master_id, now.version) == (one.rule, cast.boris.id, 2)


async def test_a_moved_one_keeps_the_length_it_has(cast: Cast) -> None:
    one = await a_series(cast)
    assert await ahead.length_of(one, local_day(8)) == timedelta(hours=2)
    await occurrences.move(
        one.id, local_day(8), tomorrow(9, days=9), tomorrow(12, days=9), by=actor(cast.vera)
    )
    assert await ahead.length_of(one, local_day(8)) == timedelta(hours=3)
    assert await ahead.length_of(one, local_day(36)) == timedelta(hours=2)  # not made yet


async def test_one_on_hold_is_ahead_and_can_be_skipped(cast: Cast) -> None:
    one = await a_series(cast)
    first = (await ahead_of(one))[0]
    await holds.begin(first.order_id, by=actor(cast.vera), reason="Клиент в отъезде")
    shown = await ahead.coming(await Series.get(id=one.id), clock.now(), 2)
    assert [each.wall.date() for each in shown] == [local_day(1), local_day(8)]
    await occurrences.skip(one.id, local_day(8), by=actor(cast.vera))
    assert (await again(first)).status is VisitStatus.CANCELLED
    assert (await Order.get(id=first.order_id)).office_status is OfficeStatus.CANCELLED


async def test_an_order_on_hold_is_the_first_of_its_series_too(cast: Cast) -> None:
    visit = await a_visit(cast)
    await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждёт деталь")
    one = await a_series(cast, visit=visit)
    assert (await Occurrence.filter(series_id=one.id).order_by("recurrence_id"))[0].order_id == visit.order_id


async def test_the_work_of_a_moved_one_is_due_at_its_new_time(cast: Cast) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=60, resolution_minutes=60)
    one = await a_series(cast)
    visit = (await ahead_of(one))[0]
    order = await Order.get(id=visit.order_id)
    assert (order.reaction_due_at, order.resolution_due_at) == (None, visit.ends_at)
    until = tomorrow(11, days=9)
    await occurrences.move(one.id, local_day(8), tomorrow(9, days=9), until, by=actor(cast.vera))
    assert (await Order.get(id=visit.order_id)).resolution_due_at == until


async def test_a_moved_one_takes_its_crew_along(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    visit = (await ahead_of(one))[0]
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    sent_away = await crew.add_master(visit.id, (await a_master("Гоша", 1042)).id, by=actor(cast.vera))
    await crew.remove(sent_away.id, by=actor(cast.vera))
    times = tomorrow(9, days=9), tomorrow(11, days=9)
    await occurrences.move(one.id, local_day(8), *times, by=actor(cast.vera))
    assert [(await again(each)).starts_at for each in (visit, helper)] == [times[0], times[0]]


async def test_a_moved_one_goes_its_own_way(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    visit = (await ahead_of(one))[0]
    await offers.accept(visit.id, by=actor(cast.anna))
    await occurrences.move(
        one.id, local_day(8), tomorrow(9, days=9), tomorrow(11, days=9), by=actor(cast.vera)
    )
    visit = await again(visit)
    assert (visit.starts_at, visit.status, visit.master_id) == (
        tomorrow(9, days=9),
        VisitStatus.ASSIGNED,
        cast.anna.id,
    )
    assert "VisitMoved" in await told(cast.anna)
    await series.alter(
        one.id, plan("каждую неделю в 18:00"), by=actor(cast.vera), version=1, master_id=cast.anna.id
    )
    assert (await again(visit)).starts_at == tomorrow(9, days=9)
    # One that isn't made yet is made to be moved, and is its master's if he can come then.
    made = await occurrences.move(
        one.id, local_day(36), tomorrow(9, days=37), tomorrow(11, days=37), by=actor(cast.vera)
    )
    moved = await Visit.get(order_id=made.order_id)
    assert (moved.starts_at, moved.status, moved.master_id) == (
        tomorrow(9, days=37),
        VisitStatus.ASSIGNED,
        cast.anna.id,
    )
    made = await occurrences.move(
        one.id, local_day(43), tomorrow(3, days=44), tomorrow(5, days=44), by=actor(cast.vera)
    )
    by_night = await Visit.get(order_id=made.order_id)
    assert (by_night.starts_at, by_night.master_id) == (tomorrow(3, days=44), None)


async def test_a_time_at_which_the_master_can_not_come_is_refused(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    await an_accepted_visit(cast, start=tomorrow(16, days=8))
    for hour, refusal in ((16, SlotBusy), (6, MasterUnfit)):
        with pytest.raises(refusal):
            await occurrences.move(
                one.id, local_day(8), tomorrow(hour, days=8), tomorrow(hour + 2, days=8), by=actor(cast.vera)
            )
    with pytest.raises(Invalid):
        await occurrences.move(one.id, local_day(8), tomorrow(9), tomorrow(8), by=actor(cast.vera))
    visit = (await ahead_of(one))[0]
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Не нужно")
    with pytest.raises(NotNow):
        await occurrences.move(
            one.id, local_day(8), tomorrow(9, days=9), tomorrow(11, days=9), by=actor(cast.vera)
        )


async def test_an_ended_series_leaves_what_was_touched(cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    one = await a_series(cast, visit=visit)
    first = (await ahead_of(one))[0]
    await offers.accept(first.id, by=actor(cast.anna))
    assert await series.end(one.id, by=actor(cast.vera)) == ahead.Impact(cancelled=2, kept=2)
    with clock.moved(timedelta(days=20)):
        assert await occurrences.make_all() == 0
    assert (await again(visit)).status is VisitStatus.ASSIGNED
    assert await series.live(by=actor(cast.vera)) == []


async def test_what_a_change_would_do_is_told_before(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    now = recurrence.wall(clock.now(), ZONE)
    setting = timing.next_setting(one, plan("каждую неделю в 15:00"), now)
    assert await ahead.impact_of(one, setting, now, one.master_id) == ahead.Impact(3, 1)
    assert await ahead.impact_of(one, timing.setting_of(one), now, one.master_id) == ahead.Impact(0, 1)
    assert await ahead.impact_of(one, None, now, None) == ahead.Impact(3, 1)


async def test_an_order_is_repeated_once_and_by_the_office_only(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    answers = await asyncio.gather(
        *(series.create(visit.order_id, plan("каждый день"), by=actor(cast.vera)) for _ in range(3)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in answers) == ["RepeatsAlready", "RepeatsAlready", "Series"]
    with pytest.raises(RepeatsAlready):
        await series.create(visit.order_id, plan("каждый день"), by=actor(cast.olga))
    for act in (
        series.create(visit.order_id, plan("каждый день"), by=actor(cast.anna)),
        series.alter(1, plan("каждый день"), by=actor(cast.anna), version=1),
        series.follow(1, local_day(1), plan("каждый день"), by=actor(cast.anna), version=1),
        series.end(1, by=actor(cast.anna)),
        series.live(by=actor(cast.anna)),
        series.series_for(actor(cast.anna), 1),
        occurrences.skip(1, local_day(1), by=actor(cast.anna)),
        occurrences.move(1, local_day(1), tomorrow(9), tomorrow(10), by=actor(cast.anna)),
    ):
        with pytest.raises(NotAllowed):
            await act


async def test_a_rule_of_which_nothing_would_come_is_refused(cast: Cast) -> None:
    visit = await a_visit(cast)
    with pytest.raises(Invalid) as refused:
        await series.create(visit.order_id, plan("каждый день до 1 мая 2020"), by=actor(cast.vera))
    assert refused.value.key == "recurrence.never"
    assert not await Series.exists()


async def test_an_order_without_a_time_begins_tomorrow_when_the_company_opens(cast: Cast) -> None:
    visit = await a_visit(cast)
    await Visit.filter(id=visit.id).update(starts_at=None, ends_at=None)
    one = await a_series(cast, "каждый день", visit)
    visits = await ahead_of(one)
    assert len(visits) == 27
    assert visits[0].starts_at == tomorrow(9)
    assert visits[0].ends_at == tomorrow(11)
    assert await visit_of(await Order.get(id=visit.order_id))


async def test_nine_oclock_stays_nine_oclock_over_the_change_of_clocks(cast: Cast) -> None:
    await company.put("zone", "Europe/Berlin")
    await company.put("series_days_ahead", 10)
    target = datetime(2027, 10, 29, 10, tzinfo=clock.now().tzinfo)
    with clock.moved(target - clock.now()):
        visit = await a_visit(cast, start=clock.at(clock.now(), "Europe/Berlin", 14))
        one = await series.create(visit.order_id, plan("каждый день"), by=actor(cast.vera))
        await due.run_ready()
        visits = await ahead_of(one)
        assert {clock.local(each.starts_at, "Europe/Berlin").hour for each in visits} == {14}
        assert {each.starts_at.hour for each in visits} == {12, 13}


async def test_a_due_row_makes_once(cast: Cast) -> None:
    one = await a_series(cast)
    row = await DueRow.get(kind="series.make")
    assert row.done_at is not None
    assert row.data == {"series_id": one.id}
