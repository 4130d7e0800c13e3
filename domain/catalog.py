"""The catalogue of services."""

from domain.models import Service


async def services() -> list[Service]:
    """What may be ordered, the most ordered of late first."""
    return await Service.raw(
        'SELECT s.* FROM service s LEFT JOIN (SELECT service_id, count(*) AS n FROM (SELECT service_id FROM "order" '
        "ORDER BY id DESC LIMIT 500) latest GROUP BY service_id) used ON used.service_id = s.id "
        "WHERE s.active ORDER BY coalesce(used.n, 0) DESC, s.rank, s.name"
    )
