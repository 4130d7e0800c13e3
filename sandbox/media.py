"""Messages that carry one file: photos, videos, animations, music, voices, video notes, documents."""

from typing import Any

from sandbox import entities, kinds, sources
from sandbox.calls import Call, Handler, method
from sandbox.kinds import Kind
from sandbox.messages import find_chat, send
from sandbox.photos import NotAPhoto
from sandbox.refusals import bad_request

CAPTION_TOO_LONG = "message caption is too long"


def caption(call: Call, too_long: str = CAPTION_TOO_LONG) -> dict[str, Any]:
    """The caption of a call, as fields of a message."""
    return entities.content(
        call, "caption", entities.MAX_CAPTION, too_long, entities="caption_entities", empty=True
    )


def looks(kind: Kind, text: dict[str, Any], wish: dict[str, Any]) -> dict[str, Any]:
    """A spoiler over what is seen, and a caption above it; other kinds know neither."""
    found = {}
    if kind.visual and wish.get("has_spoiler"):
        found["has_media_spoiler"] = True
    if kind.visual and text and wish.get("show_caption_above_media"):
        found["show_caption_above_media"] = True
    return found


def sender(name: str, kind: Kind) -> Handler:
    """The method that sends one file of this kind."""

    async def send_file(call: Call) -> dict[str, Any]:
        text = caption(call) if kind.captioned else {}
        find_chat(call)
        try:
            content = await sources.media(call, kind, call.get(kind.field), kind.field, call.args)
            if more := await sources.extras(call, kind, call.args):
                content[kind.field] |= more
        except NotAPhoto as no:
            raise bad_request(str(no)) from None
        return send(call, content | text | looks(kind, text, call.args))

    return method(name, counted=True)(send_file)


send_photo = sender("sendPhoto", kinds.PHOTO)
send_document = sender("sendDocument", kinds.DOCUMENT)
send_video = sender("sendVideo", kinds.VIDEO)
send_animation = sender("sendAnimation", kinds.ANIMATION)
send_audio = sender("sendAudio", kinds.AUDIO)
send_voice = sender("sendVoice", kinds.VOICE)
send_video_note = sender("sendVideoNote", kinds.VIDEO_NOTE)
