"""The ways in, and which window comes next."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs.common.finishing import finish
from dialogs.common.opening import open_window
from dialogs.common.turning import today
from dialogs.master.pieces import draft_here
from dialogs.states import Leave
from domain import absences, days, drafts
from domain.access import Actor

Data = dict[str, Any]


async def open_leave(manager: DialogManager) -> None:
    """What the master has asked for; straight to asking when there is nothing."""
    if await absences.ahead(by=manager.middleware_data["actor"]):
        await open_window(manager, Leave.list)
    else:
        await open_request(manager)


async def open_leave_days(manager: DialogManager, text: str) -> None:
    """Ask to be away on the days that were typed. Raises Invalid."""
    await open_request(manager, **await read_days(text))


async def open_request(manager: DialogManager, **entered: Any) -> None:
    """Ask to be away, on some days if they are known: what for."""
    actor: Actor = manager.middleware_data["actor"]
    draft = await drafts.begin(by=actor, kind="absence", step=str(Leave.kind.state), fresh=True, **entered)
    await open_window(manager, Leave.kind, draft=draft.id)


async def read_days(text: str) -> dict[str, str]:
    """What a draft keeps of days that were typed: two are both, one is the first. Raises Invalid."""
    first, last = days.parse_range(text, await today())
    absences.check(first, last, await today())
    return {"first": first.isoformat()} | ({"last": last.isoformat()} if last != first else {})


async def keep(manager: DialogManager, **data: Any) -> None:
    """Keep what was entered (None forgets) and go to the first window without an answer."""
    draft = await draft_here(manager)
    merged = {key: value for key, value in {**draft.data, **data}.items() if value is not None}
    missing = {"kind": Leave.kind, "first": Leave.first, "last": Leave.last, "note": Leave.note}
    step = next((state for key, state in missing.items() if key not in merged), Leave.confirm)
    await drafts.put(draft.id, by=manager.middleware_data["actor"], step=step.state, **data)
    await manager.switch_to(step)


def first_of(data: Data) -> date:
    """The first day entered."""
    return date.fromisoformat(data["first"])


async def on_leave(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """Nothing is asked for, and no draft stays to be taken for a wish."""
    draft = await draft_here(manager)
    await drafts.drop(draft.id, by=manager.middleware_data["actor"])
    await finish(manager, manager.middleware_data["t"].html("leave.left"))
