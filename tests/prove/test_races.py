"""However many press Accept, one wins; however many book, nothing overlaps and nothing deadlocks (promise 4).

Each proof first shows the race with its guard off, in a database of its own.
"""

from random import Random

import pytest
from tortoise.transactions import in_transaction

from domain import conflicts, db, offers
from domain.access import Actor
from domain.change import Change
from domain.models import Master, Order, Person, PersonStatus
from domain.schedule import Reason
from tests.cast import Cast, actor, an_order, tomorrow
from tests.prove import races
from tests.prove.conftest import POOL, Show
from tests.prove.races import Figures

SEED = 20_261_122
FORMS = [pytest.param(3, 50, id="short"), pytest.param(100, 200, id="long", marks=pytest.mark.prove)]


async def many_masters(number: int) -> list[int]:
    people = [
        Person(name=f"Мастер {n}", roles=["master"], status=PersonStatus.ACTIVE, created_at=tomorrow(9))
        for n in range(number)
    ]
    await Person.bulk_create(people)
    ids = [int(id_) for id_ in await Person.filter(name__startswith="Мастер ").values_list("id", flat=True)]  # type: ignore[call-overload]
    await Master.bulk_create([Master(person_id=id_, skills=["washers"]) for id_ in ids])
    return ids


async def race_to_accept(order: Order, masters: list[int], days: range, press: races.Press) -> Figures:
    figures = Figures()
    for day in days:
        visit = await races.an_offered_round(order, masters, day)
        await races.presses(figures, [press(visit, master) for master in masters])
    return figures


async def accept(visit_id: int, master_id: int) -> None:
    await offers.accept(visit_id, by=races.master(master_id))


async def accept_by_reading_first(visit_id: int, master_id: int) -> None:
    """What one writes without thinking of others: read, decide, write."""
    async with in_transaction() as connection:
        row = await connection.execute_query_dict("SELECT status FROM visit WHERE id = $1", [visit_id])
        if row[0]["status"] != "offered":
            raise offers.OrderTaken
        await connection.execute_query(
            "UPDATE visit SET status = 'accepted', master_id = $2 WHERE id = $1", [visit_id, master_id]
        )


@pytest.mark.parametrize(("rounds", "presses"), FORMS)
async def test_one_of_all_who_press_accept_wins(alone: Cast, show: Show, rounds: int, presses: int) -> None:
    order, masters = await an_order(alone), await many_masters(presses)
    unguarded = await race_to_accept(order, masters, range(-10, 0), accept_by_reading_first)
    guarded = await race_to_accept(order, masters, range(1, rounds + 1), accept)
    show(
        f"{presses} masters press Accept on one visit, {POOL} connections",
        [unguarded.row("guard off: read, then write"), guarded.row("offers.accept")],
    )
    assert max(unguarded.winners) > 1, "the race itself was not seen, so its absence proves nothing"
    assert guarded.winners == [1] * rounds
    assert guarded.answers == {"won": rounds, "OrderTaken": rounds * (presses - 1)}
    assert (guarded.overlaps, guarded.deadlocks) == (0, 0)
    won = [row for row in await races.taken() if row["entries"]]
    assert won == [{"offers": 1, "still_open": 0, "entries": 1}] * rounds


async def race_to_book(
    cast: Cast, order: Order, bookings: int, rounds: int, *, seen: bool, until_deadlock: bool = False
) -> Figures:
    """Vera gives anna all visits of a crowded day at once, so many rounds or until the first deadlock.

    Where nobody looks at the schedule before writing (``seen`` false), all meet at the constraint.
    """
    await Master.filter(person_id=cast.anna.id).update(daily_limit=1000)
    figures, dice = Figures(), Random(SEED)  # repeatable, not secret
    vera = actor(cast.vera)
    with pytest.MonkeyPatch.context() as patched:
        if not seen:
            patched.setattr(conflicts, "reasons_against", blind)
        for _ in range(rounds):
            visits = await races.a_crowded_day(order, bookings, 1, dice)
            await races.presses(
                figures, [offers.assign(visit, cast.anna.id, by=vera, override="Срочно") for visit in visits]
            )
            await races.clear(visits)
            if until_deadlock and figures.deadlocks:
                break
    return figures


async def blind(*_: object) -> list[Reason]:
    """Sees nothing in the way."""
    return []


async def no_lock(self: Change, *master_ids: int) -> None:
    """The lock left out."""


@pytest.mark.parametrize(("rounds", "bookings"), FORMS)
async def test_no_two_bookings_of_a_master_overlap(
    alone: Cast, show: Show, monkeypatch: pytest.MonkeyPatch, rounds: int, bookings: int
) -> None:
    order = await an_order(alone)
    guarded = await race_to_book(alone, order, bookings, rounds, seen=False)
    looked = await race_to_book(alone, order, bookings, max(rounds // 10, 1), seen=True)
    monkeypatch.setattr(Change, "lock_masters", no_lock)
    unlocked = await race_to_book(alone, order, bookings, 30, seen=False, until_deadlock=True)
    await db.query("ALTER TABLE visit DROP CONSTRAINT visit_no_overlap")
    unguarded = await race_to_book(alone, order, bookings, max(rounds // 50, 1), seen=True)
    show(
        f"{bookings} bookings of one master at once, {POOL} connections, seed {SEED}",
        [
            unguarded.row("guard off: schedule looked at, then written"),
            unlocked.row("lock off: constraint alone, until a deadlock"),
            looked.row("offers.assign, schedule looked at"),
            guarded.row("offers.assign, straight to the guard"),
        ],
    )
    assert unguarded.overlaps > 0, "the race itself was not seen, so its absence proves nothing"
    assert unlocked.overlaps == 0
    assert unlocked.deadlocks > 0, "without the lock nothing deadlocked, so the lock proves nothing"
    for figures in (guarded, looked):
        assert (figures.overlaps, figures.deadlocks) == (0, 0)
        assert set(figures.answers) == {"won", "SlotBusy"}
        assert min(figures.winners) > 0


async def race_across(order: Order, masters: list[int], visits: int, rounds: int, who: Actor) -> Figures:
    """Visits of one time, each offered to all, who accept all of them; one declines, vera assigns one."""
    figures, dice = Figures(), Random(SEED)  # repeatable, not secret
    for day in range(1, rounds + 1):
        crossing = [await races.an_offered_round(order, masters, day) for _ in range(visits)]
        attempts = [(visit, master) for visit in crossing for master in masters]
        dice.shuffle(attempts)
        given_up = offers.decline(crossing[0], by=races.master(masters[0]), reason="Далеко")
        by_hand = offers.assign(crossing[-1], masters[-1], by=who, override="Срочно")
        await races.presses(figures, [given_up, by_hand, *(accept(*attempt) for attempt in attempts)])
    return figures


@pytest.mark.parametrize(
    ("rounds", "visits", "masters"),
    [pytest.param(2, 5, 8, id="short"), pytest.param(50, 12, 20, id="long", marks=pytest.mark.prove)],
)
async def test_winners_of_crossing_visits_never_wait_for_each_other(
    alone: Cast, show: Show, rounds: int, visits: int, masters: int
) -> None:
    order = await an_order(alone)
    figures = await race_across(order, await many_masters(masters), visits, rounds, actor(alone.vera))
    show(
        f"{masters} masters press Accept on {visits} visits of one time, {POOL} connections, seed {SEED}",
        [figures.row("offers.accept, decline and assign")],
    )
    assert (figures.overlaps, figures.deadlocks) == (0, 0)
    assert set(figures.answers) <= {
        "won",
        "OrderTaken",
        "SlotBusy",
        "OfferGone",
        "Changed",
        "NotNow",
        "AlreadyYours",
    }
    held = await db.query(
        "SELECT starts_at, count(*) AS visits, count(DISTINCT master_id) AS masters FROM visit "
        "WHERE status IN ('assigned', 'accepted') GROUP BY starts_at"
    )
    assert len(held) == rounds
    assert all(row["visits"] == row["masters"] for row in held)
