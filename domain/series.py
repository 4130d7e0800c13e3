"""Recurring orders: making one of an order, changing it, ending it. Their orders are made in :mod:`domain.occurrences`.

What is ahead and untouched follows a change: an order that isn't in the rule any more, or not at that time, is
cancelled, and its day is free for what the new rule brings. What somebody has touched stays as it is. The first day
and the skipped ones are local dates.
"""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from domain import company, recurrence
from domain.access import Actor, Right, order_for, require
from domain.ahead import Impact, reconcile
from domain.change import Change, change
from domain.errors import Changed, NotFound, RepeatsAlready, SeriesEnded
from domain.models import (
    Master,
    Occurrence,
    OccurrenceState,
    PersonStatus,
    Series,
)
from domain.orders import NewOrder, checked, current, end_draft, parties
from domain.recurrence import Plan
from domain.statuses import OfficeStatus
from domain.timing import (
    DAY,
    Setting,
    first_setting,
    key_of,
    next_setting,
    planned_of,
    setting_for,
    setting_of,
    time_of,
)

MAKE = "series.make"


def ended(series: Series, now: datetime) -> bool:
    """Whether nothing comes of the series any more."""
    after = recurrence.wall(now, series.zone)
    return series.ended_at is not None or not setting_of(series).times(after, 1, series.skipped)


async def series_for(actor: Actor, series_id: int) -> Series:
    """A series for the office, with client, address, service and master. Raises NotAllowed, :class:`NotFound`."""
    require(actor, Right.ORDERS_SEE)
    found = await Series.get_or_none(id=series_id).select_related("client", "address", "service", "master")
    if found is None:
        raise NotFound
    return found


async def live(*, by: Actor) -> list[Series]:
    """The series that haven't been ended, for the office."""
    require(by, Right.ORDERS_SEE)
    return (
        await Series.filter(ended_at__isnull=True)
        .select_related("client", "address", "service", "master")
        .order_by("id")
    )


async def of_order(order_id: int) -> Occurrence | None:
    """What makes the order one of a series, if anything does."""
    return await Occurrence.get_or_none(order_id=order_id)


async def create(order_id: int, plan: Plan, *, by: Actor, draft_id: int | None = None) -> Series:
    """Repeat an order: the series has its client, address, service, words, price and master, who may be none.

    The order is the first of the series where the rule has its day. Raises :class:`Invalid`,
    :class:`RepeatsAlready`, DraftGone, and as order_for.
    """
    require(by, Right.ORDERS_DISPATCH)
    order = await order_for(by, order_id)
    await order.fetch_related("visits")
    async with change(by) as tx:
        await tx.sql('SELECT 1 FROM "order" WHERE id = $1 FOR UPDATE', order_id)
        belongs = await Occurrence.get_or_none(order_id=order_id, using_db=tx.connection)
        if belongs is not None:
            raise RepeatsAlready(series_id=belongs.series_id)
        await end_draft(tx, draft_id)
        setting = await first_setting(order, plan, tx.at)
        visit, zone = current(order.visits), await company.zone()
        series = await _write(
            tx,
            setting,
            client_id=order.client_id,
            address_id=order.address_id,
            service_id=order.service_id,
            text=order.text,
            priority=order.priority,
            price=order.price,
            zone=zone,
            master_id=visit.master_id if visit else None,
        )
        planned = planned_of(order)
        if planned is not None and order.office_status is not OfficeStatus.CANCELLED:
            day = datetime.combine(recurrence.wall(planned[0], zone), time())
            for wall in recurrence.between(setting.rule, setting.starts, day, day + DAY):
                await Occurrence.create(
                    using_db=tx.connection,
                    series_id=series.id,
                    recurrence_id=key_of(wall),
                    order_id=order_id,
                    state=OccurrenceState.PLACED,
                    version=0,  # somebody made it: it stays whatever becomes of the series
                )
        await tx.audit("series.created", subject(series), rule=series.rule, order=order_id)
        make_soon(tx, series)
        tx.redraw(order_id)
    return series


async def start(
    new: NewOrder, plan: Plan, *, by: Actor, master_id: int | None = None, draft_id: int | None = None
) -> Series:
    """Make a series that no order was before; its orders are made ahead like those of any other.

    ``new`` says what is wanted, of known or new client and address, without a time. Raises :class:`Invalid`, NotFound
    for what isn't there, a master among it, DraftGone.
    """
    require(by, Right.ORDERS_DISPATCH)
    new = checked(new)
    async with change(by) as tx:
        await end_draft(tx, draft_id)
        client_id, address_id, service = await parties(tx, new)
        await _require_master(tx, master_id)
        zone = await company.zone()
        setting = await setting_for(service, plan, recurrence.wall(tx.at, zone))
        series = await _write(
            tx,
            setting,
            client_id=client_id,
            address_id=address_id,
            service_id=service.id,
            text=new.text,
            priority=new.priority,
            price=service.price if new.price is None else new.price,
            zone=zone,
            master_id=master_id,
        )
        await tx.audit("series.created", subject(series), rule=series.rule)
        make_soon(tx, series)
    return series


async def alter(
    series_id: int,
    plan: Plan,
    *,
    by: Actor,
    version: int,
    master_id: int | None = None,
    draft_id: int | None = None,
) -> Impact:
    """Change the whole series from now on, and its master to ``master_id``.

    Raises :class:`Invalid`, :class:`Changed` when somebody changed it since ``version``, :class:`SeriesEnded`, NotFound
    for a master who isn't one, DraftGone.
    """
    require(by, Right.ORDERS_DISPATCH)
    async with change(by) as tx:
        await end_draft(tx, draft_id)
        series = await locked(tx, series_id, version)
        after = recurrence.wall(tx.at, series.zone)
        setting = next_setting(series, plan, after)
        same = await _checked_master(tx, series, master_id)
        impact = await reconcile(tx, series, after, setting, same_master=same)
        await tx.audit("series.changed", subject(series), before=series.rule, rule=setting.rule.text)
        _set(series, setting, master_id)
        await series.save(using_db=tx.connection)
        make_soon(tx, series)
    return impact


async def follow(
    series_id: int,
    day: date,
    plan: Plan,
    *,
    by: Actor,
    version: int,
    master_id: int | None = None,
    draft_id: int | None = None,
) -> tuple[Series, Impact]:
    """This and following: the series ends before its occurrence of ``day``, and a new one goes on from it.

    Raises as :func:`alter`, and NotFound when the series has nothing to come on that day.
    """
    require(by, Right.ORDERS_DISPATCH)
    async with change(by) as tx:
        await end_draft(tx, draft_id)
        old = await locked(tx, series_id, version)
        after = time_of(old, day, recurrence.wall(tx.at, old.zone))
        setting = next_setting(old, plan, recurrence.wall(tx.at, old.zone), day)
        same = await _checked_master(tx, old, master_id)
        impact = await reconcile(tx, old, after, setting, same_master=same)
        new = await _write(
            tx,
            setting,
            **{
                name: getattr(old, name)
                for name in ("client_id", "address_id", "service_id", "text", "priority", "price", "zone")
            },
            skipped=[one for one in old.skipped if one >= key_of(after)],
            master_id=master_id,
            follows_id=old.id,
        )
        await tx.sql(
            "UPDATE occurrence SET series_id = $2 WHERE series_id = $1 AND recurrence_id >= $3",
            old.id,
            new.id,
            day.isoformat(),
        )
        before = recurrence.parse(old.rule)
        old.rule = replace(before, count=None, until=day - DAY).text
        old.version += 1
        if not setting_of(old).times(recurrence.wall(tx.at, old.zone), 1, old.skipped):
            old.ended_at = tx.at
        await old.save(using_db=tx.connection)
        await tx.audit("series.followed", subject(old), by_series=new.id, before=before.text, rule=new.rule)
        make_soon(tx, new)
    return new, impact


async def set_master(series_id: int, master_id: int | None, *, by: Actor, version: int) -> Impact:
    """Give the series to another master, or to none; what is ahead and untouched is made anew for him.

    Raises as :func:`alter`.
    """
    require(by, Right.ORDERS_DISPATCH)
    async with change(by) as tx:
        series = await locked(tx, series_id, version)
        same = await _checked_master(tx, series, master_id)
        if same:
            return Impact(0, 0)
        setting = setting_of(series)
        impact = await reconcile(tx, series, recurrence.wall(tx.at, series.zone), setting, same_master=False)
        await tx.audit("series.given", subject(series), before=series.master_id, master=master_id)
        _set(series, setting, master_id)
        await series.save(using_db=tx.connection)
        make_soon(tx, series)
    return impact


async def end(series_id: int, *, by: Actor) -> Impact:
    """Nothing more comes of the series; what is ahead and untouched is cancelled. Raises :class:`SeriesEnded`."""
    require(by, Right.ORDERS_DISPATCH)
    async with change(by) as tx:
        series = await locked(tx, series_id)
        impact = await reconcile(tx, series, recurrence.wall(tx.at, series.zone), None)
        series.ended_at, series.version = tx.at, series.version + 1
        await series.save(using_db=tx.connection)
        await tx.audit("series.ended", subject(series), rule=series.rule)
    return impact


async def locked(tx: Change, series_id: int, version: int | None = None) -> Series:
    """The series, its row held until the change ends. Raises NotFound, :class:`SeriesEnded`, :class:`Changed`."""
    series = await Series.select_for_update().using_db(tx.connection).get_or_none(id=series_id)
    if series is None:
        raise NotFound
    if series.ended_at is not None:
        raise SeriesEnded
    if version is not None and version != series.version:
        raise Changed
    return series


def make_soon(tx: Change, series: Series) -> None:
    """Have a worker make what is missing ahead as soon as this change is committed."""
    tx.later(MAKE, f"series:{series.id}:make:{series.version}", tx.at, series_id=series.id)


def subject(series: Series) -> str:
    """What the audit log calls the series."""
    return f"series:{series.id}"


def _set(series: Series, setting: Setting, master_id: int | None) -> None:
    series.rule, series.starts, series.minutes = setting.rule.text, key_of(setting.starts), setting.minutes
    series.master_id = master_id
    series.version += 1


async def _checked_master(tx: Change, series: Series, master_id: int | None) -> bool:
    """Whether the series keeps its master. Raises NotFound for one who isn't a master at work."""
    if master_id == series.master_id:
        return True
    await _require_master(tx, master_id)
    return False


async def _require_master(tx: Change, master_id: int | None) -> None:
    at_work = Master.filter(person_id=master_id, person__status=PersonStatus.ACTIVE).using_db(tx.connection)
    if master_id is not None and not await at_work.exists():
        raise NotFound


async def _write(tx: Change, setting: Setting, **values: Any) -> Series:
    return await Series.create(
        using_db=tx.connection,
        rule=setting.rule.text,
        starts=key_of(setting.starts),
        minutes=setting.minutes,
        created_by_id=tx.by.id,
        created_at=tx.at,
        **values,
    )
