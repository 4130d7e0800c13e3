"""A master's time in short, his absences on buttons, and the way to each matter."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import PAGE, list_of, menu_button
from dialogs.common.widgets import Label, Made
from dialogs.office.absences import open_absence
from dialogs.office.mastertime.opening import master_here
from dialogs.states import MasterTime
from domain import absences, company, hours_change, hours_words
from domain.access import Actor
from domain.texts import Texts

NEXT_DAYS = 3


async def get_master(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    one, hours, zone = await master_here(dialog_manager), await hours_change.present(), await company.zone()
    own_days = hours.own_days.get(one.person_id, {})
    days = [own_days[day] for day in sorted(own_days)]
    away = await absences.ahead(by=actor, master_id=one.person_id)
    lines = [
        t.html("mastertime.title", name=one.person.name),
        t.html("mastertime.own" if one.hours else "mastertime.as_company"),
        *(t.html("hours.line", line=line) for line in hours_words.week_lines(one.hours or hours.week, t)),
        t.html("settings.days") if days else None,
        *(t.html("hours.line", line=hours_words.single(row, t)) for row in days[:NEXT_DAYS]),
        t.html("hours.affected_more", n=len(days) - NEXT_DAYS) if len(days) > NEXT_DAYS else None,
        t.html("mastertime.areas", areas=", ".join(one.areas) or t("mastertime.all_areas")),
        t.html("mastertime.radius", km=one.radius_km) if one.radius_km else None,
        view.home(one, t),
        t.html("mastertime.absences" if away else "mastertime.no_absences"),
    ]
    return {
        "text": view.joined(lines),
        "absences": [
            (
                absence.id,
                view.short(f"{t(f'absence.kind.{absence.kind}')}, {view.days_of(absence, zone, t)}"),
            )
            for absence in away
        ],
    }


async def on_absence(_query: CallbackQuery, _select: Any, manager: DialogManager, absence_id: int) -> None:
    await open_absence(manager, absence_id)


async def on_back(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    from dialogs.office.technicians import open_technician  # which knows the way here

    await open_technician(manager, (await master_here(manager)).person_id)


main_window = Window(
    Made("text"),
    list_of("absences", on_absence, PAGE - 3),
    SwitchTo(Label("mastertime.button.away"), id="away", state=MasterTime.kind),
    Row(
        SwitchTo(Label("settings.button.week"), id="week", state=MasterTime.week),
        SwitchTo(Label("settings.button.days"), id="days", state=MasterTime.days),
    ),
    Row(
        SwitchTo(Label("mastertime.button.areas"), id="areas", state=MasterTime.areas),
        SwitchTo(Label("home.button"), id="home", state=MasterTime.home),
        SwitchTo(Label("mastertime.button.radius"), id="radius", state=MasterTime.radius),
    ),
    Row(Button(Label("button.back"), id="back", on_click=on_back), menu_button()),
    buttons_only,
    state=MasterTime.main,
    getter=get_master,
)
