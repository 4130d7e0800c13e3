"""What a real company starts from: a first catalogue, and nobody. The first admin comes by ``workflow invite``."""

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from domain import db
from domain.models import Service, Skill
from domain.settings import Settings
from seeds.catalog import SERVICES, SKILLS


async def seed(settings: Settings) -> None:
    """Put the catalogue into a database that has none; one that is there is left as the company made it."""
    await db.connect(settings)
    try:
        async with in_transaction() as tx:
            await write_catalogue(tx)
    finally:
        await db.close()


async def write_catalogue(tx: BaseDBAsyncClient) -> None:
    """Skills and services, unless there are services already."""
    if await Service.all().using_db(tx).exists():
        return
    await Skill.bulk_create(
        [Skill(code=code, name=name) for code, name in SKILLS.items()], using_db=tx, ignore_conflicts=True
    )
    await Service.bulk_create(
        [
            Service(
                code=offered.code,
                name=offered.name,
                skill=offered.skill,
                minutes=offered.minutes,
                price=offered.price,
                photos_before=offered.photos_before,
                photos_after=offered.photos_after,
                rank=rank,
            )
            for rank, offered in enumerate(SERVICES)
        ],
        using_db=tx,
    )
