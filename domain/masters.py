"""Masters' profiles as the office sees and changes them: what each can do, how much a day, how full today is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain import catalog, clock, company, db
from domain.access import Actor, Right, note, require
from domain.change import change
from domain.errors import Invalid, NotFound
from domain.models import Master, PersonStatus

MOST_A_DAY = 20


@dataclass(frozen=True)
class Profile:
    """An active master: codes of his skills, visits of today that weren't cancelled, and how many he takes a day."""

    master_id: int
    name: str
    skills: tuple[str, ...]
    load: int
    daily_limit: int


async def profiles(*, by: Actor) -> list[Profile]:
    """Every active master by name."""
    require(by, Right.PEOPLE_INVITE)
    begin = clock.at(clock.now(), await company.zone())
    rows = await db.query(
        "SELECT p.id, p.name, m.skills, m.daily_limit, (SELECT count(*) FROM visit v WHERE v.master_id = p.id "
        "AND v.starts_at >= $1 AND v.starts_at < $2 AND v.status <> 'cancelled') AS load "
        "FROM master m JOIN person p ON p.id = m.person_id WHERE p.status = $3 ORDER BY p.name, p.id",
        begin,
        clock.at(begin + timedelta(hours=36), await company.zone()),  # a day may have 23 or 25 hours
        PersonStatus.ACTIVE.value,
    )
    return [
        Profile(row["id"], row["name"], tuple(row["skills"]), row["load"], row["daily_limit"]) for row in rows
    ]


async def profile(master_id: int, *, by: Actor) -> Profile:
    """One of them. Raises NotFound for anybody else."""
    found = next((one for one in await profiles(by=by) if one.master_id == master_id), None)
    if found is None:
        raise NotFound
    return found


async def set_skills(master_id: int, skills: Sequence[str], *, by: Actor) -> None:
    """Say what a master can do; he is looked at for such visits from now on.

    Raises :class:`Invalid` for none and for a skill that isn't in the catalogue, NotFound for no master.
    """
    require(by, Right.PEOPLE_INVITE)
    await _change(master_id, by=by, skills=await catalog.known_skills(skills))


async def set_daily_limit(master_id: int, visits: int, *, by: Actor) -> None:
    """Say how many visits a day a master takes. Raises :class:`Invalid` outside 1 to 20, NotFound for no master."""
    require(by, Right.PEOPLE_INVITE)
    if not 1 <= visits <= MOST_A_DAY:
        raise Invalid("invalid.daily_limit", most=MOST_A_DAY)
    await _change(master_id, by=by, daily_limit=visits)


async def _change(master_id: int, *, by: Actor, **values: list[str] | int) -> None:
    async with change(by) as tx:
        active = Master.filter(person_id=master_id, person__status=PersonStatus.ACTIVE).using_db(
            tx.connection
        )
        if not await active.exists():
            raise NotFound
        await Master.filter(person_id=master_id).using_db(tx.connection).update(**values)
        await note(by, "master.changed", str(master_id), **values)
