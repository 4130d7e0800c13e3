"""Before all that was entered is thrown away: one question."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import buttons_only
from dialogs.common.opening import opened_with
from dialogs.common.widgets import Label, Say
from dialogs.office.neworder.fields import draft_of, next_step
from dialogs.states import NewOrder, named
from domain import drafts
from domain.access import Actor


async def on_ask(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    manager.dialog_data["left"] = manager.current_context().state.state
    await manager.switch_to(NewOrder.afresh)


async def on_afresh(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    actor: Actor = manager.middleware_data["actor"]
    draft = await draft_of(manager)
    stays = {"repeats": True} if "repeats" in draft.data else {}
    await drafts.begin(by=actor, kind=draft.kind, step=str(NewOrder.client.state), fresh=True, **stays)
    opened_with(manager)["resumed"] = False
    await manager.switch_to(NewOrder.client)


async def on_keep(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """Back to the window the question was asked in."""
    left = named(manager.dialog_data.get("left", ""))
    await manager.switch_to(left or next_step((await draft_of(manager)).data))


afresh_window = Window(
    Say("neworder.afresh_ask"),
    Button(Label("neworder.afresh_yes"), id="yes", on_click=on_afresh),
    Button(Label("button.back"), id="keep", on_click=on_keep),
    buttons_only,
    state=NewOrder.afresh,
)
