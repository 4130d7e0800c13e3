"""What stands in the way of a plan, and what it would do besides: looked at before anything is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain import schedule
from domain.errors import MasterUnfit, NotFound, NotNow, OnHold, PromiseLeft, SlotBusy
from domain.intervals import Span
from domain.models import Master, Order, PersonStatus, Visit
from domain.schedule import Agenda, Reason, Rules
from domain.statuses import GOING_ON, MASTERLESS, VisitStatus

PLANNABLE = MASTERLESS | {VisitStatus.ASSIGNED, VisitStatus.ACCEPTED}
BUSY, ON_HOLD, BEGUN = "reason.busy", "reason.on_hold", "reason.begun"
NO_SKILL = "reason.no_skill"
# What was known of a master when he was given the visit: no news when it gets another time.
STANDING = frozenset({NO_SKILL, "reason.other_area", "reason.too_far", "reason.unreachable"})
# What gets worse with every later end: news when a visit that has it is stretched.
LATER = frozenset({"reason.outside_hours", "reason.no_time_to_next"})
THERE = GOING_ON - {VisitStatus.EN_ROUTE}  # the master has come: that promise is kept


@dataclass(frozen=True)
class Before:
    """What a visit was besides its period and master before it was planned, at ``planned_at``."""

    planned_at: datetime
    status: VisitStatus
    accepted_at: datetime | None
    promised_from: datetime | None
    promised_to: datetime | None


@dataclass(frozen=True)
class Put:
    """A visit as it was read, with its order, address, service and master; and the period and master it is to have.

    ``back`` says that they are those it had, and what else it was then.
    """

    visit: Visit
    starts_at: datetime
    ends_at: datetime
    master_id: int | None
    back: Before | None = None

    @property
    def span(self) -> Span:
        return self.starts_at, self.ends_at

    @property
    def keeps_master(self) -> bool:
        return self.master_id == self.visit.master_id

    @property
    def keeps_start(self) -> bool:
        return self.starts_at == self.visit.starts_at

    @property
    def keeps_time(self) -> bool:
        return self.keeps_start and self.ends_at == self.visit.ends_at

    @property
    def ends_later(self) -> bool:
        """Whether the visit is stretched: its end alone moves, away from its beginning."""
        return self.keeps_start and self.visit.ends_at is not None and self.ends_at > self.visit.ends_at

    @property
    def takes_longer(self) -> bool:
        """Whether the visit gets more time than it had and ends later, wherever it begins."""
        visit = self.visit
        if visit.starts_at is None or visit.ends_at is None or self.ends_at <= visit.ends_at:
            return False
        return self.ends_at - self.starts_at > visit.ends_at - visit.starts_at

    @property
    def promise(self) -> tuple[datetime, datetime]:
        """What the client is promised by it: the whole of it, or as long a window for the beginning as he had."""
        visit, start = self.visit, self.starts_at
        if visit.ends_at and visit.promised_from and visit.promised_to and visit.ends_at > visit.promised_to:
            return start, start + (visit.promised_to - visit.promised_from)
        return self.span

    @property
    def is_possible(self) -> bool:
        """Whether a visit of that status may get the plan: once begun, its end alone may move."""
        if self.visit.status in GOING_ON:
            return self.keeps_master and self.keeps_start
        return self.visit.status in PLANNABLE

    @property
    def is_done(self) -> bool:
        """Whether the visit has both already."""
        return self.keeps_time and self.keeps_master

    @property
    def after(self) -> VisitStatus:
        """The visit's status under the plan.

        A master who has accepted need not confirm again when only the end moves, or when the start stays within the
        window the client was promised: that window stood on the card he said yes to. Any other time is another
        promise of his, so he is asked.
        """
        visit = self.visit
        if self.master_id is None:
            return visit.status if visit.master_id is None else VisitStatus.UNASSIGNED
        if self.back is not None:
            return self.back.status
        if not self.keeps_master:
            return VisitStatus.ASSIGNED
        if self.keeps_start or is_promised(visit, self.starts_at):
            return visit.status
        return VisitStatus.ASSIGNED


@dataclass(frozen=True)
class Conflict:
    """Something in the way of a plan, of the master ``name`` if it is a matter of his.

    A ``final`` one can't be overridden; all others can, with a reason.
    """

    reason: Reason
    name: str = ""
    final: bool = False


def check(put: Put) -> None:
    """Raise :class:`NotNow` unless the visit may get that plan."""
    if not put.is_possible:
        raise NotNow(status=put.visit.status)


def is_promised(visit: Visit, start: datetime) -> bool:
    """Whether a beginning at ``start`` keeps what the client was promised: he is waiting from the one to the other."""
    if visit.promised_from is None or visit.promised_to is None:
        return False
    return visit.promised_from <= start < visit.promised_to


async def of(puts: Sequence[Put], *, agreed: bool = False) -> list[Conflict]:
    """What stands in the way of plans that are made together; the present places of their visits are free.

    ``agreed`` says that the client knows of the new time. What is put back was so before, whatever was said of it then:
    in its way are an overlap, a hold, and what has come up since. Raises NotFound for a master who doesn't work here.
    """
    together = [put.visit.id for put in puts]
    found: list[Conflict] = []
    for put in puts:
        if not put.is_possible:  # it would have gone along with the others
            found.append(
                Conflict(Reason(BEGUN), put.visit.master.name if put.visit.master else "", final=True)
            )
            continue
        if put.master_id is not None:
            if put.visit.order.held_at is not None:
                found.append(Conflict(Reason(ON_HOLD), final=True))
            found += await _of_master(put, put.master_id, together)
        if not agreed and put.back is None:
            found += [one for one in await _promise_left(put, puts) if one not in found]
    return found


def require_none(found: Sequence[Conflict], override: str) -> None:
    """Raise what the conflicts mean, final ones in any case, others unless a reason is given to override them."""
    for one in found:
        if one.final and one.reason.key == BUSY:
            raise SlotBusy(name=one.name, number=one.reason.values["number"])
        if one.final:
            raise OnHold
    if not found or override:
        return
    rows = [one.reason.row() for one in found]
    name = next((one.name for one in found if one.name), "")
    if not name:
        raise PromiseLeft(reasons=rows)
    raise MasterUnfit(name=name, reasons=[one.reason.row() for one in found if one.name in {name, ""}])


async def reasons_against(master: Master, visit: Visit, window: Span, but: Collection[int]) -> list[Reason]:
    """All that keeps a master, who comes with his person, from the visit at that time; visits ``but`` aside."""
    by = await schedule.rules()
    agenda = (await schedule.agendas([master.person_id], window, by.zone, but))[master.person_id]
    return against(master, visit.order, agenda, window, by)


def against(master: Master, order: Order, agenda: Agenda, window: Span, by: Rules) -> list[Reason]:
    """The same, by what the master has around that time."""
    found = list(schedule.obstacles(master, agenda, window, schedule.work_of(order), by))
    if order.service.skill not in master.skills:
        found.insert(0, Reason(NO_SKILL))
    if master.person.bot_blocked_at is not None:
        found.append(Reason("reason.unreachable"))
    return found


async def _of_master(put: Put, master_id: int, together: Sequence[int]) -> list[Conflict]:
    """What is new against the master: what held of him as things stand, and goes on, is no news."""
    master = await Master.get_or_none(person_id=master_id, person__status=PersonStatus.ACTIVE).select_related(
        "person"
    )
    if master is None:
        raise NotFound
    visit, known = put.visit, list[Reason]()
    found = await reasons_against(master, visit, put.span, together)
    if put.back is not None:
        planned_at = put.back.planned_at
        found = [one for one in found if one.key == BUSY or (one.since and one.since > planned_at)]
    if put.keeps_master and visit.starts_at is not None and visit.ends_at is not None:
        before = await reasons_against(master, visit, (visit.starts_at, visit.ends_at), together)
        known = [
            reason
            for reason in before
            if (put.keeps_start and not (put.ends_later and reason.key in LATER)) or reason.key in STANDING
        ]
    return [
        Conflict(reason, master.person.name, final=reason.key == BUSY)
        for reason in found
        if reason not in known
    ]


async def _promise_left(put: Put, puts: Sequence[Put]) -> list[Conflict]:
    """That the client was promised another time; of which order where there are several.

    A visit that takes longer leaves the promise when it ended within it and no longer does, unless the master is there
    by then. One that ended after it anyway was promised for its beginning only.
    """
    visit = put.visit
    if visit.promised_from is None or visit.promised_to is None:
        return []
    leaves = visit.ends_at is not None and visit.ends_at <= visit.promised_to < put.ends_at
    outlasts = put.takes_longer and leaves and visit.status not in THERE
    if not outlasts and (put.keeps_start or is_promised(visit, put.starts_at)):
        return []
    zone = (await schedule.rules()).zone
    promised = [moment.isoformat() for moment in (visit.promised_from, visit.promised_to)]
    values: dict[str, Any] = {"promised": promised, "zone": zone}
    if len({one.visit.order_id for one in puts}) == 1:
        return [Conflict(Reason("reason.promised", values))]
    return [Conflict(Reason("reason.promised_of", values | {"number": visit.order.number}))]
