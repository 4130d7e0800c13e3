"""Updates of Telegram: stored before they are confirmed, then handled in order within a chat.

The sender (polling or webhook) stores; :mod:`bot.inbox` handles. A row whose effect is committed never runs
again. Identifiers of Telegram are used to recognise a repeated delivery, never for order.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import orjson

from domain import clock, db
from domain.models import InboxUpdate
from domain.prepared import Prepared

TRIES = 3
REMEMBERED = timedelta(days=7)
TWICE = timedelta(seconds=10)
_NEXT = Prepared(
    lambda chat: (
        InboxUpdate.filter(chat_key=chat, done_at__isnull=True, set_aside_at__isnull=True)
        .order_by("id")
        .limit(1)
    )
)


async def store(updates: Iterable[dict[str, Any]]) -> int:
    """Keep a batch in the order given and return how many were new."""
    clean = [cleaned(update) for update in updates]
    rows = [(u["update_id"], _digest(u), chat_key(u), orjson.dumps(u).decode()) for u in clean]
    if not rows:
        return 0
    stored = await db.query(
        "INSERT INTO inbox (update_id, digest, chat_key, payload, received_at, attempts, error) "
        "SELECT u, d, c, p::jsonb, $5, 0, '' FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[]) "
        "WITH ORDINALITY AS batch(u, d, c, p, place) ORDER BY place "
        "ON CONFLICT (update_id, digest) DO NOTHING RETURNING id",
        *(list(column) for column in zip(*rows, strict=True)),
        clock.now(),
    )
    return len(stored)


async def waiting(limit: int = 200) -> list[dict[str, Any]]:
    """The first unhandled row of every chat that may be tried now, oldest first."""
    return await db.query(
        "SELECT id, chat_key FROM (SELECT DISTINCT ON (chat_key) id, chat_key, next_try_at FROM inbox "
        "WHERE done_at IS NULL AND set_aside_at IS NULL ORDER BY chat_key, id) AS heads "
        "WHERE next_try_at IS NULL OR next_try_at <= $1 ORDER BY id LIMIT $2",
        clock.now(),
        limit,
    )


async def next_of(chat: int) -> InboxUpdate | None:
    """The oldest unhandled row of a chat, if it may be tried now."""
    row = await _NEXT.first(chat)
    if row is not None and row.next_try_at is not None and row.next_try_at > clock.now():
        return None
    return row


async def has_newer(inbox_id: int, chat: int) -> bool:
    """Whether a later update of the chat waits, so that drawing for this one would be wasted."""
    return await InboxUpdate.exists(
        chat_key=chat, id__gt=inbox_id, done_at__isnull=True, set_aside_at__isnull=True
    )


async def is_second_tap(inbox_id: int) -> bool:
    """Whether the last thing done in the chat, moments ago, was to press the same button: a gloved thumb."""
    rows = await db.query(
        "SELECT 1 FROM inbox AS now, LATERAL (SELECT payload FROM inbox WHERE chat_key = now.chat_key "
        "AND id < now.id AND received_at >= $2 ORDER BY id DESC LIMIT 1) AS before WHERE now.id = $1 "
        "AND before.payload #> '{callback_query,data}' = now.payload #> '{callback_query,data}' "
        "AND before.payload #> '{callback_query,message,message_id}' "
        "= now.payload #> '{callback_query,message,message_id}'",
        inbox_id,
        clock.now() - TWICE,
    )
    return bool(rows)


async def finish(inbox_id: int) -> None:
    """Nothing is left to do for this row."""
    await db.query("UPDATE inbox SET done_at = $2 WHERE id = $1", inbox_id, clock.now())


async def failed(row: InboxUpdate, error: str) -> bool:
    """Count a failed try; True when it was the last, and the row is set aside. Tries take two seconds together."""
    row.attempts += 1
    last = row.attempts >= TRIES
    await InboxUpdate.filter(id=row.id).update(
        attempts=row.attempts,
        error=error[:4000],
        set_aside_at=clock.now() if last else None,
        next_try_at=None if last else clock.now() + timedelta(seconds=0.5 * row.attempts),
    )
    return last


async def postponed(row: InboxUpdate, error: str, wait: timedelta) -> None:
    """Try again after ``wait`` without counting it as a failed try: the row isn't at fault."""
    await InboxUpdate.filter(id=row.id).update(error=error[:4000], next_try_at=clock.now() + wait)


async def forget() -> int:
    """Drop rows handled more than seven days ago: with them their payloads and remembered identifiers."""
    return len(
        await db.query(
            "DELETE FROM inbox WHERE received_at < $1 "
            "AND (done_at IS NOT NULL OR set_aside_at IS NOT NULL) RETURNING 1",
            clock.now() - REMEMBERED,
        )
    )


def cleaned(value: Any) -> Any:
    """The same without what PostgreSQL can't hold: NUL characters and lone surrogates. The one place for it."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return value


def chat_key(update: dict[str, Any]) -> int:
    """The chat an update belongs to; a person's own id where there is no chat."""
    for kind, body in update.items():
        if not isinstance(body, dict):
            continue
        chat = (
            body.get("chat")
            or (body.get("message") or {}).get("chat")
            or body.get("from")
            or body.get("user")
        )
        if kind != "update_id" and chat:
            return int(chat["id"])
    return 0


def _digest(update: dict[str, Any]) -> str:
    return hashlib.blake2b(orjson.dumps(update, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()
