"""What a report's draft holds, and which window it needs next.

Keys: ``works`` text, ``work`` and ``parts`` lines as rows (a part also has ``n``, its number on buttons),
``parts_done``, ``priced`` (the price came with the order and isn't asked), ``minutes``, ``recommendation`` ("" when
there is none to give).
"""

from decimal import Decimal
from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.master.pieces import draft_here
from domain import drafts
from domain.lines import Line
from domain.models import Draft, LineKind
from domain.worksheets import Report

# Each window in the order of filling, and the key that says it has been answered.
ASKED: dict[State, str] = {
    states.Report.works: "works",
    states.Report.price: "work",
    states.Report.parts: "parts_done",
    states.Report.minutes: "minutes",
    states.Report.recommendation: "recommendation",
}


def lines(data: dict[str, Any]) -> tuple[Line, ...]:
    """Lines of work, then the parts."""
    return tuple(Line.of(row) for row in [*data.get("work", []), *data.get("parts", [])])


def work_row(service: str, price: int) -> dict[str, Any]:
    """The work as one line, named as the service, at ``price`` kopecks."""
    return Line(LineKind.WORK, service, Decimal(1), price).row()


def report(data: dict[str, Any]) -> Report:
    """The report as far as it has been entered."""
    return Report(data.get("works", ""), lines(data), data.get("minutes", 0), data.get("recommendation", ""))


def filled(data: dict[str, Any]) -> bool:
    """Whether every window has been answered: then each change leads back to the preview."""
    return all(key in data for key in ASKED.values())


def first_missing(data: dict[str, Any]) -> State:
    """The first window without an answer; the preview when there is none."""
    return next((state for state, key in ASKED.items() if key not in data), states.Report.preview)


def before(state: State, data: dict[str, Any]) -> State:
    """Where Back leads from a window."""
    if filled(data):
        return states.Report.preview
    order = [asked for asked in ASKED if asked is not states.Report.price or "priced" not in data]
    return order[max(0, order.index(state) - 1)]


async def keep(manager: DialogManager, draft: Draft, **entered: Any) -> None:
    """Keep what was entered, in one change, and go to the window that comes next."""
    state = first_missing({**draft.data, **entered})
    await go(manager, draft, state, **entered)


async def go(manager: DialogManager, draft: Draft, state: State, **entered: Any) -> None:
    """Keep what was entered and go to ``state``."""
    await drafts.put(draft.id, by=manager.middleware_data["actor"], step=state.state, **entered)
    await manager.switch_to(state)


async def on_back(_query: Any, _button: Any, manager: DialogManager) -> None:
    """One window back, or to the preview it was opened from."""
    draft = await draft_here(manager)
    await go(manager, draft, before(manager.current_context().state, draft.data))
