"""What becomes of a picture, through the real child process, BOT-004."""

import asyncio
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from domain import imaging, imaging_child, storage
from domain.imaging import Picture, PictureRefused
from domain.texts import LANGUAGES, texts
from tests import pictures
from tests.cast import Cast


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own."""
    storage.use(tmp_path / "files")
    yield tmp_path
    storage.use(None)


@pytest.fixture(autouse=True)
async def company(cast: Cast) -> None:
    """The company's zone is read for times without an offset."""


async def made(content: bytes, folder: Path) -> tuple[Picture, dict[str, Image.Image]]:
    """The picture made of a file, and its three files opened."""
    (folder / "sent").write_bytes(content)
    key = storage.new_key()
    picture = await imaging.process(folder / "sent", key)
    files = {name: Image.open(storage.path(key, name)) for name in storage.NAMES}
    for image in files.values():
        image.load()
    return picture, files


def bytes_of(image: Image.Image) -> bytes:
    return Path(image.filename).read_bytes()  # type: ignore[attr-defined]


def is_red(image: Image.Image, x: int, y: int) -> bool:
    red, green, blue = image.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return red > 150 and max(green, blue) < 90


async def test_a_photo_is_kept_in_three_sizes(folder: Path) -> None:
    picture, files = await made(pictures.jpeg(4000, 3000), folder)
    assert (picture.width, picture.height) == (4000, 3000)
    assert picture.size == len(bytes_of(files["original"]))
    assert [files[name].size for name in ("original", "screen", "thumb")] == [
        (4000, 3000),
        (1600, 1200),
        (320, 240),
    ]


async def test_a_small_photo_is_not_made_larger(folder: Path) -> None:
    _, files = await made(pictures.jpeg(200, 100), folder)
    assert files["screen"].size == files["thumb"].size == (200, 100)


async def test_the_pixels_of_an_upright_jpeg_and_png_are_untouched(folder: Path) -> None:
    for content in (pictures.private(), pictures.private("PNG")):
        _, files = await made(content, folder)
        assert files["original"].tobytes() == Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [1, 6])
async def test_nothing_private_is_left_in_any_file(kind: str, orientation: int, folder: Path) -> None:
    content = pictures.private(kind, orientation=orientation)
    assert pictures.MAKER.encode() in content
    picture, files = await made(content, folder)
    assert (picture.lat, picture.lon) == (55.7558, 37.6173)
    assert picture.taken_at == datetime(2026, 11, 20, 11, 5, tzinfo=UTC)  # 14:05 in Moscow
    for name, image in files.items():
        kept = bytes_of(image)
        assert not any(secret in kept for secret in (pictures.MAKER.encode(), pictures.COMMENT, b"2026:11"))
        is_turned = (kind, orientation, name) == ("JPEG", 6, "original")
        assert dict(image.getexif()) == ({0x0112: 6} if is_turned else {})
        assert (b"Exif" in kept) == is_turned


async def test_a_thumbnail_hidden_behind_the_picture_is_cut_off(folder: Path) -> None:
    _, files = await made(pictures.jpeg() + pictures.private(), folder)
    assert pictures.MAKER.encode() not in bytes_of(files["original"])


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_a_turned_photo_is_seen_upright(orientation: int, folder: Path) -> None:
    upright = pictures.picture(400, 300)
    turns = {number: turn for number, turn in imaging_child.TURNS.items() if number == orientation}
    # What a camera held that way stores: the upright picture turned the other way round.
    back = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    stored = upright.transpose(back.get(orientation, turns[orientation])) if turns else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = pictures.encoded(stored, exif=exif, quality=95)
    picture, files = await made(content, folder)
    assert (picture.width, picture.height) == (400, 300)
    assert files["original"].tobytes() == Image.open(io.BytesIO(content)).tobytes()
    for image in [ImageOps.exif_transpose(files["original"]), files["screen"], files["thumb"]]:
        assert image.size == ((400, 300) if image.width > 320 else (320, 240))
        assert is_red(image, 10, 10)
        assert not is_red(image, image.width - 10, image.height - 10)


async def test_a_time_with_its_own_offset_is_believed(folder: Path) -> None:
    picture, _ = await made(pictures.private(offset="+05:00"), folder)
    assert picture.taken_at == datetime(2026, 11, 20, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "offset"), [("0000:00:00 00:00:00", ""), ("1970:01:01 00:00:00", ""), ("вчера", "")]
)
async def test_a_camera_without_a_clock_tells_no_time(written: str, offset: str, folder: Path) -> None:
    assert imaging._moment(written, offset, "Europe/Moscow") is None


async def test_see_through_parts_become_white_on_the_screen(folder: Path) -> None:
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    _, files = await made(pictures.encoded(image, "PNG"), folder)
    assert files["screen"].getpixel((50, 50)) == (255, 255, 255)
    assert files["original"].mode == "RGBA"


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "I;16"])
async def test_odd_kinds_of_pixels_are_shown(mode: str, folder: Path) -> None:
    kind = "PNG" if mode in {"P", "I;16"} else "JPEG"
    image = Image.new(mode, (300, 200)) if mode == "I;16" else pictures.picture(300, 200, mode)
    _, files = await made(pictures.encoded(image, kind), folder)
    assert files["screen"].mode == "RGB"
    assert files["screen"].size == (300, 200)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pictures.pdf(), "photo.not_an_image"),
        (b"", "photo.not_an_image"),
        ("просто текст".encode(), "photo.not_an_image"),
        (pictures.encoded(pictures.picture(), "GIF"), "photo.not_an_image"),
        (pictures.heic(), "photo.heic"),
        (pictures.truncated(), "photo.broken"),
        (pictures.encoded(pictures.picture(), "PNG")[:-2000], "photo.broken"),
        (pictures.lying_bomb(), "photo.broken"),
        (pictures.bomb(), "photo.too_many_pixels"),
        (b"\xff\xd8" + bytes(11_000_000), "photo.too_big"),
    ],
    ids=[
        "pdf",
        "empty",
        "text",
        "gif",
        "heic",
        "half a jpeg",
        "half a png",
        "text bomb",
        "pixel bomb",
        "big",
    ],
)
async def test_a_bad_file_is_refused_with_its_reason(content: bytes, problem: str, folder: Path) -> None:
    (folder / "sent").write_bytes(content)
    key = storage.new_key()
    with pytest.raises(PictureRefused) as refused:
        await imaging.process(folder / "sent", key)
    assert refused.value.problem == problem
    assert not storage.path(key, "original").exists()
    assert storage.tidy(older_than=-1) == 0
    for language in LANGUAGES:
        assert texts(language)(problem) != problem


async def measured(content: bytes, folder: Path) -> tuple[bytes, int]:
    """What the child says of a file, and the most memory it took, in MiB."""
    (folder / "sent").write_bytes(content)
    (folder / "made").mkdir()
    code = (
        "import subprocess, resource, sys; out = subprocess.run(sys.argv[1:], capture_output=True).stdout; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, out.decode())"
    )
    child = [sys.executable, "-I", str(imaging.CHILD), str(folder / "sent"), str(folder / "made")]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, *child, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    memory, _, answer = said.partition(b" ")
    return answer, int(memory)


async def test_a_bomb_takes_no_memory(folder: Path) -> None:
    answer, memory = await measured(pictures.bomb(), folder)
    assert b"photo.too_many_pixels" in answer
    assert memory < 60


@pytest.mark.parametrize(("orientation", "width"), [(1, 4000), (6, 3000)])
async def test_twelve_megapixels_take_little_memory(orientation: int, width: int, folder: Path) -> None:
    answer, memory = await measured(pictures.private(orientation=orientation, width=4000), folder)
    assert b'"width": %d,' % width in answer
    assert memory <= 65


async def test_the_limit_on_memory_holds_when_the_look_at_the_size_is_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy = folder / "greedy.py"
    source = imaging.CHILD.read_text()
    assert "MOST_PIXELS = 25_000_000" in source
    unguarded = source.replace("MOST_PIXELS = 25_000_000", "MOST_PIXELS = 10**12")
    greedy.write_text(unguarded.replace("MEMORY = 640 * 1024 * 1024", "MEMORY = 200 * 1024 * 1024"))
    monkeypatch.setattr(imaging, "CHILD", greedy)
    (folder / "sent").write_bytes(pictures.bomb(20_000, 20_000))
    with pytest.raises(PictureRefused, match=r"photo\.broken"):
        await imaging.process(folder / "sent", storage.new_key())


async def test_a_child_that_takes_too_long_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = folder / "sleeper.py"
    sleeper.write_text("import time; time.sleep(600)")
    monkeypatch.setattr(imaging, "CHILD", sleeper)
    monkeypatch.setattr(imaging, "WALL_SECONDS", 0.2)
    (folder / "sent").write_bytes(pictures.jpeg())
    with pytest.raises(PictureRefused, match=r"photo\.broken"):
        await imaging.process(folder / "sent", storage.new_key())


async def test_a_child_that_burns_its_time_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    burner = folder / "burner.py"
    source = imaging.CHILD.read_text().replace("CPU_SECONDS = 20", "CPU_SECONDS = 1")
    burner.write_text(source.replace("    original = folder", "    while True: pass\n    original = folder"))
    monkeypatch.setattr(imaging, "CHILD", burner)
    (folder / "sent").write_bytes(pictures.jpeg())
    with pytest.raises(PictureRefused, match=r"photo\.broken"):
        await imaging.process(folder / "sent", storage.new_key())
