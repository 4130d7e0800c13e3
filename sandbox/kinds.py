"""Kinds of media: how messages, file ids and folders call them, and what their senders say of them."""

import dataclasses
from dataclasses import dataclass
from typing import Any

LONGEST = 86_400
SIDE = 10_000


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of media. `field` names it in calls and messages, `file` in the refusals of file ids."""

    field: str
    file: str
    folder: str
    # What the file is when its name says nothing that belongs to this kind.
    mime: str
    mimes: tuple[str, ...] = ()
    # Numbers that the sender gives, each with its greatest value; Telegram cuts them to it.
    numbers: dict[str, int] = dataclasses.field(default_factory=dict)
    texts: tuple[str, ...] = ()
    named: bool = False
    captioned: bool = True
    # Photos and videos: a spoiler, and a caption above.
    visual: bool = False
    # Which kinds stand together in an album; empty ones stand in none.
    album: str = ""
    editable: bool = True

    def mime_of(self, mime: str) -> str:
        """The type of an upload of this kind."""
        fits = not self.mimes or mime.startswith(self.mimes)
        return mime if fits else self.mime

    def numbers_of(self, given: dict[str, Any]) -> dict[str, int]:
        """What is said of length and size, cut to what Telegram takes; nothing said is zero."""
        return {name: max(0, min(int(given.get(name) or 0), most)) for name, most in self.numbers.items()}


SIZE = {"duration": LONGEST, "width": SIDE, "height": SIDE}
PHOTO = Kind("photo", "Photo", "photos", "image/jpeg", visual=True, album="visual")
DOCUMENT = Kind("document", "Document", "documents", "application/octet-stream", named=True, album="document")
VIDEO = Kind(
    "video", "Video", "videos", "video/mp4", ("video/",), SIZE, named=True, visual=True, album="visual"
)
ANIMATION = Kind(
    "animation",
    "Animation",
    "animations",
    "video/mp4",
    ("video/", "image/gif"),
    SIZE,
    named=True,
    visual=True,
)
AUDIO = Kind(
    "audio", "Audio", "music", "audio/mpeg", ("audio/",), {"duration": LONGEST}, ("performer", "title"),
    named=True, album="audio",
)  # fmt: skip
VOICE = Kind(
    "voice", "VoiceNote", "voice", "audio/ogg", ("audio/ogg", "audio/mpeg", "audio/mp4"),
    {"duration": LONGEST}, editable=False,
)  # fmt: skip
VIDEO_NOTE = Kind(
    "video_note", "VideoNote", "video_notes", "video/mp4", ("video/",), {"duration": LONGEST, "length": 640},
    captioned=False, editable=False,
)  # fmt: skip
STICKER = Kind(
    "sticker", "Sticker", "stickers", "image/webp", ("image/webp", "video/webm", "application/x-tgsticker"),
    {"width": 512, "height": 512}, ("emoji",), captioned=False, editable=False,
)  # fmt: skip

ALL = (PHOTO, DOCUMENT, VIDEO, ANIMATION, AUDIO, VOICE, VIDEO_NOTE, STICKER)
BY_FIELD = {kind.field: kind for kind in ALL}
BY_FILE = {kind.file: kind for kind in ALL}
# What file ids know beside these.
FILE_TYPES = (*BY_FILE, "Thumbnail")


def of_message(message: dict[str, Any]) -> Kind | None:
    """What kind of media a message is; an animation is one although it names a document too."""
    if "animation" in message:
        return ANIMATION
    return next((kind for kind in ALL if kind.field in message), None)
