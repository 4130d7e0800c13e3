"""People sending files: photos, videos, voices, music, stickers and the rest, one or an album."""

from typing import TYPE_CHECKING, Any

from sandbox import entities, kinds, photos
from sandbox.acts import Wish, answers, number, place_of, said_before, written
from sandbox.chats import Message
from sandbox.kinds import Kind
from sandbox.messages import receive, shown
from sandbox.photos import NotAPhoto
from sandbox.refusals import ControlError, Refused
from sandbox.wire import Upload

if TYPE_CHECKING:
    from sandbox.world import World


def kinds_of(wish: Wish, count: int) -> list[Kind]:
    """What the files are sent as: one kind for all, or one for each, with commas between."""
    names = str(wish.get("as") or "photo").split(",")
    unknown = [name for name in names if name not in kinds.BY_FIELD]
    if unknown or len(names) not in (1, count):
        known = ", ".join(kinds.BY_FIELD)
        raise ControlError(f"The field 'as' is one of {known}; or one for each file, with commas between.")
    found = [kinds.BY_FIELD[name] for name in names] * (count if len(names) == 1 else 1)
    if count > 1 and (len({kind.album for kind in found}) > 1 or not found[0].album):
        raise ControlError("An album holds photos and videos, or documents, or music.", kind="album")
    return found


async def send_files(world: "World", wish: Wish, uploads: list[Upload]) -> list[Message]:
    """One to ten files; several are an album, whose first carries the caption."""
    if not 1 <= len(uploads) <= 10:
        raise ControlError("Send one to ten files at a time.")
    sorts = kinds_of(wish, len(uploads))
    caption = str(wish.get("caption") or "")
    if len(caption) > entities.MAX_CAPTION:
        most = entities.MAX_CAPTION
        sentence = f"The caption has {len(caption)} characters; Telegram takes {most}."
        raise ControlError(sentence, kind="too_long", n=len(caption), most=most)
    if caption and not sorts[0].captioned:
        raise ControlError(f"A {sorts[0].field.replace('_', ' ')} has no caption.", kind="no_caption")
    place_of(world, wish)
    contents = [
        await _file(world, upload, kind, told_of(wish, place, len(uploads)))
        for place, (upload, kind) in enumerate(zip(uploads, sorts, strict=True))
    ]
    person, chat = place_of(world, wish)
    shared = said_before(world, wish)
    if len(contents) > 1:
        shared["media_group_id"] = world.album_id()
    contents[0] |= written("caption", caption)
    reply = answers(chat, wish)
    return [shown(world, chat, receive(world, chat, person, one | shared, **reply)) for one in contents]


def told_of(wish: Wish, place: int, count: int) -> Wish:
    """What is said of one file of several: its number where there is one for each, with commas between."""
    found = dict(wish)
    for name in ("duration", "width", "height", "length"):
        each = str(wish.get(name) or "").split(",")
        if len(each) == count:
            found[name] = each[place] or None
    return found


async def _file(world: "World", upload: Upload, kind: Kind, wish: Wish) -> dict[str, Any]:
    files = world.files
    if not upload.data:
        sentence = f"{upload.name} is empty; Telegram sends no empty files."
        raise ControlError(sentence, kind="empty_file", name=upload.name)
    if kind is kinds.PHOTO:
        return files.content(await _photo(world, upload))
    about: dict[str, Any] = kind.numbers_of({name: number(wish, name, 0) for name in kind.numbers})
    about |= {name: str(wish[name]) for name in kind.texts if wish.get(name)}
    stored = files.add(kind, upload.data, upload.name, upload.mime, about, None)
    if kind is kinds.STICKER:
        for side in ("width", "height"):
            stored.about[side] = stored.about[side] or 512
        stored.about |= {
            "type": "regular",
            "is_animated": stored.mime == "application/x-tgsticker",
            "is_video": stored.mime == "video/webm",
        }
    return files.content(stored)


async def _photo(world: "World", upload: Upload) -> Any:
    try:
        return await photos.store(world.files, upload.data)
    except NotAPhoto as no:
        broken = str(no) == "IMAGE_PROCESS_FAILED"
        why = "is not a picture" if broken else "is too large or too narrow"
        sentence = f"{upload.name} {why} that Telegram takes as a photo; send it as a document."
        raise ControlError(
            sentence, kind="no_picture" if broken else "picture_size", name=upload.name
        ) from None
    except Refused:
        sentence = f"{upload.name} is over 10 MB; send it as a document."
        raise ControlError(sentence, kind="big_photo", name=upload.name) from None
