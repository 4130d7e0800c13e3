"""What the dispatcher wants of the visit: kept between windows as ids and times, looked at anew when it is shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from aiogram_dialog import DialogManager

from dialogs.office.assign.visit import done, visit_of
from dialogs.states import Booking
from domain import access, booking, company
from domain.booking import Outlook
from domain.errors import Changed, WindowMissing
from domain.models import Visit


@dataclass(frozen=True)
class Wanted:
    """A time for the visit at its master's, or the place of another visit; ``agreed``: the client knows.

    ``versions`` are those of the visits when the person saw what would come of it.
    """

    start: str = ""
    end: str = ""
    other: int = 0
    agreed: bool = False
    versions: tuple[int, int] = (0, 0)

    @classmethod
    def of(cls, manager: DialogManager) -> Self:
        """What was chosen. Raises Changed when nothing is, in a window of another day."""
        kept = manager.dialog_data.get("wanted")
        if not kept:
            raise Changed
        return cls(**kept | {"versions": tuple(kept["versions"])})

    def keep(self, manager: DialogManager) -> None:
        manager.dialog_data["wanted"] = vars(self) | {"versions": list(self.versions)}

    @property
    def times(self) -> dict[str, datetime]:
        return {"starts_at": datetime.fromisoformat(self.start), "ends_at": datetime.fromisoformat(self.end)}


async def outlook_of(manager: DialogManager, wanted: Wanted) -> tuple[Visit, Visit | None, Outlook]:
    """The visit, the one it is swapped with, and what would come of it."""
    actor, visit = manager.middleware_data["actor"], await visit_of(manager)
    if wanted.other:
        other = await access.visit_for(actor, wanted.other)
        return visit, other, await booking.swap_conflicts(visit.id, other.id, by=actor)
    looked = await booking.conflicts(
        visit.id, **wanted.times, master_id=visit.master_id, by=actor, agreed=wanted.agreed
    )
    return visit, None, looked


async def ask(manager: DialogManager, start: datetime, end: datetime) -> None:
    """Show what would come of a time."""
    Wanted(start.isoformat(), end.isoformat()).keep(manager)
    await manager.switch_to(Booking.confirm)


async def carry_out(manager: DialogManager, override: str = "") -> None:
    """Do what was shown."""
    wanted, visit = Wanted.of(manager), await visit_of(manager)
    actor = manager.middleware_data["actor"]
    if wanted.other:
        versions = wanted.versions
        await booking.swap(visit.id, wanted.other, versions=versions, override=override, by=actor)
        await done(manager, visit, "booking.swapped")
        return
    await booking.plan(
        visit.id,
        **wanted.times,
        master_id=visit.master_id,
        version=wanted.versions[0],
        override=override,
        agreed=wanted.agreed,
        by=actor,
    )
    await done(manager, visit, "booking.moved", **await _when(manager, wanted))


async def _when(manager: DialogManager, wanted: Wanted) -> dict[str, Any]:
    return {"window": manager.middleware_data["t"].window(*wanted.times.values(), await company.zone())}


def planned(visit: Visit) -> tuple[datetime, datetime]:
    """When the visit is. Raises WindowMissing when it has no time yet."""
    if visit.starts_at is None or visit.ends_at is None:
        raise WindowMissing
    return visit.starts_at, visit.ends_at
