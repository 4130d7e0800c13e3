"""Files: kept in a folder under their unique id; file ids are many, checked, and the bot's own."""

import base64
import binascii
import os
import shutil
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sandbox.kinds import BY_FILE, FILE_TYPES, Kind
from sandbox.refusals import bad_request

MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
VERSION = 4
# Telegram's own endings, where the name of a file has none that is worth keeping.
ENDINGS = {
    "audio/ogg": ".oga", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "video/mp4": ".mp4", "image/gif": ".gif",
    "image/webp": ".webp", "video/webm": ".webm", "application/x-tgsticker": ".tgs",
}  # fmt: skip


@dataclass(slots=True)
class StoredFile:
    """What is known of a file; its bytes lie in the folder. `sizes` are all sizes of a photo.

    `about` is what its sender said of it: duration, title and the like; `thumb` is a small picture of it.
    """

    unique: str
    kind: str
    size: int
    mime: str
    path: str
    name: str | None = None
    width: int = 0
    height: int = 0
    sizes: list[str] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    thumb: str | None = None


class Files:
    """All files of the world."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.by_unique: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}
        self.count = 0
        self.minted = 0

    def add_photo(self, pictures: list[tuple[bytes, int, int]]) -> list[StoredFile]:
        """A photo in its sizes, smallest first."""
        self.count += 1
        stored: list[StoredFile] = []
        for data, width, height in pictures:
            path = f"photos/file_{self.count}_{len(stored)}.jpg"
            stored.append(self._store("Photo", data, "image/jpeg", path, None, width, height))
        for one in stored:
            one.sizes = [other.unique for other in stored]
        return stored

    def add(
        self, kind: Kind, data: bytes, name: str, mime: str, about: dict[str, Any], thumb: StoredFile | None
    ) -> StoredFile:
        """Any file but a photo, with what its sender says of it."""
        self.count += 1
        mime = kind.mime_of(mime)
        ending = Path(name).suffix if kind.named else ""
        path = f"{kind.folder}/file_{self.count}{ending or ENDINGS.get(mime, '')}"
        stored = self._store(kind.file, data, mime, path, name if kind.named else None)
        stored.about, stored.thumb = about, thumb.unique if thumb else None
        return stored

    def add_thumbnail(self, data: bytes, width: int, height: int) -> StoredFile:
        """The small picture of a video or a file."""
        self.count += 1
        path = f"thumbnails/file_{self.count}.jpg"
        return self._store("Thumbnail", data, "image/jpeg", path, None, width, height)

    def _store(
        self, kind: str, data: bytes, mime: str, path: str, name: str | None, width: int = 0, height: int = 0
    ) -> StoredFile:
        unique = base64.urlsafe_b64encode(os.urandom(9)).decode()
        self.location(unique).write_bytes(data)
        stored = StoredFile(unique, kind, len(data), mime, path, name, width, height)
        self.keep(stored)
        return stored

    def keep(self, stored: StoredFile) -> None:
        """Enter a file into the tables."""
        self.by_unique[stored.unique] = stored
        self.by_path[stored.path] = stored

    def location(self, unique: str) -> Path:
        """Where the bytes of a file lie."""
        return self.folder / unique

    def mint(self, stored: StoredFile) -> str:
        """One more valid id of a file."""
        self.minted += 1
        raw = bytes([FILE_TYPES.index(stored.kind)]) + stored.unique.encode() + self.minted.to_bytes(5, "big")
        raw += zlib.crc32(raw).to_bytes(4, "big") + bytes([VERSION])
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def find(self, file_id: str) -> StoredFile | None:
        """The file of an id; None when the id is broken or its file gone."""
        try:
            raw = base64.b64decode(file_id + "=" * (-len(file_id) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        if len(raw) != 23 or zlib.crc32(raw[:-5]).to_bytes(4, "big") != raw[-5:-1] or raw[-1] != VERSION:
            return None
        return self.by_unique.get(raw[1:13].decode("ascii", "replace"))

    def for_sending(self, file_id: str, kind: str) -> StoredFile:
        """The file that a bot names when it sends; refused when it is none, or of another kind."""
        stored = self.find(file_id)
        if stored is None:
            raise bad_request(
                "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
            )
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind} as {kind}")
        return stored

    def content(self, stored: StoredFile) -> dict[str, Any]:
        """The file as a message shows it, every id new: {"video": {…}}."""
        kind = BY_FILE[stored.kind]
        if kind.file == "Photo":
            return {"photo": [self._size(self.by_unique[unique]) for unique in stored.sizes]}
        shown = dict(stored.about)
        if stored.name is not None:
            shown["file_name"] = stored.name
        if kind.file not in ("VideoNote", "Sticker"):
            shown["mime_type"] = stored.mime
        if small := self.by_unique.get(stored.thumb or ""):
            shown["thumbnail"] = shown["thumb"] = self._size(small)
        shown |= self._ids(stored)
        if kind.file != "Animation":
            return {kind.field: shown}
        # Clients that know no animations show the file.
        return {"animation": shown, "document": {n: v for n, v in shown.items() if n not in kind.numbers}}

    def renewed(self, message: dict[str, Any]) -> dict[str, Any]:
        """The media of a message for another message: the same files under ids of their own."""
        found: dict[str, Any] = {}
        for kind in BY_FILE.values():
            given = message.get(kind.field)
            if not given or (kind.field == "document" and "animation" in message):
                continue
            stored = self.find((given[-1] if kind.file == "Photo" else given)["file_id"])
            found |= self.content(stored) if stored else {kind.field: given}
            for name in ("cover", "start_timestamp"):
                if kind.field == "video" and name in given:
                    found["video"][name] = given[name]
        return found

    def _ids(self, stored: StoredFile) -> dict[str, Any]:
        return {
            "file_id": self.mint(stored),
            "file_unique_id": stored.unique,
            "file_size": stored.size,
        }

    def _size(self, stored: StoredFile) -> dict[str, Any]:
        return self._ids(stored) | {"width": stored.width, "height": stored.height}

    def clear(self) -> None:
        """Throw all files away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.by_unique.clear()
        self.by_path.clear()

    def saved(self) -> dict[str, Any]:
        """For the state file."""
        return {
            "count": self.count,
            "minted": self.minted,
            "files": [asdict(one) for one in self.by_unique.values()],
        }

    def restore(self, saved: dict[str, Any]) -> None:
        """From the state file; files whose bytes are gone are left out."""
        self.count, self.minted = saved["count"], saved["minted"]
        for one in saved["files"]:
            if self.location(one["unique"]).exists():
                self.keep(StoredFile(**one))
