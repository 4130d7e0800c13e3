"""How a picture is usually made smaller: open, load, turn, shrink twice, save."""

import sys
from pathlib import Path

from PIL import Image, ImageOps


def make(source: Path, folder: Path) -> None:
    """Write ``screen`` and ``thumb`` of the picture into the folder, without metadata."""
    image = Image.open(source)
    image.load()
    image = ImageOps.exif_transpose(image).convert("RGB")
    for name, most, quality in (("screen", 1600, 85), ("thumb", 320, 80)):
        small = image.copy()
        small.thumbnail((most, most))
        small.save(folder / name, "JPEG", quality=quality, exif=b"")


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
