"""Files: kept in a folder under their unique id; file ids are many, checked, and the bot's own."""

import base64
import binascii
import os
import shutil
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sandbox.refusals import bad_request

MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
KINDS = ("Photo", "Document")
VERSION = 4


@dataclass(slots=True)
class StoredFile:
    """What is known of a file; its bytes lie in the folder. `sizes` are all sizes of a photo."""

    unique: str
    kind: str
    size: int
    mime: str
    path: str
    name: str | None = None
    width: int = 0
    height: int = 0
    sizes: list[str] = field(default_factory=list)


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

    def add_document(self, data: bytes, name: str, mime: str) -> StoredFile:
        """Any file; its name and mime stay."""
        self.count += 1
        suffix = Path(name).suffix
        return self._store("Document", data, mime, f"documents/file_{self.count}{suffix}", name)

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
        raw = bytes([KINDS.index(stored.kind)]) + stored.unique.encode() + self.minted.to_bytes(5, "big")
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
        if file_id.startswith(("http://", "https://")):
            # The sandbox has no network, so no address leads anywhere.
            raise bad_request("failed to get HTTP URL content")
        stored = self.find(file_id)
        if stored is None:
            raise bad_request(
                "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
            )
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind} as {kind}")
        return stored

    def photo_sizes(self, stored: StoredFile) -> list[dict[str, Any]]:
        """The `PhotoSize` list of a message, every id new."""
        sizes = []
        for unique in stored.sizes:
            one = self.by_unique[unique]
            sizes.append(
                {
                    "file_id": self.mint(one),
                    "file_unique_id": one.unique,
                    "file_size": one.size,
                    "width": one.width,
                    "height": one.height,
                }
            )
        return sizes

    def document(self, stored: StoredFile) -> dict[str, Any]:
        """The `Document` of a message."""
        return {
            "file_name": stored.name,
            "mime_type": stored.mime,
            "file_id": self.mint(stored),
            "file_unique_id": stored.unique,
            "file_size": stored.size,
        }

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
