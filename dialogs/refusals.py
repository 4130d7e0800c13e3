"""How a refusal reads in the chat: HTML, values escaped."""

from domain.errors import MasterUnfit, NotNow, Refused, ReportIncomplete
from domain.statuses import OrderStatus
from domain.texts import Texts


def sentence(refused: Refused, t: Texts) -> str:
    """One sentence that says what can't be done and what to do."""
    values = dict(refused.values)
    match refused:
        case MasterUnfit():
            values["reasons"] = "; ".join(t(r["key"], **r["values"]) for r in values["reasons"])
        case ReportIncomplete():
            values["missing"] = "; ".join(t(key) for key in values["missing"])
        case NotNow():
            kind = "order" if isinstance(values["status"], OrderStatus) else "visit"
            values["status"] = t(f"status.{kind}.{values['status']}")
    return t.html(refused.key, **values)
