"""Who should take a visit, with the reasons in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain import clock, conflicts, geo, schedule
from domain.access import Actor, Right, order_by_number, require
from domain.errors import NotNow
from domain.models import Master, Offer, OfferStatus, Order, PersonStatus, Visit
from domain.schedule import Agenda, Reason, Rules, Work
from domain.statuses import STEPS, Action, VisitStatus

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

    Of the unfit those come first who are nearest to being possible; last of all whose time is taken. ``order`` comes
    with its address and service.
    """
    masters = await Master.filter(person__status=PersonStatus.ACTIVE).select_related("person")
    looked = await look_at_all(masters, visit, order)
    return sorted(looked, key=lambda c: (not c.fit, -c.score, _far_from_possible(c), c.name))


def _far_from_possible(one: Candidate) -> tuple[bool, bool, int]:
    """How much would have to be otherwise for one who doesn't fit: what no reason gets, what no day gives, the rest."""
    against = {reason.key for reason in one.reasons} if not one.fit else set()
    return conflicts.BUSY in against, conflicts.NO_SKILL in against, len(against)


async def look_at(master: Master, visit: Visit, order: Order) -> Candidate:
    """One master, who comes with his person, for the visit: see :func:`look_at_all`."""
    (looked,) = await look_at_all([master], visit, order)
    return looked


async def look_at_all(masters: Sequence[Master], visit: Visit, order: Order) -> list[Candidate]:
    """These masters for the visit: skill, hours, absence, overlap, limits and travel decide, the rest is score.

    Points out of a hundred: 40 for nearness (none at 90 minutes), 30 for a light day, 30 for the rating. Who has
    declined this very visit stands below all who haven't. Asks the database as often for two hundred as for one.
    """
    work = schedule.work_of(order)
    rules = await schedule.rules()
    agendas: dict[int, Agenda] = {}
    if visit.starts_at and visit.ends_at and masters:
        ids = [master.person_id for master in masters]
        agendas = await schedule.agendas(ids, (visit.starts_at, visit.ends_at), rules.zone, but=[visit.id])
    said_no = Offer.filter(visit_id=visit.id, status=OfferStatus.DECLINED)
    declined = {offer.master_id for offer in await said_no.only("id", "master_id")}
    found = []
    for master in masters:
        against = _against(master, visit, order, agendas, rules)
        if against:
            found.append(Candidate(master.person_id, master.person.name, False, 0, tuple(against)))
        else:
            agenda = agendas[master.person_id]
            found.append(_rated(master, agenda, visit, work, rules, declined=master.person_id in declined))
    return found


def _against(
    master: Master, visit: Visit, order: Order, agendas: dict[int, Agenda], rules: Rules
) -> list[Reason]:
    """What stands in the way of a master; empty when he fits."""
    if visit.starts_at is None or visit.ends_at is None:
        no_skill = [] if order.service.skill in master.skills else [Reason(conflicts.NO_SKILL)]
        return [*no_skill, Reason("reason.no_window")]
    window = visit.starts_at, visit.ends_at
    return conflicts.against(master, order, agendas[master.person_id], window, rules)


def _rated(
    master: Master, agenda: Agenda, visit: Visit, work: Work, rules: Rules, *, declined: bool
) -> Candidate:
    """A master who fits, with his score and what speaks for him."""
    assert visit.starts_at is not None
    assert visit.ends_at is not None
    reasons = [Reason("reason.has_skill"), Reason("reason.free")]
    if schedule.on_break(agenda, (visit.starts_at, visit.ends_at), rules):
        reasons.append(Reason("reason.on_break"))
    load = agenda.load_on(clock.local(visit.starts_at, rules.zone).date())
    score = 30 * (1 - load / max(master.daily_limit, 1)) + 30 * ((master.rating or 4) / 5)
    origin = schedule.coming_from(master, agenda, visit.starts_at)
    if work.place is None:
        reasons.append(Reason("reason.distance_unknown"))
    elif origin is None:
        reasons.append(Reason("reason.home_unknown"))
    else:
        minutes = geo.travel_minutes(origin, work.place, rules.kmh)
        reasons.append(Reason("reason.minutes_away", {"minutes": minutes}))
        score += 40 * max(0.0, 1 - minutes / 90)
    reasons.append(Reason("reason.load", {"n": load, "limit": master.daily_limit}))
    if master.rating is not None:
        reasons.append(Reason("reason.rating", {"rating": f"{master.rating:.1f}"}))
    if declined:
        reasons.insert(0, Reason("reason.declined_before"))
        score -= DECLINED_POINTS
    return Candidate(master.person_id, master.person.name, True, round(score, 1), tuple(reasons))


async def misfits(order: Order) -> list[Candidate]:
    """Masters who have a visit of the order before them and couldn't be chosen for it now, with what is in the way.

    ``order`` comes with its address and service.
    """
    found = []
    ahead = Visit.filter(order_id=order.id, status__in=[VisitStatus.ASSIGNED, VisitStatus.ACCEPTED])
    for visit in await ahead.order_by("id"):
        master = await Master.get_or_none(person_id=visit.master_id).select_related("person")
        if master is not None:
            found.append(await look_at(master, visit, order))
    return [candidate for candidate in found if not candidate.fit]


async def waiting_visit(number: int, *, by: Actor) -> Visit:
    """The visit of an order, by its number, that a master can be chosen for: one without first, the lead's before all.

    Raises NotFound, :class:`NotNow` when none can be given to anybody any more.
    """
    require(by, Right.ORDERS_DISPATCH)
    order = await order_by_number(by, number)
    visits = await Visit.filter(order_id=order.id).order_by("-lead", "-id")
    for action in (Action.OFFER, Action.ASSIGN):
        for visit in visits:
            if visit.status in STEPS[action].sources:
                return visit
    raise NotNow(status=visits[0].status if visits else order.status)
