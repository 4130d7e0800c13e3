"""What an office and its masters may do, at random: the verbs of the sequences."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from domain import absences, booking, db, holds, occurrences, offers, orders, series, visits
from domain.access import Actor, actor_of
from domain.models import AbsenceKind, AbsenceStatus, Person, Priority, Series
from domain.recurrence import Freq, Plan, Rule, moment
from domain.statuses import Action, Outcome, VisitStatus
from tests.cast import Cast
from tests.prove.reference import BOOKED, Clocks, Row

RULES = {"urgent": (30, 180), "high": (120, None), "normal": (240, 960), "low": (None, 1500)}


class Verbs:
    """The people and the dice. Each verb takes what there is at random, and says whether it found anything to do.

    ``before`` are the visits as they were looked at last, ``clocks`` those of the orders by their reference.
    """

    dice: Random
    zone: str
    before: Mapping[int, Row]
    clocks: dict[int, Clocks]

    def __init__(self, cast: Cast, masters: list[Person]) -> None:
        self.cast, self.masters = cast, masters
        self.vera = actor_of(cast.vera)
        self.at = datetime(2026, 1, 1, tzinfo=UTC)

    async def book(self, override: str) -> bool:
        start = self._time() if self.dice.random() < 0.9 else None
        end = start + self._length() if start else None
        new = orders.NewOrder(
            service_id=self.cast.washers.id,
            text="Не сливает",
            priority=Priority(self.dice.choice(list(RULES))),
            client_id=self.cast.petr.id,
            address_id=self.cast.address.id,
            starts_at=start,
            ends_at=end,
        )
        await orders.create(new, by=self.vera)
        return True

    async def assign(self, override: str) -> bool:
        return await self._with(
            ("unassigned", "declined", "offered", "assigned", "accepted"),
            lambda row: offers.assign(row["id"], self._master().id, by=self.vera, override=override),
        )

    async def offer(self, override: str) -> bool:
        chosen = self.dice.sample(self.masters, 2)
        return await self._with(
            ("unassigned", "declined", "offered"),
            lambda row: offers.make(row["id"], [one.id for one in chosen], by=self.vera),
        )

    async def accept(self, override: str) -> bool:
        return await self._answered(lambda row, by: offers.accept(row["id"], by=by))

    async def decline(self, override: str) -> bool:
        return await self._answered(lambda row, by: offers.decline(row["id"], by=by, reason="Далеко"))

    async def arrive(self, override: str) -> bool:
        return await self._with(
            ("accepted",),
            lambda row: visits.act(row["id"], Action.ARRIVE, by=self._actor(row["master_id"]), early=True),
        )

    async def finish(self, override: str) -> bool:
        outcome = self.dice.choice((Outcome.CLIENT_ABSENT, Outcome.SECOND_VISIT))
        return await self._with(
            ("on_site",),
            lambda row: visits.finish(
                row["id"], outcome, by=self._actor(row["master_id"]), note="Нет детали"
            ),
        )

    async def move(self, override: str) -> bool:
        start, length = self._time(), self._length()
        return await self._planned(override, lambda row: (start, start + length, row["master_id"]))

    async def give(self, override: str) -> bool:
        to = self.dice.choice([None, *(one.id for one in self.masters)])
        return await self._planned(override, lambda row: (row["starts_at"], row["ends_at"], to))

    async def both(self, override: str) -> bool:
        start, length, to = self._time(), self._length(), self._master().id
        return await self._planned(override, lambda _: (start, start + length, to))

    async def stretch(self, override: str) -> bool:
        more = timedelta(minutes=self.dice.choice((-30, 30, 60, 180)))
        return await self._planned(
            override, lambda row: (row["starts_at"], row["ends_at"] + more, row["master_id"])
        )

    async def swap(self, override: str) -> bool:
        rows = [row for row in self.before.values() if row["status"] in {"assigned", "accepted"}]
        if len(rows) < 2:
            return False
        a, b = self.dice.sample(rows, 2)
        versions = a["version"], b["version"]
        await booking.swap(a["id"], b["id"], by=self.vera, versions=versions, override=override)
        return True

    async def leave(self, override: str) -> bool:
        first = self._day()
        kind = self.dice.choice((AbsenceKind.SICK, AbsenceKind.VACATION))
        asked = await absences.request(
            kind, first, first + timedelta(days=self.dice.randrange(5)), by=self._actor(self._master().id)
        )
        if asked.status is AbsenceStatus.REQUESTED:
            self.at += timedelta(minutes=1)
            await absences.approve(asked.id, by=self.vera)
        return True

    async def hold(self, override: str) -> bool:
        return await self._with(
            (*sorted(BOOKED), "unassigned", "offered"),
            lambda row: holds.begin(row["order_id"], by=self.vera, reason="Ждём деталь"),
        )

    async def resume(self, override: str) -> bool:
        held = [order_id for order_id, clocks in self.clocks.items() if clocks.held_at]
        if not held:
            return False
        await holds.end(self.dice.choice(held), by=self.vera)
        return True

    async def recur(self, override: str) -> bool:
        rule = self.dice.choice((Rule(Freq.DAILY, count=4), Rule(Freq.WEEKLY, days=(1, 3))))
        return await self._with(
            tuple(VisitStatus), lambda row: series.create(row["order_id"], Plan(rule), by=self.vera)
        )

    async def unmake(self, override: str) -> bool:
        """A series loses one time, has it moved, or ends."""
        found = await Series.filter(ended_at__isnull=True).order_by("id")
        if not found:
            return False
        one, day = self.dice.choice(found), self._day()
        start = self._time()
        match self.dice.randrange(3):
            case 0:
                await series.end(one.id, by=self.vera)
            case 1:
                await occurrences.skip(one.id, day, by=self.vera)
            case _:
                await occurrences.move(one.id, day, start, start + self._length(), by=self.vera)
        return True

    async def cancel(self, override: str) -> bool:
        return await self._with(
            tuple(VisitStatus), lambda row: orders.cancel(row["order_id"], by=self.vera, reason="Передумал")
        )

    # Chance.

    def _time(self) -> datetime:
        """A quarter of an hour of these days; more often one in working time than not."""
        hour = self.dice.choice((9, 10, 11, 14, 15, 16, 22, 23) if self.dice.random() < 0.8 else range(24))
        quarter = time(hour, self.dice.choice((0, 15, 30, 45)))
        return moment(datetime.combine(self._day(), quarter), self.zone)

    def _day(self) -> date:
        """Today or one of the next days; seldom that of a week later, when clocks may have been set."""
        ahead = self.dice.choice((0, 1, 1, 2, 2, 3, 6, 7))
        return self.at.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=ahead)

    def _length(self) -> timedelta:
        return timedelta(minutes=self.dice.choice((30, 60, 90, 120, 240)))

    def _master(self) -> Person:
        return self.dice.choice(self.masters)

    def _actor(self, person_id: int) -> Actor:
        return next(actor_of(one) for one in self.masters if one.id == person_id)

    async def _with(self, statuses: tuple[str, ...], act: Callable[[Row], Awaitable[object]]) -> bool:
        rows = [row for row in self.before.values() if row["status"] in statuses]
        rows = [row for row in rows if row["starts_at"]] or rows
        if not rows:
            return False
        await act(self.dice.choice(rows))
        return True

    async def _planned(self, override: str, wanted: Callable[[Row], tuple[Any, Any, int | None]]) -> bool:
        rows = [row for row in self.before.values() if row["starts_at"] and row["status"] != "cancelled"]
        if not rows:
            return False
        row = self.dice.choice(rows)
        start, end, to = wanted(row)
        await booking.plan(
            row["id"],
            starts_at=start,
            ends_at=end,
            master_id=to,
            by=self.vera,
            version=row["version"],
            override=override,
            agreed=self.dice.random() < 0.7,
        )
        return True

    async def _answered(self, act: Callable[[Row, Actor], Awaitable[None]]) -> bool:
        """Somebody who has an unconfirmed visit, or is asked about one, answers."""
        asked = await db.query(
            "SELECT visit_id, master_id FROM offer WHERE status = 'open' UNION "
            "SELECT id, master_id FROM visit WHERE status = 'assigned' ORDER BY 1, 2"
        )
        if not asked:
            return False
        one = self.dice.choice(asked)
        await act(self.before[one["visit_id"]], self._actor(one["master_id"]))
        return True


OVERRIDABLE = {"assign", "move", "give", "move and give", "stretch", "swap"}
VERBS: dict[str, tuple[int, Callable[[Verbs, str], Awaitable[bool]]]] = {
    "book": (2, Verbs.book),
    "assign": (3, Verbs.assign),
    "offer": (2, Verbs.offer),
    "accept": (4, Verbs.accept),
    "decline": (1, Verbs.decline),
    "arrive": (3, Verbs.arrive),
    "finish": (5, Verbs.finish),
    "move": (4, Verbs.move),
    "give": (2, Verbs.give),
    "move and give": (2, Verbs.both),
    "stretch": (2, Verbs.stretch),
    "swap": (4, Verbs.swap),
    "leave": (3, Verbs.leave),
    "hold": (1, Verbs.hold),
    "go on": (2, Verbs.resume),
    "recur": (1, Verbs.recur),
    "skip, move or end": (4, Verbs.unmake),
    "cancel": (1, Verbs.cancel),
}
