"""What the acknowledgement of photos offers: one tap says that all of them show before, or after."""

from aiogram import Bot
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from dialogs.buttons import KindButton, open_order
from dialogs.wire import failure_of
from domain import photos
from domain.models import PhotoKind, Visit
from domain.texts import Texts


async def keyboard(photo_id: int, t: Texts) -> InlineKeyboardMarkup | None:
    """Before and after, what is true marked, above the order's button; None when the photo is gone.

    The choice is left out while there can be no photos of the work done, and once the report is handed in.
    """
    album = await photos.came_with(photo_id)
    if not album:
        return None
    visit = await Visit.get(id=album[0].visit_id).select_related("order")
    rows = open_order(visit.order_id, visit.order.number, t).inline_keyboard
    if visit.status in photos.ALLOWED[PhotoKind.AFTER] and visit.master_id == album[0].uploaded_by_id:
        shown = {photo.kind for photo in album}
        rows = [[_button(photo_id, kind, t, is_chosen=shown == {kind}) for kind in PhotoKind], *rows]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _button(photo_id: int, kind: PhotoKind, t: Texts, *, is_chosen: bool) -> InlineKeyboardButton:
    key = f"upload.kind.{kind}"
    return InlineKeyboardButton(
        text=t(f"{key}.chosen" if is_chosen else key),
        callback_data=KindButton(photo_id=photo_id, kind=kind).pack(),
    )


async def redraw(bot: Bot, pressed: CallbackQuery, photo_id: int, t: Texts) -> None:
    """Mark on the acknowledgement what is true now; one that can't be edited stays."""
    markup = await keyboard(photo_id, t)
    if markup is None or pressed.message is None:
        return
    chat_id, message_id = pressed.from_user.id, pressed.message.message_id
    try:
        await bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=markup)
    except Exception as error:
        if failure_of(error) is None:
            raise
