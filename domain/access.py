"""Who may do what: one table of rights, role x right, and the doors to objects.

Read by bot, web and API alike. Nobody gets an object except through a door that knows who asks.
"""

from dataclasses import dataclass
from enum import StrEnum

from tortoise.queryset import QuerySet

from domain import clock, db
from domain.errors import NotAllowed, NotFound, NotYours, OfferOver
from domain.events import VisitAccepted, VisitAssigned
from domain.models import (
    AuditEntry,
    HistoryEntry,
    Offer,
    Order,
    Person,
    PersonStatus,
    Role,
    Visit,
)
from domain.prepared import Prepared

_BY_TELEGRAM = Prepared(lambda telegram_id: Person.filter(telegram_id=telegram_id))
_ORDER = Prepared(lambda order_id: Order.filter(id=order_id).select_related("client", "address", "service"))
_VISIT = Prepared(
    lambda visit_id: Visit.filter(id=visit_id).select_related(
        "order", "order__client", "order__address", "order__service", "master"
    )
)
_WAS_OFFERED = "SELECT 1 FROM offer WHERE visit_id = $1 AND master_id = $2 LIMIT 1"
_IS_AT = (
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM visit WHERE order_id = $1 AND master_id = $2) "
    "OR EXISTS (SELECT 1 FROM offer o JOIN visit v ON v.id = o.visit_id "
    "WHERE v.order_id = $1 AND o.master_id = $2 AND o.status = 'open')"
)
_NOTE_ONCE = (
    "INSERT INTO audit (at, actor_id, action, subject, data) SELECT $1, $2::int, $3::text, $4::text, '{}' "
    "WHERE NOT EXISTS (SELECT 1 FROM audit WHERE actor_id = $2::int AND action = $3::text AND subject = $4::text)"
)


class Right(StrEnum):
    """Something a person may be allowed to do. Commands, callbacks, routes and verbs each name one."""

    BASICS = "basics"  # start, help, language, own menu
    ORDERS_CREATE = "orders.create"
    ORDERS_SEE = "orders.see"  # every order, with its client
    ORDERS_FIND = "orders.find"  # among those one may see
    ORDERS_DISPATCH = "orders.dispatch"  # offer, assign, edit, cancel
    REPORTS_REVIEW = "reports.review"  # approve or return a work report
    VISITS_OWN = "visits.own"  # see own visits and offers, act on them
    ABSENCES_DECIDE = "absences.decide"
    SCHEDULE_SEE = "schedule.see"  # one's own, or everybody's with calendar.see
    PEOPLE_INVITE = "people.invite"
    MASTERS_MANAGE = "masters.manage"  # their hours, areas, limits, absences
    SETTINGS = "settings"  # what the company decides of time and promises
    WEB_ENTER = "web.enter"
    CALENDAR_SEE = "calendar.see"
    FIGURES_SEE = "figures.see"


OFFICE = frozenset({Role.ADMIN, Role.DISPATCHER})
EVERYBODY = frozenset(Role)

RIGHTS: dict[Right, frozenset[Role]] = {
    Right.BASICS: EVERYBODY,
    Right.ORDERS_CREATE: OFFICE,
    Right.ORDERS_SEE: OFFICE,
    Right.ORDERS_FIND: OFFICE | {Role.MASTER},
    Right.ORDERS_DISPATCH: OFFICE,
    Right.REPORTS_REVIEW: OFFICE,
    Right.VISITS_OWN: frozenset({Role.MASTER}),
    Right.ABSENCES_DECIDE: OFFICE,
    Right.SCHEDULE_SEE: OFFICE | {Role.MASTER},
    Right.PEOPLE_INVITE: frozenset({Role.ADMIN}),
    Right.MASTERS_MANAGE: OFFICE,
    Right.SETTINGS: frozenset({Role.ADMIN}),
    Right.WEB_ENTER: OFFICE,
    Right.CALENDAR_SEE: OFFICE,
    Right.FIGURES_SEE: frozenset({Role.ADMIN}),
}


@dataclass(frozen=True)
class Actor:
    """Who acts. ``id`` is None for the program itself (reminders, seeds), 0 for a stranger."""

    id: int | None
    roles: frozenset[Role] = frozenset()
    locale: str = "ru"
    name: str = ""

    def may(self, right: Right) -> bool:
        """Whether any of the actor's roles gives ``right``; the program itself may everything."""
        return self is SYSTEM or bool(self.roles & RIGHTS[right])

    @property
    def is_office(self) -> bool:
        return bool(self.roles & OFFICE)

    @property
    def is_master(self) -> bool:
        return Role.MASTER in self.roles


SYSTEM = Actor(None)
STRANGER = Actor(0)  # somebody who isn't a person of ours: no roles, no rights


def actor_of(person: Person) -> Actor:
    """The actor a person is now. A suspended or archived person has no roles, so no rights."""
    roles = (
        frozenset(Role(role) for role in person.roles)
        if person.status is PersonStatus.ACTIVE
        else frozenset()
    )
    return Actor(person.id, roles, person.locale, person.name)


def require(actor: Actor, right: Right) -> None:
    """Raise :class:`NotAllowed` unless the actor has ``right``."""
    if not actor.may(right):
        raise NotAllowed


async def person_by_telegram(telegram_id: int) -> Person | None:
    """The person who signs in by this Telegram account, archived ones included."""
    return await _BY_TELEGRAM.first(telegram_id)


async def order_for(actor: Actor, order_id: int) -> Order:
    """An order the actor may see: any for the office, for a master one he visits or is offered.

    Raises :class:`NotFound` for others, so that nobody learns that it exists; NotYours for who knew it once.
    """
    order = await _ORDER.first(order_id)
    if order is None:
        raise NotFound
    if actor.may(Right.ORDERS_SEE) or await _is_at(actor, order_id):
        return order
    raise await lost(actor, order) or NotFound()


async def visit_for(actor: Actor, visit_id: int) -> Visit:
    """A visit the actor may see, with its order, client, address and service. Raises as :func:`order_for`."""
    visit = await _VISIT.first(visit_id)
    if visit is None:
        raise NotFound
    if actor.may(Right.ORDERS_SEE):
        return visit
    if actor.may(Right.VISITS_OWN) and (
        visit.master_id == actor.id or await db.query(_WAS_OFFERED, visit_id, actor.id)
    ):
        return visit
    raise await lost(actor, visit.order, visit_id) or NotFound()


async def lost(actor: Actor, order: Order, visit_id: int | None = None) -> NotYours | None:
    """What a master is told of an order, or that visit of it, that was his or offered to him; None for any other."""
    if not actor.may(Right.VISITS_OWN):
        return None
    had, offered = _had(actor, order.id), Offer.filter(visit__order_id=order.id, master_id=actor.id)
    if visit_id is not None:
        had, offered = had.filter(visit_id=visit_id), offered.filter(visit_id=visit_id)
    if await had.exists():
        return NotYours(number=order.number, order_id=order.id)
    return OfferOver(number=order.number, order_id=order.id) if await offered.exists() else None


def _had(actor: Actor, order_id: int) -> QuerySet[HistoryEntry]:
    """Where the history says that a visit of the order was the actor's."""
    his = (VisitAssigned.__name__, VisitAccepted.__name__)
    return HistoryEntry.filter(order_id=order_id, event__in=his, data__contains={"master_id": actor.id})


async def order_by_number(actor: Actor, number: int) -> Order:
    """The same as :func:`order_for`, by the number people use."""
    order = await Order.get_or_none(number=number)
    if order is None:
        raise NotFound
    return await order_for(actor, order.id)


async def _is_at(actor: Actor, order_id: int) -> bool:
    if not actor.may(Right.VISITS_OWN):
        return False
    return bool(await db.query(_IS_AT, order_id, actor.id))


async def note(actor: Actor, action: str, subject: str = "", **data: object) -> None:
    """Write a line into the audit log: a reveal of client data, a sign-in, a refusal of rights."""
    await AuditEntry.create(at=clock.now(), actor_id=actor.id, action=action, subject=subject, data=data)


async def note_once(actor: Actor, action: str, subject: str) -> None:
    """The same, unless the audit log holds that line already: a card is drawn many times, revealed once."""
    await db.query(_NOTE_ONCE, clock.now(), actor.id, action, subject)
