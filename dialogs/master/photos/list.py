"""The photos of a visit in order of arrival: a press shows one."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.inputs import expects
from dialogs.common.lists import list_of
from dialogs.common.widgets import Say
from dialogs.master.photos.chosen import at_hand, show
from dialogs.master.pieces import back_button, lost_text
from domain import company
from domain.texts import Texts


async def get_photos(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    visit, found = await at_hand(dialog_manager)
    zone = await company.zone()
    return {
        "number": visit.order.number,
        "photos": [(one.photo.id, one.label(t, zone)) for one in found or []],
        "any": bool(found),
        "none": found == [],
        "lost": found is None,
    }


async def on_photo(query: CallbackQuery, _widget: Any, manager: DialogManager, photo_id: int) -> None:
    await show(query, manager, photo_id)


async def on_back(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.done()


list_window = Window(
    lost_text(),
    Say("photos.list", when="any"),
    Say("photos.list_empty", when="none"),
    list_of("photos", on_photo),
    back_button(on_back),
    expects("master.photo_only"),
    state=states.Photos.list,
    getter=get_photos,
)
