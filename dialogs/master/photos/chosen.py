"""The photo that was pressed: its number and words, and its picture, a message above the window."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs import gallery, states
from dialogs.master import mine
from dialogs.master.pieces import draft_here, lost, subject_of
from dialogs.wire import failure_of
from domain import company, photos
from domain.access import Actor
from domain.models import Photo, PhotoState, Visit
from domain.texts import Texts


@dataclass(frozen=True)
class Numbered:
    """A photo as its master counts it: in order of arrival."""

    n: int
    photo: Photo

    def label(self, t: Texts, zone: str) -> str:
        """On a button: ``📷 1 · до · 14:05``."""
        key = "photos.item" if self.photo.state is PhotoState.READY else "photos.item.coming"
        kind = t(f"photos.kind.{self.photo.kind}")
        return t(key, n=self.n, kind=kind, time=t.time(self.photo.created_at, zone))


async def at_hand(manager: DialogManager) -> tuple[Visit, list[Numbered] | None]:
    """The visit of the draft at hand and its photos; None for photos that can't be put right any more."""
    actor: Actor = manager.middleware_data["actor"]
    visit = await subject_of(await draft_here(manager))
    if lost(visit, actor, mine.UPLOADABLE):
        return visit, None
    found = await photos.of_visit(visit.id, actor)
    return visit, [Numbered(n, photo) for n, photo in enumerate(found, 1)]


async def chosen(manager: DialogManager) -> Numbered | None:
    """The photo that was pressed; None when it is gone, or the visit."""
    _, found = await at_hand(manager)
    photo_id = manager.dialog_data.get("photo")
    return next((one for one in found or [] if one.photo.id == photo_id), None)


async def words(one: Numbered, t: Texts) -> dict[str, str]:
    """What fills the texts about a photo."""
    kind, time = t(f"upload.next.{one.photo.kind}"), t.time(one.photo.created_at, await company.zone())
    return {"n": str(one.n), "kind": kind, "time": time}


async def show(query: CallbackQuery, manager: DialogManager, photo_id: int) -> None:
    """Send the picture, if it is here, and put the window about it below."""
    manager.dialog_data["photo"] = photo_id
    one = await chosen(manager)
    ready = one is not None and one.photo.state is PhotoState.READY
    if one is not None and ready and (file := await gallery.picture(one.photo)) is not None:
        data = manager.middleware_data
        sent = await data["bot"].send_photo(
            data["event_chat"].id, file, caption=data["t"]("photos.caption", n=one.n)
        )
        manager.dialog_data["shown"] = sent.message_id
        # A window that isn't there can't be drawn above the picture, not even by a second tap.
        if query.message is not None:
            await _vanish(manager, query.message.message_id)
    await manager.switch_to(states.Photos.photo)


async def back_to_list(manager: DialogManager) -> None:
    """Take the picture out of the chat again and list the photos."""
    shown = manager.dialog_data.pop("shown", None)
    if shown is not None:
        await _vanish(manager, shown)
    await manager.switch_to(states.Photos.list)


async def _vanish(manager: DialogManager, message_id: int) -> None:
    """Delete a message of ours; one that Telegram or the line keeps stays."""
    bot: Bot = manager.middleware_data["bot"]
    try:
        await bot.delete_message(manager.middleware_data["event_chat"].id, message_id)
    except Exception as error:
        if failure_of(error) is None:
            raise
