"""Visits and masters on the office's buttons."""

from dialogs import view
from domain import company, standing
from domain.alerts import Alert, Kind
from domain.conflicts import BUSY
from domain.dispatch import Candidate
from domain.models import Priority, Visit
from domain.schedule import Reason
from domain.standing import Level
from domain.statuses import VisitStatus
from domain.texts import Texts

MARKS = {Priority.URGENT: "🔥 ", Priority.HIGH: "❗ "}
CLOCKS = {Level.ABOUT_TO_BREAK: "⏳ ", Level.BROKEN: "⏰ "}
HELD = "⏸ "
ALERTS = {
    Kind.BROKEN: "⏰ ",
    Kind.ABOUT_TO_BREAK: "⏳ ",
    Kind.AWAY: "🚷 ",
    Kind.UNANSWERED: "📨 ",
    Kind.DECLINED: "⚠️ ",
    Kind.REPORT: "📋 ",
}
STATES = {VisitStatus.OFFERED: "📨 ", VisitStatus.DECLINED: "⚠️ "}


def waiting(visit: Visit, zone: str, t: Texts, level: Level = Level.CALM) -> str:
    """A visit that waits for a master: clocks, urgency, number, when, where. Its order comes with its address."""
    order = visit.order
    clocks = HELD if order.held_at else CLOCKS.get(level, "")
    mark = clocks + MARKS.get(order.priority, "") + STATES.get(visit.status, "")
    number, when = t("order.number", number=order.number), short_window(visit, zone, t)
    return view.short(f"{mark}{number} · {when} · {order.address.district or order.address.text}")


async def all_waiting(visits: list[Visit], t: Texts) -> list[str]:
    """The labels of visits that wait for a master, marked by the clocks of their orders."""
    zone = await company.zone()
    stands = await standing.of_orders([visit.order for visit in visits])
    return [waiting(visit, zone, t, standing.gravest(stands[visit.order_id])) for visit in visits]


def alert(alert: Alert, zone: str, t: Texts) -> str:
    """What asks for somebody: what it is, the number, and how long there is or since when it is late."""
    number = t("order.number", number=alert.order.number)
    return view.short(f"{ALERTS[alert.kind]}{number} · {_about(alert, zone, t)}")


def _about(alert: Alert, zone: str, t: Texts) -> str:
    one = alert.clock
    if one is None:
        master = alert.visit.master if alert.visit and alert.kind in {Kind.AWAY, Kind.REPORT} else None
        kind = t(f"absence.kind.{alert.absence}") if alert.absence else ""
        key = f"alerts.{alert.kind}"
        if alert.kind is Kind.DECLINED and alert.visit and not alert.visit.lead:
            key = f"{key}.helper"
        return " · ".join(filter(None, (t(key, kind=kind), master.name if master else "")))
    if one.level is Level.ABOUT_TO_BREAK:
        return t(f"sla.until.{one.clock}", when=t.due(one.due_at, zone))
    over = t.duration(one.over.total_seconds() / 60)
    return t(f"sla.late.{one.clock}" if one.stopped_at else f"sla.over.{one.clock}", over=over)


def busy(one: Candidate) -> Reason | None:
    """The visit that keeps a master from this one, whatever the reason given; None when nothing does."""
    return next((reason for reason in one.reasons if reason.key == BUSY), None)


def unfit_mark(one: Candidate) -> str:
    """What stands before a master who doesn't fit."""
    return "🚫" if busy(one) else "⚠️"


def finished(visit: Visit, t: Texts) -> str:
    """A visit whose report waits: number, master, how it ended."""
    outcome = t(f"outcome.{visit.outcome}") if visit.outcome else ""
    master = visit.master.name if visit.master else ""
    number = t("order.number", number=visit.order.number)
    return view.short(" · ".join(filter(None, (number, master, outcome))))


def short_window(visit: Visit, zone: str, t: Texts) -> str:
    """The planned time as short as a button needs it."""
    if visit.starts_at is None:
        return t("waiting.no_window")
    return f"{t.short_day(visit.starts_at, zone)} {t.time(visit.starts_at, zone)}"
