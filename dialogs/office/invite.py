"""Inviting somebody: a role, a name if one likes, and a link that works once."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Select

from dialogs.common.finishing import finish
from dialogs.common.inputs import expects, text_input
from dialogs.common.opening import open_menu, open_window
from dialogs.common.widgets import ItemLabel, Label, Say
from dialogs.states import Invite
from domain import company, drafts, people
from domain.access import Actor
from domain.models import Draft, Role

ROLES = (Role.MASTER, Role.DISPATCHER, Role.ADMIN)


async def get_roles(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    name = (await _draft(dialog_manager)).data.get("name", "")
    return {"roles": list(enumerate(ROLES)), "name": name, "nameless": not name}


async def on_name(manager: DialogManager, text: str) -> None:
    await drafts.put(
        (await _draft(manager)).id, by=manager.middleware_data["actor"], name=people.normal_name(text)
    )


async def on_role(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    data, draft, role = manager.middleware_data, await _draft(manager), ROLES[number]
    name = draft.data.get("name", "")
    username = (await data["bot"].me()).username
    token = await people.invite(by=data["actor"], role=role, name=name, draft_id=draft.id)
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
    return await drafts.read(manager.start_data["draft"], by=manager.middleware_data["actor"])  # type: ignore[index]


dialog = Dialog(
    Window(
        Say("invite.ask", when="nameless"),
        Say("invite.ask_named", when="name"),
        Column(
            Select(
                ItemLabel(lambda item, t: t(f"role.{item[1]}").capitalize()),
                id="r",
                item_id_getter=lambda item: item[0],
                items="roles",
                type_factory=int,
                on_click=on_role,
            )
        ),
        Button(Label("button.menu"), id="leave", on_click=on_leave),
        text_input(on_name),
        expects("expects.text"),
        state=Invite.role,
        getter=get_roles,
    )
)


async def open_invite(manager: DialogManager, name: str = "") -> None:
    """Choose the role of somebody new; ``name`` is how he will be called. Raises Invalid for no name."""
    actor: Actor = manager.middleware_data["actor"]
    said = {"name": people.normal_name(name)} if name else {}
    draft = await drafts.begin(by=actor, kind="invite", step=str(Invite.role.state), fresh=True, **said)
    await open_window(manager, Invite.role, draft=draft.id)
