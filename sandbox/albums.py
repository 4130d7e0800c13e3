"""sendMediaGroup, and the InputMedia that albums and edits are made of."""

from typing import Any

from sandbox import entities, kinds, sources
from sandbox.calls import Call, field_of, integer, method
from sandbox.kinds import Kind
from sandbox.media import CAPTION_TOO_LONG, looks
from sandbox.messages import check_extras, find_chat, options, post
from sandbox.photos import NotAPhoto
from sandbox.refusals import Refused, bad_request
from sandbox.replies import reply_fields

MAX_ALBUM = 10
WHERE = "can't parse InputMedia"
ABOVE_DIFFERS = "parameter show_caption_above_media must be the same for all messages"
# Published, and neither an album's nor an edit's here.
ELSEWHERE = {"live_photo"}
NEVER = {"voice_note", "sticker", "location", "venue"}


@method("sendMediaGroup", counted=True)
async def send_media_group(call: Call) -> list[dict[str, Any]]:
    """An album: one message per item, one number for all; a single item is a plain message."""
    items = call.get("media")
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    found = [kind_of(given) for given in items]
    if kinds.ANIMATION in found:
        raise bad_request(f'{WHERE}: type "animation" can\'t be used in sendMediaGroup')
    refuse_mixture(found)
    if len({bool(one.get("show_caption_above_media")) for one in items}) > 1 and found[0].visual:
        raise bad_request(ABOVE_DIFFERS)
    find_chat(call)
    contents = []
    for place, given in enumerate(items, start=1):
        try:
            contents.append(await item(call, given))
        except NotAPhoto as no:
            raise bad_request(f'failed to send message #{place} with the error message "{no}"') from None
    check_extras(call)
    chat = find_chat(call)
    shared = reply_fields(call, chat)
    if len(items) > 1:
        shared["media_group_id"] = call.world.album_id()
    return [post(call.world, chat, content | shared, **options(call)) for content in contents]


def refuse_mixture(found: list[Kind]) -> None:
    """Documents stand with documents and music with music; photos and videos stand together."""
    if len({kind.album for kind in found}) > 1:
        odd = next(kind for kind in found if kind.album != "visual")
        raise bad_request(f"{odd.field} can't be mixed with other media types")


def kind_of(given: Any) -> Kind:
    """What an InputMedia is."""
    if not isinstance(given, dict):
        raise bad_request(f"{WHERE}: expected an Object")
    name = str(given.get("type") or "")
    if name in ELSEWHERE:
        raise Refused(400, f"Bad Request: media of type {name} is not part of this sandbox")
    if name in NEVER:
        raise bad_request(f'{WHERE}: type "{name}" is not allowed')
    kind = kinds.BY_FIELD.get(name)
    if kind is None or not kind.editable:
        raise bad_request(f'{WHERE}: type "{name}" is unsupported')
    return kind


async def item(call: Call, given: Any, too_long: str = CAPTION_TOO_LONG) -> dict[str, Any]:
    """An InputMedia as fields of a message; a picture that is none raises NotAPhoto."""
    kind, source = kind_of(given), given.get("media")
    if not isinstance(source, str) or not source:
        raise bad_request(f"{WHERE}: media not found")
    if source.startswith("attach://") and sources.upload_of(call, "", source) is None:
        raise bad_request(f"{WHERE}: media not found")
    wish = given | {name: _number(given, name) for name in (*kind.numbers, "start_timestamp")}
    for name in ("has_spoiler", "show_caption_above_media"):
        wish[name] = field_of(given, name, bool, where=WHERE, default=False)
    text = entities.caption_of(call.world, given, too_long)
    content = await sources.media(call, kind, source, "", wish)
    if more := await sources.extras(call, kind, wish):
        content[kind.field] |= more
    return content | text | looks(kind, text, wish)


def _number(given: dict[str, Any], name: str) -> int:
    return integer(name, given.get(name) or 0) or 0
