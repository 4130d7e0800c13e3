"""What an inline result becomes when somebody sends it: its kind, its checks, its message."""

from typing import Any

from sandbox import entities, keyboards, kinds, sources
from sandbox.calls import Call, field_of, integer, needed
from sandbox.media import CAPTION_TOO_LONG
from sandbox.photos import NotAPhoto
from sandbox.refusals import Refused, bad_request
from sandbox.sending import place_from

WHERE = "can't parse inline query result"
# The cached kinds: which file of the bot they send.
CACHED = {
    "photo": ("photo_file_id", kinds.PHOTO), "document": ("document_file_id", kinds.DOCUMENT),
    "video": ("video_file_id", kinds.VIDEO), "gif": ("gif_file_id", kinds.ANIMATION),
    "mpeg4_gif": ("mpeg4_file_id", kinds.ANIMATION), "audio": ("audio_file_id", kinds.AUDIO),
    "voice": ("voice_file_id", kinds.VOICE), "sticker": ("sticker_file_id", kinds.STICKER),
}  # fmt: skip
# Kinds whose content may lie at an address.
AT_ADDRESS = {
    "photo": "photo_url", "document": "document_url", "video": "video_url", "gif": "gif_url",
    "mpeg4_gif": "mpeg4_url", "audio": "audio_url", "voice": "voice_url",
}  # fmt: skip
TITLED = ("article", "document", "video", "audio", "voice", "location", "venue")
Result = dict[str, Any]


async def parsed(call: Call, given: Any) -> Result:
    """A result as the sandbox keeps it: what the person sees of it, and under `content` what is sent."""
    if not isinstance(given, dict):
        raise bad_request(f"{WHERE}: expected an Object")
    kind = needed(given, "type", str, where=WHERE)
    result_id = needed(given, "id", str, where=WHERE)
    if not result_id:
        raise bad_request("RESULT_ID_EMPTY")
    if len(result_id.encode()) > 64:
        raise bad_request("RESULT_ID_INVALID")
    if kind not in {"article", "contact", "location", "venue", *CACHED}:
        raise bad_request(f"{WHERE}: type '{kind}' is not supported for the inline query result")
    content = await _content(call, kind, given)
    markup = keyboards.read(given.get("reply_markup"), inline_only=True)
    seen = {name: given[name] for name in ("title", "description", "thumbnail_url") if given.get(name)}
    return {"id": result_id, "type": kind, **seen, "content": content, "reply_markup": markup}


async def _content(call: Call, kind: str, given: Result) -> Result:
    """The message of a result: said by hand, or made of what the result is."""
    file_id = given.get(CACHED[kind][0]) if kind in CACHED else None
    if kind in TITLED and not file_id and not str(given.get("title") or "").strip():
        raise bad_request(f'{WHERE}: Can\'t find field "title"')
    if given.get("input_message_content") is not None:
        return by_hand(call, given["input_message_content"])
    if kind == "article":
        raise bad_request(f"{WHERE}: Message content is not specified")
    if kind == "contact":
        return {"contact": _contact(given)}
    if kind == "location":
        return {"location": place_from(given)}
    if kind == "venue":
        return _venue(given)
    name, media = CACHED[kind]
    if not file_id:
        if not given.get(AT_ADDRESS.get(kind, name)):
            raise bad_request(f'{WHERE}: Can\'t find field "{name}"')
        content = await _at_address(call, media, AT_ADDRESS[kind], given)
    else:
        content = call.world.files.content(call.world.files.for_sending(str(file_id), media.file))
    return content | (entities.caption_of(call.world, given, CAPTION_TOO_LONG) if media.captioned else {})


async def _at_address(call: Call, media: kinds.Kind, field: str, given: Result) -> Result:
    """The file of a result that lies on this machine, with what `gif_width` and the like say of it."""
    prefix = field.removesuffix("url")
    about = given | {name.removeprefix(prefix): value for name, value in given.items()}
    about |= {name: integer(name, about.get(name)) for name in media.numbers if about.get(name) is not None}
    try:
        return await sources.media(call, media, str(given[field]), "", about)
    except (Refused, NotAPhoto):
        raise bad_request("WEBDOCUMENT_URL_INVALID") from None


def by_hand(call: Call, given: Any) -> Result:
    """An InputMessageContent: a text, a place, a venue or a contact."""
    if not isinstance(given, dict):
        raise bad_request(f"{WHERE}: Object expected as input message content")
    if "message_text" in given:
        return entities.composed(
            call.world,
            field_of(given, "message_text", str, default=""),
            str(given.get("parse_mode") or ""),
            given.get("entities"),
            "text",
            entities.MAX_TEXT,
            "message is too long",
            empty=False,
        )
    if "phone_number" in given:
        return {"contact": _contact(given)}
    if "latitude" not in given:
        raise bad_request(f"{WHERE}: Message content is not specified")
    return _venue(given) if "address" in given else {"location": place_from(given)}


def _contact(given: Result) -> Result:
    card = {name: needed(given, name, str, where=WHERE) for name in ("phone_number", "first_name")}
    return card | {name: str(given[name]) for name in ("last_name", "vcard") if given.get(name)}


def _venue(given: Result) -> Result:
    location = place_from(given)
    words = {name: needed(given, name, str, where=WHERE) for name in ("title", "address")}
    return {"location": location, "venue": {"location": location, **words}}
