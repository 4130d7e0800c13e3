"""A series changed: its rule, this and following, its master, its end, SCHEDULE-001."""

import asyncio
from datetime import time, timedelta

import pytest

from domain import ahead, booking, clock, due, occurrences, offers, recurrence, series, timing
from domain.access import SYSTEM
from domain.errors import Changed, SeriesEnded
from domain.models import Order, Series
from domain.recurrence import Freq, Plan, Rule
from domain.statuses import OfficeStatus, VisitStatus
from tests.cast import ZONE, Cast, actor, again, an_accepted_visit, an_assigned_visit, tomorrow
from tests.recurring import WEEKS, a_series, ahead_of, local_day, plan, told


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


async def test_an_order_whose_client_was_promised_another_window_stays(cast: Cast) -> None:
    one = await a_series(cast)
    first = (await ahead_of(one))[0]
    await booking.promise(first.id, tomorrow(10, days=3), tomorrow(16, days=3), by=actor(cast.vera))
    await series.end(one.id, by=actor(cast.vera))
    assert (await again(first)).status is not VisitStatus.CANCELLED


async def test_what_a_change_would_do_is_told_before(cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    now = recurrence.wall(clock.now(), ZONE)
    setting = timing.next_setting(one, plan("каждую неделю в 15:00"), now)
    assert await ahead.impact_of(one, setting, now, one.master_id) == ahead.Impact(3, 1)
    assert await ahead.impact_of(one, timing.setting_of(one), now, one.master_id) == ahead.Impact(0, 1)
    assert await ahead.impact_of(one, None, now, None) == ahead.Impact(3, 1)
