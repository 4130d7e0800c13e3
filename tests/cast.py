"""The people of the tests, who play the same part everywhere, and the orders they make.

olga is admin, vera dispatcher, anna and boris masters, petr a client; gleb is a stranger: a Telegram id only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from domain import clock, company, offers, orders, visits
from domain.access import Actor, actor_of
from domain.change import Cause, cause
from domain.models import (
    Address,
    Client,
    ClientPhone,
    Master,
    Offer,
    Order,
    Person,
    PersonStatus,
    Priority,
    Role,
    Service,
    Skill,
    Visit,
)
from domain.statuses import Action, Outcome

ZONE = "Europe/Moscow"
OLGA, VERA, ANNA, BORIS, PETR, GLEB = 1001, 1002, 1003, 1004, 1005, 1006  # Telegram ids
PHONE = "+79161234567"
DAILY = {str(day): [["09:00", "20:00"]] for day in range(1, 8)}


@dataclass
class Cast:
    """Everybody and everything a test begins with."""

    olga: Person
    vera: Person
    anna: Person
    boris: Person
    petr: Client
    address: Address
    washers: Service
    fridges: Service
    gleb: int = GLEB


def actor(person: Person) -> Actor:
    """Who acts when this person does."""
    return actor_of(person)


async def a_cast() -> Cast:
    """Write the cast into an empty database."""
    await company.put("zone", ZONE)
    await company.put("holidays", "")  # tests run on holidays too; who tests them keeps them
    await company.put("bot_username", "workflow_test_bot")
    await Skill.bulk_create(
        [Skill(code="washers", name="Стиральные машины"), Skill(code="fridges", name="Холодильники")]
    )
    petr_himself = await a_person("Пётр Клиентов", PETR, Role.CLIENT)
    petr = await Client.create(name="Пётр Клиентов", person=petr_himself, created_at=clock.now())
    await ClientPhone.create(number=PHONE, client=petr)
    return Cast(
        olga=await a_person("Ольга Админова", OLGA, Role.ADMIN),
        vera=await a_person("Вера Диспетчерова", VERA, Role.DISPATCHER),
        anna=await a_master("Анна Мастерова", ANNA, home=(55.7522, 37.6156)),
        boris=await a_master("Борис Мастеров", BORIS, home=(55.8000, 37.5300)),
        petr=petr,
        address=await Address.create(
            client=petr, text="ул. Покровка, 27, кв. 8", district="Басманный", lat=55.7596, lon=37.6470
        ),
        washers=await Service.create(
            code="washers", name="Ремонт стиральной машины", skill="washers", minutes=120, price=250_000
        ),
        fridges=await Service.create(
            code="fridges", name="Ремонт холодильника", skill="fridges", minutes=90, price=300_000
        ),
    )


async def a_person(name: str, telegram_id: int | None, *roles: Role) -> Person:
    """An active person."""
    return await Person.create(
        name=name,
        telegram_id=telegram_id,
        roles=sorted(role.value for role in roles),
        status=PersonStatus.ACTIVE,
        created_at=clock.now(),
    )


async def a_master(
    name: str,
    telegram_id: int | None,
    *,
    home: tuple[float, float] | None = (55.7522, 37.6156),
    skills: tuple[str, ...] = ("washers", "fridges"),
) -> Person:
    """An active master who works every day from nine to eight."""
    person = await a_person(name, telegram_id, Role.MASTER)
    lat, lon = home or (None, None)
    await Master.create(
        person=person, skills=list(skills), home_lat=lat, home_lon=lon, rating=4.8, hours=DAILY
    )
    return person


def tomorrow(hour: int, minute: int = 0, *, days: int = 1) -> datetime:
    """A time on the company's wall clock tomorrow, or ``days`` from now, in UTC."""
    return clock.at(clock.now() + timedelta(days=days), ZONE, hour, minute)


async def an_order(
    cast: Cast,
    *,
    start: datetime | None = None,
    hours: float = 2,
    service: Service | None = None,
    text: str = "Не сливает воду, на экране E18",
    priority: Priority = Priority.NORMAL,
) -> Order:
    """Petr's order made by vera, for tomorrow 12:00 to 14:00 unless told otherwise."""
    start = start or tomorrow(12)
    return await orders.create(
        orders.NewOrder(
            service_id=(service or cast.washers).id,
            text=text,
            priority=priority,
            client_id=cast.petr.id,
            address_id=cast.address.id,
            starts_at=start,
            ends_at=start + timedelta(hours=hours),
        ),
        by=actor(cast.vera),
    )


async def visit_of(order: Order) -> Visit:
    """The latest visit of the order, as it is now."""
    return await Visit.filter(order_id=order.id).order_by("-id").select_related("order").first()  # type: ignore[return-value]


async def a_visit(cast: Cast, **of_order: object) -> Visit:
    """The visit of a new order, nobody's yet; keywords as of :func:`an_order`."""
    return await visit_of(await an_order(cast, **of_order))  # type: ignore[arg-type]


async def an_offered_visit(cast: Cast, *masters: Person, **of_order: object) -> Visit:
    """A visit offered to anna and boris, or to the masters named."""
    visit = await a_visit(cast, **of_order)
    await offers.make(
        visit.id, [master.id for master in masters or (cast.anna, cast.boris)], by=actor(cast.vera)
    )
    return await again(visit)


async def an_assigned_visit(cast: Cast, master: Person | None = None, **of_order: object) -> Visit:
    """A visit vera gave to anna, or to the master named, who hasn't confirmed it."""
    visit = await a_visit(cast, **of_order)
    await offers.assign(visit.id, (master or cast.anna).id, by=actor(cast.vera))
    return await again(visit)


async def an_accepted_visit(cast: Cast, master: Person | None = None, **of_order: object) -> Visit:
    """A visit that anna, or the master named, accepted."""
    visit = await an_assigned_visit(cast, master, **of_order)
    await offers.accept(visit.id, by=actor(master or cast.anna))
    return await again(visit)


async def an_arrived_visit(cast: Cast, master: Person | None = None, **of_order: object) -> Visit:
    """A visit the master is on site of."""
    visit = await an_accepted_visit(cast, master, **of_order)
    await visits.act(visit.id, Action.ARRIVE, by=actor(master or cast.anna), early=True)
    return await again(visit)


async def a_finished_visit(cast: Cast, master: Person | None = None, **of_order: object) -> Visit:
    """A visit closed without a report: nobody was at home."""
    visit = await an_arrived_visit(cast, master, **of_order)
    await visits.finish(
        visit.id, Outcome.CLIENT_ABSENT, by=actor(master or cast.anna), note="Никто не открыл"
    )
    return await again(visit)


async def again(visit: Visit) -> Visit:
    """The visit as it is now, with its order."""
    return await Visit.get(id=visit.id).select_related("order")


async def offer_of(visit: Visit, master: Person) -> Offer:
    """The latest offer of the visit to the master."""
    return await Offer.filter(visit_id=visit.id, master_id=master.id).order_by("-id").first()  # type: ignore[return-value]


@contextmanager
def caused_by(table: Literal["inbox", "due"], row_id: int) -> Iterator[None]:
    """Run a block as what handles this inbox or due row."""
    token = cause.set(Cause(table, row_id))
    try:
        yield
    finally:
        cause.reset(token)
