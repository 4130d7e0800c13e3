"""What only the web refuses, beside the refusals of the domain."""

from domain.errors import Invalid, MasterUnfit, NotAllowed, NotFound, NotNow, PromiseLeft, Refused
from domain.statuses import OrderStatus
from domain.texts import Texts


class SignedOut(Refused):
    """Nobody is signed in, or not any more."""

    key = "web.refused.signed_out"


class NotYours(NotAllowed):
    """The page is for others."""

    key = "web.refused.not_yours"


class NotOffice(NotAllowed):
    """Somebody with a link that was his, who doesn't work in the office any more."""

    key = "web.refused.not_office"


class TooMany(Refused):
    """Too many attempts from one address."""

    key = "web.refused.too_many"


class Foreign(Refused):
    """The request comes from another site, or asks for another host."""

    key = "web.refused.foreign"


STATUSES: dict[type[Refused], int] = {
    SignedOut: 401,
    NotAllowed: 403,
    Foreign: 403,
    NotFound: 404,
    TooMany: 429,
    Invalid: 422,
}


def values_of(refusal: Refused, t: Texts) -> dict[str, object]:
    """What fills the sentence of a refusal: a status by its name for people, reasons in words."""
    values = dict(refusal.values)
    if isinstance(refusal, NotNow):
        kind = "order" if isinstance(values["status"], OrderStatus) else "visit"
        values["status"] = t(f"status.{kind}.{values['status']}")
    if isinstance(refusal, MasterUnfit | PromiseLeft):
        values["reasons"] = "; ".join(t.reason(reason) for reason in refusal.values["reasons"])
    return values


def status_of(refusal: Refused) -> int:
    """The HTTP status of a refusal: 409 when it is the present state that forbids."""
    return next((status for kind, status in STATUSES.items() if isinstance(refusal, kind)), 409)
