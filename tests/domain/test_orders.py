"""Making, cancelling and finding orders, TASKS-001."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import clock, districts, drafts, masters, offers, orders, visits, worksheets
from domain.access import SYSTEM
from domain.errors import DraftGone, Invalid, NotAllowed, NotFound, NotNow, ReasonMissing
from domain.models import (
    Address,
    AuditEntry,
    Card,
    Client,
    ClientPhone,
    Draft,
    HistoryEntry,
    Offer,
    OfferStatus,
    Order,
    OutboxMessage,
    Person,
    PersonStatus,
    Priority,
    Visit,
)
from domain.orders import NewOrder, Place
from domain.statuses import OrderStatus, Outcome, VisitStatus
from tests.cast import (
    PHONE,
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_offered_visit,
    an_order,
    tomorrow,
)


def new(cast: Cast, **changes: object) -> NewOrder:
    made = NewOrder(
        service_id=cast.washers.id,
        text="Течёт",
        client_name="Иван Новый",
        client_phone="8 (903) 000-00-01",
        place=Place("ул. Мира, 1", 55.75, 37.6, "Центр"),
        starts_at=tomorrow(12),
        ends_at=tomorrow(14),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


async def test_order_comes_with_its_first_visit(cast: Cast) -> None:
    order = await orders.create(new(cast), by=actor(cast.vera))
    visit = await Visit.get(order_id=order.id)
    assert (order.status, visit.status, visit.master_id) == (OrderStatus.NEW, VisitStatus.UNASSIGNED, None)
    assert (visit.starts_at, visit.promised_to) == (tomorrow(12), tomorrow(14))
    assert order.price == cast.washers.price


async def test_numbers_of_orders_follow_each_other(cast: Cast) -> None:
    assert [(await an_order(cast)).number for _ in range(3)] == [1001, 1002, 1003]


async def test_new_client_gets_his_phone_and_address(cast: Cast) -> None:
    order = await orders.create(new(cast), by=actor(cast.vera))
    phone = await ClientPhone.get(number="+79030000001").select_related("client")
    assert (phone.client_id, phone.client.name) == (order.client_id, "Иван Новый")
    assert (await Address.get(id=order.address_id)).district == "Центр"


async def test_known_phone_brings_the_known_client(cast: Cast) -> None:
    order = await orders.create(new(cast, client_phone="8 916 123 45 67"), by=actor(cast.vera))
    assert order.client_id == cast.petr.id
    assert await Client.all().count() == 1


async def test_office_is_told_but_not_the_one_who_did_it(cast: Cast) -> None:
    await an_order(cast)
    assert [row.person_id for row in await OutboxMessage.all()] == [cast.olga.id]


async def test_the_draft_goes_with_the_order_it_became(cast: Cast) -> None:
    draft = await drafts.begin(by=actor(cast.vera), kind="new_order", step="text")
    await orders.create(new(cast), by=actor(cast.vera), draft_id=draft.id)
    assert await Draft.all().count() == 0


async def test_nobody_finishes_the_draft_of_another(cast: Cast) -> None:
    draft = await drafts.begin(by=actor(cast.olga), kind="new_order", step="text")
    with pytest.raises(DraftGone):
        await orders.create(new(cast), by=actor(cast.vera), draft_id=draft.id)
    assert await Draft.exists(id=draft.id)
    assert not await Order.exists()


async def test_order_of_a_draft_is_made_once(cast: Cast) -> None:
    draft = await drafts.begin(by=actor(cast.vera), kind="new_order", step="text")
    await orders.create(new(cast), by=actor(cast.vera), draft_id=draft.id)
    with pytest.raises(DraftGone):
        await orders.create(new(cast), by=actor(cast.vera), draft_id=draft.id)
    assert await Order.all().count() == 1


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": "  "}, "invalid.empty"),
        ({"text": "я" * 2001}, "invalid.too_long"),
        ({"client_phone": "позвоните"}, "invalid.phone"),
        ({"client_name": "🔧🔧"}, "invalid.name"),
        ({"place": None}, "invalid.empty"),
        ({"place": Place("я" * 257)}, "invalid.too_long"),
        ({"ends_at": None}, "invalid.window"),
        ({"ends_at": tomorrow(11)}, "invalid.window"),
        ({"ends_at": tomorrow(12)}, "invalid.window"),
        ({"price": -1}, "invalid.money"),
    ],
)
async def test_what_cannot_be_used_is_named(cast: Cast, changes: dict[str, object], problem: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await orders.create(new(cast, **changes), by=actor(cast.vera))
    assert refusal.value.key == problem
    assert (
        await Order.all().count()
        == await HistoryEntry.all().count()
        == await OutboxMessage.all().count()
        == 0
    )
    assert await Client.all().count() == 1


async def test_service_that_is_not_there_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await orders.create(new(cast, service_id=999), by=actor(cast.vera))


async def test_address_of_another_client_is_not_found(cast: Cast) -> None:
    other = await orders.create(new(cast), by=actor(cast.vera))
    with pytest.raises(NotFound):
        await orders.create(
            new(cast, client_id=cast.petr.id, address_id=other.address_id), by=actor(cast.vera)
        )


async def test_master_makes_no_orders(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await orders.create(new(cast), by=actor(cast.anna))


async def test_cancelling_frees_the_master_and_tells_him(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    order = await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Клиент передумал")
    assert ((await again(visit)).status, order.status) == (VisitStatus.CANCELLED, OrderStatus.CANCELLED)
    told = await OutboxMessage.filter(event="VisitCancelled")
    assert [(row.person_id, row.data["reason"]) for row in told] == [(cast.anna.id, "Клиент передумал")]
    await an_accepted_visit(cast)


async def test_cancelling_takes_the_offers_back(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Дубль")
    assert {offer.status for offer in await Offer.all()} == {OfferStatus.WITHDRAWN}
    told = await OutboxMessage.filter(event="VisitCancelled").values_list("person_id", flat=True)
    assert sorted(told) == [cast.anna.id, cast.boris.id]


async def test_cancelling_asks_for_a_reason(cast: Cast) -> None:
    visit = await a_visit(cast)
    with pytest.raises(ReasonMissing):
        await orders.cancel(visit.order_id, by=actor(cast.vera), reason=" ")


async def test_order_is_cancelled_once_and_not_after_the_work(cast: Cast) -> None:
    visit = await a_visit(cast)
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Дубль")
    finished = await a_finished_visit(cast)
    for order_id in (visit.order_id, finished.order_id):
        with pytest.raises(NotNow):
            await orders.cancel(order_id, by=actor(cast.vera), reason="Ещё раз")


@pytest.mark.parametrize(
    ("approved", "expected"), [(True, OrderStatus.DONE), (False, OrderStatus.IN_PROGRESS)]
)
async def test_cancelling_leaves_finished_work_what_it_is(
    cast: Cast, expected: OrderStatus, *, approved: bool
) -> None:
    first = await an_arrived_visit(cast)
    await visits.finish(first.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Нужна деталь")
    if approved:
        await worksheets.approve(first.id, by=actor(cast.vera))
    second = await Visit.get(order_id=first.order_id, status=VisitStatus.UNASSIGNED)
    await orders.set_window(second.id, tomorrow(16), tomorrow(18), by=actor(cast.vera))
    await offers.assign(second.id, cast.boris.id, by=actor(cast.vera))
    order = await orders.cancel(first.order_id, by=actor(cast.vera), reason="Клиент передумал")
    assert order.status is expected
    assert (await again(second)).status is VisitStatus.CANCELLED
    assert (await again(first)).status is (VisitStatus.APPROVED if approved else VisitStatus.FINISHED)
    told = await OutboxMessage.filter(event="VisitCancelled").values_list("person_id", flat=True)
    assert told == [cast.boris.id]
    with pytest.raises(NotNow):
        await orders.cancel(first.order_id, by=actor(cast.vera), reason="Ещё раз")


async def test_order_whose_rest_was_cancelled_is_done_when_its_report_is_approved(cast: Cast) -> None:
    first = await an_arrived_visit(cast)
    await visits.finish(first.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Нужна деталь")
    await orders.cancel(first.order_id, by=actor(cast.vera), reason="Клиент передумал")
    await worksheets.send_back(first.id, by=actor(cast.vera), reason="Что за деталь?")
    await visits.finish(first.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Нужен насос, клиент ждёт")
    await worksheets.approve(first.id, by=actor(cast.vera))
    assert (await Order.get(id=first.order_id)).status is OrderStatus.IN_PROGRESS  # a second visit again
    order = await orders.cancel(first.order_id, by=actor(cast.vera), reason="Клиент передумал совсем")
    assert order.status is OrderStatus.DONE


async def test_master_cancels_nothing(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    with pytest.raises(NotAllowed):
        await orders.cancel(visit.order_id, by=actor(cast.anna), reason="Не хочу")


@pytest.mark.parametrize(
    "text",
    [
        "1001",
        "#1001",
        "№ 1001",
        "КЛИЕНТОВ",
        "пётр",
        "ПОКРОВКА",
        "e18",
        "НЕ СЛИВАЕТ",
        "Клиентов Петр",
        "покровка клиент",
        PHONE,
        "8 916 123-45-67",
        "4567",
    ],
)
async def test_order_is_found_by_what_people_remember(cast: Cast, text: str) -> None:
    order = await an_order(cast)
    assert [found.id for found in await orders.find(text, by=actor(cast.vera))] == [order.id]


@pytest.mark.parametrize("text", ["", "  ", "№", "%", "_", "\\", "нет такого", "456", "100"])
async def test_nothing_is_found_by_nothing(cast: Cast, text: str) -> None:
    await an_order(cast)
    assert await orders.find(text, by=actor(cast.vera)) == []


async def test_exact_number_comes_first(cast: Cast) -> None:
    first = await an_order(cast)
    later = await an_order(cast, text="Как в заявке 1001")
    assert [found.id for found in await orders.find("1001", by=actor(cast.vera))] == [first.id, later.id]


async def test_master_finds_only_his_own(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await an_order(cast)
    assert [found.id for found in await orders.find("пётр", by=actor(cast.anna))] == [visit.order_id]
    assert await orders.find("пётр", by=actor(cast.boris)) == []


async def test_master_does_not_search_clients_of_orders_that_are_closed_to_him(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Дубль")
    assert await orders.find(PHONE, by=actor(cast.anna)) == []
    assert [found.id for found in await orders.find("1001", by=actor(cast.anna))] == [visit.order_id]


async def test_urgent_ones_wait_at_the_top(cast: Cast) -> None:
    calm = await an_order(cast, priority=Priority.LOW)
    urgent = await an_order(cast, priority=Priority.URGENT, start=tomorrow(12) + timedelta(days=3))
    offered = await an_offered_visit(cast, priority=Priority.URGENT)
    waiting = await orders.unassigned(by=actor(cast.vera))
    assert [visit.order_id for visit in waiting] == [urgent.id, calm.id, offered.order_id]


async def test_program_makes_orders_too(cast: Cast) -> None:
    order = await orders.create(new(cast), by=SYSTEM, origin="seed")
    assert order.origin == "seed"


async def test_a_new_address_lies_in_the_district_of_its_neighbour(cast: Cast) -> None:
    near, far = Place("ул. Покровка, 31", 55.7600, 37.6480), Place("Химки, ул. Мира, 1", 55.8890, 37.4300)
    for place, district in ((near, cast.address.district), (far, "")):
        order = await orders.create(
            NewOrder(service_id=cast.washers.id, text="Шумит", client_id=cast.petr.id, place=place),
            by=actor(cast.vera),
        )
        assert (await Address.get(orders__id=order.id)).district == district


async def test_what_was_said_of_the_district_stands_above_the_neighbour(cast: Cast) -> None:
    for said, district in ((" басманный ", "Басманный"), ("Новый  район", "Новый район"), ("", "")):
        place = Place("ул. Покровка, 31", 55.7600, 37.6480, district=said)
        order = await orders.create(
            NewOrder(service_id=cast.washers.id, text="Шумит", client_id=cast.petr.id, place=place),
            by=actor(cast.vera),
        )
        assert (await Address.get(orders__id=order.id)).district == district
    for wrong in ("🙂", "я" * 65):
        with pytest.raises(Invalid):
            await orders.create(
                NewOrder(
                    service_id=cast.washers.id,
                    text="Шумит",
                    client_id=cast.petr.id,
                    place=Place("ул. Мира, 1", district=wrong),
                ),
                by=actor(cast.vera),
            )


async def test_a_known_address_is_given_a_district_with_an_order(cast: Cast) -> None:
    before = await an_order(cast)
    card = await Card.create(
        order_id=before.id, person=cast.vera, chat_id=1, message_id=1, created_at=clock.now()
    )
    known = NewOrder(
        service_id=cast.washers.id, text="Шумит", client_id=cast.petr.id, address_id=cast.address.id
    )
    await orders.create(known, by=actor(cast.vera))
    assert (await Address.get(id=cast.address.id)).district == "Басманный"
    await orders.create(replace(known, district="Арбат"), by=actor(cast.vera))
    assert (await Address.get(id=cast.address.id)).district == "Арбат"
    line = await AuditEntry.get(action="address.district")
    assert (line.actor_id, line.data) == (cast.vera.id, {"before": "Басманный", "after": "Арбат"})
    assert (await Card.get(id=card.id)).wanted == card.wanted + 1


async def test_districts_are_those_of_addresses_and_masters_the_nearest_first(cast: Cast) -> None:
    await Address.create(client=cast.petr, text="Химки", district="Химки", lat=55.8890, lon=37.4300)
    await Address.create(client=cast.petr, text="Химки, 2", district="Химки")
    await masters.set_areas(cast.anna.id, ["арбат", "БАСМАННЫЙ"], by=actor(cast.vera))
    assert await districts.known() == ["Басманный", "Химки", "арбат"]
    assert await districts.likely(None) == ["Химки", "Басманный", "арбат"]
    assert await districts.likely((55.76, 37.64)) == ["Басманный", "Химки", "арбат"]
    assert await districts.named(["АРБАТ", "Арбат", " ", "Тверской"]) == ["арбат", "Тверской"]
    await Person.filter(id=cast.anna.id).update(status=PersonStatus.ARCHIVED)
    assert await districts.known() == ["Басманный", "Химки"]
