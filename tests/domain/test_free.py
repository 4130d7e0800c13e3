"""The nearest free slots over all who could do the work, SCHEDULE-001."""

from datetime import timedelta

from domain import absences, clock, company, duty, free, schedule, timetable
from domain.models import AbsenceKind, Duty, Master
from domain.schedule import Work
from tests.cast import ZONE, Cast, a_master, actor, an_accepted_visit, an_arrived_visit, tomorrow
from tests.domain.test_schedule import statements

HERE = Work((55.7596, 37.6470), "Басманный")  # where petr lives
FIRST = (clock.local(clock.now(), ZONE) + timedelta(days=1)).date()


async def found(work: Work = HERE, *, days: int = 1, minutes: int = 120, most: int = 99) -> dict[str, str]:
    """Slots from tomorrow on, as ``HH:MM`` and the first letters of who fits."""
    slots = await free.free_slots("washers", minutes, work, FIRST, days, most=most)
    for slot in slots:
        assert slot.ends_at - slot.starts_at == timedelta(minutes=minutes)
    return {
        f"{clock.local(slot.starts_at, ZONE):%H:%M}": "".join(one.person.name[0] for one in slot.masters)
        for slot in slots
    }


async def test_a_free_day_is_offered_by_the_hour(cast: Cast) -> None:
    assert await found() == {f"{hour:02}:00": "АБ" for hour in range(9, 19)}
    assert list(await found(most=3)) == ["09:00", "10:00", "11:00"]
    assert await free.free_slots("roofs", 60, HERE, FIRST) == []
    assert await free.free_slots("washers", 60, HERE, FIRST - timedelta(days=9), 3) == []


async def test_whole_hours_are_those_of_the_wall_clock(cast: Cast) -> None:
    await company.put("zone", "Asia/Kolkata")  # five and a half hours off
    first = (clock.local(clock.now(), "Asia/Kolkata") + timedelta(days=1)).date()
    slots = await free.free_slots("washers", 120, HERE, first, 1)
    shown = {f"{clock.local(slot.starts_at, 'Asia/Kolkata'):%H:%M}" for slot in slots}
    assert shown == {f"{hour:02}:00" for hour in range(9, 19)}


async def test_the_way_there_and_on_is_left_between_visits(cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(13))
    far = Work((55.85, 37.45))  # almost an hour from petr's
    anna = {hour: who for hour, who in (await found(far)).items() if "А" in who}
    assert min(hour for hour in anna if hour > "12:00") == "16:00"
    assert max(hour for hour in anna if hour < "13:00") == "10:00"
    near = {hour for hour, who in (await found()).items() if "А" in who}
    assert {"11:00", "15:00"} <= near
    assert not {"12:00", "13:00", "14:00"} & near


async def test_hours_absences_areas_limits_and_duty_leave_masters_out(cast: Cast) -> None:
    await Master.filter(person_id=cast.boris.id).update(
        hours={str(day): [["09:00", "12:00"], ["15:30", "18:00"]] for day in range(1, 8)}
    )
    assert [hour for hour, who in (await found()).items() if "Б" in who] == [
        "09:00",
        "10:00",
        "15:30",
        "16:00",
    ]
    await Master.filter(person_id=cast.boris.id).update(areas=["Арбат"])
    assert set((await found()).values()) == {"А"}
    sick = await absences.request(AbsenceKind.SICK, FIRST, FIRST, by=actor(cast.anna))
    assert await found() == {}
    await absences.withdraw(sick.id, by=actor(cast.anna))
    await an_accepted_visit(cast, start=tomorrow(9), hours=1)
    await Master.filter(person_id=cast.anna.id).update(daily_limit=1)
    assert await found() == {}
    assert set((await found(days=2)).values()) == {"А"}
    await Master.filter(person_id=cast.anna.id).update(daily_limit=0)
    assert await found(days=2) == {}


async def test_today_begins_when_somebody_can_be_there_and_not_for_those_who_are_off(cast: Cast) -> None:
    with clock.moved(tomorrow(12, 5) - clock.now()):
        hours = await found()
        assert next(iter(hours.items())) == ("12:15", "А")  # ten minutes from her home, boris needs longer
        assert hours["13:00"] == "АБ"
        await duty.say(Duty.OFF, by=actor(cast.anna))
        assert set((await found()).values()) == {"Б"}
        assert next(iter(await found(Work()))) == "12:45"  # nobody knows the way


async def test_who_works_longer_than_planned_is_not_free_before_he_has_finished(cast: Cast) -> None:
    await an_arrived_visit(cast, start=tomorrow(11))
    with clock.moved(tomorrow(13, 20) - clock.now()):
        slots = {hour: who for hour, who in (await found(minutes=60)).items() if "А" in who}
        assert next(iter(slots)) == "13:30"
        table = await timetable.own(FIRST, by=actor(cast.anna))
        assert table[0].free == [(tomorrow(13, 30, days=0), tomorrow(20, days=0))]
    with clock.moved(tomorrow(13, 31) - clock.now()):
        slots = {hour: who for hour, who in (await found(minutes=60)).items() if "А" in who}
        assert next(iter(slots)) == "13:45"


async def test_every_slot_is_one_the_rules_let_be_chosen(cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(11), hours=1.5)
    await an_accepted_visit(cast, cast.boris, start=tomorrow(15, 40), hours=1)
    by = await schedule.rules()
    for work in (HERE, Work((55.85, 37.45)), Work()):
        slots = await free.free_slots("washers", 90, work, FIRST, 2, most=99)
        assert slots
        for slot in slots:
            window = slot.starts_at, slot.ends_at
            agendas = await schedule.agendas([one.person_id for one in slot.masters], window, by.zone)
            assert all(schedule.fits(one, agendas[one.person_id], window, work, by) for one in slot.masters)


async def test_many_masters_cost_no_more_statements(cast: Cast) -> None:
    async with statements() as for_two:
        await free.free_slots("washers", 120, HERE, FIRST)
    for number in range(30):
        await a_master(f"Мастер {number}", 3000 + number)
    async with statements() as for_many:
        await free.free_slots("washers", 120, HERE, FIRST)
    assert 0 < len(for_two) == len(for_many) < 9


async def test_gaps_are_the_hours_that_nothing_takes(cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(12))
    by, master = await schedule.rules(), await Master.get(person_id=cast.anna.id)
    window = tomorrow(0), tomorrow(0, days=2)
    agenda = (await schedule.agendas([cast.anna.id], window, by.zone))[cast.anna.id]
    assert free.gaps(master, agenda, window, by) == [
        (tomorrow(9), tomorrow(12)),
        (tomorrow(14), tomorrow(20)),
    ]
