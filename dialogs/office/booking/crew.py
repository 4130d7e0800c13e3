"""Several masters at one work: who comes along, who leads, who stays away."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Column, Select, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only, expects, text_input
from dialogs.common.lists import PAGE, list_of
from dialogs.common.widgets import ItemLabel, Label, Made, Say
from dialogs.office.assign.visit import done, visit_of
from dialogs.office.booking.menu import summary
from dialogs.office.labels import busy, unfit_mark
from dialogs.office.reasons import reason_buttons
from dialogs.states import Booking
from domain import crew, dispatch
from domain.dispatch import Candidate
from domain.errors import Changed, SlotBusy
from domain.models import Visit
from domain.statuses import TO_DO
from domain.texts import Texts

REASONS = ("override.agreed", "booking.reason_help")


async def get_crew(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    together = await _open(visit)
    helpers = [one for one in together if not one.lead]
    return {
        "text": await summary(visit, together, t),
        "leads": [(one.id, t("booking.make_lead", name=_name(one, t))) for one in helpers if one.master],
        "helpers": [(one.id, t("booking.remove", name=_name(one, t))) for one in helpers],
    }


async def get_masters(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    looked = await _candidates(visit)
    pages = dialog_manager.find("pages")
    page = min(await pages.get_page(), max(len(looked) - 1, 0) // PAGE) if pages else 0
    lines = [t.html("booking.add_ask", number=visit.order.number)]
    shown = looked[page * PAGE : (page + 1) * PAGE]
    for one in shown:
        reasons = "; ".join(t.reason(reason.row()) for reason in one.reasons)
        key = "assign.fit" if one.fit else "assign.unfit"
        lines.append(t.html(key, mark=unfit_mark(one), name=one.name, asked="", reasons=reasons))
    if any(busy(one) for one in shown):
        lines.append(t.html("assign.legend"))
    labels = [
        (one.master_id, view.short(one.name if one.fit else f"{unfit_mark(one)} {one.name}", 40))
        for one in looked
    ]
    return {"text": view.joined(lines), "masters": labels}


async def get_master(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one = await _chosen(dialog_manager)
    if one is None:
        return {"name": "—", "reasons": "—"}
    return {"name": one.name, "reasons": "; ".join(t.reason(reason.row()) for reason in one.reasons)}


async def on_master(_query: CallbackQuery, _select: Any, manager: DialogManager, master_id: int) -> None:
    """Who fits comes along at once; who doesn't takes a reason, unless his time is taken."""
    manager.dialog_data["master"] = master_id
    one = await _chosen(manager)
    if one is None:
        raise Changed
    if other := busy(one):
        raise SlotBusy(name=one.name, number=other.values["number"])
    if one.fit:
        await _add(manager, one)
    else:
        await manager.switch_to(Booking.master_reason)


async def on_reason(manager: DialogManager, text: str) -> None:
    one = await _chosen(manager)
    if one is None:
        await manager.switch_to(Booking.master)
        return
    await _add(manager, one, text)


async def on_lead(_query: CallbackQuery, _select: Any, manager: DialogManager, visit_id: int) -> None:
    await crew.make_lead(visit_id, by=manager.middleware_data["actor"])
    await done(manager, await visit_of(manager), "booking.led")


async def on_remove(_query: CallbackQuery, _select: Any, manager: DialogManager, visit_id: int) -> None:
    await crew.remove(visit_id, by=manager.middleware_data["actor"])
    await done(manager, await visit_of(manager), "booking.removed")


async def _add(manager: DialogManager, one: Candidate, override: str = "") -> None:
    visit = await visit_of(manager)
    actor = manager.middleware_data["actor"]
    await crew.add_master(visit.id, one.master_id, by=actor, override=override)
    await done(manager, visit, "booking.added", name=one.name)


async def _open(visit: Visit) -> list[Visit]:
    return [one for one in await crew.of(visit) if one.status in TO_DO]


async def _candidates(visit: Visit) -> list[Candidate]:
    """Everybody who isn't there already."""
    there = {one.master_id for one in await _open(visit)}
    return [one for one in await dispatch.candidates(visit, visit.order) if one.master_id not in there]


async def _chosen(manager: DialogManager) -> Candidate | None:
    chosen = manager.dialog_data.get("master")
    looked = await _candidates(await visit_of(manager))
    return next((one for one in looked if one.master_id == chosen), None)


def _name(one: Visit, t: Texts) -> str:
    return one.master.name if one.master else t("booking.nobody")


def _buttons(widget_id: str, items: str, on_click: Any) -> Column:
    return Column(
        Select(
            ItemLabel(lambda item, _: item[1]),
            id=widget_id,
            item_id_getter=lambda item: item[0],
            items=items,
            type_factory=int,
            on_click=on_click,
        )
    )


crew_window = Window(
    Made("text"),
    Say("booking.crew_ask"),
    _buttons("lead", "leads", on_lead),
    _buttons("away", "helpers", on_remove),
    SwitchTo(Label("button.back"), id="back", state=Booking.menu),
    buttons_only,
    state=Booking.crew,
    getter=get_crew,
)
master_window = Window(
    Made("text"),
    list_of("masters", on_master),
    SwitchTo(Label("button.back"), id="back", state=Booking.menu),
    buttons_only,
    state=Booking.master,
    getter=get_masters,
)
master_reason_window = Window(
    Say("override.ask"),
    reason_buttons(REASONS, on_reason),
    SwitchTo(Label("button.back"), id="back", state=Booking.master),
    text_input(on_reason),
    expects("expects.text"),
    state=Booking.master_reason,
    getter=get_master,
)
