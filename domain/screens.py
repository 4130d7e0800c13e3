"""Chats whose dialog shows less than the database holds."""

from datetime import timedelta

from domain import clock, db
from domain.models import Screen

LONGEST_PAUSE = timedelta(minutes=5)


async def behind(chat_id: int) -> None:
    """The chat's dialog must be drawn again, with a pause that doubles from one second."""
    now = clock.now()
    row = await Screen.get_or_none(chat_id=chat_id)
    attempts = row.attempts if row else 0
    await db.query(
        "INSERT INTO screen (chat_id, redraw_at, attempts) VALUES ($1, $2, 1) "
        "ON CONFLICT (chat_id) DO UPDATE SET redraw_at = excluded.redraw_at, attempts = screen.attempts + 1",
        chat_id,
        now + min(timedelta(seconds=2.0 ** min(attempts, 10)), LONGEST_PAUSE),
    )


async def is_behind(chat_id: int) -> bool:
    """Whether the chat's dialog waits to be drawn."""
    return await Screen.exists(chat_id=chat_id)


async def is_wish(chat_id: int) -> bool:
    """Whether the chat's window stands as it was drawn, and only what it counts has changed since."""
    return await Screen.exists(chat_id=chat_id, attempts=0)


async def drawn(chat_id: int) -> None:
    """The chat's dialog shows what is true."""
    await Screen.filter(chat_id=chat_id).delete()


async def to_draw(limit: int = 50) -> list[int]:
    """Chats to draw again now."""
    rows = await db.query(
        "SELECT chat_id FROM screen WHERE redraw_at <= $1 ORDER BY redraw_at LIMIT $2", clock.now(), limit
    )
    return [row["chat_id"] for row in rows]
