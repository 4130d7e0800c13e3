"""What happened, told to a person: which event becomes a card, which a line, and in what words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aiogram.types import InlineKeyboardMarkup

from dialogs import received, view
from dialogs.buttons import open_absence, open_order, open_orders
from domain import absences, access, clock, company, crew, duty, events, hours_change, hours_words, sla
from domain.errors import NotFound
from domain.events import Event
from domain.models import Absence, AbsenceStatus, Order, Person, Visit
from domain.statuses import VisitStatus
from domain.texts import Texts, texts

MOST_ORDERS = 6  # buttons below a notice
MOST_NUMBERS = 12  # of orders named in one line


@dataclass(frozen=True)
class Notice:
    """A line to send, or the headline of a card that is opened anew; or what a message sent before becomes."""

    text: str
    card: bool = False
    keyboard: InlineKeyboardMarkup | None = None
    instead_of: int | None = None


# What a notice asks for has lost its meaning once the visit stands elsewhere.
_ASKS_AT: dict[type[Event], VisitStatus] = {
    events.VisitAssigned: VisitStatus.ASSIGNED,
    events.VisitMoved: VisitStatus.ASSIGNED,
    events.PlanReverted: VisitStatus.ASSIGNED,
    events.VisitFinished: VisitStatus.FINISHED,
    events.ReportReturned: VisitStatus.RETURNED,
    events.OffersUnanswered: VisitStatus.DECLINED,
}


# Clocks break many at once, when a day begins or after a night without a line: then one message tells of all.
TOGETHER = frozenset({events.SlaAboutToBreak.__name__, events.SlaBroken.__name__})
MOST_LINES = 10
MOST_BUTTONS = 6


async def is_moot(event: Event) -> bool:
    """Whether a notice that asks somebody to act comes too late: it was delayed, and somebody has acted."""
    match event:
        case events.VisitMoved(confirm=False) | events.PlanReverted(confirm=False):
            return False
        case events.AbsenceRequested():
            return not await Absence.exists(id=event.absence_id, status=AbsenceStatus.REQUESTED)
        case events.SlaBroken():
            return not await sla.still_runs(event)
        case events.SlaAboutToBreak(due_at=due_at):
            return datetime.fromisoformat(due_at) <= clock.now() or not await sla.still_runs(event)
    status = _ASKS_AT.get(type(event))
    visit_id: int | None = getattr(event, "visit_id", None)
    return status is not None and not await Visit.exists(id=visit_id, status=status)


async def notice_of(happened: Sequence[Event], person: Person, order_id: int | None) -> Notice:
    """How an event, or several that are told together, reads to a person, in his language."""
    t = texts(person.locale)
    if len(happened) > 1:
        return await _several(happened, t)
    (event,) = happened
    order = await Order.get(id=order_id) if order_id else None
    text, card = await _words(event, order, t, person)
    keyboard = None
    if order and not card and await _may_open(person, order.id):
        keyboard = open_order(order.id, order.number, t)
    if isinstance(event, events.PhotosReceived) and event.photo_id:
        keyboard = await received.keyboard(event.photo_id, t) or keyboard
    if isinstance(event, events.AbsenceRequested):
        keyboard = open_absence(event.absence_id, "absence.decide", t)
    if isinstance(event, events.SicknessReported):
        keyboard = open_absence(event.absence_id, "absence.look", t)
    if isinstance(event, events.ShiftEnded):
        left = await duty.before_him(event.master_id)
        keyboard = open_orders([(one.order_id, one.order.number) for one in left[:MOST_ORDERS]], t)
    told_before = event.message_id if isinstance(event, events.FeedLinkEnded) else None
    return Notice(text, card, keyboard, told_before)


async def _several(happened: Sequence[Event], t: Texts) -> Notice:
    """Clocks that broke about the same time: broken ones first, a line and a button each as far as they fit."""
    orders = {
        order.id: order for order in await Order.filter(id__in=[vars(one)["order_id"] for one in happened])
    }
    ordered = sorted(happened, key=lambda event: not isinstance(event, events.SlaBroken))
    lines = [t.html("sla.several", n=len(happened))]
    for event in ordered[:MOST_LINES]:
        text, _ = await _words(event, orders[vars(event)["order_id"]], t)
        lines.append(text)
    if len(ordered) > MOST_LINES:
        lines.append(t.html("sla.several_more", n=len(ordered) - MOST_LINES))
    ids = list(dict.fromkeys(vars(event)["order_id"] for event in ordered))[:MOST_BUTTONS]
    rows = [open_order(one, orders[one].number, t).inline_keyboard[0] for one in ids]
    return Notice("\n".join(lines), keyboard=InlineKeyboardMarkup(inline_keyboard=rows))


async def _may_open(person: Person, order_id: int) -> bool:
    try:
        await access.order_for(access.actor_of(person), order_id)
    except NotFound:
        return False
    return True


async def _words(
    event: Event, order: Order | None, t: Texts, reader: Person | None = None
) -> tuple[str, bool]:
    """The words, and whether they stand above a card, which names the order."""
    number = order.number if order else 0
    key = f"event.{event.name}"
    match event:
        case events.VisitOffered(alone=True):
            return t.html(f"{key}.alone"), True
        case events.LeadNamed(master_id=master_id) if reader and master_id == reader.id:
            return t.html(f"{key}.you", number=number), False
        case events.VisitAccepted():
            return await _accepted(event, key, number, t), False
        case (
            events.OrderCreated()
            | events.VisitOffered()
            | events.OfferRepeated()
            | events.VisitAssigned()
            | events.ReportReturned()
        ):
            return t.html(key), True
        case events.VisitMoved(confirm=confirm, was_starts_at=start, was_ends_at=end):
            was = t.window(_moment(start), _moment(end), await company.zone())
            return t.html(key if confirm else f"{key}.told", was=was), True
        case events.PlanReverted(confirm=confirm):
            return t.html(key if confirm else f"{key}.told"), True
        case events.OfferWithdrawn(why=why):
            return t.html(key, number=number, why=t(why)), False
        case (
            events.MasterAdded(master_id=master_id)
            | events.MasterRemoved(master_id=int(master_id))
            | events.LeadFinished(master_id=master_id)
            | events.LeadNamed(master_id=master_id)
        ):
            return t.html(key, number=number, name=await _name(master_id)), False
        case events.VisitUnassigned(given=False):
            return t.html(f"{key}.taken", number=number), False
        case events.VisitUnassigned() | events.ReportApproved():
            return t.html(key, number=number), False
        case events.VisitDeclined(master_id=master_id, reason=reason, last=True):
            part, names = await _left(event.visit_id)
            return t.html(f"{key}.last{part}", name=await _name(master_id), reason=reason, names=names), True
        case events.OffersUnanswered(visit_id=visit_id):
            part, names = await _left(visit_id)
            return t.html(f"{key}{part}", names=names), True
        case events.VisitDeclined(master_id=master_id, reason=reason):
            return t.html(key, number=number, name=await _name(master_id), reason=reason), False
        case events.VisitFinished(master_id=master_id, again=True):
            return t.html(f"{key}.again", name=await _name(master_id)), True
        case events.VisitFinished(master_id=master_id, outcome="done"):
            return t.html(f"{key}.done", name=await _name(master_id)), True
        case events.VisitFinished(master_id=master_id, outcome=outcome):
            return t.html(key, name=await _name(master_id), outcome=t(f"outcome.{outcome}")), True
        case events.MasterDeparted(master_id=master_id) | events.MasterArrived(master_id=master_id):
            return t.html(key, number=number, name=await _name(master_id)), False
        case events.StepRetracted(master_id=master_id, back_to=back_to):
            return t.html(f"{key}.{back_to}", number=number, name=await _name(master_id)), False
        case events.OrderEdited(field=field):
            return t.html(key, field=t(f"edit.field.{field}")), True
        case events.VisitCancelled(reason=reason):
            return t.html(key, number=number, reason=reason), False
        case events.OrderHeld() | events.OrderResumed():
            return t.html(key, number=number), False
        case events.SlaAboutToBreak(clock=one, due_at=due_at) | events.SlaBroken(clock=one, due_at=due_at):
            when = t.due(datetime.fromisoformat(due_at), await company.zone())
            return t.html(f"{key}.{one}", number=number, when=when), False
        case events.OccurrencesAssigned(first_visit_id=visit_id, n=n):
            return t.count(key, n, window=await _window(visit_id, t)), False
        case events.OccurrencesCancelled(n=n):
            return t.count(key, n), False
        case events.OccurrencesUnplaced(n=n, numbers=numbers):
            named = ", ".join(t("order.number", number=int(one)) for one in numbers.split()[:MOST_NUMBERS])
            more = "…" if n > MOST_NUMBERS else ""
            return t.count(key, n, numbers=named + more), n == 1
        case events.PhotosReceived(ready=ready, rejected=rejected, problem=problem):
            return _photos(key, number, ready, rejected, problem, t), False
        case events.PersonJoined(person_id=person_id, role=role):
            return t.html(key, name=await _name(person_id), role=t(f"role.{role}")), False
        case (
            events.AbsenceRequested(absence_id=absence_id, master_id=master_id)
            | events.SicknessReported(absence_id=absence_id, master_id=master_id)
            | events.AbsenceApproved(absence_id=absence_id, master_id=master_id)
            | events.AbsenceRefused(absence_id=absence_id, master_id=master_id)
            | events.AbsenceWithdrawn(absence_id=absence_id, master_id=master_id)
            | events.AbsenceEntered(absence_id=absence_id, master_id=master_id)
            | events.AbsenceCancelled(absence_id=absence_id, master_id=master_id)
        ):
            return await _absence(event, key, absence_id, await _name(master_id), t), False
        case events.CompanyHoursChanged() | events.MasterHoursChanged() | events.DayHoursChanged():
            return await _hours(event, key, t), False
        case events.ShiftEnded(master_id=master_id, visits=visits):
            left = t.count("count.visits_left", visits)
            return t.html(key, name=await _name(master_id), visits=left), False
        case events.MasterUnreachable(person_id=person_id):
            return t.html(key, name=await _name(person_id)), False
        case events.FeedLinkEnded():
            return t.html(key), False
    raise LookupError(f"no words for {event.name}")


async def _accepted(event: events.VisitAccepted, key: str, number: int, t: Texts) -> str:
    """Who takes a visit, and that he is away at that time."""
    key = f"{key}.again" if event.again else key
    line = t.html(key, number=number, name=await _name(event.master_id))
    visit = await Visit.get_or_none(id=event.visit_id)
    absence = await absences.during(visit, event.master_id) if visit else None
    if absence is None:
        return line
    days = view.days_of(absence, await company.zone(), t)
    return view.joined(
        [line, t.html("event.VisitAccepted.away", kind=t(f"absence.kind.{absence.kind}"), days=days)]
    )


async def _left(visit_id: int) -> tuple[str, str]:
    """Who works on the order though this visit has no master: by which part of the key it is told, and their names."""
    visit = await Visit.get_or_none(id=visit_id)
    others = [one.master.name for one in await crew.of(visit) if one.master] if visit else []
    if not visit or not others:
        return "", ""
    return ".lead" if visit.lead else ".helper", ", ".join(others)


async def _absence(event: Event, key: str, absence_id: int, name: str, t: Texts) -> str:
    """What became of an absence, with the visits it affects."""
    absence = await Absence.get_or_none(id=absence_id)
    kind = t(f"absence.kind.{absence.kind}") if absence else "—"
    days = view.days_of(absence, await company.zone(), t) if absence else "—"
    if isinstance(event, events.AbsenceWithdrawn | events.AbsenceCancelled) and event.ended:
        key = f"{key}.ended"
    reason = getattr(event, "reason", "")
    lines = [t.html(key, name=name, kind=kind, days=days, reason=reason)]
    affects = {
        events.AbsenceRequested: "absence.affected",
        events.SicknessReported: "absence.affected",
        events.AbsenceApproved: "absence.given_away",
        events.AbsenceEntered: "absence.given_away",
    }.get(type(event))
    if absence and affects:
        met = await absences.affected(absence)
        lines.append(t.count(affects, len(met)) if met else "")
    return view.joined(lines)


async def _hours(
    event: events.CompanyHoursChanged | events.MasterHoursChanged | events.DayHoursChanged, key: str, t: Texts
) -> str:
    """Hours as they are when it is told: who reads it later learns what holds."""
    hours = await hours_change.present()
    if isinstance(event, events.CompanyHoursChanged):
        country = t.country(hours.country) if hours.country else "—"
        return t.html(key, week=hours_words.week(hours.week, t), holidays=country, zone=hours.zone)
    if isinstance(event, events.MasterHoursChanged):
        week = hours.own_weeks.get(event.master_id, hours.week)
        return t.html(key, week=hours_words.week(week, t))
    day = date.fromisoformat(event.day)
    days = hours.days if event.master_id is None else hours.own_days.get(event.master_id, {})
    row = days.get(day)
    said = " · ".join(filter(None, [hours_words.day(row.spans, t), row.name])) if row else t(f"{key}.usual")
    return t.html(key if event.master_id is None else f"{key}.own", day=t.days(day, day), hours=said)


def _photos(key: str, number: int, ready: int, rejected: int, problem: str, t: Texts) -> str:
    lines = []
    if ready:
        lines.append(t.html(f"{key}.ready", number=number, photos=t.count("count.photos", ready)))
    if rejected:
        lines.append(
            t.html(
                f"{key}.rejected", number=number, photos=t.count("count.photos", rejected), problem=t(problem)
            )
        )
    return "\n".join(lines)


async def _window(visit_id: int, t: Texts) -> str:
    visit = await Visit.get_or_none(id=visit_id)
    return t.window(visit.starts_at, visit.ends_at, await company.zone()) if visit else "—"


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


async def _name(person_id: int) -> str:
    person = await Person.get_or_none(id=person_id)
    return person.name if person else "—"
