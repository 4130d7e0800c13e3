"""The single times of recurring orders: made into orders ahead, each once; skipped; moved.

However many workers make ahead at once, the series' row is held by one of them, and the unique key of series and
RECURRENCE-ID stands behind it. A run that dies leaves whole orders or none, and the next one makes what is missing.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import structlog
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from domain import clock, company, crew, recurrence, sla, slots
from domain.access import SYSTEM, Actor, Right, require
from domain.change import Change, change
from domain.conflicts import Put
from domain.errors import MasterUnfit, NotFound, SeriesEnded, SlotBusy
from domain.events import OccurrencesAssigned, OccurrencesUnplaced, VisitAssigned
from domain.models import Occurrence, OccurrenceState, Series, Visit
from domain.orders import NewOrder, call_off, current, write
from domain.placing import busy, carry_out
from domain.series import MAKE, locked, subject
from domain.statuses import OfficeStatus, VisitStatus
from domain.texts import texts
from domain.timing import key_of, setting_of, skipped_ahead, time_of

log = structlog.get_logger()
ORIGIN = sla.UNASKED
RUN = timedelta(minutes=5)  # what could not be placed within so long is told to the office in one message
MOST_DAYS = 366
WITH = ("order__address", "order__service", "master")


async def make_all() -> int:
    """Make what is missing ahead of every series and return how many orders that were. One's fault stops no other."""
    made = 0
    for series_id in await Series.filter(ended_at__isnull=True).order_by("id").values_list("id", flat=True):
        try:
            made += await make(int(series_id))  # type: ignore[call-overload]
        except Exception:
            log.exception("series.failed", series=series_id)
    return made


async def make(series_id: int) -> int:
    """Make the orders that are missing ahead of one series, and return how many they were. Run from a due row too."""
    async with change(SYSTEM) as tx:
        try:
            series = await locked(tx, series_id)
        except (NotFound, SeriesEnded):
            return 0
        made = await write_ahead(tx, series)
        _tell(tx, series, made)
    return len(made)


async def write_ahead(tx: Change, series: Series) -> list[tuple[Occurrence, Visit]]:
    """Within a change that holds the series: its missing orders, as many days ahead as the company says.

    Nobody is told yet.
    """
    now = recurrence.wall(tx.at, series.zone)
    days = min(await company.get("series_days_ahead"), MOST_DAYS)
    until = datetime.combine(
        now.date() + timedelta(days=days), time()
    )  # whole days: the hour of the run is all one
    setting = setting_of(series)
    held = {one[:10] for one in series.skipped}
    held |= {
        row["recurrence_id"][:10]
        for row in await tx.sql("SELECT recurrence_id FROM occurrence WHERE series_id = $1", series.id)
    }
    if series.master_id is not None:
        await tx.lock_masters(series.master_id)
    walls = recurrence.between(setting.rule, setting.starts, now, until)
    return [await _make(tx, series, wall) for wall in walls if wall.date().isoformat() not in held]


async def tell_unplaced(since: str, until: str) -> None:
    """Tell the office of what could not be placed between two moments and still has no time. Run from a due row."""
    async with change(SYSTEM) as tx:
        rows = await tx.sql(
            'SELECT o.id, o.number FROM occurrence c JOIN "order" o ON o.id = c.order_id '
            "WHERE c.state = 'unplaced' AND o.created_at >= $1 AND o.created_at < $2 AND o.office_status IS NULL "
            "AND EXISTS (SELECT 1 FROM visit v WHERE v.order_id = o.id AND v.starts_at IS NULL) ORDER BY o.number",
            datetime.fromisoformat(since),
            datetime.fromisoformat(until),
        )
        if rows:
            numbers = " ".join(str(row["number"]) for row in rows)
            order_id = rows[0]["id"]
            tx.notify_office(OccurrencesUnplaced(order_id, len(rows), numbers), order_id)


async def skip(series_id: int, day: date, *, by: Actor) -> None:
    """Leave out the occurrence of a local day; its order is cancelled, whoever has it.

    Raises NotFound when nothing is to come that day, :class:`NotNow` when the work has begun to be over.
    """
    require(by, Right.ORDERS_DISPATCH)
    async with change(by) as tx:
        series = await locked(tx, series_id)
        wall = time_of(series, day, recurrence.wall(tx.at, series.zone))
        series.skipped = [*series.skipped, key_of(wall)]
        await series.save(using_db=tx.connection, update_fields=["skipped"])
        occurrence = await _of_day(series, day)
        if occurrence is not None and occurrence.order.office_status is not OfficeStatus.CANCELLED:
            await call_off(tx, occurrence.order, texts(by.locale)("series.reason_skipped"))
        await tx.audit("series.skipped", subject(series), day=day.isoformat())


async def unskip(series_id: int, day: date, *, by: Actor) -> None:
    """Bring back a local day that was left out: a new order is made of it, the cancelled one stays what it is.

    Raises NotFound when that day isn't one left out and still to come, :class:`SeriesEnded`.
    """
    require(by, Right.ORDERS_DISPATCH)
    async with change(by) as tx:
        series = await locked(tx, series_id)
        if day not in skipped_ahead(series, recurrence.wall(tx.at, series.zone)):
            raise NotFound
        series.skipped = [one for one in series.skipped if one[:10] != day.isoformat()]
        await series.save(using_db=tx.connection, update_fields=["skipped"])
        occurrence = await _of_day(series, day)
        if occurrence is not None and occurrence.order.office_status is OfficeStatus.CANCELLED:
            await occurrence.delete(using_db=tx.connection)
        await tx.audit("series.unskipped", subject(series), day=day.isoformat())
        tx.later(MAKE, f"series:{series.id}:again:{tx.at.isoformat()}", tx.at, series_id=series.id)


async def move(series_id: int, day: date, starts_at: datetime, ends_at: datetime, *, by: Actor) -> Occurrence:
    """Give the occurrence of a local day another time; from then on it goes its own way.

    Its master keeps it if he can come then, and confirms anew. Raises :class:`MasterUnfit`, :class:`SlotBusy`,
    :class:`NotNow`, Invalid for a time that can't be, NotFound when nothing is to come that day.
    """
    require(by, Right.ORDERS_DISPATCH)
    slots.checked(starts_at, ends_at)
    try:
        async with change(by) as tx:
            series = await locked(tx, series_id)
            wall = time_of(series, day, recurrence.wall(tx.at, series.zone))
            occurrence = await _of_day(series, day)
            if occurrence is None:
                occurrence, _ = await _make(tx, series, wall, place=False)
            every = (
                await Visit.filter(order_id=occurrence.order_id).using_db(tx.connection).select_related(*WITH)
            )
            visit = current(every)
            assert visit is not None
            await _move(tx, series, visit, starts_at, ends_at)
            occurrence.state = OccurrenceState.PLACED
            occurrence.version = 0  # it is somebody's own now
            await occurrence.save(using_db=tx.connection, update_fields=["state", "version"])
            await tx.audit("series.moved", subject(series), day=day.isoformat(), to=starts_at.isoformat())
    except IntegrityError as error:
        raise busy(error) from error
    return occurrence


async def _make(
    tx: Change, series: Series, wall: datetime, *, place: bool = True
) -> tuple[Occurrence, Visit]:
    """The order of one local time with its visit, at its master's when he can come."""
    start = recurrence.moment(wall, series.zone)
    end = start + timedelta(minutes=series.minutes)
    new = NewOrder(
        service_id=series.service_id,
        text=series.text,
        priority=series.priority,
        starts_at=start,
        ends_at=end,
        price=series.price,
    )
    service = await series.service
    order, visit = await write(tx, new, series.client_id, series.address_id, service, ORIGIN, asked=False)
    placed = True
    if place and series.master_id is not None:
        made = await Visit.get(id=visit.id, using_db=tx.connection).select_related(*WITH)
        placed = await _place(tx, Put(made, start, end, series.master_id))
    if not placed:
        await tx.sql(
            "UPDATE visit SET starts_at = NULL, ends_at = NULL, promised_from = NULL, promised_to = NULL WHERE id = $1",
            visit.id,
        )
    await visit.refresh_from_db(using_db=tx.connection)
    occurrence = await Occurrence.create(
        using_db=tx.connection,
        series_id=series.id,
        recurrence_id=key_of(wall),
        order_id=order.id,
        state=OccurrenceState.PLACED if placed else OccurrenceState.UNPLACED,
        version=visit.version,
    )
    return occurrence, visit


async def _place(tx: Change, *puts: Put, agreed: bool = False, tell: bool = False) -> bool:
    """Give the visit to the series' master if he can come. What the database refuses undoes this alone."""
    try:
        async with in_transaction():
            await carry_out(tx, puts, agreed=agreed, tell=tell)
    except (MasterUnfit, SlotBusy, NotFound):
        return False
    except IntegrityError as error:
        if not isinstance(busy(error), SlotBusy):
            raise
        return False
    return True


async def _move(tx: Change, series: Series, visit: Visit, starts_at: datetime, ends_at: datetime) -> None:
    """The window is agreed on anew. One that has no master yet is the series' master's if he can come then.

    Who works along goes along.
    """
    put = Put(visit, starts_at, ends_at, visit.master_id)
    others = await crew.beside(put)
    if visit.status is VisitStatus.UNASSIGNED and series.master_id is not None:
        own = replace(put, master_id=series.master_id)
        if await _place(tx, own, *others, agreed=True, tell=True):
            return
    await carry_out(tx, [put, *others], agreed=True)


async def _of_day(series: Series, day: date) -> Occurrence | None:
    return await Occurrence.get_or_none(
        series_id=series.id, recurrence_id__startswith=day.isoformat()
    ).select_related("order")


def _tell(tx: Change, series: Series, made: list[tuple[Occurrence, Visit]]) -> None:
    """The master hears of what is his in one message, the office of what could not be placed in one per run."""
    own = [visit for _, visit in made if visit.master_id is not None]
    if own:
        first, master_id = own[0], own[0].master_id or 0
        if len(own) == 1:
            tx.notify([master_id], VisitAssigned(first.order_id, first.id, master_id), first.order_id)
        else:
            tx.notify([master_id], OccurrencesAssigned(series.id, master_id, first.id, len(own)))
    if any(occurrence.state is OccurrenceState.UNPLACED for occurrence, _ in made):
        begin = clock.floor(tx.at, RUN)
        end = begin + RUN
        tx.later(
            "series.tell",
            f"series:tell:{begin:%Y%m%d%H%M}",
            end + RUN / 5,  # a change begun within the run may be committed a little after it
            since=begin.isoformat(),
            until=end.isoformat(),
        )
