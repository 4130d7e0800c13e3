"""What a real company starts from: a first catalogue, promises by priority, and nobody.

The first admin comes by ``workflow invite``.
"""

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from domain import db
from domain.models import Priority, Service, Skill, SlaRule
from domain.settings import Settings
from seeds.catalog import SERVICES, SKILLS

HOUR = 60
DAY = 11 * HOUR  # a day of the hours a company begins with, from nine to eight
# Minutes of working time until a master has accepted, and until the work is done.
PROMISES = {
    Priority.URGENT: (30, 4 * HOUR),
    Priority.HIGH: (2 * HOUR, 8 * HOUR),
    Priority.NORMAL: (4 * HOUR, 3 * DAY),
    Priority.LOW: (8 * HOUR, 5 * DAY),
}


async def seed(settings: Settings) -> None:
    """Put catalogue and promises into a database that has none; what is there is left as the company made it."""
    await db.connect(settings)
    try:
        async with in_transaction() as tx:
            await write_catalogue(tx)
            await write_promises(tx)
    finally:
        await db.close()


async def write_promises(tx: BaseDBAsyncClient) -> None:
    """The SLA rules of the priorities, unless there are rules already."""
    if await SlaRule.all().using_db(tx).exists():
        return
    await SlaRule.bulk_create(
        [
            SlaRule(priority=priority, reaction_minutes=reaction, resolution_minutes=resolution)
            for priority, (reaction, resolution) in PROMISES.items()
        ],
        using_db=tx,
    )


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
