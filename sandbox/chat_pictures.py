"""The picture of a group or channel, and those of people, who have none here."""

from typing import Any

from sandbox import kinds, photos, service, sources
from sandbox.calls import Call, method
from sandbox.chat_settings import changeable
from sandbox.chats import Chat
from sandbox.files import Files
from sandbox.membership import subject
from sandbox.refusals import bad_request
from sandbox.roles import group_of

RIGHTS = "not enough rights to change chat photo"


@method("setChatPhoto")
async def set_chat_photo(call: Call) -> bool:
    """Another picture, uploaded with the call and never named by an id; a service message shows it."""
    chat = changeable(call, "photo", RIGHTS)
    upload = sources.upload_of(call, "photo", call.get("photo"))
    if upload is None:
        raise bad_request("there is no photo in the request")
    if not upload.data:
        raise bad_request("file must be non-empty")
    try:
        stored = await photos.store(call.world.files, upload.data)
    except photos.NotAPhoto as refused:
        raise bad_request(str(refused)) from refused
    group_of(chat).picture = stored.unique
    content = call.world.files.content(stored)[kinds.PHOTO.field]
    service.announce(call.world, chat, call.world.bot, {"new_chat_photo": content})
    call.world.tell_groups()
    return True


@method("deleteChatPhoto")
async def delete_chat_photo(call: Call) -> bool:
    """No picture any more; a service message says so."""
    chat = changeable(call, "photo", RIGHTS)
    if not group_of(chat).picture:
        raise bad_request("CHAT_NOT_MODIFIED")
    group_of(chat).picture = ""
    service.announce(call.world, chat, call.world.bot, {"delete_chat_photo": True})
    call.world.tell_groups()
    return True


@method("getUserProfilePhotos")
async def get_user_profile_photos(call: Call) -> dict[str, Any]:
    """None: people of the sandbox have initials for a face."""
    subject(call)
    return {"total_count": 0, "photos": []}


def picture_of(files: Files, chat: Chat) -> dict[str, Any]:
    """`ChatPhoto` as a part of `ChatFullInfo`; nothing when there is none."""
    stored = files.by_unique.get(group_of(chat).picture)
    if stored is None:
        return {}
    sizes = files.content(stored)[kinds.PHOTO.field]
    found = {}
    for name, size in (("small", sizes[0]), ("big", sizes[-1])):
        found |= {f"{name}_{key}": size[key] for key in ("file_id", "file_unique_id")}
    return {"photo": found}
