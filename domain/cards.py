"""Which messages show an order, and which of them are behind what is true."""

from datetime import datetime

from tortoise.expressions import F

from domain import clock, db, wake
from domain.models import Card
from domain.prepared import Prepared

_LIVING = Prepared(
    lambda order_id, chat_id: Card.filter(
        order_id=order_id, chat_id=chat_id, retired_at__isnull=True
    ).select_related("person")
)


async def to_draw(limit: int = 100) -> list[Card]:
    """Living cards that show less than is wanted and may be tried now."""
    rows = await db.query(
        "SELECT id FROM card WHERE retired_at IS NULL AND wanted > shown "
        "AND (next_try_at IS NULL OR next_try_at <= $1) ORDER BY id LIMIT $2",
        clock.now(),
        limit,
    )
    return await Card.filter(id__in=[row["id"] for row in rows]).select_related("person")


async def living(order_id: int, chat_id: int) -> Card | None:
    """The card of an order in a chat."""
    return await _LIVING.first(order_id, chat_id)


async def opened(
    order_id: int, person_id: int, chat_id: int, message_id: int, digest: str, wanted: int
) -> Card:
    """Remember a card just sent, as showing what was ``wanted`` when it was drawn."""
    await Card.filter(order_id=order_id, chat_id=chat_id, retired_at__isnull=True).update(
        retired_at=clock.now()
    )
    return await Card.create(
        order_id=order_id,
        person_id=person_id,
        chat_id=chat_id,
        message_id=message_id,
        digest=digest,
        wanted=wanted,
        shown=wanted,
        created_at=clock.now(),
    )


async def shown(card: Card, wanted: int, digest: str) -> None:
    """The card shows what was ``wanted`` when it was drawn; a wish that came meanwhile stays."""
    await db.query(
        "UPDATE card SET shown = $2, digest = $3, next_try_at = NULL WHERE id = $1", card.id, wanted, digest
    )


async def behind(card: Card) -> None:
    """The card shows less than is true."""
    await Card.filter(id=card.id).update(wanted=F("wanted") + 1)
    await wake.up("cards")


async def later(card: Card, at: datetime) -> None:
    """The card can't be drawn before ``at``."""
    await Card.filter(id=card.id).update(next_try_at=at)


async def retire(card: Card) -> None:
    """The message isn't a card any more."""
    await Card.filter(id=card.id).update(retired_at=clock.now())
