"""Masters: what each can do and how full his day is; one opened, to change both by buttons."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import list_of, menu_button
from dialogs.common.opening import open_window, opened_with
from dialogs.common.widgets import Label, Say
from dialogs.office.mastertime import open_master_time
from dialogs.office.skills import skill_buttons, ticked, toggled
from dialogs.states import Technicians
from domain import masters
from domain.access import Actor, Right
from domain.masters import Profile
from domain.texts import Texts


async def get_all(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    found = await masters.profiles(by=actor)
    return {
        "masters": [(one.master_id, view.short(label(one, t))) for one in found],
        "some": bool(found),
        "none": not found,
    }


def label(one: Profile, t: Texts) -> str:
    """Name, load of today, number of skills; who has none is marked, as he gets no visits."""
    skills = t.count("count.skills", len(one.skills)) if one.skills else t("technicians.no_skill")
    return t("technicians.line", name=one.name, load=one.load, most=one.daily_limit, skills=skills)


async def on_master(_query: CallbackQuery, _select: Any, manager: DialogManager, master_id: int) -> None:
    manager.dialog_data["master"] = master_id
    await manager.switch_to(Technicians.one)


async def get_one(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one, actor = await _opened(dialog_manager), dialog_manager.middleware_data["actor"]
    skills = await ticked(one.skills)
    return {
        "name": one.name,
        "load": one.load,
        "most": one.daily_limit,
        "skills": skills if actor.may(Right.PEOPLE_INVITE) else [],
        "can": ", ".join(skill.name for _, skill, has in skills if has) or t("technicians.no_skill"),
    }


async def on_skill(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    one = await _opened(manager)
    await masters.set_skills(
        one.master_id, await toggled(one.skills, number), by=manager.middleware_data["actor"]
    )


async def on_limit(_query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    one, step = await _opened(manager), {"less": -1, "more": 1}[button.widget_id or ""]
    await masters.set_daily_limit(one.master_id, one.daily_limit + step, by=manager.middleware_data["actor"])


async def on_time(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await open_master_time(manager, (await _opened(manager)).master_id)


async def _opened(manager: DialogManager) -> Profile:
    master_id = manager.dialog_data.get("master") or opened_with(manager).get("master", 0)
    return await masters.profile(master_id, by=manager.middleware_data["actor"])


dialog = Dialog(
    Window(
        Say("technicians.some", when="some"),
        Say("technicians.none", when="none"),
        list_of("masters", on_master),
        menu_button(),
        buttons_only,
        state=Technicians.list,
        getter=get_all,
    ),
    Window(
        Say("technicians.one"),
        skill_buttons(on_skill),
        Row(
            Button(Label("technicians.less"), id="less", on_click=on_limit),
            Button(Label("technicians.more"), id="more", on_click=on_limit),
        ),
        Button(Label("technicians.time"), id="time", on_click=on_time),
        SwitchTo(Label("button.back"), id="back", state=Technicians.list),
        menu_button(),
        buttons_only,
        state=Technicians.one,
        getter=get_one,
    ),
)


async def open_technicians(manager: DialogManager) -> None:
    """The masters, with their skills and the load of today."""
    await open_window(manager, Technicians.list)


async def open_technician(manager: DialogManager, master_id: int) -> None:
    """One master: his skills, his visits a day, the way to his time."""
    await open_window(manager, Technicians.one, master=master_id)
