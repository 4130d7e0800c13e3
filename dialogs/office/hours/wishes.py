"""A change of hours on its way: kept in a draft until what it leaves outside of hours has been seen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager

from dialogs.common.opening import opened_with
from domain import drafts, hours_change
from domain.access import Actor
from domain.errors import DraftGone
from domain.hours_change import Holidays, OneDay, WeekHours, Wish, Zone
from domain.models import Draft


@dataclass(frozen=True)
class Windows:
    """Where a dialog keeps these windows, and the kind of its drafts."""

    draft: str
    main: State
    week: State
    days: State
    confirm: State


async def master_of(manager: DialogManager) -> int | None:
    """The master whose time this dialog is about, None for the company's."""
    start = opened_with(manager)
    master_id = manager.dialog_data.get("master", start.get("master"))
    if master_id is None and "draft" in start:  # it was opened at what had been entered
        master_id = (await draft_here(manager)).data.get("master")
        remember(manager, master_id)
    return master_id or None


def remember(manager: DialogManager, master_id: int | None) -> None:
    """Whose time the dialog is about, for when its draft is gone."""
    manager.dialog_data["master"] = master_id or 0


async def draft_here(manager: DialogManager) -> Draft:
    """The draft at hand. Raises DraftGone."""
    start = opened_with(manager)
    draft_id = manager.dialog_data.get("draft") or start.get("draft")
    if draft_id is None:
        raise DraftGone
    return await drafts.read(draft_id, by=manager.middleware_data["actor"])


async def begin(manager: DialogManager, kind: str, step: State, **data: Any) -> None:
    """Keep what was entered in a draft of its own, and go to the window ``step``."""
    actor: Actor = manager.middleware_data["actor"]
    draft = await drafts.begin(by=actor, kind=kind, step=str(step.state), fresh=True, **data)
    manager.dialog_data["draft"] = draft.id
    await manager.switch_to(step)


async def propose(manager: DialogManager, windows: Windows, wish: Wish) -> None:
    """Keep the wish, if it can be one, and show what it would change. Raises Invalid."""
    await hours_change.affected(wish)
    was = hours_change.mark(wish, await hours_change.present())
    await begin(
        manager, windows.draft, windows.confirm, wish=packed(wish.checked()), master=wish.master_id, was=was
    )


def packed(wish: Wish) -> dict[str, Any]:
    """The wish as a draft keeps it."""
    match wish:
        case WeekHours(week=week):
            return {"week": week}
        case OneDay(day=day, spans=spans, name=name):
            return {"day": day.isoformat(), "spans": spans, "name": name}
        case Holidays(country=country):
            return {"country": country}
        case Zone(name=name):
            return {"zone": name}


def wish_of(draft: Draft) -> Wish:
    """The wish a draft keeps. Raises DraftGone for a draft without one."""
    master_id = draft.data.get("master")
    match draft.data.get("wish"):
        case {"week": week}:
            return WeekHours(week, master_id)
        case {"day": day, "spans": spans, "name": name}:
            return OneDay(date.fromisoformat(day), spans, name, master_id)
        case {"country": country}:
            return Holidays(country)
        case {"zone": name}:
            return Zone(name)
    raise DraftGone
