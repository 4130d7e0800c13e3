"""Where pictures are kept, BOT-004."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from domain import storage
from tests import pictures


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own."""
    storage.use(tmp_path)
    yield tmp_path.resolve()
    storage.use(None)


def test_what_is_put_is_there_under_its_key(folder: Path) -> None:
    key = storage.new_key()
    kept = storage.put(key, "screen", b"picture")
    assert kept == storage.path(key, "screen") == folder / key[:2] / key[2:4] / key / "screen"
    assert kept.read_bytes() == b"picture"


def test_a_file_is_moved_in_and_replaces_what_was_there(tmp_path: Path) -> None:
    key, source = storage.new_key(), tmp_path / "made"
    storage.put(key, "thumb", b"old")
    source.write_bytes(b"new")
    assert storage.put(key, "thumb", source).read_bytes() == b"new"
    assert not source.exists()
    assert [file.name for file in storage.path(key, "thumb").parent.iterdir()] == ["thumb"]


def test_a_put_that_fails_leaves_the_old_file_whole(tmp_path: Path) -> None:
    key = storage.new_key()
    storage.put(key, "screen", b"old")
    with pytest.raises(FileNotFoundError):
        storage.put(key, "screen", tmp_path / "nothing")
    assert storage.path(key, "screen").read_bytes() == b"old"
    assert [file.name for file in storage.path(key, "screen").parent.iterdir()] == ["screen"]


@pytest.mark.parametrize(
    "key", ["", "..", "../../etc/passwd", "A" * 32, "a" * 31, "a" * 32 + "\n", "/" + "a" * 31]
)
def test_only_keys_of_ours_lead_anywhere(key: str) -> None:
    for ask in (storage.incoming, storage.remove, lambda one: storage.path(one, "screen")):
        with pytest.raises(ValueError, match="key"):
            ask(key)


@pytest.mark.parametrize("name", ["", "..", "incoming", "screen/../thumb", "source"])
def test_only_files_of_ours_have_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="file"):
        storage.path(storage.new_key(), name)


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    """A download."""
    for part in parts:
        await asyncio.sleep(0)
        yield part


async def test_a_download_is_written_as_it_comes() -> None:
    key = storage.new_key()
    assert await storage.receive(key, chunks(b"one", b"two"), most=6) == 6
    assert storage.incoming(key).read_bytes() == b"onetwo"


async def test_a_download_is_cut_when_it_grows_too_big(folder: Path) -> None:
    with pytest.raises(storage.TooBig):
        await storage.receive(storage.new_key(), chunks(b"one", b"two", b"three"), most=6)
    assert list((folder / storage.INCOMING).iterdir()) == []


async def test_a_download_that_breaks_off_leaves_nothing(folder: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half"
        raise OSError("broken off")

    with pytest.raises(OSError, match="broken off"):
        await storage.receive(storage.new_key(), broken(), most=100)
    assert list((folder / storage.INCOMING).iterdir()) == []


async def test_a_removed_picture_is_gone_with_what_came_in() -> None:
    key = storage.new_key()
    storage.put(key, "screen", b"picture")
    await storage.receive(key, chunks(b"raw"), most=10)
    storage.remove(key)
    storage.remove(key)
    assert not storage.path(key, "screen").parent.exists()
    assert not storage.incoming(key).exists()


async def test_what_dead_processes_left_is_tidied_away() -> None:
    key = storage.new_key()
    await storage.receive(key, chunks(b"raw"), most=10)
    (storage.workspace() / "original").write_bytes(b"half")
    assert storage.tidy(older_than=3600) == 0
    assert storage.tidy(older_than=-1) == 2
    assert not storage.incoming(key).exists()


def test_the_type_is_told_by_the_content() -> None:
    key = storage.new_key()
    png = pictures.encoded(pictures.picture(), "PNG")
    assert storage.media_type(storage.put(key, "original", png)) == "image/png"
    assert storage.media_type(storage.put(key, "screen", pictures.jpeg())) == "image/jpeg"
