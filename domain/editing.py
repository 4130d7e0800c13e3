"""What the office puts right in an order that is made: words, priority, service, address, price, the client's contact.

Times aren't edited here: they are a matter of visits and masters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from domain import districts, money, people, sla
from domain.access import Actor, Right, order_for, require
from domain.change import Change, change
from domain.errors import Changed, Invalid, NotFound, NotNow
from domain.events import OrderEdited
from domain.models import Address, Client, ClientPhone, Order, Priority, Service
from domain.orders import (
    CLIENT_LOCK,
    Place,
    checked_address,
    checked_text,
    district_of,
    end_draft,
    new_address,
)
from domain.statuses import BOOKED, OPEN, OrderStatus


class Field(StrEnum):
    """What is edited; the first that a master is told of heads his notice."""

    ADDRESS = "address"
    PLACE = "place"  # of the address on the map
    DISTRICT = "district"  # that it lies in
    SERVICE = "service"
    TEXT = "text"
    PRIORITY = "priority"
    PRICE = "price"
    CLIENT = "client"
    PHONE = "phone"


# What sends a master elsewhere, or otherwise.
TOLD = frozenset({Field.ADDRESS, Field.PLACE, Field.SERVICE, Field.TEXT})
# What other orders at the address have as well, and what others of the client show.
OF_ADDRESS = frozenset({Field.PLACE, Field.DISTRICT})
OF_CLIENT = OF_ADDRESS | {Field.CLIENT, Field.PHONE}
CLOSED = frozenset({OrderStatus.DONE, OrderStatus.CANCELLED})


@dataclass(frozen=True)
class Edit:
    """What an order is to be; None leaves as it is.

    ``place`` is another address; without words it says where the present one is on the map. ``district`` is what the
    present one lies in, "" for none. Another service comes with its own price. ``phone`` takes the place of
    ``old_phone``, which may be left out when there is only one.
    """

    text: str | None = None
    priority: Priority | None = None
    service_id: int | None = None
    address_id: int | None = None
    place: Place | None = None
    district: str | None = None
    price: int | None = None
    client_name: str | None = None
    phone: str | None = None
    old_phone: str | None = None


def is_possible(order: Order) -> bool:
    """Whether there is still something to put right: not of an order that is done or cancelled."""
    return order.status not in CLOSED


async def values(order: Order) -> dict[Field, str]:
    """What an order, which comes with client, address and service, is now: as its history keeps it."""
    place, phones = order.address, await order.client.phones.all()
    return {
        Field.ADDRESS: place.text,
        Field.PLACE: "" if place.lat is None else f"{place.lat}, {place.lon}",
        Field.DISTRICT: place.district,
        Field.SERVICE: order.service.name,
        Field.TEXT: order.text,
        Field.PRIORITY: order.priority.value,
        Field.PRICE: "" if order.price is None else str(order.price),
        Field.CLIENT: order.client.name,
        Field.PHONE: ", ".join(sorted(phone.number for phone in phones)),
    }


def seen(value: str) -> str:
    """What a window remembers of a value that it showed, to be given to :func:`edit`."""
    return blake2b(value.encode(), digest_size=8).hexdigest()


async def edit(
    order_id: int,
    new: Edit,
    *,
    by: Actor,
    shown: Mapping[Field, str] | None = None,
    draft_id: int | None = None,
) -> list[Field]:
    """Change an order and return what has changed; the masters who have it are told of what matters to them.

    ``shown`` are the values that the person saw, by :func:`seen`. Raises :class:`Changed` when somebody else has
    changed one of them since, :class:`NotNow` for an order that is done or cancelled, Invalid, NotFound, DraftGone.
    """
    require(by, Right.ORDERS_DISPATCH)
    await order_for(by, order_id)
    async with change(by) as tx:
        await end_draft(tx, draft_id)
        order = await _locked(tx, order_id)
        before = await values(order)
        if any(seen(before[field]) != digest for field, digest in (shown or {}).items()):
            raise Changed
        await _write(tx, order, new)
        after = await values(await _fresh(tx, order_id))
        changed = [field for field in Field if before[field] != after[field]]
        shared = [field for field in changed if field in OF_ADDRESS]
        of_each = {order_id: changed} | dict.fromkeys(await _there(tx, order, changed), shared)
        for one, fields in of_each.items():
            for field in fields:
                tx.record(OrderEdited(one, field, before[field], after[field]), one)
            if told := [field for field in fields if field in TOLD]:
                event = OrderEdited(one, told[0], before[told[0]], after[told[0]])
                tx.notify(await _masters(tx, one), event, one)
        await _follow(tx, order, changed, list(of_each))
    return changed


async def _there(tx: Change, order: Order, changed: Sequence[Field]) -> list[int]:
    """Other orders that are still to do at an address whose place on the map, or district, was set right."""
    if not OF_ADDRESS & set(changed) or Field.ADDRESS in changed:
        return []
    rows = await tx.sql(
        'SELECT id FROM "order" WHERE address_id = $1 AND id <> $2 AND status <> ALL($3::text[]) ORDER BY id',
        order.address_id,
        order.id,
        sorted(CLOSED),
    )
    return [row["id"] for row in rows]


async def _fresh(tx: Change, order_id: int) -> Order:
    found = Order.filter(id=order_id).using_db(tx.connection).select_related("client", "address", "service")
    return await found.get()


async def _locked(tx: Change, order_id: int) -> Order:
    """The order, its visits held first as every verb does."""
    await tx.sql("SELECT 1 FROM visit WHERE order_id = $1 ORDER BY id FOR UPDATE", order_id)
    await tx.sql('SELECT 1 FROM "order" WHERE id = $1 FOR UPDATE', order_id)
    order = await _fresh(tx, order_id)
    if not is_possible(order):
        raise NotNow(status=order.status)
    return order


async def _write(tx: Change, order: Order, new: Edit) -> None:
    if new.text is not None:
        order.text = checked_text(new.text)
    if new.priority is not None:
        order.priority = new.priority
    if new.service_id is not None and new.service_id != order.service_id:
        service = await Service.get_or_none(id=new.service_id, using_db=tx.connection)
        if service is None:
            raise NotFound
        order.service_id, order.price = service.id, service.price
    if new.price is not None:
        if not 0 <= new.price <= money.MOST:
            raise Invalid("invalid.money")
        order.price = new.price
    await _write_address(tx, order, new)
    await order.save(
        using_db=tx.connection, update_fields=["text", "priority", "service_id", "address_id", "price"]
    )
    if new.client_name is not None:
        name = people.normal_name(new.client_name)
        await Client.filter(id=order.client_id).using_db(tx.connection).update(name=name)
    if new.phone is not None:
        await _write_phone(tx, order, new.phone, new.old_phone)


async def _write_address(tx: Change, order: Order, new: Edit) -> None:
    if new.address_id is not None:
        of_client = Address.filter(id=new.address_id, client_id=order.client_id).using_db(tx.connection)
        if not await of_client.exists():
            raise NotFound
        order.address_id = new.address_id
    elif new.place is not None and new.place.text:
        checked_address(new.place.text)
        order.address_id = (await new_address(tx, order.client_id, new.place)).id
    elif new.place is not None:
        district = order.address.district or await district_of(new.place)
        found = Address.filter(id=order.address_id).using_db(tx.connection)
        await found.update(lat=new.place.lat, lon=new.place.lon, district=district)
    if new.district is not None:
        found = Address.filter(id=order.address_id).using_db(tx.connection)
        await found.update(district=await districts.called(new.district))


async def _write_phone(tx: Change, order: Order, phone: str, old: str | None) -> None:
    number = people.normal_phone(phone)
    await tx.sql("SELECT pg_advisory_xact_lock($1::int, hashtext($2))", CLIENT_LOCK, number)
    owner = await ClientPhone.filter(number=number).using_db(tx.connection).select_related("client").first()
    if owner is not None and owner.client_id != order.client_id:
        raise Invalid("edit.phone_taken", name=owner.client.name)
    numbers = [one.number for one in await order.client.phones.all()]
    if old is None and len(numbers) > 1:
        raise Invalid("edit.which_phone")
    old = old or (numbers[0] if numbers else None)
    if owner is not None and old != number:
        raise Invalid("edit.phone_known")
    if old is None:
        await ClientPhone.create(using_db=tx.connection, number=number, client_id=order.client_id)
    elif not await tx.sql(
        "UPDATE client_phone SET number = $1 WHERE number = $2 AND client_id = $3 RETURNING number",
        number,
        old,
        order.client_id,
    ):
        raise Changed


async def _follow(tx: Change, order: Order, changed: Sequence[Field], moved: Sequence[int]) -> None:
    """What a change leads to: buttons drawn before it are out of date, clocks run anew, other cards show it too."""
    if set(changed) - OF_CLIENT:
        await tx.sql(
            "UPDATE visit SET version = version + 1 WHERE order_id = $1 AND status = ANY($2::text[])",
            order.id,
            sorted(OPEN),
        )
    if sla.RULED & set(changed):
        await sla.renew(tx, order.id, ruled=True)
    if {Field.ADDRESS, Field.PLACE} & set(changed):  # how far masters were from where it was
        await tx.sql(
            "UPDATE offer SET reasons = coalesce((SELECT jsonb_agg(said.value) FROM jsonb_array_elements(reasons) said "
            "WHERE said.value->>'key' <> 'reason.minutes_away'), '[]') FROM visit "
            "WHERE visit.id = offer.visit_id AND visit.order_id = ANY($1::int[]) AND offer.status = 'open'",
            moved,
        )
    if OF_CLIENT & set(changed):
        for row in await tx.sql('SELECT id FROM "order" WHERE client_id = $1', order.client_id):
            tx.redraw(row["id"])


async def _masters(tx: Change, order_id: int) -> list[int]:
    """Who has a visit of the order before him, or is at it."""
    rows = await tx.sql(
        "SELECT DISTINCT master_id FROM visit WHERE order_id = $1 AND status = ANY($2::text[])",
        order_id,
        sorted(BOOKED),
    )
    return [row["master_id"] for row in rows]
