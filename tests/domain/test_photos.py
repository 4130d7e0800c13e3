"""Photos of a visit from the master's hand to the acknowledgement, BOT-004."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain import clock, drafts, due, offers, photos, storage
from domain.errors import Invalid, NotAllowed, NotFound, NotNow, NotYours, PhotoGone
from domain.imaging import Picture
from domain.locks import Locks
from domain.models import (
    AuditEntry,
    DueRow,
    HistoryEntry,
    OutboxMessage,
    Photo,
    PhotoKind,
    PhotoState,
    Screen,
    Visit,
)
from domain.settings import Settings
from domain.statuses import Outcome
from domain.visits import finish
from tests.cast import (
    Cast,
    actor,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    tomorrow,
)

BEFORE, AFTER = PhotoKind.BEFORE, PhotoKind.AFTER
PICTURE = Picture(800, 600, 90_000)


@pytest.fixture(autouse=True)
def folder(db: Settings) -> None:
    """Pictures are kept in this session's folder."""
    storage.use(db.data_dir)


@pytest.fixture
async def locks(db: Settings) -> AsyncIterator[Locks]:
    """A worker's locks."""
    held = Locks(db.database_url)
    yield held
    await held.close()


async def sent(
    cast: Cast, visit: Visit, name: str = "one", album: str | None = None, kind: PhotoKind = BEFORE
) -> Photo:
    """A photo that anna has just sent."""
    photo = await photos.add(
        visit.id,
        by=actor(cast.anna),
        kind=kind,
        file_id=f"id-{name}",
        file_unique_id=name,
        media_group_id=album,
    )
    assert photo is not None
    return photo


async def kept(photo: Photo) -> None:
    """The workers have done their part."""
    key = storage.new_key()
    assert await photos.fetched(photo.id, key, 1000)
    assert await photos.ready(photo.id, PICTURE)


async def told() -> list[dict[str, object]]:
    """What anna was told of her photos."""
    return [row.data for row in await OutboxMessage.filter(event="PhotosReceived").order_by("id")]


async def seconds_later(seconds: float) -> None:
    """Everything due by then is carried out."""
    with clock.moved(timedelta(seconds=seconds)):
        while await due.run_ready():
            pass


async def test_a_photo_is_queued_and_recorded(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    photo = await sent(cast, visit)
    assert (photo.state, photo.uploaded_by_id) == (PhotoState.QUEUED, cast.anna.id)
    assert (await HistoryEntry.get(event="PhotoAdded")).data["photo_id"] == photo.id


async def test_the_same_photo_sent_again_is_quietly_known(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await sent(cast, visit)
    again = await photos.add(visit.id, by=actor(cast.anna), kind=AFTER, file_id="other", file_unique_id="one")
    assert again is None
    assert (await Photo.get()).kind is BEFORE
    assert await HistoryEntry.filter(event="PhotoAdded").count() == 1


async def test_a_rejected_photo_sent_again_is_tried_again(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    photo = await sent(cast, visit)
    await photos.reject(photo.id, "photo.gone")
    again = await sent(cast, visit)
    assert (again.id, again.state, again.problem) == (photo.id, PhotoState.QUEUED, "")


async def test_after_is_photographed_on_site_only(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await sent(cast, visit)
    with pytest.raises(NotNow) as refused:
        await sent(cast, visit, "two", kind=AFTER)
    assert refused.value.values == {"status": "accepted"}


async def test_an_unconfirmed_or_finished_visit_takes_no_photos(cast: Cast) -> None:
    with pytest.raises(NotNow):
        await sent(cast, await an_assigned_visit(cast))
    visit = await an_arrived_visit(cast, start=tomorrow(12, days=3))
    await finish(visit.id, Outcome.CLIENT_ABSENT, by=actor(cast.anna), note="Никого")
    with pytest.raises(NotNow):
        await sent(cast, visit, kind=AFTER)


async def test_nobody_adds_photos_to_what_is_not_his(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    offered = await an_offered_visit(cast, cast.boris, start=tomorrow(12, days=3))
    for person, where, refusal in (
        (cast.boris, visit, NotFound),
        (cast.boris, offered, NotNow),
        (cast.vera, visit, NotAllowed),
    ):
        with pytest.raises(refusal):
            await photos.add(where.id, by=actor(person), kind=BEFORE, file_id="f", file_unique_id="u")


async def test_a_visit_holds_sixty_photos(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST", 2)
    visit = await an_arrived_visit(cast)
    await sent(cast, visit, "one")
    await sent(cast, visit, "two")
    with pytest.raises(Invalid) as refused:
        await sent(cast, visit, "three")
    assert refused.value.key == "photo.too_many"
    assert await Photo.all().count() == 2


async def test_an_album_is_acknowledged_once(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    album = [await sent(cast, visit, str(n), "album") for n in range(5)]
    assert await DueRow.filter(kind="photos.acknowledge").count() == 1
    for photo in album[:4]:
        await kept(photo)
    await photos.reject(album[4].id, "photo.broken")
    await seconds_later(2)
    assert await told() == [
        {
            "order_id": visit.order_id,
            "visit_id": visit.id,
            "ready": 4,
            "rejected": 1,
            "problem": "photo.broken",
            "photo_id": album[0].id,
        }
    ]
    assert (await OutboxMessage.get(event="PhotosReceived")).person_id == cast.anna.id


async def test_an_album_still_in_work_is_acknowledged_later(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    first, second = await sent(cast, visit, "1", "album"), await sent(cast, visit, "2", "album")
    await kept(first)
    with clock.moved(timedelta(seconds=2)):
        assert await due.run_ready() == 1
    assert await told() == []
    assert await DueRow.filter(done_at__isnull=True).count() == 1  # it asked to be run again
    await kept(second)
    await seconds_later(10)
    assert [row["ready"] for row in await told()] == [2]


async def test_a_photo_that_never_comes_is_asked_for_ever_more_rarely(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await sent(cast, visit)
    for _ in range(30):
        row = await DueRow.get(kind="photos.acknowledge", done_at__isnull=True)
        with clock.moved(row.due_at - clock.now()):
            assert await due.run_ready() == 1
    row = await DueRow.get(kind="photos.acknowledge", done_at__isnull=True)
    assert row.due_at > clock.now() + timedelta(hours=1)


async def test_a_photo_of_an_album_that_comes_late_is_acknowledged_too(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await kept(await sent(cast, visit, "1", "album"))
    await seconds_later(2)
    await kept(await sent(cast, visit, "2", "album"))
    await seconds_later(4)
    assert [row["ready"] for row in await told()] == [1, 2]


async def test_single_photos_are_acknowledged_each(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    for name in ("1", "2"):
        await kept(await sent(cast, visit, name))
    await seconds_later(2)
    assert [row["ready"] for row in await told()] == [1, 1]


async def test_a_photo_is_made_ready_once(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    photo = await sent(cast, visit)
    key = storage.new_key()
    storage.incoming(key).write_bytes(b"raw")
    assert await photos.fetched(photo.id, key, 3)
    assert await photos.ready(photo.id, PICTURE)
    assert not storage.incoming(key).exists()
    assert not await photos.ready(photo.id, PICTURE)
    assert not await photos.reject(photo.id, "photo.broken")
    assert (await Photo.get()).state is PhotoState.READY


async def test_a_file_fetched_twice_is_kept_once(cast: Cast) -> None:
    photo = await sent(cast, await an_arrived_visit(cast))
    first, second = storage.new_key(), storage.new_key()
    for key in (first, second):
        storage.incoming(key).write_bytes(b"raw")
    assert await photos.fetched(photo.id, first, 3)
    assert not await photos.fetched(photo.id, second, 3)
    assert storage.incoming(first).exists()
    assert not storage.incoming(second).exists()


async def test_a_fetched_file_that_vanished_is_fetched_again(cast: Cast) -> None:
    photo = await sent(cast, await an_arrived_visit(cast))
    await photos.fetched(photo.id, storage.new_key(), 3)
    await photos.refetch(photo.id)
    assert (await Photo.get()).state is PhotoState.QUEUED


async def test_two_workers_never_hold_the_same_photo(cast: Cast, locks: Locks) -> None:
    visit = await an_arrived_visit(cast)
    first, second = await sent(cast, visit, "1"), await sent(cast, visit, "2")
    other = Locks(locks._url)
    try:
        async with (
            photos.claimed(PhotoState.QUEUED, locks) as mine,
            photos.claimed(PhotoState.QUEUED, other) as his,
        ):
            assert [mine and mine.id, his and his.id] == [first.id, second.id]
            async with photos.claimed(PhotoState.QUEUED, other) as nothing:
                assert nothing is None
        async with photos.claimed(PhotoState.QUEUED, other, {first.id}) as left:
            assert left is not None
            assert left.id == second.id
    finally:
        await other.close()


async def test_a_photo_in_the_hands_of_a_killed_worker_is_taken_up_again(
    cast: Cast, db: Settings, locks: Locks
) -> None:
    photo = await sent(cast, await an_arrived_visit(cast))
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        HOLDING,
        db.model_dump_json(exclude={"bot_token", "secret_key"}),
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert worker.stdout is not None
    assert await worker.stdout.readline() == f"{photo.id}\n".encode()
    async with photos.claimed(PhotoState.QUEUED, locks) as taken:
        assert taken is None
    worker.kill()
    await worker.wait()
    async with asyncio.timeout(10):
        while taken is None:  # the server notices the closed connection within milliseconds
            async with photos.claimed(PhotoState.QUEUED, locks) as taken:
                pass
    assert taken.id == photo.id


HOLDING = """
import asyncio, json, sys
from domain import db, photos
from domain.locks import Locks
from domain.models import PhotoState
from domain.settings import Settings

async def main():
    settings = Settings(**json.loads(sys.argv[1]), bot_token="1234:" + "A" * 35, secret_key="s" * 32)
    await db.connect(settings)
    async with photos.claimed(PhotoState.QUEUED, Locks(settings.database_url)) as photo:
        print(photo.id, flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


async def test_anna_removes_a_photo_and_its_files(cast: Cast) -> None:
    photo = await sent(cast, await an_arrived_visit(cast))
    key = storage.new_key()
    await photos.fetched(photo.id, key, 3)
    storage.put(key, "screen", b"picture")
    with pytest.raises(NotFound):
        await photos.remove(photo.id, by=actor(cast.boris))
    await photos.remove(photo.id, by=actor(cast.anna))
    assert not await Photo.exists()
    assert not storage.path(key, "screen").exists()
    assert (await AuditEntry.get(action="photo.removed")).actor_id == cast.anna.id
    assert await HistoryEntry.filter(event="PhotoRemoved", actor_id=cast.anna.id).count() == 1
    assert not await photos.ready(photo.id, PICTURE)
    with pytest.raises(PhotoGone):
        await photos.remove(photo.id, by=actor(cast.anna))


async def test_a_photo_removed_while_it_is_made_leaves_no_files(cast: Cast, locks: Locks) -> None:
    photo = await sent(cast, await an_arrived_visit(cast))
    key = storage.new_key()
    await photos.fetched(photo.id, key, 3)
    async with photos.claimed(PhotoState.FETCHED, locks) as taken:
        assert taken is not None
        await photos.remove(photo.id, by=actor(cast.anna))
        storage.put(key, "screen", b"picture")
        assert not await photos.ready(photo.id, PICTURE)
    assert not storage.path(key, "screen").exists()


async def test_anna_says_that_before_was_after(cast: Cast) -> None:
    photo = await sent(cast, await an_arrived_visit(cast))
    await photos.change_kind(photo.id, AFTER, by=actor(cast.anna))
    assert (await Photo.get()).kind is AFTER


async def test_an_album_is_said_to_be_after_as_a_whole(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    first, second = [await sent(cast, visit, name, "album") for name in "12"]
    alone = await sent(cast, visit, "3")
    await photos.change_kind(second.id, AFTER, by=actor(cast.anna), album=True)
    await photos.change_kind(alone.id, BEFORE, by=actor(cast.anna), album=True)
    found = await photos.of_visit(visit.id, actor(cast.anna))
    assert {photo.id: photo.kind for photo in found} == {first.id: AFTER, second.id: AFTER, alone.id: BEFORE}


async def test_photos_are_seen_by_the_office_and_by_whose_visit_it_is(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    await offers.accept(visit.id, by=actor(cast.anna))
    first, second = await sent(cast, visit, "1"), await sent(cast, visit, "2")
    await photos.reject((await sent(cast, visit, "3")).id, "photo.broken")
    for person in (cast.anna, cast.vera, cast.olga):
        found = await photos.of_visit(visit.id, actor(person))
        assert [photo.id for photo in found] == [first.id, second.id]
    with pytest.raises(NotYours):  # it was offered to him as well
        await photos.of_visit(visit.id, actor(cast.boris))


async def test_a_window_that_counted_a_photo_in_vain_is_drawn_again(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    anna = actor(cast.anna)
    await drafts.begin(by=anna, kind="upload", step="Upload:photos", subject=visit.id)
    photo = await photos.add(visit.id, by=anna, kind=PhotoKind.BEFORE, file_id="f", file_unique_id="u")
    assert photo is not None
    await photos.reject(photo.id, "photo.not_an_image")
    await photos.acknowledge(visit.id, str(photo.id))
    assert await HistoryEntry.filter(event="PhotoRejected", visit_id=visit.id).count() == 1
    assert await Screen.filter(chat_id=cast.anna.telegram_id).exists()
