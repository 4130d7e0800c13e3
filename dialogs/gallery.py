"""The photos of a visit in the chat: albums of up to ten, before and after named."""

import asyncio

import structlog
from aiogram import Bot
from aiogram.types import BufferedInputFile, InputMediaPhoto

from domain import storage
from domain.models import Person, Photo, PhotoKind, PhotoState, Visit
from domain.texts import Texts

log = structlog.get_logger()
ALBUM = 10  # Telegram's limit


async def send(bot: Bot, visit: Visit, person: Person, t: Texts) -> None:
    """Send every photo that is ready; say so when there is none, or when the files of some are lost."""
    photos = await Photo.filter(visit_id=visit.id, state=PhotoState.READY).order_by("id")
    chat_id = person.telegram_id or 0
    if not photos:
        await bot.send_message(chat_id, t("photos.none"))
    groups = [[photo for photo in photos if photo.kind is kind] for kind in PhotoKind]
    albums = [group[start : start + ALBUM] for group in groups for start in range(0, len(group), ALBUM)]
    lost = 0
    for album in albums:
        files = [file for file in [await picture(photo) for photo in album] if file is not None]
        lost += len(album) - len(files)
        media = [
            # Telegram shows an album's caption only when one of its photos has one.
            InputMediaPhoto(media=file, caption=None if number else t(f"photos.caption.{album[0].kind}"))
            for number, file in enumerate(files)
        ]
        if len(media) == 1:
            await bot.send_photo(chat_id, media[0].media, caption=media[0].caption)
        elif media:
            await bot.send_media_group(chat_id, media)  # type: ignore[arg-type]
    if lost:
        await bot.send_message(chat_id, t.count("photos.lost", lost))


async def picture(photo: Photo) -> BufferedInputFile | None:
    """What is sent of a photo that is ready; None when its file is lost.

    It is read before the call: a file that fails while the call is being written looks like a line that is down.
    """
    content = await asyncio.to_thread(storage.read, photo.storage_key, "screen")
    if content is None:
        log.error("photo.file_lost", photo_id=photo.id, file=str(storage.path(photo.storage_key, "screen")))
        return None
    return BufferedInputFile(content, f"{photo.id}.jpg")
