"""What happened, as small past-tense facts with ids. How they read is decided where they are shown."""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    """Base of all events. ``name`` is the class name, kept in history and outbox rows."""

    registry: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls) -> None:
        Event.registry[cls.__name__] = cls

    @property
    def name(self) -> str:
        return type(self).__name__

    def data(self) -> dict[str, Any]:
        return asdict(self)


def load(name: str, data: dict[str, Any]) -> Event:
    """The event a row holds. Keys that a newer version dropped are left out."""
    kind = Event.registry[name]
    known = {field.name for field in fields(kind)}
    return kind(**{key: value for key, value in data.items() if key in known})


@dataclass(frozen=True)
class OrderCreated(Event):
    order_id: int
    visit_id: int


@dataclass(frozen=True)
class WindowSet(Event):
    """A visit that waits for a master got its planned time (ISO 8601, UTC), instead of another if it had one."""

    order_id: int
    visit_id: int
    starts_at: str
    ends_at: str
    was_starts_at: str = ""
    was_ends_at: str = ""
    override: str = ""


@dataclass(frozen=True)
class OrderEdited(Event):
    """The office changed a field of an order, by the names of :class:`domain.editing.Field`."""

    order_id: int
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class OrderHeld(Event):
    order_id: int
    reason: str


@dataclass(frozen=True)
class OrderResumed(Event):
    order_id: int


@dataclass(frozen=True)
class SlaAboutToBreak(Event):
    """A clock of the order is due soon, at ``due_at`` (ISO 8601, UTC)."""

    order_id: int
    clock: str
    due_at: str


@dataclass(frozen=True)
class SlaBroken(Event):
    """A clock of the order was due at ``due_at`` (ISO 8601, UTC), and nobody had stopped it."""

    order_id: int
    clock: str
    due_at: str


@dataclass(frozen=True)
class DelayExplained(Event):
    """The office wrote why the order is late."""

    order_id: int
    reason: str


@dataclass(frozen=True)
class VisitOffered(Event):
    order_id: int
    visit_id: int
    master_id: int
    offer_id: int
    alone: bool = False  # nobody else was asked


@dataclass(frozen=True)
class OfferRepeated(Event):
    order_id: int
    visit_id: int
    master_id: int
    offer_id: int


@dataclass(frozen=True)
class OfferWithdrawn(Event):
    order_id: int
    visit_id: int
    master_id: int
    why: str  # a text key


@dataclass(frozen=True)
class OffersUnanswered(Event):
    order_id: int
    visit_id: int


@dataclass(frozen=True)
class VisitAssigned(Event):
    order_id: int
    visit_id: int
    master_id: int
    override: str = ""


@dataclass(frozen=True)
class VisitUnassigned(Event):
    """The visit was given to somebody else, or taken back."""

    order_id: int
    visit_id: int
    master_id: int
    given: bool = True  # somebody else has it


@dataclass(frozen=True)
class VisitAccepted(Event):
    order_id: int
    visit_id: int
    master_id: int
    again: bool = False  # he had accepted it, and confirms another time


@dataclass(frozen=True)
class VisitDeclined(Event):
    order_id: int
    visit_id: int
    master_id: int
    reason: str
    last: bool  # nobody is left who could take it


@dataclass(frozen=True)
class MasterDeparted(Event):
    order_id: int
    visit_id: int
    master_id: int


@dataclass(frozen=True)
class MasterArrived(Event):
    order_id: int
    visit_id: int
    master_id: int


@dataclass(frozen=True)
class StepRetracted(Event):
    """A master had pressed a step by mistake: the visit is where it was, at ``back_to``."""

    order_id: int
    visit_id: int
    master_id: int
    back_to: str


@dataclass(frozen=True)
class WorkPaused(Event):
    order_id: int
    visit_id: int
    master_id: int


@dataclass(frozen=True)
class WorkResumed(Event):
    order_id: int
    visit_id: int
    master_id: int


@dataclass(frozen=True)
class VisitFinished(Event):
    order_id: int
    visit_id: int
    master_id: int
    outcome: str
    note: str = ""
    again: bool = False  # the office had returned it


@dataclass(frozen=True)
class ReportApproved(Event):
    order_id: int
    visit_id: int
    master_id: int


@dataclass(frozen=True)
class ReportReturned(Event):
    order_id: int
    visit_id: int
    master_id: int
    reason: str


@dataclass(frozen=True)
class VisitCancelled(Event):
    order_id: int
    visit_id: int
    master_id: int | None
    reason: str


@dataclass(frozen=True)
class VisitMoved(Event):
    """A master's visit got another time (ISO 8601, UTC), which he has to confirm unless it says otherwise."""

    order_id: int
    visit_id: int
    master_id: int
    starts_at: str
    ends_at: str
    was_starts_at: str = ""
    was_ends_at: str = ""
    override: str = ""
    confirm: bool = True


@dataclass(frozen=True)
class PlanReverted(Event):
    """A plan was taken back: the visit has the time (ISO 8601, UTC) and the master it had, who may have to confirm."""

    order_id: int
    visit_id: int
    master_id: int | None
    starts_at: str
    ends_at: str
    confirm: bool


@dataclass(frozen=True)
class VisitsSwapped(Event):
    """The visit has the place of one of another order, which is number ``other``, and that one has its own."""

    order_id: int
    visit_id: int
    other: int


@dataclass(frozen=True)
class MasterAdded(Event):
    """One more master works on the order, with a visit of his own."""

    order_id: int
    visit_id: int
    master_id: int


@dataclass(frozen=True)
class MasterRemoved(Event):
    """A helper's visit was cancelled; the others go without him."""

    order_id: int
    visit_id: int
    master_id: int | None


@dataclass(frozen=True)
class LeadNamed(Event):
    """Of several masters this one leads from now on."""

    order_id: int
    visit_id: int
    master_id: int


@dataclass(frozen=True)
class LeadFinished(Event):
    """A helper's visit is finished because the lead, ``master_id``, finished the work."""

    order_id: int
    visit_id: int
    master_id: int


@dataclass(frozen=True)
class SecondVisitAdded(Event):
    """The office wants the client visited again; ``note`` says why."""

    order_id: int
    visit_id: int
    note: str


@dataclass(frozen=True)
class PromiseChanged(Event):
    """The client is promised another window (ISO 8601, UTC) than before, "" where there was none."""

    order_id: int
    visit_id: int
    promised_from: str
    promised_to: str
    was_from: str = ""
    was_to: str = ""


@dataclass(frozen=True)
class OccurrencesAssigned(Event):
    """Several orders of a series are the master's, to be confirmed; one notice tells of them all."""

    series_id: int
    master_id: int
    first_visit_id: int
    n: int


@dataclass(frozen=True)
class OccurrencesCancelled(Event):
    """Several orders of a series that the master had are cancelled, the rule having changed."""

    series_id: int
    master_id: int
    n: int


@dataclass(frozen=True)
class OccurrencesUnplaced(Event):
    """Orders of series could not be placed in one run and wait without a time; ``numbers`` are theirs."""

    order_id: int
    n: int
    numbers: str = ""


@dataclass(frozen=True)
class PhotoAdded(Event):
    order_id: int
    visit_id: int
    photo_id: int


@dataclass(frozen=True)
class PhotoRemoved(Event):
    order_id: int
    visit_id: int
    photo_id: int


@dataclass(frozen=True)
class PhotoRejected(Event):
    """A photo came to nothing."""

    order_id: int
    visit_id: int
    photo_id: int
    problem: str  # a text key


@dataclass(frozen=True)
class PhotosReceived(Event):
    """Photos of one album (or one photo) are processed: the one acknowledgement for all of them."""

    order_id: int
    visit_id: int
    ready: int
    rejected: int
    problem: str = ""
    photo_id: int = 0  # one of those that are ready, 0 when none is


@dataclass(frozen=True)
class PersonJoined(Event):
    person_id: int
    role: str


@dataclass(frozen=True)
class MasterUnreachable(Event):
    """Telegram will not deliver to this person any more: he blocked the bot or left."""

    person_id: int


@dataclass(frozen=True)
class AbsenceRequested(Event):
    absence_id: int
    master_id: int


@dataclass(frozen=True)
class SicknessReported(Event):
    """A sick leave, which counts at once."""

    absence_id: int
    master_id: int


@dataclass(frozen=True)
class AbsenceApproved(Event):
    absence_id: int
    master_id: int


@dataclass(frozen=True)
class AbsenceRefused(Event):
    absence_id: int
    master_id: int
    reason: str


@dataclass(frozen=True)
class AbsenceWithdrawn(Event):
    absence_id: int
    master_id: int
    ended: bool  # it had begun, and ended early


@dataclass(frozen=True)
class AbsenceEntered(Event):
    """The office entered it; it counts at once."""

    absence_id: int
    master_id: int


@dataclass(frozen=True)
class AbsenceCancelled(Event):
    """The office took it back."""

    absence_id: int
    master_id: int
    ended: bool  # it had begun, and ended early


@dataclass(frozen=True)
class CompanyHoursChanged(Event):
    """The company's week, holidays or zone are others now."""

    person_id: int | None  # who changed them


@dataclass(frozen=True)
class MasterHoursChanged(Event):
    """A master's own week is another now, or that of the company."""

    master_id: int


@dataclass(frozen=True)
class DayHoursChanged(Event):
    """One date (ISO 8601) has hours of its own, or its usual ones again: a master's, or without one the company's."""

    person_id: int | None  # who changed them
    master_id: int | None
    day: str


@dataclass(frozen=True)
class ShiftEnded(Event):
    """A master went off with visits of today still before him."""

    master_id: int
    visits: int


@dataclass(frozen=True)
class FeedLinkEnded(Event):
    """The link of a calendar opens nothing any more: the message that shows it, ``message_id``, becomes a sentence."""

    feed_id: int
    message_id: int
