"""The catalogue: services, and the skills that they take."""

from collections.abc import Collection

from domain.errors import Invalid
from domain.models import Service, Skill


async def services() -> list[Service]:
    """What may be ordered, the most ordered of late first."""
    return await Service.raw(
        'SELECT s.* FROM service s LEFT JOIN (SELECT service_id, count(*) AS n FROM (SELECT service_id FROM "order" '
        "ORDER BY id DESC LIMIT 500) latest GROUP BY service_id) used ON used.service_id = s.id "
        "WHERE s.active ORDER BY coalesce(used.n, 0) DESC, s.rank, s.name"
    )


async def skills() -> list[Skill]:
    """The skills a master may have, by name."""
    return await Skill.all().order_by("name")


async def known_skills(codes: Collection[str]) -> list[str]:
    """The codes in the catalogue's order. Raises :class:`Invalid` for none, and for one that isn't in it."""
    known = [skill.code for skill in await skills()]
    if unknown := sorted(set(codes) - set(known)):
        raise Invalid("invalid.skill", skill=unknown[0], known=", ".join(known))
    if not codes:
        raise Invalid("invalid.skill_needed")
    return [code for code in known if code in codes]
