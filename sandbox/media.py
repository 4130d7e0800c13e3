"""Photos, documents and albums."""

from typing import Any

from sandbox import entities, photos
from sandbox.calls import Call, method
from sandbox.messages import check_extras, find_chat, options, post, reply_target, send
from sandbox.photos import NotAPhoto
from sandbox.refusals import Refused, bad_request
from sandbox.wire import Upload

CAPTION_TOO_LONG = "message caption is too long"
MAX_ALBUM = 10
WHERE = "can't parse InputMedia"
OTHER_TYPES = {"video", "audio", "animation", "live_photo", "voice", "sticker"}


def caption(call: Call, too_long: str = CAPTION_TOO_LONG) -> dict[str, Any]:
    """The caption of a call, as fields of a message."""
    found = entities.content(
        call, "caption", entities.MAX_CAPTION, too_long, entities="caption_entities", empty=True
    )
    return found | (
        {"show_caption_above_media": True} if call.flag("show_caption_above_media") and found else {}
    )


def upload_of(call: Call, field: str, given: Any) -> Upload | None:
    """The file of the request that a value points to, by attach:// or by its own name."""
    if isinstance(given, str) and given.startswith("attach://"):
        return call.files.get(given[len("attach://") :])
    return call.files.get(field) if not given else None


async def photo(call: Call, given: Any, field: str = "photo") -> dict[str, Any]:
    """A photo that is sent: uploaded, or named by an id."""
    files = call.world.files
    upload = upload_of(call, field, given)
    if upload is None:
        if not given or given.startswith("attach://"):
            raise bad_request("there is no photo in the request")
        return {"photo": files.photo_sizes(files.for_sending(given, "Photo"))}
    if not upload.data:
        raise bad_request("file must be non-empty")
    try:
        return {"photo": files.photo_sizes(await photos.store(files, upload.data, upload.name))}
    except NotAPhoto as no:
        raise bad_request(str(no)) from None


async def document(call: Call, given: Any, field: str = "document") -> dict[str, Any]:
    """A document that is sent: uploaded, or named by an id."""
    files = call.world.files
    upload = upload_of(call, field, given)
    if upload is None:
        if not given or given.startswith("attach://"):
            raise bad_request("there is no document in the request")
        return {"document": files.document(files.for_sending(given, "Document"))}
    if not upload.data:
        raise bad_request("file must be non-empty")
    return {"document": files.document(files.add_document(upload.data, upload.name, upload.mime))}


@method("sendPhoto", counted=True)
async def send_photo(call: Call) -> dict[str, Any]:
    """One photo."""
    text = caption(call)
    find_chat(call)
    spoiler = {"has_media_spoiler": True} if call.flag("has_spoiler") else {}
    return send(call, await photo(call, call.get("photo")) | text | spoiler)


@method("sendDocument", counted=True)
async def send_document(call: Call) -> dict[str, Any]:
    """One file as it is."""
    text = caption(call)
    find_chat(call)
    return send(call, await document(call, call.get("document")) | text)


@method("sendMediaGroup", counted=True)
async def send_media_group(call: Call) -> list[dict[str, Any]]:
    """An album: one message per item, one number for all."""
    items = call.get("media")
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {str(one.get("type")) for one in items if isinstance(one, dict)}
    if "document" in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    find_chat(call)
    contents = [await item(call, given) for given in items]
    check_extras(call)
    chat = find_chat(call)
    reply = reply_target(call, chat)
    group = {"media_group_id": call.world.album_id()} if len(items) > 1 else {}
    return [post(call.world, chat, content | group, reply=reply, **options(call)) for content in contents]


async def item(call: Call, given: Any, too_long: str = CAPTION_TOO_LONG) -> dict[str, Any]:
    """An InputMedia of an album or an edit, as fields of a message."""
    if not isinstance(given, dict):
        raise bad_request(f"{WHERE}: expected an Object")
    kind, source = str(given.get("type") or ""), given.get("media")
    if kind in OTHER_TYPES:
        raise Refused(400, f"Bad Request: media of type {kind} is not part of this sandbox")
    if kind not in ("photo", "document"):
        raise bad_request(f'{WHERE}: type "{kind}" is unsupported')
    if not isinstance(source, str) or not source:
        raise bad_request(f"{WHERE}: media not found")
    if source.startswith("attach://") and upload_of(call, "", source) is None:
        raise bad_request(f"{WHERE}: media not found")
    text = entities.composed(
        str(given.get("caption") or ""),
        str(given.get("parse_mode") or ""),
        given.get("caption_entities"),
        "caption",
        entities.MAX_CAPTION,
        too_long,
        empty=True,
    )
    content = await (photo(call, source) if kind == "photo" else document(call, source)) | text
    if kind == "photo" and given.get("has_spoiler"):
        content["has_media_spoiler"] = True
    if text and given.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content
