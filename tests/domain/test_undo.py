"""Plans taken back: what was is again, all of it or nothing; what has come up since counts, SCHEDULE-001."""

from datetime import timedelta

import pytest

from domain import absences, booking, clock, crew, duty, offers
from domain.errors import Changed, MasterUnfit, SlotBusy
from domain.models import AbsenceKind, AuditEntry, Duty, OutboxMessage, Visit
from domain.statuses import VisitStatus
from tests.cast import ZONE, Cast, a_master, actor, again, an_accepted_visit, an_assigned_visit, tomorrow
from tests.domain.test_booking import plan, swap, told


async def undo(cast: Cast, visit: Visit) -> list[int]:
    """Vera takes back what she planned, by the version she saw."""
    return await booking.undo(visit.id, version=visit.version, by=actor(cast.vera))


async def test_a_plan_taken_back_leaves_what_was(cast: Cast) -> None:
    """Accepted, promised, and told to whoever heard of the move; once anything has become of it, no more."""
    visit = await an_accepted_visit(cast)
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    moved = await plan(cast, await again(visit), tomorrow(16), agreed=True)
    for person, version in ((cast.olga, moved.version), (cast.vera, moved.version - 1)):
        with pytest.raises(Changed):
            await booking.undo(visit.id, version=version, by=actor(person))
    assert await booking.undo(visit.id, version=moved.version, by=actor(cast.vera)) == [visit.id, helper.id]
    undone, kept = await again(visit), ("status", "accepted_at", "promised_from", "promised_to", "starts_at")
    assert [getattr(undone, name) for name in kept] == [getattr(visit, name) for name in kept]
    assert (await again(helper)).status is VisitStatus.ASSIGNED
    for master, confirm in ((cast.anna, False), (cast.boris, True)):
        notice = await OutboxMessage.filter(person_id=master.id).order_by("-id").first()
        assert notice is not None
        assert (notice.event, notice.data["confirm"]) == ("PlanReverted", confirm)
    with pytest.raises(Changed):
        await booking.undo(visit.id, version=undone.version, by=actor(cast.vera))
    moved = await plan(cast, undone, tomorrow(16), agreed=True)
    await offers.accept(visit.id, by=actor(cast.anna))
    with pytest.raises(Changed):
        await booking.undo(visit.id, version=moved.version, by=actor(cast.vera))


async def test_a_visit_given_away_comes_back_accepted_unless_his_time_is_taken(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    given = await plan(cast, visit, master_id=cast.boris.id)
    await booking.undo(visit.id, version=given.version, by=actor(cast.vera))
    back = await again(visit)
    assert (back.status, back.master_id, back.accepted_at) == (
        VisitStatus.ACCEPTED,
        cast.anna.id,
        visit.accepted_at,
    )
    assert (await told(cast.boris))[-1] == "VisitUnassigned"
    given = await plan(cast, back, master_id=cast.boris.id)
    await an_accepted_visit(cast)
    with pytest.raises(SlotBusy):
        await booking.undo(visit.id, version=given.version, by=actor(cast.vera))


async def test_a_swap_is_taken_back_as_one(cast: Cast) -> None:
    a, b = await an_accepted_visit(cast), await an_accepted_visit(cast, start=tomorrow(15))
    await swap(cast, a, b, override="Так ближе")
    version = (await again(a)).version
    assert await booking.undo(a.id, version=version, by=actor(cast.vera)) == [a.id, b.id]
    assert ((await again(a)).starts_at, (await again(b)).starts_at) == (tomorrow(12), tomorrow(15))
    assert {(await again(a)).status, (await again(b)).status} == {VisitStatus.ACCEPTED}


async def test_a_crew_is_put_back_whole_or_not_at_all(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    moved = await plan(cast, await again(visit), tomorrow(16), agreed=True)
    gleb = await a_master("Глеб Мастеров", cast.gleb)
    await offers.assign(helper.id, gleb.id, by=actor(cast.vera))
    with pytest.raises(Changed):
        await undo(cast, moved)
    assert ((await again(visit)).starts_at, (await again(helper)).starts_at) == (tomorrow(16), tomorrow(16))
    assert (await again(helper)).master_id == gleb.id


async def test_what_the_client_was_promised_since_stays(cast: Cast) -> None:
    """A colleague agrees on a window for the whole crew: it isn't one of them alone who goes back to the old one."""
    visit = await an_accepted_visit(cast)
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    gleb = await a_master("Глеб Мастеров", cast.gleb)
    given = await plan(cast, await again(helper), master_id=gleb.id)
    await booking.promise(visit.id, tomorrow(11), tomorrow(13), by=actor(cast.olga))
    for seen in (given, await again(helper)):
        with pytest.raises(Changed):
            await undo(cast, seen)
    promised = {one.promised_from for one in await Visit.filter(order_id=visit.order_id)}
    assert promised == {tomorrow(11)}


async def test_an_absence_since_refuses_and_one_that_was_known_does_not(cast: Cast) -> None:
    visit, day = await an_assigned_visit(cast), clock.local(tomorrow(12), ZONE).date()
    given = await plan(cast, visit, master_id=cast.boris.id)
    asked = await absences.request(AbsenceKind.VACATION, day, day, by=actor(cast.anna))
    await undo(cast, given)  # nobody has said yes to it
    given = await plan(cast, await again(visit), master_id=cast.boris.id)
    await absences.approve(asked.id, by=actor(cast.olga))
    with pytest.raises(MasterUnfit) as refusal:
        await undo(cast, given)
    assert refusal.value.values["name"] == cast.anna.name
    assert [row["key"] for row in refusal.value.values["reasons"]] == ["reason.absent.vacation"]
    back = await plan(cast, given, master_id=cast.anna.id, override="Выйдет ради этого")
    given = await plan(cast, back, master_id=cast.boris.id)
    overridden = await AuditEntry.filter(action="visit.overridden").count()
    await undo(cast, given)
    assert (await again(visit)).master_id == cast.anna.id
    assert await AuditEntry.filter(action="visit.overridden").count() == overridden


async def test_a_shift_ended_since_refuses(cast: Cast) -> None:
    visit = await an_assigned_visit(cast, start=tomorrow(15))
    with clock.moved(tomorrow(10) - clock.now()):
        given = await plan(cast, visit, master_id=cast.boris.id)
    with clock.moved(tomorrow(10) + timedelta(minutes=1) - clock.now()):
        await duty.say(Duty.OFF, by=actor(cast.anna))
        with pytest.raises(MasterUnfit):
            await undo(cast, given)
