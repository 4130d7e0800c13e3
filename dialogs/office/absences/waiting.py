"""What waits for a word, the soonest first."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs import view
from dialogs.common.lists import listing_window
from dialogs.office.absences.opening import open_absence
from dialogs.states import Absences
from domain import absences, company
from domain.access import Actor
from domain.models import Absence
from domain.texts import Texts


async def get_waiting(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    zone, waiting = await company.zone(), await absences.waiting(by=actor)
    return {
        "absences": [(one.id, _label(one, zone, t)) for one in waiting],
    }


def _label(one: Absence, zone: str, t: Texts) -> str:
    kind, days = t(f"absence.kind.{one.kind}"), view.days_of(one, zone, t)
    return view.short(f"{one.master.name} · {kind}, {days}")


async def on_absence(_query: CallbackQuery, _select: Any, manager: DialogManager, absence_id: int) -> None:
    await open_absence(manager, absence_id)


list_window = listing_window(
    Absences.list, "absences", get_waiting, on_absence, some="absences.some", none="absences.none"
)
