"""Pictures as Telegram keeps photos: JPEG without metadata, in several sizes up to 1280."""

import asyncio
import io

from PIL import Image, ImageOps, UnidentifiedImageError

from sandbox.files import MAX_PHOTO, Files, StoredFile
from sandbox.refusals import bad_request

SIZES = (90, 320, 800, 1280)
MAX_SIDES = 10_000
MAX_RATIO = 20
MAX_THUMBNAIL = 200 * 1024


class NotAPhoto(Exception):
    """Telegram would not take this as a photo; the text is the server's code."""


def rendered(data: bytes) -> list[tuple[bytes, int, int]]:
    """The sizes of a photo, smallest first: (JPEG, width, height)."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            _check_sides(*opened.size)
            opened.draft("RGB", (SIZES[-1], SIZES[-1]))
            turned = ImageOps.exif_transpose(opened)
            picture = _on_white(turned)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise NotAPhoto("IMAGE_PROCESS_FAILED") from error
    longest = max(picture.size)
    boxes = [box for box in SIZES if box < longest]
    if len(boxes) < len(SIZES):
        boxes.append(longest)
    return [_scaled(picture, box) for box in boxes]


def _check_sides(width: int, height: int) -> None:
    if width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
        raise NotAPhoto("PHOTO_INVALID_DIMENSIONS")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return picture.convert("RGB")


def _scaled(picture: Image.Image, box: int) -> tuple[bytes, int, int]:
    copy = picture
    if max(picture.size) > box:
        copy = picture.copy()
        copy.thumbnail((box, box), Image.Resampling.BILINEAR)
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=85)
    return out.getvalue(), copy.width, copy.height


async def store(files: Files, data: bytes) -> StoredFile:
    """Keep a photo in all its sizes, whatever its name; the largest of them is returned."""
    if len(data) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    pictures = await asyncio.to_thread(rendered, data)
    return files.add_photo(pictures)[-1]


async def thumbnail(files: Files, data: bytes) -> StoredFile | None:
    """The small picture that came with a file; one that can't be read or is too large is left out."""
    if not 0 < len(data) < MAX_THUMBNAIL:
        return None
    try:
        with Image.open(io.BytesIO(data)) as opened:
            width, height = opened.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None
    return files.add_thumbnail(data, width, height)
