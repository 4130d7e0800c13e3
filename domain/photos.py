"""Photos of a visit: queued by the bot, fetched by one worker, cleaned and made into sizes by another.

A worker that dies leaves the photo as it was, and the next takes it up again: :func:`claimed`.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from domain import locks, storage, visits
from domain.access import SYSTEM, Actor, Right, visit_for
from domain.change import Change, change
from domain.errors import Invalid, NotAllowed, NotNow, PhotoGone
from domain.events import PhotoAdded, PhotoRejected, PhotoRemoved, PhotosReceived
from domain.imaging import Picture
from domain.locks import Locks
from domain.models import Photo, PhotoKind, PhotoState, Visit
from domain.statuses import VisitStatus

MOST = 60  # of one visit
PAUSE = timedelta(seconds=1.5)  # an album's photos come one by one, within about a second
LONGEST_PAUSE = timedelta(minutes=5)

_WORK = {VisitStatus.ON_SITE, VisitStatus.PAUSED, VisitStatus.RETURNED}
ALLOWED: dict[PhotoKind, frozenset[VisitStatus]] = {
    PhotoKind.BEFORE: frozenset(_WORK | {VisitStatus.ACCEPTED, VisitStatus.EN_ROUTE}),
    PhotoKind.AFTER: frozenset(_WORK),
}


@dataclass(frozen=True)
class Sent:
    """A photo as Telegram names it, and what it shows."""

    kind: PhotoKind
    file_id: str
    file_unique_id: str
    media_group_id: str | None = None


async def add(
    visit_id: int,
    *,
    by: Actor,
    kind: PhotoKind,
    file_id: str,
    file_unique_id: str,
    media_group_id: str | None = None,
) -> Photo | None:
    """Queue a photo of the actor's own visit; None for one that is there already.

    One sent again after it was rejected is tried again. Raises :class:`NotNow`, :class:`Invalid` above sixty.
    """
    visit = await visits.own(visit_id, by)
    async with change(by) as tx:
        photo_id = await _queue(tx, visit, Sent(kind, file_id, file_unique_id, media_group_id))
        return await Photo.get(id=photo_id, using_db=tx.connection) if photo_id else None


async def add_all(visit_id: int, sent: Iterable[Sent], *, by: Actor, draft_id: int) -> int:
    """Queue the photos a draft kept until its master said which visit they are of; the draft goes.

    Returns how many are new. Refuses as :func:`add` does.
    """
    visit = await visits.own(visit_id, by)
    async with change(by) as tx:
        queued = [await _queue(tx, visit, photo) for photo in sent]
        await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, by.id)
        return len([photo_id for photo_id in queued if photo_id])


async def change_kind(photo_id: int, kind: PhotoKind, *, by: Actor, album: bool = False) -> None:
    """Say that an own photo shows how it was before instead of after, or the reverse; or its whole ``album``.

    Raises :class:`NotNow` once the report is handed in, PhotoGone.
    """
    photo, visit = await _own(photo_id, by)
    changed = [photo, *(await came_with(photo_id) if album else [])]
    async with change(by) as tx:
        await _hold(tx, visit, by, kind)
        ids = [one.id for one in changed]
        await Photo.filter(id__in=ids).using_db(tx.connection).update(kind=kind)
        tx.redraw(visit.order_id)


async def remove(photo_id: int, *, by: Actor) -> None:
    """Delete an own photo with its files. Raises :class:`NotNow` once the visit is finished, PhotoGone."""
    photo, visit = await _own(photo_id, by)
    async with change(by) as tx:
        await _hold(tx, visit, by, PhotoKind.BEFORE)
        await Photo.filter(id=photo.id).using_db(tx.connection).delete()
        await tx.audit(
            "photo.removed", f"visit:{visit.id}", photo_id=photo.id, kind=photo.kind, state=photo.state
        )
        tx.record(PhotoRemoved(visit.order_id, visit.id, photo.id), visit.order_id, visit.id)
    if photo.storage_key:
        await asyncio.to_thread(storage.remove, photo.storage_key)


async def came_with(photo_id: int) -> list[Photo]:
    """The photo and the rest of its album in order of arrival, those that came to nothing left out."""
    photo = await Photo.get_or_none(id=photo_id)
    if photo is None:
        return []
    group = photo.media_group_id
    same = Photo.filter(visit_id=photo.visit_id, media_group_id=group) if group else Photo.filter(id=photo_id)
    return await same.exclude(state=PhotoState.REJECTED).order_by("id")


async def of_visit(visit_id: int, by: Actor) -> list[Photo]:
    """Photos of a visit in order of arrival, those that came to nothing left out.

    For the office, and for the master whose visit it is: one to whom it is or was only offered sees none.
    """
    door = visit_for(by, visit_id) if by.may(Right.ORDERS_SEE) else visits.own(visit_id, by)
    visit = await door
    return await Photo.filter(visit_id=visit.id).exclude(state=PhotoState.REJECTED).order_by("id")


@asynccontextmanager
async def claimed(state: PhotoState, held: Locks, but: Collection[int] = ()) -> AsyncIterator[Photo | None]:
    """The oldest photo in ``state`` that nobody works on, ours until the block ends; None when there is none.

    ``but`` are photos to leave for later. The hold dies with the process, the state stays what it was.
    """
    for candidate in await Photo.filter(state=state).exclude(id__in=list(but)).order_by("id").limit(50):
        if not await held.take(locks.PHOTO, candidate.id):
            continue
        try:
            photo = await Photo.get_or_none(id=candidate.id, state=state)
            if photo is not None:
                yield photo
                await _drop_if_removed(photo)
                return
        finally:
            await held.release(locks.PHOTO, candidate.id)
    yield None


async def fetched(photo_id: int, key: str, size: int) -> bool:
    """The file is in :func:`storage.incoming` under ``key``; False when the photo no longer waits for it."""
    async with change(SYSTEM) as tx:
        rows = await tx.sql(
            "UPDATE photo SET state = 'fetched', storage_key = $2, size = $3 "
            "WHERE id = $1 AND state = 'queued' RETURNING id",
            photo_id,
            key,
            size,
        )
        tx.hint("pictures")
    if not rows:
        await asyncio.to_thread(storage.remove, key)
    return bool(rows)


async def ready(photo_id: int, picture: Picture) -> bool:
    """The picture is kept in its sizes; False when the photo was removed or done by another meanwhile."""
    async with change(SYSTEM) as tx:
        rows = await tx.sql(
            "UPDATE photo SET state = 'ready', width = $2, height = $3, size = $4, taken_at = $5, lat = $6, "
            "lon = $7 FROM visit WHERE photo.id = $1 AND state = 'fetched' AND visit.id = photo.visit_id "
            "RETURNING photo.storage_key, visit.order_id",
            photo_id,
            picture.width,
            picture.height,
            picture.size,
            picture.taken_at,
            picture.lat,
            picture.lon,
        )
        for row in rows:
            tx.redraw(row["order_id"])
        tx.hint("live")
    for row in rows:
        await asyncio.to_thread(storage.incoming(row["storage_key"]).unlink, missing_ok=True)
    return bool(rows)


async def reject(photo_id: int, problem: str) -> bool:
    """The file can't be used; ``problem`` is the text key of why. False when it is no longer in work."""
    async with change(SYSTEM) as tx:
        rows = await tx.sql(
            "UPDATE photo SET state = 'rejected', problem = $2 FROM visit WHERE photo.id = $1 "
            "AND photo.state IN ('queued', 'fetched') AND visit.id = photo.visit_id "
            "RETURNING photo.storage_key, photo.visit_id, visit.order_id",
            photo_id,
            problem,
        )
        for row in rows:
            event = PhotoRejected(row["order_id"], row["visit_id"], photo_id, problem)
            tx.record(event, row["order_id"], row["visit_id"])
    for row in rows:
        if row["storage_key"]:
            await asyncio.to_thread(storage.remove, row["storage_key"])
    return bool(rows)


async def refetch(photo_id: int) -> None:
    """The fetched file is gone from the incoming ones: fetch it from Telegram again."""
    async with change(SYSTEM) as tx:
        await tx.sql(
            "UPDATE photo SET state = 'queued', storage_key = '' WHERE id = $1 AND state = 'fetched'",
            photo_id,
        )
        tx.hint("photos")


async def acknowledge(visit_id: int, group: str) -> None:
    """Tell the sender once what became of an album (or of one photo). Run from a due row.

    While some are still in work it asks to be run again, ever more rarely.
    """
    async with change(SYSTEM) as tx:
        visit = (await tx.sql("SELECT order_id FROM visit WHERE id = $1 FOR UPDATE", visit_id))[0]
        photos = await tx.sql(
            "SELECT id, state, problem, uploaded_by_id, created_at FROM photo WHERE visit_id = $1 "
            "AND (media_group_id = $2 OR media_group_id IS NULL AND id::text = $2) ORDER BY id",
            visit_id,
            group,
        )
        if any(photo["state"] in {PhotoState.QUEUED, PhotoState.FETCHED} for photo in photos):
            age = tx.at - min(photo["created_at"] for photo in photos)
            _acknowledge(tx, visit_id, group, min(max(age / 2, timedelta(seconds=0.5)), LONGEST_PAUSE))
            return
        problems = [photo["problem"] for photo in photos if photo["state"] == PhotoState.REJECTED]
        ready = [photo["id"] for photo in photos if photo["state"] == PhotoState.READY]
        event = PhotosReceived(
            visit["order_id"],
            visit_id,
            len(ready),
            len(problems),
            next(iter(problems), ""),
            next(iter(ready), 0),
        )
        senders = {photo["uploaded_by_id"] for photo in photos}
        tx.notify(senders, event, visit["order_id"])
        await _redraw_windows(tx, senders)


async def _redraw_windows(tx: Change, person_ids: set[int]) -> None:
    """A window that counts these photos says that they are on their way: draw it again."""
    await tx.sql(
        "INSERT INTO screen (chat_id, redraw_at, attempts) SELECT telegram_id, $2, 0 FROM person "
        "WHERE id = ANY($1::int[]) AND telegram_id IS NOT NULL AND (SELECT kind FROM draft "
        "WHERE person_id = person.id ORDER BY updated_at DESC LIMIT 1) IN ('upload', 'report') "
        "ON CONFLICT (chat_id) DO NOTHING",
        sorted(person_ids),
        tx.at,
    )


async def _queue(tx: Change, visit: Visit, sent: Sent) -> int | None:
    """The row of a photo in work, and its acknowledgement; None for one that is there already."""
    await _hold(tx, visit, tx.by, sent.kind)
    if await Photo.filter(visit_id=visit.id).using_db(tx.connection).count() >= MOST:
        raise Invalid("photo.too_many", most=MOST)
    rows = await tx.sql(
        "INSERT INTO photo (visit_id, uploaded_by_id, kind, state, file_id, file_unique_id, "
        "media_group_id, storage_key, problem, created_at) "
        "VALUES ($1, $2, $3, 'queued', $4, $5, $6, '', '', $7) "
        "ON CONFLICT (visit_id, file_unique_id) DO UPDATE SET state = 'queued', kind = excluded.kind, "
        "file_id = excluded.file_id, media_group_id = excluded.media_group_id, problem = '', "
        "created_at = excluded.created_at WHERE photo.state = 'rejected' RETURNING id",
        visit.id,
        tx.by.id,
        sent.kind,
        sent.file_id,
        sent.file_unique_id,
        sent.media_group_id,
        tx.at,
    )
    if not rows:
        return None
    photo_id: int = rows[0]["id"]
    tx.record(PhotoAdded(visit.order_id, visit.id, photo_id), visit.order_id, visit.id)
    tx.hint("photos")
    await _acknowledge_later(tx, visit.id, sent.media_group_id or str(photo_id), PAUSE)
    return photo_id


async def _drop_if_removed(photo: Photo) -> None:
    """Its master may have removed it while a worker was writing its files."""
    if photo.storage_key and not await Photo.exists(id=photo.id):
        await asyncio.to_thread(storage.remove, photo.storage_key)


async def _acknowledge_later(tx: Change, visit_id: int, group: str, pause: timedelta) -> None:
    """Have the group acknowledged, unless that is set up already. The caller holds the visit's row."""
    waiting = await tx.sql(
        "SELECT 1 FROM due WHERE kind = 'photos.acknowledge' AND done_at IS NULL AND failed_at IS NULL "
        "AND (data->>'visit_id')::int = $1 AND data->>'group' = $2",
        visit_id,
        group,
    )
    if not waiting:
        _acknowledge(tx, visit_id, group, pause)


def _acknowledge(tx: Change, visit_id: int, group: str, pause: timedelta) -> None:
    key = f"photos:{visit_id}:{group}:{int(tx.at.timestamp() * 1000)}"
    tx.later("photos.acknowledge", key, tx.at + pause, visit_id=visit_id, group=group)


async def _hold(tx: Change, visit: Visit, by: Actor, kind: PhotoKind) -> None:
    """Hold the visit's row: the photos a report counts don't change under it. Raises :class:`NotNow`."""
    row = (await tx.sql("SELECT status, master_id FROM visit WHERE id = $1 FOR UPDATE", visit.id))[0]
    if row["master_id"] != by.id:
        raise NotAllowed
    if row["status"] not in ALLOWED[kind]:
        raise NotNow(status=row["status"])


async def _own(photo_id: int, by: Actor) -> tuple[Photo, Visit]:
    photo = await Photo.get_or_none(id=photo_id)
    if photo is None:
        raise PhotoGone
    return photo, await visits.own(photo.visit_id, by)
