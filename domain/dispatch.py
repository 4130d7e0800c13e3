"""Who should take a visit, with the reasons in words."""

from dataclasses import dataclass

from domain import company, schedule
from domain.access import Actor, Right, order_by_number, require
from domain.errors import NotNow
from domain.models import Master, Offer, OfferStatus, Order, PersonStatus, Visit
from domain.schedule import Reason
from domain.statuses import STEPS, Action

DECLINED_POINTS = 100


@dataclass(frozen=True)
class Candidate:
    """A master looked at for a visit. Unfit ones carry only what stands in the way."""

    master_id: int
    name: str
    fit: bool
    score: float
    reasons: tuple[Reason, ...]


async def candidates(visit: Visit, order: Order) -> list[Candidate]:
    """Every active master for the visit, the best first, the unfit after them with what stands in the way.

    ``order`` comes with its address and service.
    """
    masters = await Master.filter(person__status=PersonStatus.ACTIVE).select_related("person")
    looked = [await look_at(master, visit, order) for master in masters]
    return sorted(looked, key=lambda c: (not c.fit, -c.score, c.name))


async def look_at(master: Master, visit: Visit, order: Order) -> Candidate:
    """One master for the visit: skill, hours, absence, overlap and travel decide, the rest is score.

    Points out of a hundred: 40 for nearness (none at 90 minutes), 30 for a light day, 30 for the rating. Who has
    declined this very visit stands below all who haven't.
    """
    if order.service.skill not in master.skills:
        return Candidate(master.person_id, master.person.name, False, 0, (Reason("reason.no_skill"),))
    blocked = await schedule.obstacles(master, visit, order.address)
    if blocked:
        return Candidate(master.person_id, master.person.name, False, 0, tuple(blocked))
    if master.person.bot_blocked_at is not None:
        return Candidate(master.person_id, master.person.name, False, 0, (Reason("reason.unreachable"),))
    assert visit.starts_at is not None
    zone = await company.zone()
    load = await schedule.day_load(master.person_id, visit.starts_at, zone, but=visit.id)
    reasons = [Reason("reason.has_skill"), Reason("reason.free")]
    score = 30 * (1 - load / max(master.daily_limit, 1)) + 30 * ((master.rating or 4) / 5)
    minutes = await _minutes_away(master, visit, order)
    if minutes is None:
        reasons.append(Reason("reason.distance_unknown"))
    else:
        reasons.append(Reason("reason.minutes_away", {"minutes": minutes}))
        score += 40 * max(0.0, 1 - minutes / 90)
    reasons.append(Reason("reason.load", {"n": load, "limit": master.daily_limit}))
    if master.rating is not None:
        reasons.append(Reason("reason.rating", {"rating": f"{master.rating:.1f}"}))
    if await Offer.exists(visit_id=visit.id, master_id=master.person_id, status=OfferStatus.DECLINED):
        reasons.insert(0, Reason("reason.declined_before"))
        score -= DECLINED_POINTS
    return Candidate(master.person_id, master.person.name, True, round(score, 1), tuple(reasons))


async def _minutes_away(master: Master, visit: Visit, order: Order) -> int | None:
    if visit.starts_at is None or order.address.lat is None or order.address.lon is None:
        return None
    origin, _ = await schedule.previous_place(master, visit.starts_at)
    if origin is None:
        return None
    place = (order.address.lat, order.address.lon)
    return schedule.travel_minutes(origin, place, await company.get("travel_kmh"))


async def waiting_visit(number: int, *, by: Actor) -> Visit:
    """The visit of an order, by the order's number, that a master can be chosen for: one without a master first.

    Raises NotFound, :class:`NotNow` when none can be given to anybody any more.
    """
    require(by, Right.ORDERS_DISPATCH)
    order = await order_by_number(by, number)
    visits = await Visit.filter(order_id=order.id).order_by("-id")
    for action in (Action.OFFER, Action.ASSIGN):
        for visit in visits:
            if visit.status in STEPS[action].sources:
                return visit
    raise NotNow(status=visits[0].status if visits else order.status)
