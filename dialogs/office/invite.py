"""Inviting somebody: a role, a name if one likes, a master's skills, and a link that works once."""

from collections.abc import Sequence
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from dialogs.common.finishing import finish
from dialogs.common.inputs import buttons_only, expects, text_input
from dialogs.common.lists import choice
from dialogs.common.opening import open_menu, open_window, opened_with
from dialogs.common.widgets import Label, Say
from dialogs.office.skills import skill_buttons, ticked, toggled
from dialogs.states import Invite
from domain import catalog, company, drafts, people
from domain.access import Actor
from domain.models import Draft, Role
from domain.texts import Texts

ROLES = (Role.MASTER, Role.DISPATCHER, Role.ADMIN)


async def get_roles(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    name = (await _draft(dialog_manager)).data.get("name", "")
    return {"roles": list(enumerate(ROLES)), "name": name, "nameless": not name}


async def on_name(manager: DialogManager, text: str) -> None:
    await drafts.put(
        (await _draft(manager)).id, by=manager.middleware_data["actor"], name=people.normal_name(text)
    )


async def on_role(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    role = ROLES[number]
    if role is Role.MASTER and await catalog.skills():
        draft = await _draft(manager)
        await drafts.put(draft.id, by=manager.middleware_data["actor"], step=str(Invite.skills.state))
        await manager.switch_to(Invite.skills)
        return
    await _hand_over(manager, role)


async def get_skills(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    data = (await _draft(dialog_manager)).data
    return {
        "who": data.get("name") or t("role.master").capitalize(),
        "skills": await ticked(data.get("skills", ())),
    }


async def on_skill(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    draft = await _draft(manager)
    skills = await toggled(draft.data.get("skills", ()), number)
    await drafts.put(draft.id, by=manager.middleware_data["actor"], skills=skills)


async def on_every_skill(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await _hand_over(manager, Role.MASTER, [skill.code for skill in await catalog.skills()])


async def on_chosen(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    skills = (await _draft(manager)).data.get("skills", ())
    await _hand_over(manager, Role.MASTER, await catalog.known_skills(skills))


async def _hand_over(manager: DialogManager, role: Role, skills: Sequence[str] = ()) -> None:
    """Make the invitation and show its link."""
    data, draft = manager.middleware_data, await _draft(manager)
    name = draft.data.get("name", "")
    username = (await data["bot"].me()).username
    token = await people.invite(by=data["actor"], role=role, name=name, skills=skills, draft_id=draft.id)
    t = data["t"]
    text = t.html(
        "invite.link",
        role=t(f"role.{role}"),
        name=f", {name}" if name else "",
        link=f"https://t.me/{username}?start={token}",
        days=t.count("count.days", await company.get("invitation_days")),
    )
    await finish(manager, text)


async def on_leave(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await drafts.drop((await _draft(manager)).id, by=manager.middleware_data["actor"])
    await open_menu(manager)


async def _draft(manager: DialogManager) -> Draft:
    return await drafts.read(opened_with(manager)["draft"], by=manager.middleware_data["actor"])


dialog = Dialog(
    Window(
        Say("invite.ask", when="nameless"),
        Say("invite.ask_named", when="name"),
        Column(choice("roles", on_role, id="r", label=lambda item, t: t(f"role.{item[1]}").capitalize())),
        Button(Label("button.menu"), id="leave", on_click=on_leave),
        text_input(on_name),
        expects("expects.text"),
        state=Invite.role,
        getter=get_roles,
    ),
    Window(
        Say("invite.skills"),
        skill_buttons(on_skill),
        Button(Label("invite.every_skill"), id="all", on_click=on_every_skill),
        Button(Label("invite.chosen"), id="done", on_click=on_chosen),
        SwitchTo(Label("button.back"), id="back", state=Invite.role),
        Button(Label("button.menu"), id="leave", on_click=on_leave),
        buttons_only,
        state=Invite.skills,
        getter=get_skills,
    ),
)


async def open_invite(manager: DialogManager, name: str = "") -> None:
    """Choose the role of somebody new; ``name`` is how he will be called. Raises Invalid for no name."""
    actor: Actor = manager.middleware_data["actor"]
    said: dict[str, Any] = {"name": people.normal_name(name)} if name else {}
    draft = await drafts.begin(by=actor, kind="invite", step=str(Invite.role.state), fresh=True, **said)
    await open_window(manager, Invite.role, draft=draft.id)
