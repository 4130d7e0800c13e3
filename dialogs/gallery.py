"""The photos of a visit in the chat: albums of up to ten, before and after named."""

from aiogram import Bot
from aiogram.types import FSInputFile, InputMediaPhoto

from domain import storage
from domain.models import Person, Photo, PhotoKind, PhotoState, Visit
from domain.texts import Texts

ALBUM = 10  # Telegram's limit


async def send(bot: Bot, visit: Visit, person: Person, t: Texts) -> None:
    """Send every photo that is ready; say so when there is none."""
    photos = await Photo.filter(visit_id=visit.id, state=PhotoState.READY).order_by("kind", "id")
    ordered = sorted(photos, key=lambda photo: (photo.kind != "before", photo.id))
    if not ordered:
        await bot.send_message(person.telegram_id or 0, t("photos.none"))
    groups = [[photo for photo in ordered if photo.kind is kind] for kind in PhotoKind]
    albums = [group[start : start + ALBUM] for group in groups for start in range(0, len(group), ALBUM)]
    for album in albums:
        media = [
            InputMediaPhoto(
                media=FSInputFile(storage.path(photo.storage_key, "screen")),
                # Telegram shows an album's caption only when one of its photos has one.
                caption=None if number else t(f"photos.caption.{photo.kind}"),
            )
            for number, photo in enumerate(album)
        ]
        if len(media) == 1:
            await bot.send_photo(person.telegram_id or 0, media[0].media, caption=media[0].caption)
        else:
            await bot.send_media_group(person.telegram_id or 0, media)  # type: ignore[arg-type]
