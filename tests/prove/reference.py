"""Slow references, written apart from what they judge: time minute by minute, clocks and visits from history.

They share nothing with the product but its rows and the words of its documentation. Every moment is a whole minute.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
PATIENCE = 200_000  # minutes without an end of a walk

Spans = Sequence[Sequence[str]]
Open = Callable[[datetime], bool]
Row = Mapping[str, Any]

BOOKED = {"assigned", "accepted", "en_route", "on_site", "paused"}
MASTERLESS = {"unassigned", "offered", "declined"}
WORKED = {"finished", "returned", "approved"}
TAKEN = BOOKED - {"assigned"} | WORKED


@dataclass
class Hours:
    """Somebody's working time: hours by ISO week day, other ones on single dates."""

    zone: str
    week: Mapping[str, Spans]
    dates: Mapping[date, Spans] = field(default_factory=dict)
    _known: dict[datetime, bool] = field(default_factory=dict)

    def open(self, minute: datetime) -> bool:
        """Whether the minute that begins then is worked, by what the clock on the wall shows."""
        if minute not in self._known:
            self._known[minute] = self._looked_up(minute.astimezone(ZoneInfo(self.zone)))
        return self._known[minute]

    def _looked_up(self, wall: datetime) -> bool:
        shown = wall.hour * 60 + wall.minute
        for day, passed in ((wall.date(), 0), (wall.date() - timedelta(days=1), 24 * 60)):
            for opens, closes in self.dates.get(day, self.week.get(str(day.isoweekday()), [])):
                begin, end = _minutes(opens), _minutes(closes)
                if begin <= shown + passed < (end if end > begin else end + 24 * 60):
                    return True
        return False


def _minutes(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)


def minutes(start: datetime, end: datetime) -> Iterable[datetime]:
    """The minutes from one moment to another."""
    while start < end:
        yield start
        start += MINUTE


def walked(start: datetime, count: int, is_open: Open) -> datetime:
    """The moment when so many minutes have been worked since ``start``."""
    for _ in range(PATIENCE):
        if count <= 0:
            return start
        count -= is_open(start)
        start += MINUTE
    raise AssertionError("no working time comes")


@dataclass
class Clocks:
    """The two SLA clocks of an order by the words of the documentation.

    Each is due at its rule plus the time on hold, the work's at the window agreed on if that is later; what was
    stopped or broken stays as it was, and nothing moves while the order is on hold.
    """

    created_at: datetime
    rule: tuple[int | None, int | None]  # minutes of working time
    reaction_due_at: datetime | None = None
    resolution_due_at: datetime | None = None
    reacted_at: datetime | None = None
    resolved_at: datetime | None = None
    held_at: datetime | None = None
    held: int = 0  # minutes of working time, earlier holds together

    def begin(self, is_open: Open, agreed: datetime | None) -> None:
        self.reaction_due_at, self.resolution_due_at = self._promised(is_open, agreed)

    def stop(self, statuses: set[str], at: datetime) -> None:
        """What the visits say now."""
        if self.reacted_at is None and statuses & TAKEN:
            self.reacted_at = at
        done = bool(statuses & WORKED) and not statuses & (BOOKED | MASTERLESS)
        self.resolved_at = (self.resolved_at or at) if done else None

    def renew(self, is_open: Open, agreed: datetime | None, at: datetime, *, resumed: bool = False) -> None:
        """A window was agreed on, or a hold ends."""
        since = at
        if resumed:
            assert self.held_at is not None, "an order went on that wasn't on hold"
            since = self.held_at
            self.held += sum(map(is_open, minutes(self.held_at, at)))
            self.held_at = None
        if self.held_at is not None:
            return
        reaction, resolution = self._promised(is_open, agreed)
        if self.reaction_due_at and self.reaction_due_at > since and self.reacted_at is None:
            self.reaction_due_at = reaction
        if self.resolution_due_at and self.resolution_due_at > since and self.resolved_at is None:
            self.resolution_due_at = resolution

    def _promised(self, is_open: Open, agreed: datetime | None) -> tuple[datetime | None, datetime | None]:
        reaction, resolution = (
            None if count is None else walked(self.created_at, count + self.held, is_open)
            for count in self.rule
        )
        return reaction, resolution and max(resolution, agreed or resolution)

    def against(self, row: Row) -> list[str]:
        """Which clocks of the order's row stand elsewhere."""
        names = ("reaction_due_at", "resolution_due_at", "reacted_at", "resolved_at", "held_at")
        return [
            f"{name} {row[name]} instead of {getattr(self, name)}"
            for name in names
            if row[name] != getattr(self, name)
        ]


@dataclass
class Told:
    """A visit as its history tells it. What history begins with is its first row: nobody's, at the time it got."""

    starts_at: datetime | None
    ends_at: datetime | None
    status: str = "unassigned"
    master_id: int | None = None
    arrived_at: datetime | None = None

    def hear(self, entries: Sequence[Row]) -> list[str]:
        """What happened at one moment; an entry that doesn't begin where the visit was is said."""
        before, gaps = {self.status}, []
        for entry in entries:
            if entry["status_from"] is not None and entry["status_from"] not in before:
                gaps.append(f"{entry['event']} begins at {entry['status_from']}, the visit was {self.status}")
            self._take(entry)
            before.add(self.status)
        return gaps

    def _take(self, entry: Row) -> None:
        data = entry["data"]
        self.status = entry["status_to"] or self.status
        match entry["event"]:
            case "VisitAssigned" | "VisitAccepted":
                self.master_id = data["master_id"]
            case "WindowSet" | "VisitMoved":
                self.starts_at = datetime.fromisoformat(data["starts_at"])
                self.ends_at = datetime.fromisoformat(data["ends_at"])
            case "MasterArrived":
                self.arrived_at = entry["at"]
            case "VisitFinished" if self.starts_at and self.ends_at:
                self.ends_at = min(self.ends_at, entry["at"])  # an early end frees the rest
                # Work that began before its time stands from its beginning, and takes a minute at least.
                begun = self.arrived_at or self.starts_at
                if entry["at"] > self.starts_at and begun <= entry["at"] - timedelta(hours=12):
                    begun = self.starts_at  # he had come the day before
                self.starts_at = min(self.starts_at, begun, entry["at"] - MINUTE)
        if self.status in MASTERLESS:
            self.master_id = None

    def against(self, row: Row) -> list[str]:
        """What of the visit's row its history doesn't tell."""
        names = ("status", "master_id", "starts_at", "ends_at")
        return [
            f"{name} {row[name]}, history says {getattr(self, name)}"
            for name in names
            if row[name] != getattr(self, name)
        ]
