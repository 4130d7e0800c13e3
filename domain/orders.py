"""Orders: creating them, cancelling, finding."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import db, districts, money, people, searching, sla, slots
from domain.access import SYSTEM, Actor, Right, order_for, require, visit_for
from domain.change import Change, change
from domain.errors import DraftGone, Invalid, NotFound, NotNow, OnHold
from domain.events import OrderCreated, OrderResumed, VisitCancelled, WindowSet
from domain.models import Address, Client, ClientPhone, Order, Priority, Service, Visit
from domain.prepared import Prepared
from domain.statuses import (
    MASTERLESS,
    NEEDS_MASTER,
    REVEALED,
    STEPS,
    TO_DO,
    Action,
    OfficeStatus,
    OrderStatus,
    VisitStatus,
    order_status,
    status_once_cancelled,
)
from domain.wording import checked_note, checked_reason, says_something, within

TEXT_LENGTH = 2000
ADDRESS_LENGTH = 256
_VISITS = Prepared(lambda order_id: Visit.filter(order_id=order_id).select_related("master").order_by("id"))
CLIENT_LOCK = 2  # the first half of the advisory lock; 1 is a master's time, see domain.change


@dataclass(frozen=True)
class Place:
    """An address as entered: words, and degrees when somebody knows them.

    Its ``district`` is "" for none, None for that of its neighbours.
    """

    text: str
    lat: float | None = None
    lon: float | None = None
    district: str | None = None


@dataclass(frozen=True)
class NewOrder:
    """What the office says when it makes an order. Client and address are known ones by id, or new.

    ``district`` is where a known address lies; None leaves it as it is.
    """

    service_id: int
    text: str
    priority: Priority = Priority.NORMAL
    client_id: int | None = None
    client_name: str = ""
    client_phone: str = ""
    address_id: int | None = None
    place: Place | None = None
    district: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    price: int | None = None


async def create(new: NewOrder, *, by: Actor, draft_id: int | None = None, origin: str = "office") -> Order:
    """Make an order with its first visit; the draft it came from goes in the same transaction.

    Raises :class:`Invalid` for what can't be used, NotFound for a service, client or address that isn't there
    (or isn't the client's), NotAllowed, and :class:`DraftGone` when the draft has become an order already: a
    second press makes no second order.
    """
    require(by, Right.ORDERS_CREATE)
    new = checked(new)
    async with change(by) as tx:
        await end_draft(tx, draft_id)
        order, visit = await write(tx, new, *await parties(tx, new), origin)
        tx.notify_office(OrderCreated(order.id, visit.id), order.id)
    return order


def checked(new: NewOrder) -> NewOrder:
    """What the office said, if an order can be made of it. Raises :class:`Invalid`."""
    text = checked_text(new.text)
    if (new.starts_at is None) != (new.ends_at is None) or (
        new.starts_at is not None and new.ends_at is not None and new.ends_at <= new.starts_at
    ):
        raise Invalid("invalid.window")
    if new.price is not None and not 0 <= new.price <= money.MOST:
        raise Invalid("invalid.money")
    return replace(new, text=text)


async def parties(tx: Change, new: NewOrder) -> tuple[int, int, Service]:
    """The client and address, written where they are new, and the service. Raises NotFound, :class:`Invalid`."""
    client_id = await _client(new, tx)
    address_id = await _address(new, client_id, tx)
    service = await Service.get_or_none(id=new.service_id, using_db=tx.connection)
    if service is None:
        raise NotFound
    return client_id, address_id, service


async def write(
    tx: Change,
    new: NewOrder,
    client_id: int,
    address_id: int,
    service: Service,
    origin: str,
    *,
    asked: bool = True,
) -> tuple[Order, Visit]:
    """The rows of an order that has been checked, its first visit and the history of both; nobody is told.

    ``asked`` is off when no client waits for an answer: then nothing is promised of how soon a master takes it.
    """
    promised = await sla.promise(new.priority, service.id, tx.at, new.ends_at)
    number = (await tx.sql("SELECT nextval('order_number') AS number"))[0]["number"]
    order = await Order.create(
        using_db=tx.connection,
        number=number,
        client_id=client_id,
        address_id=address_id,
        service_id=service.id,
        text=new.text,
        priority=new.priority,
        wanted_from=new.starts_at,
        wanted_to=new.ends_at,
        price=service.price if new.price is None else new.price,
        origin=origin,
        reaction_due_at=promised.reaction if asked else None,
        resolution_due_at=promised.resolution,
        created_by_id=tx.by.id,
        created_at=tx.at,
    )
    await sla.plan(tx, order)
    visit = await Visit.create(
        using_db=tx.connection,
        order_id=order.id,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        promised_from=new.starts_at,
        promised_to=new.ends_at,
        created_at=tx.at,
    )
    tx.record(OrderCreated(order.id, visit.id), order.id, visit.id, after=VisitStatus.UNASSIGNED)
    return order, visit


async def set_window(visit_id: int, starts_at: datetime, ends_at: datetime, *, by: Actor) -> None:
    """Plan a visit that waits for a master. Raises :class:`Invalid` for a time that can't be, :class:`NotNow`."""
    require(by, Right.ORDERS_DISPATCH)
    slots.checked(starts_at, ends_at)
    visit = await visit_for(by, visit_id)
    async with change(by) as tx:
        await tx.sql("SELECT 1 FROM visit WHERE order_id = $1 ORDER BY id FOR UPDATE", visit.order_id)
        moved = await tx.sql(
            "UPDATE visit SET starts_at = $2, ends_at = $3, promised_from = $2, promised_to = $3, "
            "version = version + 1 WHERE id = $1 AND version = $4 AND status = ANY($5::text[]) RETURNING id",
            visit_id,
            starts_at,
            ends_at,
            visit.version,
            sorted(NEEDS_MASTER),
        )
        if not moved:
            now = (await tx.sql("SELECT status FROM visit WHERE id = $1", visit_id))[0]["status"]
            raise NotNow(status=VisitStatus(now))
        event = WindowSet(visit.order_id, visit_id, starts_at.isoformat(), ends_at.isoformat())
        tx.record(event, visit.order_id, visit_id)
        await sla.renew(tx, visit.order_id)


async def cancel(order_id: int, *, by: Actor, reason: str, draft_id: int | None = None) -> Order:
    """Cancel the order's open visits, and with them the order unless work on it is finished: that stays what it is.

    Raises :class:`NotNow` when nothing is open, ReasonMissing, Invalid for a reason too long, DraftGone.
    """
    require(by, Right.ORDERS_DISPATCH)
    reason = checked_reason(reason)
    order = await order_for(by, order_id)
    async with change(by) as tx:
        await end_draft(tx, draft_id)
        await call_off(tx, order, reason)
        await order.refresh_from_db(using_db=tx.connection)
    return order


async def call_off(tx: Change, order: Order, reason: str, *, tell: bool = True) -> None:
    """Cancel within a change what is open of an order. Masters who have it are told unless ``tell`` is off.

    Raises :class:`NotNow` when nothing is open.
    """
    step = STEPS[Action.CANCEL]
    visits = await tx.sql(
        "SELECT id, status, master_id FROM visit WHERE order_id = $1 ORDER BY id FOR UPDATE", order.id
    )
    live = [visit for visit in visits if VisitStatus(visit["status"]) in step.sources]
    if not live or order.office_status is OfficeStatus.CANCELLED:
        raise NotNow(status=order.status)
    for visit in live:
        await tx.sql(
            "UPDATE visit SET status = $2, version = version + 1 WHERE id = $1", visit["id"], step.target
        )
        event = VisitCancelled(order.id, visit["id"], visit["master_id"], reason)
        tx.record(event, order.id, visit["id"], visit["status"], step.target)
        if tell and visit["master_id"]:
            tx.notify([visit["master_id"]], event, order.id)
    # In order of id, as in offers: a winner elsewhere may be withdrawing offers of these visits too.
    offered = await tx.sql(
        "WITH gone AS (SELECT o.id FROM offer o JOIN visit v ON v.id = o.visit_id "
        "WHERE v.order_id = $1 AND o.status = 'open' ORDER BY o.id FOR UPDATE OF o) "
        "UPDATE offer SET status = 'withdrawn', answered_at = $2 FROM gone WHERE offer.id = gone.id "
        "RETURNING offer.visit_id, offer.master_id",
        order.id,
        tx.at,
    )
    for offer in offered:
        event = VisitCancelled(order.id, offer["visit_id"], offer["master_id"], reason)
        tx.notify([offer["master_id"]], event, order.id)
    whole = status_once_cancelled(VisitStatus(visit["status"]) for visit in visits) is OrderStatus.CANCELLED
    held = await tx.sql(  # a hold ends with what it held
        'UPDATE "order" SET office_status = $2, held_at = NULL '
        'FROM (SELECT id, held_at FROM "order" WHERE id = $1 FOR UPDATE) old '
        'WHERE "order".id = old.id RETURNING old.held_at',
        order.id,
        OfficeStatus.CANCELLED if whole else None,
    )
    if held[0]["held_at"] is not None and not whole:
        tx.record(OrderResumed(order.id), order.id, None, OrderStatus.ON_HOLD)
        await sla.renew(tx, order.id, held[0]["held_at"])
    await derive(tx, order.id)


async def redraw(order_id: int) -> None:
    """What may be seen of the order has changed by time alone: its cards are drawn anew. Run from a due row."""
    async with change(SYSTEM) as tx:
        tx.redraw(order_id)


async def derive(tx: Change, order_id: int) -> None:
    """Write the order's status as its visits make it, and stop its clocks as they say.

    The order is held first: of two changes of different visits the later one sees what the other made of its own.
    """
    (held,) = await tx.sql(
        'SELECT office_status, status, reacted_at, resolved_at FROM "order" WHERE id = $1 FOR NO KEY UPDATE',
        order_id,
    )
    rows = await tx.sql("SELECT status FROM visit WHERE order_id = $1", order_id)
    office, visits = held.pop("office_status"), [VisitStatus(row["status"]) for row in rows]
    status = order_status(visits, OfficeStatus(office) if office else None)
    clocks = sla.stopped(held["reacted_at"], held["resolved_at"], visits, tx.at)
    if (status, *clocks) == tuple(held.values()):
        return
    await tx.sql(
        'UPDATE "order" SET status = $2, reacted_at = $3, resolved_at = $4 WHERE id = $1',
        order_id,
        status,
        *clocks,
    )
    if held["resolved_at"] is not None and clocks[1] is None:
        await sla.plan(tx, await Order.get(id=order_id, using_db=tx.connection))


async def require_running(tx: Change, order_id: int) -> None:
    """Raise :class:`OnHold` for an order on hold. Asked after the visit's row is changed: a hold takes it first."""
    if await is_held(tx, order_id):
        raise OnHold


async def is_held(tx: Change, order_id: int) -> bool:
    """Whether the order is on hold."""
    office = (await tx.sql('SELECT office_status FROM "order" WHERE id = $1', order_id))[0]["office_status"]
    return bool(office == OfficeStatus.HOLD)


_WHOSE = searching.folded("concat_ws(' ', c.name, c.company, a.text)")


async def find(text: str, *, by: Actor, limit: int = 8) -> list[Order]:
    """Orders by number, phone, or words: of the text, or of name, company and address; nothing for blank text.

    A master finds only his own, and by what he may see of the client now.
    """
    needle = text.strip().lstrip("#№").strip()
    if not needle:
        return []
    rows = await db.query(
        'SELECT o.id FROM "order" o '  # noqa: S608  # our own columns
        "JOIN client c ON c.id = o.client_id JOIN address a ON a.id = o.address_id "
        f"WHERE (o.number::text = $1 OR {searching.folded('o.text')} LIKE ALL($2::text[]) OR ("
        f"({_WHOSE} LIKE ALL($2::text[]) OR EXISTS ("
        "SELECT 1 FROM client_phone p WHERE p.client_id = c.id AND p.number LIKE ANY($3::text[]))) "
        "AND (NOT $4 OR EXISTS (SELECT 1 FROM visit v WHERE v.order_id = o.id AND v.master_id = $5 "
        "AND v.status = ANY($7::text[]))))) "
        "AND (NOT $4 OR EXISTS (SELECT 1 FROM visit v WHERE v.order_id = o.id AND v.master_id = $5)) "
        "ORDER BY (o.number::text = $1) DESC, o.created_at DESC LIMIT $6",
        needle,
        searching.patterns(needle),
        people.patterns(needle),
        not by.may(Right.ORDERS_SEE),
        by.id or 0,
        limit,
        sorted(REVEALED),
    )
    ids = [row["id"] for row in rows]
    loaded = (
        Order.filter(id__in=ids).select_related("client", "address", "service").prefetch_related("visits")
    )
    found = {order.id: order for order in await loaded}
    return [found[order_id] for order_id in ids]


async def visits_of(order_id: int) -> list[Visit]:
    """The visits of an order that the asker got through its door, with their masters, the oldest first."""
    return await _VISITS.all(order_id)


def current(visits: Iterable[Visit]) -> Visit | None:
    """The visit whose status people hear as the order's: the latest that isn't cancelled, if there is one.

    Of several masters who work together it is the lead's.
    """
    latest = sorted(visits, key=lambda visit: visit.id)
    live = [visit for visit in latest if visit.status is not VisitStatus.CANCELLED]
    if not live:
        return latest[-1] if latest else None
    last = live[-1]
    is_open = last.status in TO_DO
    leads = [
        one
        for one in live
        if one.lead and (one.status in TO_DO) is is_open and one.finished_at == last.finished_at
    ]
    return leads[-1] if leads and not last.lead else last


async def of_client(*, by: Actor, limit: int = 10) -> list[Order]:
    """A client's own orders with their visits, the latest first."""
    return (
        await Order.filter(client__person_id=by.id)
        .select_related("service", "address")
        .prefetch_related("visits")
        .order_by("-created_at")
        .limit(limit)
    )


async def unassigned(*, by: Actor, held: bool = False) -> list[Visit]:
    """Visits that wait for a master, the soonest clock first, then urgent ones; for the office.

    Those that masters are asked about stand below, and below all, if wanted, those of orders on hold.
    """
    require(by, Right.ORDERS_SEE)
    rows = await db.query(
        'SELECT v.id FROM visit v JOIN "order" o ON o.id = v.order_id '
        "WHERE v.status = ANY($1::text[]) AND ($2 OR o.held_at IS NULL) "
        "ORDER BY (o.held_at IS NOT NULL), (v.status = 'offered'), "
        "least(CASE WHEN o.reacted_at IS NULL THEN o.reaction_due_at END, o.resolution_due_at) NULLS LAST, "
        "array_position(ARRAY['urgent','high','normal','low'], o.priority::text), v.starts_at NULLS LAST, v.id",
        sorted(MASTERLESS),
        held,
    )
    ids = [row["id"] for row in rows]
    found = {
        v.id: v
        for v in await Visit.filter(id__in=ids).select_related(
            "order__client", "order__address", "order__service"
        )
    }
    return [found[visit_id] for visit_id in ids]


def checked_text(text: str) -> str:
    """What is wrong, in the client's words. Raises :class:`Invalid` when empty, without words or too long."""
    text = checked_note(text, TEXT_LENGTH)
    if not text:
        raise Invalid("invalid.empty")
    return text


def checked_address(text: str) -> str:
    """An address on one line. Raises :class:`Invalid` when empty or too long."""
    text = " ".join(text.split())
    if not says_something(text):
        raise Invalid("invalid.empty")
    return within(text, ADDRESS_LENGTH)


async def end_draft(tx: Change, draft_id: int | None) -> None:
    """The draft goes with what came of it. Two presses meet here: the second finds it gone."""
    if draft_id is not None and not await tx.sql(
        "DELETE FROM draft WHERE id = $1 AND person_id = $2 RETURNING id", draft_id, tx.by.id
    ):
        raise DraftGone


async def _client(new: NewOrder, tx: Change) -> int:
    if new.client_id is not None:
        if not await Client.exists(id=new.client_id, using_db=tx.connection):
            raise NotFound
        return new.client_id
    phone = people.normal_phone(new.client_phone)
    # Two dispatchers with the same new caller on the line: the second finds the client of the first.
    await tx.sql("SELECT pg_advisory_xact_lock($1::int, hashtext($2))", CLIENT_LOCK, phone)
    known = await ClientPhone.get_or_none(number=phone, using_db=tx.connection)
    if known is not None:
        return known.client_id
    client = await Client.create(
        using_db=tx.connection, name=people.normal_name(new.client_name), created_at=tx.at
    )
    await ClientPhone.create(using_db=tx.connection, number=phone, client_id=client.id)
    return client.id


async def _address(new: NewOrder, client_id: int, tx: Change) -> int:
    if new.address_id is not None:
        of_client = Address.filter(id=new.address_id, client_id=client_id).using_db(tx.connection)
        address = await of_client.select_for_update(no_key=True).first()
        if address is None:
            raise NotFound
        if new.district is not None:
            await _lies_in(tx, address, await districts.called(new.district))
        return address.id
    if new.place is None:
        raise Invalid("invalid.empty")
    return (await new_address(tx, client_id, new.place)).id


async def _lies_in(tx: Change, address: Address, district: str) -> None:
    """A known address has another district: every card of an order there shows it."""
    if district == address.district:
        return
    await tx.audit("address.district", f"address:{address.id}", before=address.district, after=district)
    await Address.filter(id=address.id).using_db(tx.connection).update(district=district)
    for row in await tx.sql('SELECT id FROM "order" WHERE address_id = $1', address.id):
        tx.redraw(row["id"])


async def district_of(place: Place) -> str:
    """The district that was entered, or else that of the neighbours. Raises :class:`Invalid`."""
    if place.district is not None:
        return await districts.called(place.district)
    return "" if place.lat is None or place.lon is None else await districts.near((place.lat, place.lon))


async def new_address(tx: Change, client_id: int, place: Place) -> Address:
    """One more address of a client. Raises :class:`Invalid`."""
    return await Address.create(
        using_db=tx.connection,
        client_id=client_id,
        text=checked_address(place.text),
        district=await district_of(place),
        lat=place.lat,
        lon=place.lon,
    )
