"""Who takes it: the masters with the reasons in words, offered to several or given to one."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from magic_filter import F

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import PAGE, list_of, menu_button
from dialogs.common.opening import open_window, opened_with
from dialogs.common.widgets import Label, Made
from dialogs.office.assign.visit import done, visit_of
from dialogs.office.labels import busy, unfit_mark
from dialogs.states import Assign, Booking
from domain import company, dispatch, offers
from domain.conflicts import PLANNABLE
from domain.dispatch import Candidate
from domain.errors import Changed, Invalid
from domain.models import Offer, OfferStatus, Visit
from domain.statuses import NEEDS_MASTER, STEPS, Action
from domain.texts import Texts


async def get_masters(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    assignable = visit.status in STEPS[Action.ASSIGN].sources
    looked = await _candidates(visit) if assignable else []
    chosen = _chosen(dialog_manager, looked)
    offered = {int(one) for one in await _offered(visit)}
    pages = dialog_manager.find("pages")
    page = min(await pages.get_page(), max(len(looked) - 1, 0) // PAGE) if pages else 0
    lines = [await _head(visit, t, noted=bool(dialog_manager.dialog_data.get("noted")))]
    if not assignable:
        lines.append(t.html("assign.too_late", status=t(f"status.visit.{visit.status}")))
    elif not any(one.fit for one in looked):
        lines.append(t.html("assign.nobody_fits"))
    shown = looked[page * PAGE : (page + 1) * PAGE]
    lines += [_line(one, offered, t) for one in shown]
    if any(busy(one) for one in shown):
        lines.append(t.html("assign.legend"))
    return {
        "text": view.joined(lines),
        "masters": [(one.master_id, _label(one, chosen)) for one in looked],
        "n": len(chosen),
        "offerable": bool(chosen) and visit.status in STEPS[Action.OFFER].sources,
        "name": next((one.name for one in looked if [one.master_id] == chosen), ""),
        "movable": visit.status in NEEDS_MASTER,
        "planned": visit.status in PLANNABLE - NEEDS_MASTER,
        "given": visit.status not in NEEDS_MASTER,
    }


async def on_master(_query: CallbackQuery, _select: Any, manager: DialogManager, master_id: int) -> None:
    """Choose or leave out one who fits; one who doesn't takes a reason, unless his time is taken."""
    looked = await _candidates(await visit_of(manager))
    pressed = next((one for one in looked if one.master_id == master_id), None)
    if pressed is None:
        raise Changed
    if pressed.fit:
        chosen = _chosen(manager, looked)
        manager.dialog_data["chosen"] = sorted(set(chosen) ^ {master_id})
        return
    if other := busy(pressed):
        raise Invalid("assign.busy_at", name=pressed.name, number=other.values["number"])
    manager.dialog_data["master"] = master_id
    await manager.switch_to(Assign.override)


async def on_other_time(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """A visit that has its master is moved with what comes of it in words."""
    await open_window(manager, Booking.day, visit=(await visit_of(manager)).id)


async def on_back(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_window(manager, Booking.menu, visit=(await visit_of(manager)).id)


async def on_offer(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    visit = await visit_of(manager)
    looked = await _candidates(visit)
    chosen = _chosen(manager, looked)
    await offers.make(visit.id, chosen, by=manager.middleware_data["actor"])
    names = ", ".join(one.name for one in looked if one.master_id in chosen)
    await done(manager, visit, "assign.offered" if len(chosen) > 1 else "assign.offered_one", names=names)


async def on_assign(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    visit = await visit_of(manager)
    looked = await _candidates(visit)
    chosen = _chosen(manager, looked)
    if len(chosen) != 1:
        raise Changed
    await offers.assign(visit.id, chosen[0], by=manager.middleware_data["actor"])
    await done(
        manager, visit, "assign.assigned", name=next(o.name for o in looked if o.master_id == chosen[0])
    )


async def _candidates(visit: Visit) -> list[Candidate]:
    """Everybody but the one who has it."""
    looked = await dispatch.candidates(visit, visit.order)
    return [one for one in looked if one.master_id != visit.master_id]


async def _offered(visit: Visit) -> list[Any]:
    return await Offer.filter(visit_id=visit.id, status=OfferStatus.OPEN).values_list("master_id", flat=True)


def _chosen(manager: DialogManager, looked: list[Candidate]) -> list[int]:
    """Those marked who still fit."""
    marked = set(manager.dialog_data.get("chosen", [opened_with(manager).get("marked")]))
    return [one.master_id for one in looked if one.fit and one.master_id in marked]


async def _head(visit: Visit, t: Texts, *, noted: bool) -> str:
    """The order and its time; of a time just chosen, that it is kept whether or not a master is found."""
    order = visit.order
    window = t.window(visit.starts_at, visit.ends_at, await company.zone())
    return view.joined(
        [
            t.html("assign.masters", number=order.number, service=order.service.name),
            t.html("assign.noted" if noted else "card.window", window=window),
            view.where(order.address, t),
        ]
    )


def _line(one: Candidate, offered: set[int], t: Texts) -> str:
    reasons = "; ".join(t.reason(reason.row()) for reason in one.reasons)
    key = "assign.fit" if one.fit else "assign.unfit"
    asked = t("assign.asked") if one.master_id in offered else ""
    return t.html(key, mark=unfit_mark(one), name=one.name, asked=asked, reasons=reasons)


def _label(one: Candidate, chosen: list[int]) -> str:
    box = ("☑" if one.master_id in chosen else "☐") if one.fit else unfit_mark(one)
    return view.short(f"{box} {one.name}", 40)


masters_window = Window(
    Made("text"),
    list_of("masters", on_master),
    Button(Label("assign.offer"), id="offer", on_click=on_offer, when="offerable"),
    Button(Label("assign.assign"), id="assign", on_click=on_assign, when=F["n"] == 1),
    SwitchTo(Label("assign.other_time"), id="time", state=Assign.day, when="movable"),
    Button(Label("assign.other_time"), id="move", on_click=on_other_time, when="planned"),
    Row(Button(Label("button.back"), id="back", on_click=on_back, when="given"), menu_button()),
    buttons_only,
    state=Assign.masters,
    getter=get_masters,
)
