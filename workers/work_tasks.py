"""What needs no Telegram: due rows, pictures, housekeeping. Nothing here imports aiogram."""

import asyncio

import structlog

from domain import due, inbox, locks, occurrences, photos, storage, wake
from domain.imaging import PictureRefused, process
from domain.models import PhotoState
from workers.broker import Broker
from workers.running import task

log = structlog.get_logger()


def register(broker: Broker, held: locks.Locks | None = None) -> None:
    """Put this kind's tasks on its broker. The scheduler registers them too, for their times only."""

    @task(broker, "run_due")
    async def run_due() -> None:
        while await due.run_ready():
            pass

    @task(broker, "process_photos")
    async def process_photos() -> None:
        assert held is not None
        await make_pictures(held)

    # A dead worker's task goes to another only when a new message comes: this is that message.
    @task(broker, "heartbeat", schedule=[{"interval": 30}])
    async def heartbeat() -> None:
        await wake.up("outbox", "cards", "due", "photos", "pictures")

    @task(broker, "make_series_ahead", schedule=[{"cron": "7 * * * *"}])
    async def make_series_ahead() -> None:
        log.info("series.made", orders=await occurrences.make_all())

    @task(broker, "tidy_incoming", schedule=[{"cron": "41 * * * *"}])
    async def tidy_incoming() -> None:
        log.info("storage.tidied", entries=await asyncio.to_thread(storage.tidy))

    @task(broker, "forget_old_updates", schedule=[{"cron": "17 * * * *"}])
    async def forget_old_updates() -> None:
        log.info("inbox.forgotten", rows=await inbox.forget())


async def make_pictures(held: locks.Locks) -> None:
    """Make every fetched photo into its sizes, one after the other: each takes a core."""
    tried: set[int] = set()
    while True:
        async with photos.claimed(PhotoState.FETCHED, held, tried) as photo:
            if photo is None:
                return
            tried.add(photo.id)
            try:
                picture = await process(storage.incoming(photo.storage_key), photo.storage_key)
            except PictureRefused as refused:
                await photos.reject(photo.id, refused.problem)
            except FileNotFoundError:
                # The folder was restored without it, or tidied: Telegram still has the file.
                await photos.refetch(photo.id)
            else:
                await photos.ready(photo.id, picture)
