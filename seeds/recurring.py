"""What recurs in the demo: at two clients' in the evening, when their masters are seldom elsewhere; and one far off."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tortoise.backends.base.client import BaseDBAsyncClient

from domain import recurrence
from domain.access import SYSTEM
from domain.change import Change
from domain.models import Series, Service
from domain.occurrences import write_ahead
from domain.rule_reading import plain
from domain.timing import key_of
from seeds.people import People
from seeds.planned import ZONE


@dataclass(frozen=True)
class Recurring:
    """A service at a client's (by number) every so often, from some days ahead on; ``master`` by number."""

    client: int
    service: str
    text: str
    unit: str
    interval: int
    ahead: int
    at: time
    master: int | None = None


# Their masters are none of those whose next days the scenes need, and none of it is today.
RECURRING = (
    Recurring(46, "fridge_repair", "Осмотр холодильников кафе", "week", 1, 2, time(18), master=2),
    Recurring(48, "climate_service", "Чистка кондиционеров в номерах", "week", 2, 4, time(18), master=6),
    Recurring(47, "tap_replace", "Проверка смесителей в салоне", "month", 3, 40, time(10)),
)


async def write(tx: BaseDBAsyncClient, people: People, now: datetime) -> list[int]:
    """The series with what is made ahead of them, nobody told; returns their ids."""
    today, made = recurrence.wall(now, ZONE).date(), []
    for one in RECURRING:
        day = today + timedelta(days=one.ahead)
        service = await Service.get(code=one.service, using_db=tx)
        client_id, address_id = people.clients[one.client]
        series = await Series.create(
            using_db=tx,
            client_id=client_id,
            address_id=address_id,
            service_id=service.id,
            text=one.text,
            price=service.price,
            rule=plain(one.unit, one.interval, day).text,
            starts=key_of(datetime.combine(day, one.at)),
            zone=ZONE,
            minutes=service.minutes,
            master_id=None if one.master is None else people.masters[one.master],
            created_by_id=people.office["vera"],
            created_at=now,
        )
        ahead = Change(SYSTEM, tx)
        await write_ahead(ahead, series)
        await ahead.write()
        made.append(series.id)
    return made


async def clear(tx: BaseDBAsyncClient, series_ids: list[int]) -> None:
    """Forget those of the series that nobody has changed; of the others the orders go on."""
    await Series.filter(id__in=series_ids, version=1, skipped=[], ended_at__isnull=True).using_db(tx).delete()
