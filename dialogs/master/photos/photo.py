"""One photo: what it shows, and whether it should be here at all."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row

from dialogs import gallery, states
from dialogs.common.inputs import expects
from dialogs.common.widgets import Label, Say
from dialogs.manager import answer_query
from dialogs.master.photos.chosen import at_hand, back_to_list, chosen, words
from dialogs.master.pieces import back_button
from dialogs.master.upload.counts import after_allowed
from domain import photos
from domain.models import PhotoKind, PhotoState
from domain.texts import Texts


async def get_photo(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit, _every = await at_hand(dialog_manager)
    one = await chosen(dialog_manager)
    if one is None:
        return {"here": False, "gone": True}
    before, ready = one.photo.kind is PhotoKind.BEFORE, one.photo.state is PhotoState.READY
    return {
        **await words(one, t),
        "here": True,
        "gone": False,
        "coming": not ready,
        "lost": ready and await gallery.picture(one.photo) is None,
        "is_before": before,
        "is_after": not before,
        "to_before": not before,
        "to_after": before and after_allowed(visit),
    }


async def on_kind(_query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    t: Texts = manager.middleware_data["t"]
    kind = KINDS[button.widget_id or ""]
    await photos.change_kind(manager.dialog_data["photo"], kind, by=manager.middleware_data["actor"])
    await answer_query(t("photos.shows", kind=t(f"upload.next.{kind}")))


async def on_remove(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(states.Photos.remove)


async def on_back(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await back_to_list(manager)


KINDS = {"b1": PhotoKind.BEFORE, "b0": PhotoKind.BEFORE, "a1": PhotoKind.AFTER, "a0": PhotoKind.AFTER}

photo_window = Window(
    Say("photos.one", when="here"),
    Say("photos.one_coming", when="coming"),
    Say("photos.one_lost", when="lost"),
    Say("photos.one_gone", when="gone"),
    Row(
        Button(Label("upload.kind.before.chosen"), id="b1", on_click=on_kind, when="is_before"),
        Button(Label("upload.kind.before"), id="b0", on_click=on_kind, when="to_before"),
        Button(Label("upload.kind.after.chosen"), id="a1", on_click=on_kind, when="is_after"),
        Button(Label("upload.kind.after"), id="a0", on_click=on_kind, when="to_after"),
        when="here",
    ),
    Button(Label("photos.remove"), id="remove", on_click=on_remove, when="here"),
    back_button(on_back),
    expects("master.photo_only"),
    state=states.Photos.photo,
    getter=get_photo,
)
