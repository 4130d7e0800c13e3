"""A deleted photo can't be brought back: he is asked once."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import states
from dialogs.common.inputs import expects
from dialogs.common.widgets import Label, Say
from dialogs.manager import answer_query
from dialogs.master.photos.chosen import back_to_list, chosen, words
from dialogs.master.pieces import back_button
from domain import photos
from domain.texts import Texts


async def get_photo(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    one = await chosen(dialog_manager)
    return {"here": one is not None, "gone": one is None, **(await words(one, t) if one else {})}


async def on_yes(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    data = manager.middleware_data
    await photos.remove(manager.dialog_data["photo"], by=data["actor"])
    await answer_query(data["t"]("photos.removed"))
    await back_to_list(manager)


async def on_back(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await back_to_list(manager)


remove_window = Window(
    Say("photos.remove_ask", when="here"),
    Say("photos.one_gone", when="gone"),
    Button(Label("photos.remove_yes"), id="yes", on_click=on_yes, when="here"),
    SwitchTo(Label("photos.remove_no"), id="no", state=states.Photos.photo, when="here"),
    back_button(on_back, when="gone"),
    expects("expects.button"),
    state=states.Photos.remove,
    getter=get_photo,
)
