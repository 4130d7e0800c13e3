"""Decodes one picture, in a process of its own: ``python imaging_child.py SOURCE FOLDER``.

Writes ``original`` (nothing private left in it), ``screen`` and ``thumb`` into the folder and prints what
it made as JSON, or ``{"problem": key}``. Imports as little as it can: it starts for every photo.
"""

import json
import re
import resource
import struct
import sys
from pathlib import Path
from typing import Any

from PIL import Image

MOST_PIXELS = 25_000_000
SCREEN, THUMB = 1600, 320
MEMORY = 640 * 1024 * 1024
CPU_SECONDS = 20
ORIENTATION, EXIF, GPS = 0x0112, 0x8769, 0x8825
TAKEN, TAKEN_OFFSET = 0x9003, 0x9011
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}
# A whole EXIF segment: big-endian, one directory of one entry, the orientation.
TURNED = b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0"
# After the entropy-coded data comes the first marker that is neither stuffing, fill nor RSTn.
SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")

Part = bytes | memoryview


class Problem(Exception):
    """Why the file can't be used, as a text key."""


def make(source: Path, folder: Path) -> dict[str, Any]:
    """Write the three files and say what they are, as it is looked at. Raises :class:`Problem`."""
    original = folder / "original"
    with _opened(source) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Problem("photo.too_many_pixels")
        facts, orientation = _facts(image)
        width, height = image.size
        if image.format == "WEBP" or (image.format == "PNG" and orientation):
            clean, turned = _canvas(image, orientation), None
            clean.save(original, "PNG" if clean.mode == "RGBA" else "JPEG", quality=92)
        else:
            _strip(source, original, image.format or "", orientation)
            clean, turned = _opened(original), orientation
    screen = _screen(clean, turned)
    _save(screen, folder / "screen", quality=85)
    _save(_fitted(screen, THUMB), folder / "thumb", quality=80)
    if orientation in SIDEWAYS:
        width, height = height, width
    return {"width": width, "height": height, "size": original.stat().st_size, **facts}


def _opened(path: Path) -> Image.Image:
    """The picture by its content, whatever it is called; nothing is decoded yet.

    Pillow's own open() would load the code of every format there is.
    """
    with path.open("rb") as file:
        head = file.read(12)
    if head.startswith(b"\xff\xd8\xff"):
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile(path)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile(path)
    if head.startswith(b"RIFF") and head.endswith(b"WEBP"):
        from PIL.WebPImagePlugin import WebPImageFile

        return WebPImageFile(path)
    heic = head[4:8] == b"ftyp" and head[8:12] in HEIC
    raise Problem("photo.heic" if heic else "photo.not_an_image")


def _save(image: Image.Image, path: Path, quality: int) -> None:
    # Told the format by the name, Pillow loads the code of that one alone.
    named = path.with_suffix(".jpg")
    image.save(named, quality=quality)
    named.rename(path)


def _screen(image: Image.Image, orientation: int | None) -> Image.Image:
    # The true aspect: libjpeg then decodes at the smallest scale that still suffices.
    image.draft("RGB", _size(image, SCREEN))
    small = _fitted(_converted(image), SCREEN)
    if orientation:
        small = small.transpose(TURNS[orientation])
    if small.mode == "RGB":
        return small
    canvas = Image.new("RGB", small.size, "white")
    canvas.paste(small, mask=small)
    return canvas


def _canvas(image: Image.Image, orientation: int | None) -> Image.Image:
    """The pixels, upright, on a new canvas: comments and other private parts stay behind."""
    pixels = _converted(image)
    if orientation:
        pixels = pixels.transpose(TURNS[orientation])
    canvas = Image.new(pixels.mode, pixels.size)
    canvas.paste(pixels)
    return canvas


def _converted(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _size(image: Image.Image, most: int) -> tuple[int, int]:
    """The size with ``most`` as its longer side, never larger than the picture."""
    scale = min(1.0, most / max(image.size))
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _fitted(image: Image.Image, most: int) -> Image.Image:
    # To make smaller, HAMMING looks as BICUBIC does for half the work.
    return image.resize(_size(image, most), Image.Resampling.HAMMING, reducing_gap=1.5)


def _facts(image: Image.Image) -> tuple[dict[str, Any], int | None]:
    """When and where it was taken, and its orientation unless upright. What can't be read is left out."""
    facts: dict[str, Any] = {"taken_at": None, "offset": None, "place": None}
    orientation = None
    if image.format == "PNG" and "exif" not in image.info:
        return facts, orientation  # Pillow would decode the whole picture to look for it
    try:
        exif = image.getexif()
        orientation = next((turn for turn in TURNS if turn == exif.get(ORIENTATION)), None)
        details = exif.get_ifd(EXIF)
        facts["taken_at"], facts["offset"] = _text(details.get(TAKEN)), _text(details.get(TAKEN_OFFSET))
        facts["place"] = _place(exif.get_ifd(GPS))
    except (ValueError, TypeError, LookupError, SyntaxError, ArithmeticError, OSError, struct.error):
        pass
    return facts, orientation


def _place(gps: dict[int, Any]) -> tuple[float, float] | None:
    if not {1, 2, 3, 4} <= gps.keys():
        return None
    lat = _degrees(gps[2]) * (-1 if gps[1] == "S" else 1)
    lon = _degrees(gps[4]) * (-1 if gps[3] == "W" else 1)
    usable = abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0, 0)  # NaN is in no range
    return (round(lat, 6), round(lon, 6)) if usable else None


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _text(value: Any) -> str | None:
    return value.strip("\0 ")[:32] if isinstance(value, str) else None


def _strip(source: Path, target: Path, kind: str, orientation: int | None) -> None:
    """The same pixels, bit for bit, with only the parts a decoder needs."""
    data = source.read_bytes()
    parts = _strip_png(data) if kind == "PNG" else _strip_jpeg(data, orientation)
    with target.open("wb") as file:
        file.writelines(parts)


def _strip_jpeg(data: bytes, orientation: int | None) -> list[Part]:
    """ITU-T T.81, B.1: segments up to the first EOI; of the APPn only Adobe's, which tells the colours.

    Of EXIF nothing is left but how the picture is turned: to turn the pixels would lose quality and take memory.
    """
    kept: list[Part] = [b"\xff\xd8"]
    if orientation:
        kept.append(TURNED % orientation)
    whole, at = memoryview(data), 2
    while True:
        while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] == b"\xff":
            at += 1  # fill bytes
        if data[at : at + 1] != b"\xff" or at + 2 > len(data):
            raise Problem("photo.broken")
        marker = data[at + 1]
        if marker == 0xD9:
            return [*kept, b"\xff\xd9"]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            scan = SCAN_END.search(data, end)
            end = scan.start() if scan else len(data)
        adobe = marker == 0xEE and data[at + 4 : at + 9] == b"Adobe" and end - at == 16
        if adobe or not _is_private(marker):
            kept.append(whole[at:end])
        at = end


def _is_private(marker: int) -> bool:
    return 0xE0 <= marker <= 0xEF or marker in {0xFE, 0x01} or 0xF0 <= marker <= 0xFD


def _strip_png(data: bytes) -> list[Part]:
    """PNG, 11.2: the critical chunks and transparency."""
    whole, at = memoryview(data), 8
    kept: list[Part] = [whole[:8]]
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name in {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}:
            kept.append(whole[at:end])
        if name == b"IEND":
            return kept
        at = end
    raise Problem("photo.broken")


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 256 * 1024 * 1024),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Answer on stdout; whatever goes wrong in decoding is the picture's fault."""
    _limit()
    Image.MAX_IMAGE_PIXELS = None  # the size is looked at here, with an answer of its own
    try:
        made = make(Path(sys.argv[1]), Path(sys.argv[2]))
    except Problem as problem:
        made = {"problem": str(problem)}
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, ArithmeticError) as error:
        sys.stderr.write(repr(error))
        made = {"problem": "photo.broken"}
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main()
