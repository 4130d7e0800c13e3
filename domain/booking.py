"""Planning visits: when, at whom. One verb moves, stretches and gives to another; another one swaps two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tortoise.exceptions import IntegrityError

from domain import closing, company, crew, placing, sla, slots
from domain import conflicts as looking
from domain.access import Actor, Right, require, visit_for
from domain.change import change
from domain.conflicts import Conflict, Put
from domain.errors import Changed, NotNow, SlotBusy, WindowMissing
from domain.events import PromiseChanged, VisitsSwapped
from domain.models import HistoryEntry, Person, Visit
from domain.schedule import Reason
from domain.statuses import TO_DO, VisitStatus


@dataclass(frozen=True)
class Outlook:
    """What a plan would meet, and what it would do besides, as texts."""

    conflicts: tuple[Conflict, ...]
    effects: tuple[Reason, ...]

    @property
    def may_override(self) -> bool:
        """Whether a reason is all that is missing."""
        return bool(self.conflicts) and not any(one.final for one in self.conflicts)


async def plan(
    visit_id: int,
    *,
    starts_at: datetime,
    ends_at: datetime,
    master_id: int | None,
    by: Actor,
    version: int,
    override: str = "",
    agreed: bool = False,
) -> None:
    """Give a visit this period and this master, None to have it wait for one; what it has already is no change.

    Any visit that hasn't begun may be planned; of one under way the end alone. Who has accepted and is given another
    time confirms again, see :attr:`domain.conflicts.Put.after`. Who works on it together goes along to another time,
    each with his own visit. ``agreed`` says that the client knows of the time: it
    is what he is promised from now on. Hours, absence, skill, travel and the client's promised window may be
    overridden with a reason, an overlap never.

    Raises :class:`MasterUnfit` with the reasons, :class:`PromiseLeft`, :class:`SlotBusy`, :class:`Changed` when the
    visit isn't at ``version`` any more, :class:`NotNow`, OnHold, NotFound, Invalid for a time that can't be.
    """
    put = await _wanted(visit_id, starts_at, ends_at, master_id, by)
    if put.is_done:
        return
    if put.visit.version != version:
        raise Changed
    await _carry_out([put, *await crew.beside(put)], by, override, agreed=agreed)


async def conflicts(
    visit_id: int,
    *,
    starts_at: datetime,
    ends_at: datetime,
    master_id: int | None,
    by: Actor,
    agreed: bool = False,
) -> Outlook:
    """What :func:`plan` would meet and do; nothing is written. Raises NotNow, Invalid, NotFound."""
    put = await _wanted(visit_id, starts_at, ends_at, master_id, by)
    return await _outlook([put, *await crew.beside(put)], agreed=agreed)


async def swap(
    visit_a: int, visit_b: int, *, by: Actor, versions: tuple[int, int], override: str = ""
) -> None:
    """Let two visits exchange master and period, in one go; ``versions`` are theirs.

    Raises as :func:`plan`, and WindowMissing when one of them has no time.
    """
    puts = await _crossed(visit_a, visit_b, by)
    a, b = (put.visit for put in puts[:2])
    if (a.version, b.version) != versions:
        raise Changed
    swapped = VisitsSwapped(a.order_id, a.id, b.order.number), VisitsSwapped(b.order_id, b.id, a.order.number)
    await _carry_out(puts, by, override, first=swapped)


async def swap_conflicts(visit_a: int, visit_b: int, *, by: Actor) -> Outlook:
    """What :func:`swap` would meet and do; nothing is written."""
    puts = await _crossed(visit_a, visit_b, by)
    outlook = await _outlook(puts)
    return replace(outlook, effects=(*outlook.effects, *filter(None, map(_lasting, puts[:2]))))


async def undo(visit_id: int, *, version: int, by: Actor) -> list[int]:
    """Take back what the same person planned last, with all that was planned along: the visits that are as they were.

    Time and master, status, acceptance and what the client was promised are again what they were before; the masters
    are told. Offers that were withdrawn stay so. What can be overridden was so before and is passed over, but not that
    the master is away or off shift since then. Raises :class:`Changed` when a visit isn't at ``version``, or as that
    plan left it, any more; WindowMissing when it had no time, :class:`MasterUnfit`, SlotBusy, OnHold, NotNow.
    """
    require(by, Right.ORDERS_DISPATCH)
    visit = await visit_for(by, visit_id)
    planned = await _planned_by(by, visit)
    if planned is None or visit.version != version:
        raise Changed
    together = planned.data["was"]["together"]
    puts = [placing.back(visit, planned)]
    for other_id in together:
        if other_id != visit_id:
            other = await visit_for(by, other_id)
            known = await _planned_by(by, other)
            if known is None or known.data["was"]["together"] != together:  # planned apart since
                raise Changed
            puts.append(placing.back(other, known))
    await _carry_out(puts, by, "")
    return [put.visit.id for put in puts]


async def _planned_by(by: Actor, visit: Visit) -> HistoryEntry | None:
    """The line that says what a visit was before the person planned it, if nothing has become of it since."""
    last = await HistoryEntry.filter(order_id=visit.order_id, visit_id=visit.id).order_by("-id").first()
    was = last.data.get("was") if last and last.actor_id == by.id else None
    return last if was is not None and was["version"] == visit.version else None


async def promise(visit_id: int, starts_at: datetime, ends_at: datetime, *, by: Actor) -> None:
    """Promise the client another window, to all who work on it together; what is planned stays as it is.

    Whoever plans by what was promised before, or takes a plan back to it, has to look again.

    Raises Invalid for a window that can't be, NotNow when the work is over.
    """
    require(by, Right.ORDERS_DISPATCH)
    slots.checked(starts_at, ends_at)
    known = await visit_for(by, visit_id)
    async with change(by) as tx:
        await closing.hold(tx, known.order_id)
        visit = await Visit.get(id=visit_id, using_db=tx.connection)
        if visit.status not in TO_DO:
            raise NotNow(status=visit.status)
        await tx.sql(
            "UPDATE visit SET promised_from = $2, promised_to = $3, version = version + 1 "
            "WHERE order_id = $1 AND status = ANY($4::text[])",
            visit.order_id,
            starts_at,
            ends_at,
            sorted(TO_DO),
        )
        was = [moment.isoformat() if moment else "" for moment in (visit.promised_from, visit.promised_to)]
        times = starts_at.isoformat(), ends_at.isoformat()
        tx.record(PromiseChanged(visit.order_id, visit.id, *times, *was), visit.order_id, visit.id)
        await sla.renew(tx, visit.order_id)


async def _wanted(
    visit_id: int, starts_at: datetime, ends_at: datetime, master_id: int | None, by: Actor
) -> Put:
    """The plan as asked for. Raises what makes it none at all."""
    require(by, Right.ORDERS_DISPATCH)
    put = Put(await visit_for(by, visit_id), starts_at, ends_at, master_id)
    if not put.keeps_time:
        slots.checked(starts_at, ends_at)
    looking.check(put)
    return put


async def _crossed(visit_a: int, visit_b: int, by: Actor) -> list[Put]:
    """Two visits, each with the other's place; after them who works along, each to the other time with his own."""
    require(by, Right.ORDERS_DISPATCH)
    a, b = await visit_for(by, visit_a), await visit_for(by, visit_b)
    if a.id == b.id or not (a.starts_at and a.ends_at and b.starts_at and b.ends_at):
        raise WindowMissing
    puts = [Put(a, b.starts_at, b.ends_at, b.master_id), Put(b, a.starts_at, a.ends_at, a.master_id)]
    for put in puts:
        slots.checked(put.starts_at, put.ends_at)
        looking.check(put)
    return [*puts, *await crew.beside(puts[0]), *await crew.beside(puts[1])]


async def _carry_out(
    puts: Sequence[Put],
    by: Actor,
    override: str,
    *,
    agreed: bool = False,
    first: Sequence[VisitsSwapped] = (),
) -> None:
    """Plan; ``first`` stands in history before what comes of it."""
    override = placing.reason_of(override)
    try:
        async with change(by) as tx:
            for event in first:
                tx.record(event, event.order_id, event.visit_id)
            await placing.carry_out(tx, puts, override=override, agreed=agreed)
    except IntegrityError as error:
        refusal = placing.busy(error)
        if isinstance(refusal, SlotBusy):  # by now it can be seen with whom
            looking.require_none(await looking.of(puts, agreed=agreed), override)
        raise refusal from error


async def _outlook(puts: Sequence[Put], *, agreed: bool = False) -> Outlook:
    found = await looking.of(puts, agreed=agreed)
    effects: list[Reason] = []
    for put in puts:
        if put.is_possible:
            effects += [one for one in await _effects(put, puts, agreed=agreed) if one not in effects]
    return Outlook(tuple(found), tuple(effects))


async def _effects(put: Put, puts: Sequence[Put], *, agreed: bool) -> list[Reason]:
    """What a plan, made together with others, does to people."""
    visit, found = put.visit, list[Reason]()
    left_for = next((one for one in puts if one is not put and one.master_id == visit.master_id), None)
    if visit.master is not None and not put.keeps_master and left_for is None:
        found.append(Reason("effect.loses", {"name": visit.master.name}))
    if put.master_id is None:
        found += [Reason("effect.unassigned")] if visit.master_id is not None else []
        found += [Reason("effect.offers_unfit")] if visit.status is VisitStatus.OFFERED else []
    elif not put.is_done:
        found.append(await _of_master(put, put.master_id, puts))
        found += [Reason("effect.offers")] if visit.status is VisitStatus.OFFERED else []
    if agreed or visit.promised_from is None:
        promised = [moment.isoformat() for moment in put.promise]
        found.append(Reason("effect.promised", {"promised": promised, "zone": await company.zone()}))
    return found


def _lasting(put: Put) -> Reason | None:
    """That the visit is given more time, or less, than it had."""
    assert put.visit.starts_at is not None
    assert put.visit.ends_at is not None
    more = (put.ends_at - put.starts_at) - (put.visit.ends_at - put.visit.starts_at)
    minutes = int(more.total_seconds()) // 60
    key = "effect.longer" if minutes > 0 else "effect.shorter"
    return Reason(key, {"number": put.visit.order.number, "minutes": abs(minutes)}) if minutes else None


async def _of_master(put: Put, master_id: int, puts: Sequence[Put]) -> Reason:
    """What the master who has the visit then will hear: of another time, or of a visit, instead of which other."""
    name = (await Person.get(id=master_id)).name
    if put.keeps_master:
        return Reason(
            "effect.confirm" if put.after is VisitStatus.ASSIGNED else "effect.told", {"name": name}
        )
    before = next((one.visit.order.number for one in puts if one.visit.master_id == master_id), None)
    if before is None:
        return Reason("effect.assigned", {"name": name})
    return Reason("effect.instead", {"name": name, "was": before, "number": put.visit.order.number})
