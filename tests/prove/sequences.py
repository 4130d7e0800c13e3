"""Random sequences of what an office and its masters do, and after each step a look at every row by slow references.

A sequence has its own zone, its own week (often one in which clocks are set) and masters of different hours, one of
them by night. Time stands still within a step, at a whole minute.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from random import Random
from typing import Any

from domain import company, db, due
from domain.errors import Refused
from domain.models import DayHours, Master, Person, Priority, SlaRule
from domain.recurrence import moment
from tests.cast import Cast
from tests.prove.reference import BOOKED, Clocks, Hours, Row, Told, minutes
from tests.prove.verbs import OVERRIDABLE, RULES, VERBS, Verbs

FIRST = 4  # orders that a sequence begins with
STEPS = 10
ZONES = ("Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata")
# Mondays; most of them before a Sunday on which clocks are set somewhere above.
WEEKS = (
    date(2026, 3, 2),
    date(2026, 3, 23),
    date(2026, 3, 30),
    date(2026, 9, 28),
    date(2026, 10, 19),
    date(2027, 1, 4),
)
COMPANY = {str(day): [["09:00", "13:00"], ["14:00", "18:00"]] for day in range(1, 6)} | {
    "6": [["10:00", "15:00"]]
}
BY_DAY = {str(day): [["09:00", "20:00"]] for day in range(1, 8)}
IN_PARTS = {str(day): [["08:00", "12:00"], ["12:00", "13:30"], ["14:30", "19:00"]] for day in range(1, 6)}
BY_NIGHT = {str(day): [["22:00", "06:00"], ["14:00", "18:00"]] for day in range(1, 8)}
OWN_ROWS = """
DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH name IN ARRAY ARRAY['history', 'offer', 'occurrence', 'series', 'card', 'outbox', 'due', 'audit', 'absence',
        'day_hours', 'visit', '"order"']
    LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
END $$
"""


@dataclass
class Figures:
    """What all sequences came to: verbs that were carried out or refused, and what was wrong, by kind."""

    sequences: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    looked: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        """Take in what other sequences came to."""
        self.sequences += other.sequences
        self.looked += other.looked
        for own, more in ((self.done, other.done), (self.refused, other.refused), (self.wrong, other.wrong)):
            own.update(more)
        self.examples += other.examples

    def row(self, what: str) -> dict[str, Any]:
        """A line of the printed table."""
        return {
            "": what,
            "sequences": self.sequences,
            "carried out": self.done.total(),
            "refused": self.refused.total(),
            "visits looked at": self.looked,
            "overlaps": self.wrong["overlap"],
            "outside hours": self.wrong["hours"],
            "while away": self.wrong["absence"],
            "history": self.wrong["history"],
            "clocks": self.wrong["clock"],
        }


class World(Verbs):
    """The people of all sequences, and the rows of one."""

    def __init__(self, cast: Cast, masters: list[Person], figures: Figures) -> None:
        super().__init__(cast, masters)
        self.figures = figures

    async def begin(self, number: int | str, seed: int) -> None:
        """A sequence of its own: the same number and seed, the same sequence."""
        self.name, self.dice = f"sequence {number}", Random(f"{seed}-{number}")
        self.zone = self.dice.choice(ZONES)
        self.monday = self.dice.choice(WEEKS)
        self.at = moment(datetime.combine(self.monday, time(8)), self.zone)
        self.told: dict[int, Told] = {}
        self.clocks: dict[int, Clocks] = {}
        self.excused: set[int] = set()
        self.before: dict[int, Row] = {}
        self.heard = 0
        self.figures.sequences += 1
        await db.query(OWN_ROWS)
        await company.put("zone", self.zone)
        await company.put("hours", COMPANY)
        await self._hours()

    async def _hours(self) -> None:
        """A day off for a master and one for the company, some of them times of their own instead."""
        some = self.dice.choice(([], [["11:00", "16:00"]]))
        day, off = (self.monday + timedelta(days=self.dice.randrange(7)) for _ in range(2))
        await DayHours.create(day=day, spans=some, name="")
        await DayHours.create(day=off, spans=[], name="", master_id=self.masters[0].id)
        self.company = Hours(self.zone, COMPANY, {day: some})
        self.own = {}
        for person, week in zip(self.masters, (BY_DAY, IN_PARTS, BY_NIGHT), strict=True):
            dates = {day: some} | ({off: []} if person is self.masters[0] else {})
            self.own[person.id] = Hours(self.zone, week, dates)

    async def step(self, name: str = "") -> None:
        """Some time passes, somebody does something, what is due happens; each is looked at."""
        self.at += timedelta(minutes=self.dice.choice((1, 5, 20, 60, 150)))
        name = name or self.dice.choices(list(VERBS), [weight for weight, _ in VERBS.values()])[0]
        override = self.dice.choice(("", "", "", "Клиент просит")) if name in OVERRIDABLE else ""
        verb = VERBS[name][1](self, override)
        try:
            carried_out = await verb
        except Refused as refusal:
            self.figures.refused[f"{name}: {type(refusal).__name__}"] += 1
            carried_out = False
        if carried_out:
            self.figures.done[name] += 1
        await self.look(f"{name}{' by override' if override else ''}", override)
        self.at += timedelta(minutes=1)
        if await due.run_ready():
            await self.look(f"what is due after {name}", "")

    async def look(self, after: str, override: str) -> None:
        """Compare every row with the references. What is wrong is counted, and the first of it kept."""

        def wrong(kind: str, what: str) -> None:
            self.figures.wrong[kind] += 1
            if len(self.figures.examples) < 5:
                self.figures.examples.append(f"{self.name}, {self.at:%a %d.%m %H:%M} UTC, {after}: {what}")

        rows = {row["id"]: row for row in await db.query("SELECT * FROM visit ORDER BY id")}
        self.figures.looked += len(rows)
        for row in await db.query(_OVERLAPS):
            wrong("overlap", f"visits {row['a']} and {row['b']}")
        away = await db.query("SELECT * FROM absence WHERE status = 'approved'")
        for visit_id, row in rows.items():
            if row["status"] in BOOKED:
                for kind, what in self._misplaced(row, self.before.get(visit_id), override, away):
                    wrong(kind, f"visit {visit_id} {what}")
        orders_ = {row["id"]: row for row in await db.query('SELECT * FROM "order"')}
        for what in await self._listen(rows, orders_):
            wrong("history", what)
        self.before = rows
        for order_id, order in orders_.items():
            for what in self.clocks[order_id].against(order):
                wrong("clock", f"order {order_id} {what}")

    def _misplaced(
        self, row: Row, was: Row | None, override: str, away: list[dict[str, Any]]
    ) -> list[tuple[str, str]]:
        """A booked visit outside its master's hours, or put where he is away. Who said "all the same" is excused."""
        visit_id, span = row["id"], (row["starts_at"], row["ends_at"])
        booked = was is not None and was["status"] in BOOKED
        stays = (
            booked and was is not None and (was["master_id"], was["starts_at"]) == (row["master_id"], span[0])
        )
        put = not stays or (was is not None and was["ends_at"] != row["ends_at"])
        if put and override:
            self.excused.add(visit_id)
        elif not stays:
            self.excused.discard(visit_id)
        if visit_id in self.excused:
            return []
        found = []
        shut = next(
            (minute for minute in minutes(*span) if not self.own[row["master_id"]].open(minute)), None
        )
        if shut is not None:
            found.append(
                ("hours", f"is at {shut:%a %d.%m %H:%M} UTC, outside the hours of {row['master_id']}")
            )
        if not stays and any(
            one["master_id"] == row["master_id"] and one["starts_at"] < span[1] and span[0] < one["ends_at"]
            for one in away
        ):
            found.append(("absence", "is put where its master is away"))
        return found

    async def _listen(self, rows: dict[int, Row], orders_: dict[int, Row]) -> list[str]:
        """Hear what is new in the history: it moves the references, which must come to what the rows are."""
        entries = await db.query("SELECT * FROM history WHERE id > $1 ORDER BY id", self.heard)
        entries = [entry | {"data": json.loads(entry["data"])} for entry in entries]
        self.heard = max([self.heard, *(entry["id"] for entry in entries)])
        gaps: list[str] = []
        for row in rows.values():
            self.told.setdefault(row["id"], Told(row["starts_at"], row["ends_at"]))
        for visit_id, told in self.told.items():
            own = [entry for entry in entries if entry["visit_id"] == visit_id]
            if (
                visit_id not in self.before
            ):  # its times when it was made are those of its first row, unless it was moved
                _first_times(told, own)
            gaps += [f"visit {visit_id}: {gap}" for gap in told.hear(own)]
            gaps += [f"visit {visit_id}: {gap}" for gap in told.against(rows[visit_id])]
        for order_id, group in groupby(
            sorted(entries, key=lambda one: (one["order_id"], one["id"])), _order_of
        ):
            self._clock(
                orders_[order_id], list(group), [r for r in rows.values() if r["order_id"] == order_id]
            )
        return gaps

    def _clock(self, order: Row, entries: list[dict[str, Any]], own: list[Row]) -> None:
        events = [entry["event"] for entry in entries]
        is_open, statuses = self.company.open, {row["status"] for row in own}
        if "OrderCreated" in events:
            reaction, resolution = RULES[order["priority"]]
            rule = (None if order["origin"] == "series" else reaction, resolution)
            made = self.clocks[order["id"]] = Clocks(order["created_at"], rule)
            made.begin(is_open, order["wanted_to"])
        clocks = self.clocks[order["id"]]
        if "OrderHeld" in events:
            clocks.held_at = self.at
        if "VisitCancelled" in events and statuses == {"cancelled"}:
            clocks.held_at = None  # a hold ends with what it held
        if "VisitCancelled" not in events:
            clocks.stop(statuses, self.at)
        if PLANNED & {*events}:
            clocks.renew(is_open, _agreed(order, own), self.at, resumed="OrderResumed" in events)
        clocks.stop(statuses, self.at)


PLANNED = {"OrderResumed", "WindowSet", "VisitMoved", "VisitAssigned", "VisitUnassigned"}
_OVERLAPS = """
    SELECT a.id AS a, b.id AS b FROM visit a JOIN visit b ON a.master_id = b.master_id AND a.id < b.id
    WHERE a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    AND a.status IN ('assigned', 'accepted', 'en_route', 'on_site', 'paused')
    AND b.status IN ('assigned', 'accepted', 'en_route', 'on_site', 'paused')
"""


async def run(world: World, number: int | str, seed: int) -> None:
    """One sequence from an empty company to its last step."""
    await world.begin(number, seed)
    for name in ["book"] * FIRST + ["assign"] * FIRST + [""] * STEPS:
        await world.step(name)


async def world_of(cast: Cast) -> World:
    """A company with rules for its clocks and masters of different hours."""
    for priority, (reaction, resolution) in RULES.items():
        await SlaRule.create(
            priority=Priority(priority), reaction_minutes=reaction, resolution_minutes=resolution
        )
    return World(cast, await masters_of(cast), Figures())


async def masters_of(cast: Cast) -> list[Person]:
    """Three masters of different hours, who are anywhere at once: nothing but time is in their way."""
    dmitri = await Person.create(
        name="Дмитрий Ночной", roles=["master"], status="active", created_at=cast.anna.created_at
    )
    await Master.create(person=dmitri, skills=["washers"])
    people = [cast.anna, cast.boris, dmitri]
    for person, week in zip(people, (BY_DAY, IN_PARTS, BY_NIGHT), strict=True):
        await Master.filter(person_id=person.id).update(
            hours=week, home_lat=None, home_lon=None, daily_limit=100
        )
    cast.address.lat = cast.address.lon = None
    await cast.address.save()
    return people


def _order_of(entry: Row) -> int:
    return int(entry["order_id"])


def _first_times(told: Told, entries: list[dict[str, Any]]) -> None:
    moved = next((entry for entry in entries if entry["event"] in {"WindowSet", "VisitMoved"}), None)
    if moved is not None and (was := moved["data"].get("was_starts_at")):
        told.starts_at = datetime.fromisoformat(was)
        told.ends_at = datetime.fromisoformat(moved["data"]["was_ends_at"])


def _agreed(order: Row, own: list[Row]) -> datetime | None:
    """Until when the client expects what is to do: what he was promised of its visits, else their ends."""
    to_do = [row for row in own if row["status"] in BOOKED | {"unassigned", "offered", "declined"}]
    ends = [row["promised_to"] or row["ends_at"] for row in to_do]
    return max(filter(None, [order["wanted_to"], *ends]), default=None)
