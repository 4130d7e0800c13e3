"""Visits on the office's buttons."""

from dialogs import view
from domain.models import Priority, Visit
from domain.statuses import VisitStatus
from domain.texts import Texts

MARKS = {Priority.URGENT: "🔥 ", Priority.HIGH: "❗ "}
STATES = {VisitStatus.OFFERED: "📨 ", VisitStatus.DECLINED: "⚠️ "}


def waiting(visit: Visit, zone: str, t: Texts) -> str:
    """A visit that waits for a master: urgency, number, when, where. Its order comes with its address."""
    order = visit.order
    mark = MARKS.get(order.priority, "") + STATES.get(visit.status, "")
    number, when = t("order.number", number=order.number), short_window(visit, zone, t)
    return view.short(f"{mark}{number} · {when} · {order.address.district or order.address.text}")


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
