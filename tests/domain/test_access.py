"""Who may do what, and who sees what, AUTH-001."""

import pytest

from domain import access, clock, offers, visits
from domain.access import RIGHTS, SYSTEM, Right
from domain.errors import NotAllowed, NotFound, NotYours
from domain.models import AuditEntry, Person, PersonStatus, Role, Visit
from tests.cast import (
    GLEB,
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    an_accepted_visit,
    an_offered_visit,
    an_order,
    offer_of,
)

# Written out by hand on purpose: a right given by mistake must be given twice.
MATRIX = {
    "basics": "admin client dispatcher master",
    "orders.create": "admin dispatcher",
    "orders.see": "admin dispatcher",
    "orders.find": "admin dispatcher master",
    "orders.dispatch": "admin dispatcher",
    "reports.review": "admin dispatcher",
    "visits.own": "master",
    "absences.decide": "admin dispatcher",
    "schedule.see": "admin dispatcher master",
    "people.invite": "admin",
    "masters.manage": "admin dispatcher",
    "settings": "admin",
    "web.enter": "admin dispatcher",
    "calendar.see": "admin dispatcher",
    "figures.see": "admin",
}


def test_rights_are_given_to_these_roles_and_no_others() -> None:
    assert {right.value: " ".join(sorted(roles)) for right, roles in RIGHTS.items()} == MATRIX


def test_every_right_has_a_row() -> None:
    assert set(RIGHTS) == set(Right)


async def test_suspended_person_has_no_rights(cast: Cast) -> None:
    await Person.filter(id=cast.olga.id).update(status=PersonStatus.SUSPENDED)
    olga = actor(await Person.get(id=cast.olga.id))
    assert not any(olga.may(right) for right in Right)


def test_one_person_may_hold_several_roles() -> None:
    both = access.Actor(1, frozenset({Role.MASTER, Role.DISPATCHER}))
    asked = (Right.VISITS_OWN, Right.ORDERS_CREATE, Right.FIGURES_SEE)
    assert [both.may(right) for right in asked] == [True, True, False]


def test_the_program_itself_may_everything() -> None:
    assert all(SYSTEM.may(right) for right in Right)


def test_right_that_is_missing_is_refused() -> None:
    with pytest.raises(NotAllowed):
        access.require(access.Actor(1, frozenset({Role.CLIENT})), Right.ORDERS_SEE)


async def test_stranger_is_nobody(cast: Cast) -> None:
    assert await access.person_by_telegram(GLEB) is None


async def test_office_sees_every_order(cast: Cast) -> None:
    order = await an_order(cast)
    for person in (cast.olga, cast.vera):
        assert (await access.order_for(actor(person), order.id)).client.name == cast.petr.name
        assert (await access.order_by_number(actor(person), order.number)).id == order.id


async def test_master_does_not_learn_that_an_order_exists(cast: Cast) -> None:
    visit = await a_visit(cast)
    for question in (
        access.order_for(actor(cast.anna), visit.order_id),
        access.order_by_number(actor(cast.anna), visit.order.number),
        access.visit_for(actor(cast.anna), visit.id),
        access.order_for(actor(cast.anna), 999_999),
    ):
        with pytest.raises(NotFound) as refused:
            await question
        assert type(refused.value) is NotFound  # no word of whose it is


async def test_master_whose_visit_went_to_another_learns_that_and_no_more(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    for question in (
        access.order_for(actor(cast.anna), visit.order_id),
        access.order_by_number(actor(cast.anna), visit.order.number),
        access.visit_for(actor(cast.anna), visit.id),
        visits.own(visit.id, actor(cast.anna)),
        visits.own_or_offered(visit.id, actor(cast.anna)),
    ):
        with pytest.raises(NotYours) as refused:
            await question
        assert refused.value.values == {"number": visit.order.number, "order_id": visit.order_id}


async def test_another_visit_of_the_order_stays_unknown_to_who_had_the_first(cast: Cast) -> None:
    first = await a_finished_visit(cast)
    second = await Visit.create(order_id=first.order_id, created_at=clock.now())
    assert (await access.order_for(actor(cast.anna), first.order_id)).id == first.order_id
    with pytest.raises(NotFound) as refused:
        await access.visit_for(actor(cast.anna), second.id)
    assert type(refused.value) is NotFound


async def test_master_sees_what_is_offered_to_him_and_no_more(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    assert (await access.order_for(actor(cast.anna), visit.order_id)).id == visit.order_id
    with pytest.raises(NotFound):
        await access.order_for(actor(cast.boris), visit.order_id)


async def test_master_who_declined_sees_the_order_no_more(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Далеко")
    with pytest.raises(NotFound):
        await access.order_for(actor(cast.anna), visit.order_id)
    assert (await offer_of(visit, cast.anna)).reason == "Далеко"


async def test_client_sees_no_order_by_the_doors_of_the_staff(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    petr = actor(await Person.get(id=cast.petr.person_id))
    with pytest.raises(NotFound):
        await access.order_for(petr, visit.order_id)


async def test_client_data_opens_with_acceptance(cast: Cast) -> None:
    offered = await an_offered_visit(cast, cast.anna)
    assert not await visits.client_shown(offered, actor(cast.anna))
    assert await visits.client_shown(offered, actor(cast.vera))
    await offers.accept(offered.id, by=actor(cast.anna))
    accepted = await access.visit_for(actor(cast.anna), offered.id)
    assert await visits.client_shown(accepted, actor(cast.anna))
    assert not await visits.client_shown(accepted, actor(cast.boris))


async def test_audit_line_names_who_and_what(cast: Cast) -> None:
    await access.note(actor(cast.anna), "client.revealed", "visit:1", why="call")
    line = await AuditEntry.get()
    assert (line.actor_id, line.action, line.subject, line.data) == (
        cast.anna.id,
        "client.revealed",
        "visit:1",
        {"why": "call"},
    )
