"""Random sequences of book, move, swap, leave, hold, recur and cancel, each step judged by slow references.

Never an overlap, never outside hours without an override, a history that tells all, clocks as the slow ones. Each
guard is then left out, to see that its absence is noticed.
"""

import os
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from domain import clock, db, sla
from domain.agenda import Agenda
from domain.change import Change
from domain.events import Event
from domain.hours import Book
from tests.cast import Cast
from tests.conftest import NewDatabase
from tests.prove import shares
from tests.prove.conftest import Show
from tests.prove.sequences import FIRST, STEPS, Figures, World, run, world_of
from tests.prove.verbs import VERBS

SEED = 20_261_128
MOST = 200  # sequences without a guard until something is wrong
FEW = 12
MANY = 2000
# No two visits have one id: the constraint is there under its name, and never holds anything up.
EMPTY_CONSTRAINT = "CONSTRAINT visit_no_overlap EXCLUDE USING gist (id WITH =) DEFERRABLE INITIALLY IMMEDIATE"


@pytest.fixture
async def world(alone: Cast, monkeypatch: pytest.MonkeyPatch) -> World:
    """The company of all sequences, whose time moves by hand."""
    made = await world_of(alone)
    monkeypatch.setattr(clock, "now", lambda: made.at)
    return made


async def until_wrong(world: World, kind: str, most: int = MOST) -> Figures:
    """Sequences with a guard left out, until one goes wrong in that way."""
    world.figures = Figures()
    for number in range(most):
        await run(world, f"without-{number}", SEED)
        if world.figures.wrong[kind]:
            break
    return world.figures


def always(answer: object) -> Callable[..., Any]:
    return lambda *_args, **_more: answer


async def nothing(*_args: object, **_more: object) -> None:
    """A verb's part left out."""


def forgetful(self: Change, event: Event, *args: Any, **more: Any) -> None:
    """History but for what was moved."""
    if event.name != "VisitMoved":
        REAL_RECORD(self, event, *args, **more)


REAL_RECORD = Change.record


GUARDS: dict[str, tuple[str, type | ModuleType, str, Any]] = {
    "hours not looked at": ("hours", Book, "covers", always(True)),
    "absences not looked at": ("absence", Agenda, "absence_in", always(None)),
    "moves not written into history": ("history", Change, "record", forgetful),
    "clocks not worked out anew": ("clock", sla, "renew", nothing),
}


async def test_whatever_is_done_in_whatever_order_the_rows_are_right(world: World) -> None:
    for number in range(FEW):
        await run(world, number, SEED)
    hold(world.figures, FEW)


@pytest.mark.prove
async def test_two_thousand_sequences_leave_the_rows_right(new_database: NewDatabase, show: Show) -> None:
    processes = os.cpu_count() or 1
    databases = [await new_database() for _ in range(processes)]
    figures = await shares.run(databases, MANY, SEED, show)
    show(
        f"{MANY} random sequences of {FIRST + FIRST + STEPS} steps, seed {SEED}, {processes} processes",
        [figures.row("all guards on")],
    )
    show("of these", [{"": name, "carried out": n} for name, n in sorted(figures.done.items())])
    assert set(figures.done) == set(VERBS)
    hold(figures, MANY)


def hold(figures: Figures, sequences: int) -> None:
    assert figures.sequences == sequences
    assert figures.wrong == {}, "\n".join(figures.examples)
    assert figures.done.total() > sequences


@pytest.mark.prove
async def test_what_a_missing_guard_lets_through_is_noticed(
    world: World, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = []
    for what, (kind, owner, name, instead) in GUARDS.items():
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, instead)
            figures = await until_wrong(world, kind)
        rows.append(figures.row(what))
        assert figures.wrong[kind] > 0, what
    monkeypatch.setattr(Agenda, "stop_in", always(None))
    figures = await until_wrong(world, "overlap", most=10)
    rows.append(figures.row("overlaps not looked for, the constraint alone"))
    assert figures.wrong["overlap"] == 0
    for statement in ("DROP CONSTRAINT visit_no_overlap", f"ADD {EMPTY_CONSTRAINT}"):
        await db.query(f"ALTER TABLE visit {statement}")
    figures = await until_wrong(world, "overlap")
    rows.append(figures.row("overlaps not looked for, a constraint that holds nothing"))
    assert figures.wrong["overlap"] > 0
    show(f"A guard left out, until that is noticed, seed {SEED}", rows)
