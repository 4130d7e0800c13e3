"""What may be done with a visit's time and masters."""

from datetime import timedelta
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Label, Made
from dialogs.office.assign import open_assign
from dialogs.office.assign.visit import visit_of
from dialogs.office.booking.wanted import Wanted, carry_out, outlook_of, planned
from dialogs.states import Booking
from domain import access, company, crew
from domain.conflicts import PLANNABLE
from domain.models import Visit
from domain.statuses import GOING_ON, TO_DO
from domain.texts import Texts

LONGER = {"m30": timedelta(minutes=30), "h1": timedelta(hours=1)}


async def get_visit(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit = await visit_of(dialog_manager)
    together = [one for one in await crew.of(visit) if one.status in TO_DO]
    plannable = visit.status in PLANNABLE
    timed = visit.starts_at is not None
    return {
        "text": await summary(visit, together, t),
        "movable": plannable,
        "stretchable": timed and (plannable or visit.status in GOING_ON),
        "swappable": timed and plannable,
        "open": timed and visit.status in TO_DO,
        "alone": len(together) < 2,
        "several": len(together) > 1,
    }


async def summary(visit: Visit, together: list[Visit], t: Texts) -> str:
    """The visit as it stands: its time, what the client was promised, who comes."""
    zone = await company.zone()
    names = [
        t("booking.lead", name=one.master.name) if one.lead and len(together) > 1 else one.master.name
        for one in together
        if one.master is not None
    ]
    return view.joined(
        [
            t.html("booking.menu", number=visit.order.number, service=visit.order.service.name),
            t.html("card.window", window=t.window(visit.starts_at, visit.ends_at, zone)),
            view.promised(visit, zone, t),
            t.html("card.master", name=", ".join(names)) if names else None,
            t.html("booking.over", status=t(f"status.visit.{visit.status}"))
            if visit.status not in TO_DO
            else None,
        ]
    )


async def on_longer(_query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """A longer visit at once, unless something stands in the way."""
    visit = await visit_of(manager)
    start, end = planned(visit)
    later = end + LONGER[button.widget_id or ""]
    wanted = Wanted(start.isoformat(), later.isoformat(), versions=(visit.version, 0))
    wanted.keep(manager)
    _, _, looked = await outlook_of(manager, wanted)
    if looked.conflicts:
        await manager.switch_to(Booking.confirm)
    else:
        await carry_out(manager)


async def on_other_master(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await open_assign(manager, (await visit_of(manager)).id)


menu_window = Window(
    Made("text"),
    SwitchTo(Label("booking.move"), id="move", state=Booking.day, when="movable"),
    Row(
        Button(Label("booking.longer_30"), id="m30", on_click=on_longer),
        Button(Label("booking.longer_60"), id="h1", on_click=on_longer),
        SwitchTo(Label("booking.other_end"), id="end", state=Booking.end),
        when="stretchable",
    ),
    Button(Label("action.assign"), id="other", on_click=on_other_master, when="swappable"),
    SwitchTo(Label("booking.swap"), id="swap", state=Booking.swap, when="swappable"),
    SwitchTo(Label("booking.add"), id="add", state=Booking.master, when="open"),
    SwitchTo(Label("booking.crew"), id="crew", state=Booking.crew, when="several"),
    SwitchTo(Label("booking.promise"), id="promise", state=Booking.promise, when="open"),
    menu_button(),
    buttons_only,
    state=Booking.menu,
    getter=get_visit,
)


async def open_booking(manager: DialogManager, visit_id: int) -> None:
    """What may be done with a visit's time and masters."""
    visit = await access.visit_for(manager.middleware_data["actor"], visit_id)
    await open_window(manager, Booking.menu, visit=visit.id)
