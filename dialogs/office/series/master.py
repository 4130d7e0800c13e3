"""Whose the series is: another master or none, after a question that says what becomes of the orders ahead."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import list_of
from dialogs.common.widgets import Label, Made, Say
from dialogs.office.series.impact import told
from dialogs.office.series.shown import series_of
from dialogs.states import Series
from domain import clock, people, recurrence, series, timing
from domain.ahead import impact_of
from domain.models import Person
from domain.texts import Texts

NOBODY = 0


async def get_masters(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one = await series_of(dialog_manager)
    names = [(NOBODY, t("series.nobody"))]
    names += [(master.person_id, master.person.name) for master in await people.masters()]
    now = one.master_id or NOBODY
    return {
        "masters": [(key, view.short(f"{'✓ ' if key == now else ''}{name}")) for key, name in names],
        "service": one.service.name,
    }


async def on_master(_query: CallbackQuery, _select: Any, manager: DialogManager, master_id: int) -> None:
    one = await series_of(manager)
    if master_id == (one.master_id or NOBODY):
        await manager.switch_to(Series.card)
        return
    manager.dialog_data.update(master=master_id, version=one.version)
    await manager.switch_to(Series.given)


async def get_given(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one, master_id = await series_of(dialog_manager), dialog_manager.dialog_data["master"]
    now = recurrence.wall(clock.now(), one.zone)
    impact = await impact_of(one, timing.setting_of(one), now, master_id or None)
    master = await Person.get_or_none(id=master_id)
    lines = [
        t.html("series.give" if master else "series.give_nobody", name=master.name if master else "—"),
        told(impact, t),
    ]
    return {"text": view.joined(lines)}


async def on_give(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    one, data = await series_of(manager), manager.dialog_data
    # Pressed again after a refusal, it means the series as it is shown now.
    version = data["version"]
    data["version"] = one.version
    await series.set_master(
        one.id, data["master"] or None, by=manager.middleware_data["actor"], version=version
    )
    await manager.switch_to(Series.card)


master_window = Window(
    Say("series.ask_master"),
    list_of("masters", on_master),
    SwitchTo(Label("button.back"), id="back", state=Series.card),
    buttons_only,
    state=Series.master,
    getter=get_masters,
)
given_window = Window(
    Made("text"),
    Button(Label("series.give_yes"), id="yes", on_click=on_give),
    SwitchTo(Label("button.back"), id="back", state=Series.master),
    buttons_only,
    state=Series.given,
    getter=get_given,
)
