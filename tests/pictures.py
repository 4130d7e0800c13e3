"""Pictures for tests, good and bad, made in memory."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

TAKEN = "2026:11:20 14:05:00"
COMMENT = b"bought with card 4276 0000"
MAKER = "Leakophone 9"


def picture(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A picture whose top left corner is red and the rest bluish, so that turning it shows."""
    image = Image.new("RGB", (width, height), (40, 90, 160))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 4, height // 4), fill=(220, 30, 30))
    for x in range(0, width, max(8, width // 40)):
        draw.line((x, height, width, x % height), fill=(x % 255, 200, 90), width=3)
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(width: int = 800, height: int = 600) -> bytes:
    """A plain JPEG."""
    return encoded(picture(width, height), quality=88)


def private(kind: str = "JPEG", *, orientation: int = 1, offset: str = "", width: int = 800) -> bytes:
    """A picture that tells who took it, where (55.7558 N, 37.6173 E) and when."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = MAKER
    exif.get_ifd(0x8769)[0x9003] = TAKEN
    if offset:
        exif.get_ifd(0x8769)[0x9011] = offset
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 45.0, 20.88), 3: "E", 4: (37.0, 37.0, 2.28)})
    options: dict[str, Any] = {"comment": COMMENT} if kind == "JPEG" else {}
    return encoded(picture(width, width * 3 // 4), kind, exif=exif, **options)


def truncated(width: int = 800, height: int = 600) -> bytes:
    """A JPEG of which the last half did not arrive."""
    whole = jpeg(width, height)
    return whole[: len(whole) // 2]


def pdf() -> bytes:
    """A document that somebody renamed to .jpg."""
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def heic() -> bytes:
    """The beginning of what an iPhone takes unless told otherwise."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400)


def bomb(width: int = 9500, height: int = 9500) -> bytes:
    """A PNG of a few kilobytes that unfolds to 90 megapixels."""
    packer = zlib.compressobj(9)
    row = b"\0" + bytes((width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return _png((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))


def lying_bomb() -> bytes:
    """A PNG whose text, once unpacked, is 200 megabytes, in a picture of one pixel."""
    text = b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\1\2\3")
    return _png((b"IHDR", header), (b"zTXt", text), (b"IDAT", pixel), (b"IEND", b""))


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
