"""Jobs as rows, written in bulk within one transaction."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from tortoise.backends.base.client import BaseDBAsyncClient

from domain.models import (
    DueRow,
    HistoryEntry,
    LineKind,
    Offer,
    OfferStatus,
    Order,
    Service,
    Visit,
    Worksheet,
    WorksheetLine,
)
from domain.sla import Clock
from domain.statuses import OfficeStatus, Outcome, VisitStatus, order_status
from seeds import history, owed
from seeds.job import PROMISED, Job
from seeds.people import People

ORIGIN = "demo"  # what nobody has touched since goes when the demo is laid anew
PATIENCE = timedelta(hours=12)  # offers of the demo wait for whoever comes to try it


async def ids(tx: BaseDBAsyncClient, sequence: str, count: int) -> list[int]:
    """Numbers from a sequence."""
    rows = await tx.execute_query_dict(
        "SELECT nextval($1::regclass) AS id FROM generate_series(1, $2)", [sequence, count]
    )
    return [row["id"] for row in rows]


async def write(tx: BaseDBAsyncClient, jobs: list[Job], people: People, now: datetime) -> None:
    """Orders with their visits, offers, reports and history; ``jobs`` in the order in which they were ordered."""
    by_order = await _numbered(tx, jobs)
    clocks = {order_id: owed.of(of_order, now) for order_id, of_order in by_order.items()}
    await Order.bulk_create(await _orders(tx, by_order, clocks, people), using_db=tx)
    for job, visit_id in zip(jobs, await ids(tx, "visit_id_seq", len(jobs)), strict=True):
        job.visit_id = visit_id
    await Visit.bulk_create([_visit(job, people) for job in jobs], using_db=tx)
    offers = {job.visit_id: await _offers(tx, job, people) for job in jobs if job.offered_to}
    await _worksheets(tx, [job for job in jobs if job.finished_at and job.outcome is Outcome.DONE])
    firsts = [of_order[0] for of_order in by_order.values()]
    rows = [row for first in firsts for row in owed.due_rows(clocks[first.order_id], first, now)]
    await DueRow.bulk_create(rows, using_db=tx)
    told = [history.entries(job, people.office, people.masters, offers.get(job.visit_id, {})) for job in jobs]
    told += [owed.entries(clocks[one.order_id], one, people.office[one.clerk], now) for one in firsts]
    entries: Iterable[HistoryEntry] = (entry for of_job in told for entry in of_job)
    await HistoryEntry.bulk_create(sorted(entries, key=lambda entry: entry.at), batch_size=2000, using_db=tx)


async def _numbered(tx: BaseDBAsyncClient, jobs: list[Job]) -> dict[int, list[Job]]:
    """The jobs by the id of their order, which each of them gets."""
    first = [job for job in jobs if job.follows is None]
    for job, order_id in zip(first, await ids(tx, "order_id_seq", len(first)), strict=True):
        job.order_id = order_id
    by_order = defaultdict(list)
    for job in jobs:
        job.order_id = job.follows.order_id if job.follows else job.order_id
        by_order[job.order_id].append(job)
    return by_order


async def _orders(
    tx: BaseDBAsyncClient, by_order: dict[int, list[Job]], clocks: dict[int, owed.Owed], people: People
) -> list[Order]:
    services = {service.code: service.id for service in await Service.all().using_db(tx)}
    numbers = zip(by_order, await ids(tx, "order_number", len(by_order)), strict=True)
    return [
        _order(by_order[order_id], number, clocks[order_id], services, people) for order_id, number in numbers
    ]


def _order(
    jobs: list[Job], number: int, clocks: owed.Owed, services: dict[str, int], people: People
) -> Order:
    job = jobs[0]
    client_id, address_id = people.clients[job.client]
    office = OfficeStatus.CANCELLED if job.cancelled_at else OfficeStatus.HOLD if job.held_at else None
    return Order(
        id=job.order_id,
        number=number,
        client_id=client_id,
        address_id=address_id,
        service_id=services[job.service.code],
        text=job.text,
        priority=job.priority,
        wanted_from=job.start,
        wanted_to=job.end,
        price=job.service.price,
        office_status=office,
        status=order_status([one.status for one in jobs], office),
        reaction_due_at=clocks.due[Clock.REACTION],
        resolution_due_at=clocks.due[Clock.RESOLUTION],
        reacted_at=clocks.stopped.get(Clock.REACTION),
        resolved_at=clocks.stopped.get(Clock.RESOLUTION),
        held_at=clocks.held_at,
        late_reason=clocks.reason,
        origin=ORIGIN,
        created_by_id=people.office[job.clerk],
        created_at=job.created_at,
    )


def _visit(job: Job, people: People) -> Visit:
    return Visit(
        id=job.visit_id,
        order_id=job.order_id,
        master_id=None if job.master is None else people.masters[job.master],
        starts_at=job.start,
        ends_at=job.held_until,
        promised_from=job.start,
        promised_to=job.start and job.start + PROMISED,
        status=job.status,
        version=2 if job.given_at else 1,
        accepted_at=job.accepted_at,
        en_route_at=job.en_route_at,
        on_site_at=job.on_site_at,
        paused_at=job.paused_at if job.status is VisitStatus.PAUSED else None,
        finished_at=job.finished_at,
        approved_at=job.approved_at,
        outcome=job.outcome,
        created_at=job.created_at,
    )


async def _offers(tx: BaseDBAsyncClient, job: Job, people: People) -> dict[int, int]:
    """The offers of a job, ids by the number of the master; open ones are due to be reminded of."""
    assert job.given_at is not None
    status, answered = OfferStatus.OPEN, None
    if job.accepted_at:
        status, answered = OfferStatus.ACCEPTED, job.accepted_at
    elif job.declined_at:
        status, answered = OfferStatus.DECLINED, job.declined_at
    made = {}
    for rank, number in enumerate(job.offered_to):
        offer = await Offer.create(
            using_db=tx,
            visit_id=job.visit_id,
            master_id=people.masters[number],
            rank=rank,
            status=status,
            reason=job.reason if job.declined_at else "",
            expires_at=job.given_at + PATIENCE,
            created_at=job.given_at,
            answered_at=answered,
        )
        made[number] = offer.id
        if status is OfferStatus.OPEN:
            await DueRow.create(
                using_db=tx,
                kind="offer.remind",
                key=f"offer:{offer.id}:remind:1",
                due_at=offer.expires_at,
                data={"offer_id": offer.id},
            )
    return made


async def _worksheets(tx: BaseDBAsyncClient, jobs: list[Job]) -> None:
    numbers = await ids(tx, "worksheet_id_seq", len(jobs))
    sheets, lines = [], []
    for job, worksheet_id in zip(jobs, numbers, strict=True):
        assert job.finished_at
        assert job.on_site_at
        sold = [(LineKind.WORK, job.service.name, job.service.price)]
        sold += [(LineKind.PART, name, price) for name, price in job.parts]
        lines += [
            WorksheetLine(
                worksheet_id=worksheet_id, kind=kind, name=name, quantity=Decimal(1), price=price, rank=rank
            )
            for rank, (kind, name, price) in enumerate(sold)
        ]
        sheets.append(
            Worksheet(
                id=worksheet_id,
                visit_id=job.visit_id,
                works=job.works,
                minutes=round((job.finished_at - job.on_site_at).total_seconds() / 60),
                total=sum(price for _, _, price in sold),
                submitted_at=job.finished_at,
                returned_at=job.returned_at,
                return_reason=job.reason if job.returned_at else "",
                approved_at=job.approved_at,
            )
        )
    await Worksheet.bulk_create(sheets, using_db=tx)
    await WorksheetLine.bulk_create(lines, using_db=tx)
