"""The acting master's visits, by what may be done with them, and the doors by an order's number."""

from collections.abc import Iterable

from tortoise.expressions import Q

from domain import offers, orders, visits
from domain.access import Actor, order_by_number, visit_for
from domain.errors import NotFound, NotNow, TooEarly
from domain.models import Visit
from domain.statuses import STEPS, Action, VisitStatus

V = VisitStatus
# While the visit is in one of these its report may be written; it is sent from where finishing begins.
REPORTABLE = frozenset({V.ON_SITE, V.PAUSED, V.RETURNED})
# A photo that comes without a word belongs to a visit under way; by choice also to one not yet begun.
UNDER_WAY = REPORTABLE | {V.EN_ROUTE}
UPLOADABLE = UNDER_WAY | {V.ACCEPTED}
FINISHABLE = STEPS[Action.FINISH].sources
DECLINABLE = STEPS[Action.DECLINE].sources
# What comes before work at the place.
FIRST = {
    V.ASSIGNED: Action.ACCEPT,
    V.ACCEPTED: Action.ARRIVE,
    V.EN_ROUTE: Action.ARRIVE,
    V.PAUSED: Action.RESUME,
}


async def offered(actor: Actor) -> list[Visit]:
    """Visits offered to the master now, the soonest first."""
    assert actor.id is not None
    return [offer.visit for offer in await offers.open_for(actor.id)]


async def unanswered(actor: Actor) -> list[Visit]:
    """What waits for the master's yes or no: offers, and visits given to him that he hasn't confirmed."""
    return await offered(actor) + await being(actor, {V.ASSIGNED})


async def declinable(actor: Actor) -> list[Visit]:
    """What the master may still decline or give back."""
    return await offered(actor) + await being(actor, DECLINABLE)


async def being(actor: Actor, statuses: Iterable[VisitStatus]) -> list[Visit]:
    """The master's own visits in one of ``statuses``, what is under way first."""
    wanted = set(statuses)
    return [visit for visit in await visits.of_master(actor) if visit.status in wanted]


async def led(actor: Actor, statuses: Iterable[VisitStatus]) -> list[Visit]:
    """The same without those he only helps at: the lead ends them."""
    return [visit for visit in await being(actor, statuses) if visit.lead]


async def of_number(actor: Actor, number: int) -> Visit:
    """The master's visit of the order with this number, the latest that isn't cancelled if there is one.

    Raises as :func:`domain.access.order_for`.
    """
    his = Q(master_id=actor.id) | Q(offers__master_id=actor.id)
    found = orders.current(await Visit.filter(his, order__number=number))
    if found is None:
        await order_by_number(actor, number)
        raise NotFound  # the office's to see, no visit of his
    return await visit_for(actor, found.id)


def require_status(visit: Visit, statuses: Iterable[VisitStatus]) -> None:
    """Raise :class:`NotNow` unless the visit is in one of ``statuses``."""
    if visit.status not in set(statuses):
        raise NotNow(status=visit.status)


def require_begun(visit: Visit, statuses: Iterable[VisitStatus]) -> None:
    """The same for what is done at the place. Raises :class:`TooEarly` with what to press first."""
    if visit.status not in set(statuses) and (step := FIRST.get(visit.status)):
        raise TooEarly(status=visit.status, step=step)
    require_status(visit, statuses)
