"""Messages that wait to be sent: taken head by head, so that order is kept within a chat."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from domain import clock, db
from domain.models import OutboxMessage

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)


async def heads(limit: int = 100) -> list[dict[str, Any]]:
    """The first waiting message of every person, those that may go now; what people asked for before bulk."""
    return await db.query(
        "SELECT id, person_id FROM ("
        "SELECT DISTINCT ON (person_id) id, person_id, next_try_at, bulk, due_at FROM outbox "
        "WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1 ORDER BY person_id, due_at, id) AS heads "
        "WHERE next_try_at IS NULL OR next_try_at <= $1 ORDER BY bulk, due_at, id LIMIT $2",
        clock.now(),
        limit,
    )


async def head_of(person_id: int) -> OutboxMessage | None:
    """The message that goes next to a person, None when nothing may go now."""
    now = clock.now()
    message = (
        await OutboxMessage.filter(
            person_id=person_id, sent_at__isnull=True, failed_at__isnull=True, due_at__lte=now
        )
        .order_by("due_at", "id")
        .select_related("person")
        .first()
    )
    if message is None or (message.next_try_at is not None and message.next_try_at > now):
        return None
    return message


async def told_together(message: OutboxMessage, names: Collection[str]) -> list[OutboxMessage]:
    """The message with all that may go to the same person now, when its event is one of those told together."""
    if message.event not in names:
        return [message]
    waiting = OutboxMessage.filter(
        person_id=message.person_id,
        event__in=list(names),
        sent_at__isnull=True,
        failed_at__isnull=True,
        due_at__lte=clock.now(),
    )
    return await waiting.order_by("due_at", "id")


async def sent(message_id: int, telegram_message_id: int | None) -> None:
    """Telegram took it."""
    await OutboxMessage.filter(id=message_id).update(sent_at=clock.now(), message_id=telegram_message_id)


async def dropped(message_id: int, why: str) -> None:
    """It will never be sent: the person can't be reached, or it has lost its meaning."""
    await OutboxMessage.filter(id=message_id).update(failed_at=clock.now(), error=why[:2000])


async def postponed(message: OutboxMessage, why: str, wait: timedelta | None = None) -> None:
    """Try again after ``wait``, or after a pause that doubles from two seconds to ten minutes; never give up."""
    attempts = message.attempts + (wait is None)
    pause = wait or min(FIRST_PAUSE * 2 ** min(message.attempts, 12), LONGEST_PAUSE)
    await OutboxMessage.filter(id=message.id).update(
        attempts=attempts,
        next_try_at=clock.now() + pause,
        error=why[:2000],
    )
