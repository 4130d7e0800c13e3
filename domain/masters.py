"""Masters' profiles as the office sees and changes them: what each can do, how much a day, where from and how far."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson

from domain import catalog, clock, company, db, districts, geo
from domain.access import Actor, Right, note, require
from domain.change import change
from domain.errors import Invalid, NotFound, SettingChanged
from domain.geo import Place
from domain.models import Master, PersonStatus

MOST_A_DAY = 20
MOST_AREAS = 40
MOST_KM = 500
KM = ("км", "km")


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
    require(by, Right.MASTERS_MANAGE)
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
    require(by, Right.MASTERS_MANAGE)
    await _change(master_id, by=by, daily_limit=_limit(visits))


async def set_work(
    master_id: int, areas: Sequence[str], visits: int, km: int | None, *, by: Actor, was: str | None = None
) -> None:
    """Say where a master works, how many visits a day he takes and how far he goes, as the single verbs do.

    ``was`` is the :func:`mark` of what the person saw; raises :class:`SettingChanged` when it is another now.
    """
    require(by, Right.MASTERS_MANAGE)
    found = await _known_areas(areas)
    await _change(master_id, by=by, was=was, areas=found, daily_limit=_limit(visits), radius_km=_radius(km))


def mark(one: Master) -> str:
    """A mark of what :func:`set_work` and :func:`set_home` would replace, to see whether it has changed meanwhile."""
    work = [one.areas, one.daily_limit, one.radius_km, one.home_lat, one.home_lon]
    return hashlib.sha256(orjson.dumps(work)).hexdigest()[:16]


async def set_areas(master_id: int, areas: Sequence[str], *, by: Actor, draft_id: int | None = None) -> None:
    """Say in which districts a master works; none for everywhere. A district that is known is written as it is known.

    Raises :class:`Invalid` for too many and too long ones, NotFound for no master.
    """
    require(by, Right.MASTERS_MANAGE)
    await _change(master_id, by=by, draft_id=draft_id, areas=await _known_areas(areas))


async def set_radius(master_id: int, km: int | None, *, by: Actor, draft_id: int | None = None) -> None:
    """Say how far from home a master goes, in kilometres as the crow flies; None for any distance.

    Raises :class:`Invalid` outside 1 to 500, NotFound for no master.
    """
    require(by, Right.MASTERS_MANAGE)
    await _change(master_id, by=by, draft_id=draft_id, radius_km=_radius(km))


async def set_home(master_id: int, place: Place | None, *, by: Actor, was: str | None = None) -> None:
    """Say where a master lives: his day's first way begins there, his radius is around it. None forgets it.

    He says it of himself, the office of anybody. ``was`` as in :func:`set_work`; raises :class:`Invalid` for a place
    that isn't on Earth, NotFound for no master.
    """
    require(by, Right.VISITS_OWN if by.id == master_id else Right.MASTERS_MANAGE)
    lat, lon = geo.checked(place) if place else (None, None)
    await _change(master_id, by=by, was=was, home_lat=lat, home_lon=lon)


async def read_home(text: str, *, by: Actor) -> Place:
    """The place that was typed: a map link or coordinates, for the office also an address that it has on the map.

    A master's own words aren't compared with clients' addresses, which he isn't to find out. Raises :class:`Invalid`.
    """
    if by.may(Right.ORDERS_SEE):
        rows = await db.query(
            "SELECT lat, lon FROM address WHERE lower(text) = lower($1) AND lat IS NOT NULL AND lon IS NOT NULL "
            "ORDER BY id DESC LIMIT 1",
            " ".join(text.split()),
        )
        if rows:
            return rows[0]["lat"], rows[0]["lon"]
    return geo.parse(text)


def read_radius(text: str) -> int:
    """Kilometres as typed, ``15`` or ``15 км``. Raises :class:`Invalid`."""
    said = text.strip().lower().rstrip(".")
    for unit in KM:
        said = said.removesuffix(unit).strip()
    if not (said.isascii() and said.isdigit() and len(said) <= 4):
        raise Invalid("invalid.radius", most=MOST_KM)
    return int(said)


async def of(master_id: int, *, by: Actor) -> Master:
    """A master at work with his person, for the office. Raises NotFound."""
    require(by, Right.MASTERS_MANAGE)
    return await _active(master_id)


async def own(*, by: Actor) -> Master:
    """The acting master himself. Raises NotFound."""
    require(by, Right.VISITS_OWN)
    return await _active(by.id or 0)


async def _active(master_id: int) -> Master:
    active = Master.filter(person_id=master_id, person__status=PersonStatus.ACTIVE)
    found = await active.select_related("person").first()
    if found is None:
        raise NotFound
    return found


async def _known_areas(areas: Sequence[str]) -> list[str]:
    found = await districts.named(areas)
    if len(found) > MOST_AREAS:
        raise Invalid("invalid.areas_many", most=MOST_AREAS)
    return found


def _limit(visits: int) -> int:
    if not 1 <= visits <= MOST_A_DAY:
        raise Invalid("invalid.daily_limit", most=MOST_A_DAY)
    return visits


def _radius(km: int | None) -> int | None:
    if km is not None and not 1 <= km <= MOST_KM:
        raise Invalid("invalid.radius", most=MOST_KM)
    return km


async def _change(
    master_id: int, *, by: Actor, draft_id: int | None = None, was: str | None = None, **values: Any
) -> None:
    async with change(by) as tx:
        active = Master.filter(person_id=master_id, person__status=PersonStatus.ACTIVE).using_db(
            tx.connection
        )
        one = await active.select_for_update(of=("master",), no_key=True).first()
        if one is None:
            raise NotFound
        if was is not None and mark(one) != was:
            raise SettingChanged
        await Master.filter(person_id=master_id).using_db(tx.connection).update(**values)
        if draft_id is not None:
            await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, by.id)
        await note(by, "master.changed", str(master_id), **values)
