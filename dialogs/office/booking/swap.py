"""Whose place the visit takes: the others of its day."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import list_of
from dialogs.common.widgets import Label, Say
from dialogs.office.assign.visit import visit_of
from dialogs.office.booking.wanted import Wanted, planned
from dialogs.office.slots import span
from dialogs.states import Booking
from domain import clock, company, intervals
from domain.conflicts import PLANNABLE
from domain.models import Visit
from domain.texts import Texts


async def get_others(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit, zone = await visit_of(dialog_manager), await company.zone()
    found = await _others(visit, zone) if visit.starts_at else []
    day = view.capital(t.day(visit.starts_at, zone)) if visit.starts_at else t("window.none")
    return {
        "visits": [(one.id, _label(one, zone, t)) for one in found],
        "day": day,
        "some": bool(found),
        "none": not found,
    }


async def _others(visit: Visit, zone: str) -> list[Visit]:
    """What may be planned on the same local day, work on the same order left out."""
    day = clock.local(planned(visit)[0], zone).date()
    begin, end = intervals.whole_days(day, day, zone)
    others = Visit.filter(status__in=PLANNABLE, starts_at__gte=begin, starts_at__lt=end)
    others = others.exclude(order_id=visit.order_id).select_related("master", "order__address")
    return await others.order_by("starts_at", "id")


def _label(one: Visit, zone: str, t: Texts) -> str:
    start, end = planned(one)
    name = one.master.name if one.master else t("booking.nobody")
    number = t("order.number", number=one.order.number)
    return view.short(f"{span(start, end, zone, t)} · {name} · {number}", 48)


async def on_other(_query: CallbackQuery, _select: Any, manager: DialogManager, visit_id: int) -> None:
    Wanted(other=visit_id).keep(manager)
    await manager.switch_to(Booking.confirm)


swap_window = Window(
    Say("booking.swap_ask", when="some"),
    Say("booking.swap_none", when="none"),
    list_of("visits", on_other),
    SwitchTo(Label("button.back"), id="back", state=Booking.menu),
    buttons_only,
    state=Booking.swap,
    getter=get_others,
)
