"""How many photos a visit has, and what the next one shows: the state before the work, or after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from domain import photos
from domain.models import Photo, PhotoKind, PhotoState, Visit
from domain.photos import Sent
from domain.texts import Texts


@dataclass(frozen=True)
class Incoming:
    """A photo as it came, not yet of any visit; ``group`` is its album."""

    file_id: str
    unique: str
    group: str | None = None

    def row(self) -> dict[str, Any]:
        """The photo as a draft keeps it."""
        return vars(self)


async def counts(*visit_ids: int) -> tuple[int, int]:
    """Photos before and after, those that came to nothing left out."""
    counted = [
        await Photo.filter(visit_id__in=visit_ids, kind=kind).exclude(state=PhotoState.REJECTED).count()
        for kind in (PhotoKind.BEFORE, PhotoKind.AFTER)
    ]
    return counted[0], counted[1]


async def coming(visit_id: int) -> tuple[int, int]:
    """How many of them before and after are still on their way, and may come to nothing."""
    work = {PhotoState.QUEUED, PhotoState.FETCHED}
    counted = [
        await Photo.filter(visit_id=visit_id, kind=kind, state__in=work).count()
        for kind in (PhotoKind.BEFORE, PhotoKind.AFTER)
    ]
    return counted[0], counted[1]


def on_their_way(n: int, t: Texts) -> str:
    """What stands behind a count of photos of which ``n`` are still on their way."""
    return t.html("upload.coming", n=n) if n else ""


async def sorted_out(
    visit: Visit, incoming: Iterable[Incoming], chosen: PhotoKind | None = None
) -> list[Sent]:
    """What each photo shows: what its album shows, what the master chose, else as many before as are required."""
    before, _ = await counts(visit.id)
    albums: dict[str | None, PhotoKind] = {}
    sent = []
    for photo in incoming:
        if photo.group and photo.group not in albums:
            first = await Photo.filter(visit_id=visit.id, media_group_id=photo.group).first()
            albums[photo.group] = first.kind if first else chosen or usual(visit, before)
        kind = albums.get(photo.group) or chosen or usual(visit, before)
        before += kind is PhotoKind.BEFORE
        sent.append(Sent(kind, photo.file_id, photo.unique, photo.group))
    return sent


def usual(visit: Visit, before: int) -> PhotoKind:
    """What a photo shows when nobody said; the visit comes with its service."""
    if before < visit.order.service.photos_before or not after_allowed(visit):
        return PhotoKind.BEFORE
    return PhotoKind.AFTER


def after_allowed(visit: Visit) -> bool:
    """Whether there can be photos of the work done."""
    return visit.status in photos.ALLOWED[PhotoKind.AFTER]
