"""An order of the demo as it will be told in rows: who, where, what, when, and how far it has come."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.statuses import Outcome, VisitStatus
from seeds.catalog import Offered

PROMISED = timedelta(minutes=60)  # a client is promised the hour in which the master comes


@dataclass
class Job:
    """A visit with its order, or one more visit of the order of the job it ``follows``.

    Clients and masters are numbers in the lists of :mod:`seeds.company`.
    """

    client: int
    service: Offered
    text: str
    created_at: datetime
    clerk: str = "vera"
    priority: str = "normal"
    start: datetime | None = None
    end: datetime | None = None
    status: VisitStatus = VisitStatus.UNASSIGNED
    master: int | None = None
    offered_to: tuple[int, ...] = ()  # empty: given by hand
    reason: str = ""
    outcome: Outcome | None = None
    note: str = ""  # why it ended otherwise than done, in the master's words
    works: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    photos: bool = False
    given_at: datetime | None = None
    accepted_at: datetime | None = None
    declined_at: datetime | None = None
    en_route_at: datetime | None = None
    on_site_at: datetime | None = None
    paused_at: datetime | None = None
    finished_at: datetime | None = None
    approved_at: datetime | None = None
    returned_at: datetime | None = None
    cancelled_at: datetime | None = None
    held_at: datetime | None = None  # the order stands on hold since, for ``reason``
    unexplained: bool = False  # late, and the office hasn't said why
    follows: "Job | None" = None
    order_id: int = field(default=0)
    visit_id: int = field(default=0)

    @property
    def held_until(self) -> datetime | None:
        """The end of the planned period: an early finish gives the rest of the time back."""
        if self.start and self.end and self.finished_at and self.start < self.finished_at < self.end:
            return self.finished_at
        return self.end
