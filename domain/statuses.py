"""What may follow what. Pure: buttons, commands, web and API are all drawn from this one table.

The visit's way, an arrow per action (a test holds this picture against the table):

    unassigned  --offer-->    offered
    unassigned  --assign-->   assigned
    declined    --offer-->    offered
    declined    --assign-->   assigned
    offered     --offer-->    offered
    offered     --assign-->   assigned
    offered     --accept-->   accepted
    offered     --decline-->  declined
    assigned    --assign-->   assigned
    assigned    --accept-->   accepted
    assigned    --decline-->  declined
    accepted    --assign-->   assigned
    accepted    --decline-->  declined
    accepted    --depart-->   en_route
    accepted    --arrive-->   on_site
    en_route    --arrive-->   on_site
    en_route    --not_left-->  accepted
    on_site     --not_left-->  accepted
    on_site     --not_there--> en_route
    on_site     --pause-->    paused
    paused      --resume-->   on_site
    on_site     --finish-->   finished
    returned    --finish-->   finished
    finished    --approve-->  approved
    finished    --return-->   returned
    unassigned  --cancel-->   cancelled
    offered     --cancel-->   cancelled
    declined    --cancel-->   cancelled
    assigned    --cancel-->   cancelled
    accepted    --cancel-->   cancelled
    en_route    --cancel-->   cancelled
    on_site     --cancel-->   cancelled
    paused      --cancel-->   cancelled

``offered --decline--> declined`` is taken when the last open offer is declined or expires. A step pressed by
mistake is taken back by ``not_left`` and ``not_there``, the latter by a master who was on his way before. Planning
(domain/booking.py) is no action of this table: it gives a visit a period and a master, and leaves it assigned where a
master has to confirm, unassigned without one, as it was otherwise. A helper's visit is closed with the lead's
(domain/closing.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class VisitStatus(StrEnum):
    UNASSIGNED = "unassigned"
    OFFERED = "offered"
    DECLINED = "declined"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    PAUSED = "paused"
    FINISHED = "finished"
    RETURNED = "returned"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class OrderStatus(StrEnum):
    NEW = "new"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"
    ON_HOLD = "on_hold"


class OfficeStatus(StrEnum):
    """What the office says of the order itself, above what its visits say."""

    CANCELLED = "cancelled"
    HOLD = "hold"


class Outcome(StrEnum):
    """How a visit ended."""

    DONE = "done"
    SECOND_VISIT = "second_visit"
    CLIENT_ABSENT = "client_absent"
    REFUSED = "refused"
    NOT_REPAIRABLE = "not_repairable"


class Action(StrEnum):
    OFFER = "offer"
    ASSIGN = "assign"
    ACCEPT = "accept"
    DECLINE = "decline"
    DEPART = "depart"
    ARRIVE = "arrive"
    NOT_LEFT = "not_left"
    NOT_THERE = "not_there"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    APPROVE = "approve"
    RETURN = "return"
    CANCEL = "cancel"


class Side(StrEnum):
    """Whose action it is: the master the visit is at (or offered to), or the office."""

    MASTER = "master"
    OFFICE = "office"


class Asks(StrEnum):
    """What an action needs besides the press of a button."""

    NOTHING = "nothing"
    SURE = "sure"  # a yes: it must not happen by a slip of the thumb
    REASON = "reason"
    OUTCOME = "outcome"
    MASTERS = "masters"


@dataclass(frozen=True)
class Step:
    """An action: from which statuses, to which, whose it is, what it asks for."""

    action: Action
    sources: frozenset[VisitStatus]
    target: VisitStatus
    side: Side
    asks: Asks = Asks.NOTHING


V = VisitStatus

# What holds the master's time: the database's exclusion constraint names the same statuses.
BOOKED = frozenset({V.ASSIGNED, V.ACCEPTED, V.EN_ROUTE, V.ON_SITE, V.PAUSED})
NEEDS_MASTER = frozenset({V.UNASSIGNED, V.DECLINED})
MASTERLESS = NEEDS_MASTER | {V.OFFERED}
UNDER_WAY = frozenset({V.EN_ROUTE, V.ON_SITE, V.PAUSED, V.FINISHED, V.RETURNED})
WORKED = frozenset({V.FINISHED, V.RETURNED, V.APPROVED})  # the master has been there: nothing cancels that
OPEN = frozenset(V) - {V.APPROVED, V.CANCELLED}
# While the visit is the master's and active he may see the client's phone and address.
REVEALED = frozenset({V.ACCEPTED, V.EN_ROUTE, V.ON_SITE, V.PAUSED, V.FINISHED, V.RETURNED})
TO_DO = MASTERLESS | BOOKED  # the work isn't over
GOING_ON = frozenset({V.EN_ROUTE, V.ON_SITE, V.PAUSED})  # the master has set out: nothing puts that on hold
TAKEN = REVEALED | {V.APPROVED}  # a master has said yes

STEPS: dict[Action, Step] = {
    step.action: step
    for step in (
        Step(
            Action.OFFER,
            frozenset({V.UNASSIGNED, V.DECLINED, V.OFFERED}),
            V.OFFERED,
            Side.OFFICE,
            Asks.MASTERS,
        ),
        Step(
            Action.ASSIGN,
            frozenset({V.UNASSIGNED, V.DECLINED, V.OFFERED, V.ASSIGNED, V.ACCEPTED}),
            V.ASSIGNED,
            Side.OFFICE,
            Asks.MASTERS,
        ),
        Step(Action.ACCEPT, frozenset({V.OFFERED, V.ASSIGNED}), V.ACCEPTED, Side.MASTER),
        Step(
            Action.DECLINE,
            frozenset({V.OFFERED, V.ASSIGNED, V.ACCEPTED}),
            V.DECLINED,
            Side.MASTER,
            Asks.REASON,
        ),
        Step(Action.DEPART, frozenset({V.ACCEPTED}), V.EN_ROUTE, Side.MASTER),
        Step(Action.ARRIVE, frozenset({V.ACCEPTED, V.EN_ROUTE}), V.ON_SITE, Side.MASTER),
        Step(Action.NOT_LEFT, frozenset({V.EN_ROUTE, V.ON_SITE}), V.ACCEPTED, Side.MASTER, Asks.SURE),
        Step(Action.NOT_THERE, frozenset({V.ON_SITE}), V.EN_ROUTE, Side.MASTER, Asks.SURE),
        Step(Action.PAUSE, frozenset({V.ON_SITE}), V.PAUSED, Side.MASTER),
        Step(Action.RESUME, frozenset({V.PAUSED}), V.ON_SITE, Side.MASTER),
        Step(Action.FINISH, frozenset({V.ON_SITE, V.RETURNED}), V.FINISHED, Side.MASTER, Asks.OUTCOME),
        Step(Action.APPROVE, frozenset({V.FINISHED}), V.APPROVED, Side.OFFICE),
        Step(Action.RETURN, frozenset({V.FINISHED}), V.RETURNED, Side.OFFICE, Asks.REASON),
        Step(
            Action.CANCEL,
            frozenset({V.UNASSIGNED, V.DECLINED}) | {V.OFFERED} | BOOKED,
            V.CANCELLED,
            Side.OFFICE,
            Asks.REASON,
        ),
    )
}


def actions(status: VisitStatus, side: Side) -> list[Action]:
    """What ``side`` may do from ``status``, in the order buttons show it."""
    return [step.action for step in STEPS.values() if step.side is side and status in step.sources]


def order_status(visits: Iterable[VisitStatus], office: OfficeStatus | None = None) -> OrderStatus:
    """The order's status: what the office says, else what its visits say together."""
    if office is OfficeStatus.CANCELLED:
        return OrderStatus.CANCELLED
    if office is OfficeStatus.HOLD:
        return OrderStatus.ON_HOLD
    live = [status for status in visits if status is not V.CANCELLED]
    if live and all(status is V.APPROVED for status in live):
        return OrderStatus.DONE
    if any(status in UNDER_WAY or status is V.APPROVED for status in live):
        return OrderStatus.IN_PROGRESS
    if any(status in BOOKED for status in live):
        return OrderStatus.SCHEDULED
    return OrderStatus.NEW


def status_once_cancelled(visits: Iterable[VisitStatus]) -> OrderStatus:
    """What an order is when its open visits are cancelled: what finished work makes it, cancelled without any."""
    worked = [status for status in visits if status in WORKED]
    return order_status(worked) if worked else OrderStatus.CANCELLED
