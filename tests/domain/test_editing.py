"""What is put right in an order that is made, TASKS-001."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import clock, editing, holds, orders
from domain.editing import Edit, Field, edit
from domain.errors import Changed, Invalid, NotAllowed, NotFound, NotNow
from domain.models import (
    Address,
    Card,
    ClientPhone,
    HistoryEntry,
    Offer,
    Order,
    OutboxMessage,
    Priority,
    SlaRule,
)
from domain.orders import Place
from tests.cast import (
    PHONE,
    ZONE,
    Cast,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_offered_visit,
    an_order,
    tomorrow,
)

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 30, 10, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)  # an hour after the company opens


async def told(person_id: int) -> list[str]:
    """What a person was told of edits, by field."""
    found = OutboxMessage.filter(person_id=person_id, event="OrderEdited").order_by("id")
    return [row.data["field"] for row in await found]


async def fresh(order_id: int) -> Order:
    return await Order.get(id=order_id).select_related("client", "address", "service")


async def test_words_are_put_right_and_the_master_is_told(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    vera = actor(cast.vera)
    card = await Card.create(
        order_id=visit.order_id, person=cast.anna, chat_id=1, message_id=1, created_at=clock.now()
    )
    assert await edit(visit.order_id, Edit(text=" Течёт снизу "), by=vera) == [Field.TEXT]
    entry = await HistoryEntry.get(event="OrderEdited")
    assert (entry.actor_id, entry.order_id) == (cast.vera.id, visit.order_id)
    assert entry.data["before"] == "Не сливает воду, на экране E18"
    assert entry.data["after"] == "Течёт снизу"
    assert await told(cast.anna.id) == ["text"]
    assert await told(cast.olga.id) == []
    assert (await Card.get(id=card.id)).wanted == card.wanted + 1
    assert (await again(visit)).version == visit.version + 1  # a button drawn before is out of date
    assert await edit(visit.order_id, Edit(text="Течёт снизу"), by=vera) == []
    assert await HistoryEntry.filter(event="OrderEdited").count() == 1


async def test_a_place_put_right_is_told_in_every_order_there(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    other = await an_accepted_visit(cast, cast.boris)
    over = await an_accepted_visit(cast, cast.boris, start=tomorrow(17))
    await orders.cancel(over.order_id, by=actor(cast.vera), reason="Передумал")
    await edit(visit.order_id, Edit(place=Place("", 55.76, 37.65)), by=actor(cast.vera))
    assert await told(cast.boris.id) == ["place"]
    entries = await HistoryEntry.filter(event="OrderEdited").order_by("order_id")
    assert [(entry.order_id, entry.data["after"]) for entry in entries] == [
        (visit.order_id, "55.76, 37.65"),
        (other.order_id, "55.76, 37.65"),
    ]


async def test_another_address_and_its_place(cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    vera = actor(cast.vera)
    assert "reason.minutes_away" in {row["key"] for row in (await Offer.get(visit_id=visit.id)).reasons}
    await edit(visit.order_id, Edit(place=Place("ул. Мира,  1")), by=vera)
    order = await fresh(visit.order_id)
    assert (order.address.text, order.address.lat, order.address.client_id) == (
        "ул. Мира, 1",
        None,
        cast.petr.id,
    )
    assert "reason.minutes_away" not in {row["key"] for row in (await Offer.get(visit_id=visit.id)).reasons}
    assert await told(cast.anna.id) == []  # who is only asked sees it on his card
    assert await edit(visit.order_id, Edit(place=Place("", 55.76, 37.65)), by=vera) == [
        Field.PLACE,
        Field.DISTRICT,
    ]
    placed = (await fresh(visit.order_id)).address
    assert (placed.id, placed.lat, placed.district) == (order.address_id, 55.76, "Басманный")
    await edit(visit.order_id, Edit(address_id=cast.address.id), by=vera)
    assert (await fresh(visit.order_id)).address_id == cast.address.id
    with pytest.raises(NotFound):
        await edit(visit.order_id, Edit(address_id=999_999), by=vera)


async def test_a_district_put_right_is_on_every_card_there_and_told_to_nobody(cast: Cast) -> None:
    visit, other = await an_accepted_visit(cast), await an_accepted_visit(cast, cast.boris)
    card = await Card.create(
        order_id=other.order_id, person=cast.boris, chat_id=1, message_id=1, created_at=clock.now()
    )
    vera, seen = actor(cast.vera), {Field.DISTRICT: editing.seen("Басманный")}
    assert await edit(visit.order_id, Edit(district=" Арбат "), by=vera, shown=seen) == [Field.DISTRICT]
    assert (await fresh(visit.order_id)).address.district == "Арбат"
    entries = await HistoryEntry.filter(event="OrderEdited").order_by("order_id")
    assert [(entry.order_id, entry.data["before"], entry.data["after"]) for entry in entries] == [
        (visit.order_id, "Басманный", "Арбат"),
        (other.order_id, "Басманный", "Арбат"),
    ]
    assert (await Card.get(id=card.id)).wanted > card.wanted
    assert await told(cast.anna.id) == await told(cast.boris.id) == []  # nobody goes elsewhere for it
    assert (await again(visit)).version == visit.version
    with pytest.raises(Changed):
        await edit(visit.order_id, Edit(district="Тверской"), by=vera, shown=seen)
    for wrong in ("🙂", "я" * 65):
        with pytest.raises(Invalid):
            await edit(visit.order_id, Edit(district=wrong), by=vera)
    assert await edit(visit.order_id, Edit(district=""), by=vera) == [Field.DISTRICT]
    assert await edit(visit.order_id, Edit(place=Place("ул. Мира, 1", district="арбат")), by=vera) == [
        Field.ADDRESS,
        Field.PLACE,
        Field.DISTRICT,
    ]


async def test_another_service_comes_with_its_price(cast: Cast) -> None:
    visit = await a_visit(cast)
    vera = actor(cast.vera)
    await edit(visit.order_id, Edit(price=100_00), by=vera)
    assert await edit(visit.order_id, Edit(service_id=cast.fridges.id), by=vera) == [
        Field.SERVICE,
        Field.PRICE,
    ]
    order = await fresh(visit.order_id)
    assert (order.service_id, order.price) == (cast.fridges.id, cast.fridges.price)
    steps = await HistoryEntry.filter(event="OrderEdited").order_by("id")
    assert [(s.data["field"], s.data["before"], s.data["after"]) for s in steps] == [
        ("price", "250000", "10000"),
        ("service", cast.washers.name, cast.fridges.name),
        ("price", "10000", "300000"),
    ]


async def test_the_clients_name_and_phone_are_put_right(cast: Cast) -> None:
    first, second = await an_order(cast), await an_order(cast)
    card = await Card.create(
        order_id=second.id, person=cast.vera, chat_id=1, message_id=1, created_at=clock.now()
    )
    vera = actor(cast.vera)
    changed = await edit(first.id, Edit(client_name="Пётр Иванов", phone="8 903 000-00-01"), by=vera)
    assert changed == [Field.CLIENT, Field.PHONE]
    assert (await fresh(first.id)).client.name == "Пётр Иванов"
    assert await ClientPhone.all().values_list("number", flat=True) == ["+79030000001"]
    assert (await Card.get(id=card.id)).wanted == card.wanted + 1  # it names the same client
    await ClientPhone.create(number=PHONE, client=cast.petr)
    with pytest.raises(Invalid) as refusal:
        await edit(first.id, Edit(phone="8 903 000-00-02"), by=vera)
    assert refusal.value.key == "edit.which_phone"
    await edit(first.id, Edit(phone="8 903 000-00-02", old_phone=PHONE), by=vera)
    assert set(await ClientPhone.all().values_list("number", flat=True)) == {"+79030000001", "+79030000002"}


async def test_a_phone_of_another_client_is_refused_by_name(cast: Cast) -> None:
    order = await an_order(cast)
    other = await orders.create(
        orders.NewOrder(
            service_id=cast.washers.id,
            text="Шумит",
            client_name="Иван Новый",
            client_phone="+79030000001",
            place=Place("ул. Мира, 1"),
        ),
        by=actor(cast.vera),
    )
    with pytest.raises(Invalid) as refusal:
        await edit(order.id, Edit(phone="+79030000001"), by=actor(cast.vera))
    assert (refusal.value.key, refusal.value.values) == ("edit.phone_taken", {"name": "Иван Новый"})
    assert (await Address.get(id=other.address_id)).client_id != cast.petr.id


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    order = await an_order(cast)
    shown = {Field.TEXT: editing.seen(order.text)}
    await edit(order.id, Edit(text="Течёт"), by=actor(cast.olga))
    with pytest.raises(Changed):
        await edit(order.id, Edit(text="Гудит"), by=actor(cast.vera), shown=shown)
    assert (await fresh(order.id)).text == "Течёт"
    await edit(order.id, Edit(price=100_00), by=actor(cast.vera), shown={})


async def test_only_the_office_edits_and_only_what_is_open(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    with pytest.raises(NotAllowed):
        await edit(visit.order_id, Edit(text="Течёт"), by=actor(cast.anna))
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Передумал")
    with pytest.raises(NotNow):
        await edit(visit.order_id, Edit(text="Течёт"), by=actor(cast.vera))


async def test_clocks_run_by_the_rule_of_the_new_priority(cast: Cast) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=240, resolution_minutes=480)
    await SlaRule.create(priority=Priority.URGENT, reaction_minutes=30, resolution_minutes=180)
    vera = actor(cast.vera)

    def hours(order: Order) -> list[float | None]:
        dues = (order.reaction_due_at, order.resolution_due_at)
        return [due and round((due - MONDAY) / HOUR, 1) for due in dues]

    with clock.moved(MONDAY - clock.now()):
        order = await an_order(cast, start=MONDAY + HOUR)
        assert hours(order) == [4, 8]
        with clock.moved(HOUR):
            # Half an hour from the first call is over: from now on. Three hours from it are still ahead.
            await edit(order.id, Edit(priority=Priority.URGENT), by=vera)
            assert hours(await fresh(order.id)) == [1.5, 3]
            await holds.begin(order.id, by=vera, reason="Клиент перезвонит")
        with clock.moved(2 * HOUR):
            await holds.end(order.id, by=vera)
            assert hours(await fresh(order.id)) == [2.5, 4]
        with clock.moved(3 * HOUR):  # the reaction is broken and stays so; of low urgency nothing is promised
            await edit(order.id, Edit(priority=Priority.LOW), by=vera)
            assert hours(await fresh(order.id)) == [2.5, None]
            await edit(order.id, Edit(priority=Priority.NORMAL), by=vera)
            assert hours(await fresh(order.id)) == [2.5, 9]
