"""Small drawn pictures of appliances, before and after, so that the demo's reports have something to show."""

import io
from datetime import timedelta
from random import Random

from PIL import Image, ImageDraw
from tortoise.backends.base.client import BaseDBAsyncClient

from domain import storage
from domain.models import Photo, PhotoKind, PhotoState
from seeds.job import Job
from seeds.people import People

SIZE = (1200, 900)
WALLS = ((226, 219, 205), (205, 220, 226), (214, 226, 207), (228, 212, 212))


async def write(tx: BaseDBAsyncClient, jobs: list[Job], people: People) -> None:
    """A photo before and one after for every job that should have them."""
    photos = []
    for job in jobs:
        if not job.photos or job.master is None or job.on_site_at is None or job.finished_at is None:
            continue
        for kind, at in ((PhotoKind.BEFORE, job.on_site_at), (PhotoKind.AFTER, job.finished_at)):
            image = drawn(job.visit_id, mended=kind is PhotoKind.AFTER)
            key = storage.new_key()
            original = _jpeg(image)
            for name, content in (
                ("original", original),
                ("screen", original),
                ("thumb", _jpeg(image.resize((320, 240)))),
            ):
                storage.put(key, name, content)
            photos.append(
                Photo(
                    visit_id=job.visit_id,
                    uploaded_by_id=people.masters[job.master],
                    kind=kind,
                    state=PhotoState.READY,
                    file_id=f"demo-{job.visit_id}-{kind}",
                    file_unique_id=f"demo-{kind}",
                    storage_key=key,
                    width=SIZE[0],
                    height=SIZE[1],
                    size=len(original),
                    taken_at=at - timedelta(minutes=2),
                    created_at=at - timedelta(minutes=1),
                )
            )
    await Photo.bulk_create(photos, using_db=tx)


def drawn(number: int, *, mended: bool) -> Image.Image:
    """A machine in a room; ``mended`` without the puddle and with its lamp on green."""
    chance = Random(number)  # noqa: S311  # a drawing, no secret
    image = Image.new("RGB", SIZE, chance.choice(WALLS))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 680, 1200, 900), fill=(150, 120, 95))
    for x in range(0, 1200, 150):
        draw.line((x, 680, x - 120, 900), fill=(128, 100, 78), width=4)
    left = chance.randrange(300, 500)
    draw.rounded_rectangle(
        (left, 240, left + 420, 760), 18, fill=(247, 247, 245), outline=(170, 170, 170), width=4
    )
    draw.rectangle((left + 20, 260, left + 400, 330), fill=(228, 230, 232))
    lamp = (60, 170, 80) if mended else (215, 60, 45)
    draw.ellipse((left + 340, 278, left + 374, 312), fill=lamp)
    draw.ellipse((left + 80, 380, left + 340, 640), fill=(90, 100, 112), outline=(190, 194, 198), width=18)
    draw.ellipse((left + 130, 430, left + 290, 590), fill=(140, 168, 190) if mended else (70, 74, 80))
    if not mended:
        draw.ellipse((left - 110, 735, left + 330, 840), fill=(120, 160, 190))
        draw.ellipse((left + 140, 770, left + 520, 850), fill=(134, 172, 200))
    return image


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=82)
    return file.getvalue()
