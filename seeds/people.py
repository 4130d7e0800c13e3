"""The demo's people as rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.backends.base.client import BaseDBAsyncClient

from domain import company
from domain.models import (
    Absence,
    AbsenceStatus,
    Address,
    Client,
    ClientPhone,
    DayHours,
    Master,
    Person,
    PersonStatus,
)
from seeds.company import CLIENTS, MASTERS, OLGA, PETR, VERA, Staff
from seeds.places import PLACES
from seeds.planned import ASKS, AWAY, moment, worked_holidays

OPEN = "Работаем и в праздник"
COMPANIES = ("Кафе", "Салон", "Гостиница")


@dataclass(frozen=True)
class People:
    """Ids of those who are in the rows: office by first name, masters and clients (with address) by number."""

    office: dict[str, int]
    masters: list[int]
    clients: list[tuple[int, int]]


def phone(number: int) -> str:
    """A number in +7 900 000-xx-xx, a range nobody of the demo can be reached by."""
    return f"+7900000{number:04}"


async def write(tx: BaseDBAsyncClient, now: datetime) -> People:
    """Make everybody; they joined a month ago."""
    since = now - timedelta(days=30)
    office = {
        "olga": (await _person(tx, OLGA, 9001, since)).id,
        "vera": (await _person(tx, VERA, 9002, since)).id,
    }
    masters = []
    for number, master in enumerate(MASTERS):
        person = await _person(tx, master, 9003 + number, since)
        masters.append(person.id)
        await Master.create(
            using_db=tx,
            person_id=person.id,
            skills=sorted(master.skills),
            home_lat=master.home[0],
            home_lon=master.home[1],
            radius_km=master.radius,
            daily_limit=master.limit,
            share_percent=master.share,
            rating=master.rating,
            hours=master.hours,
            areas=list(master.areas),
        )
    return People(office, masters, await _clients(tx, since))


async def send_away(tx: BaseDBAsyncClient, everybody: People, now: datetime) -> list[int]:
    """The absences around today, one of them only asked for; one that stays is enough. Returns their ids."""
    leaves = {number: (*leave, "", AbsenceStatus.APPROVED) for number, leave in AWAY.items()}
    leaves |= {number: (*leave, AbsenceStatus.REQUESTED) for number, leave in ASKS.items()}
    made = []
    for number, (first, last, kind, note, status) in leaves.items():
        start, end = moment(now, first, "00:00"), moment(now, last + 1, "00:00")
        stays = Absence.filter(master_id=everybody.masters[number], starts_at__lt=end, ends_at__gt=start)
        if await stays.using_db(tx).exists():
            continue
        is_decided = status is AbsenceStatus.APPROVED
        absence = await Absence.create(
            using_db=tx,
            master_id=everybody.masters[number],
            kind=kind,
            starts_at=start,
            ends_at=end,
            status=status,
            note=note,
            created_at=now - timedelta(days=3),
            decided_by_id=everybody.office["olga"] if is_decided else None,
            decided_at=now - timedelta(days=3) if is_decided else None,
        )
        made.append(absence.id)
    return made


async def open_on_holidays(tx: BaseDBAsyncClient, now: datetime) -> list[int]:
    """The company's hours on holidays at which it works; what somebody has set himself stays. Returns their ids."""
    made = []
    for day in worked_holidays(now):
        week = company.DEFAULTS["hours"][str(day.isoweekday())]
        row, is_new = await DayHours.get_or_create(
            using_db=tx, master_id=None, day=day, defaults={"spans": week, "name": OPEN}
        )
        if is_new:
            made.append(row.id)
    return made


async def _person(tx: BaseDBAsyncClient, staff: Staff, number: int, since: datetime) -> Person:
    return await Person.create(
        using_db=tx,
        name=staff.name,
        telegram_id=staff.telegram_id,
        phone=phone(number),
        roles=[staff.role],
        status=PersonStatus.ACTIVE,
        created_at=since,
    )


async def _clients(tx: BaseDBAsyncClient, since: datetime) -> list[tuple[int, int]]:
    """Fifty clients with their addresses; the last is Pyotr, who has a phone on the page."""
    petr = await _person(tx, PETR, 1 + len(CLIENTS), since)
    made = []
    for number, name in enumerate((*CLIENTS, PETR.name)):
        text, district, lat, lon = PLACES[number]
        is_company = name.startswith(COMPANIES)
        client = await Client.create(
            using_db=tx,
            name=name,
            company=name if is_company else None,
            person_id=petr.id if name == PETR.name else None,
            created_at=since,
        )
        await ClientPhone.create(using_db=tx, number=phone(1 + number), client_id=client.id)
        address = await Address.create(
            using_db=tx,
            client_id=client.id,
            text=text if is_company else f"{text}, кв. {7 + number * 3}",
            district=district,
            lat=lat,
            lon=lon,
        )
        made.append((client.id, address.id))
    return made
