"""Calendars for other programs, by a secret link: a master's own visits, or the team's.

A link opens what its owner may see now, so who is removed or has lost the right is out at the next reading. Every
link that opens nothing, whyever, gets the same answer. What is in a feed: :mod:`domain.itinerary`.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import clock, company, db, itinerary
from domain.access import Actor, Right, actor_of, require
from domain.change import Change, change
from domain.errors import Changed, NotFound
from domain.events import FeedLinkEnded
from domain.ical import calendar
from domain.models import Feed, FeedScope
from domain.people import hashed
from domain.texts import texts

RIGHTS = {FeedScope.PERSONAL: Right.VISITS_OWN, FeedScope.TEAM: Right.CALENDAR_SEE}
REFRESH = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=5)  # a reading is noted no more often


@dataclass(frozen=True)
class Reading:
    """A feed as it is now: the calendar, what identifies it, and since which whole second it has been the same."""

    body: bytes
    digest: str
    changed_at: datetime


async def make(scope: FeedScope, *, by: Actor, instead_of: int | None = None) -> str:
    """Make a link and return its token, for ``<web>/ical/<token>.ics``; the link before it ends.

    ``instead_of`` is the feed that was looked at, 0 for none: raises :class:`Changed` when it isn't so any more, as for
    the second of two taps. Raises NotAllowed.
    """
    require(by, RIGHTS[scope])
    token = secrets.token_urlsafe(32)
    async with change(by) as tx:
        await tx.sql("SELECT 1 FROM person WHERE id = $1 FOR UPDATE", by.id)  # of two presses one is first
        ended = await _end(tx, scope)
        if instead_of is not None and instead_of != (ended or 0):
            raise Changed
        feed = await Feed.create(
            using_db=tx.connection,
            token_hash=hashed(token),
            person_id=by.id,
            scope=scope,
            created_at=tx.at,
        )
        await tx.audit("feed.made", f"feed:{feed.id}", scope=scope)
    return token


async def shown(token: str, message_id: int) -> bool:
    """Remember the owner's message that shows a link, to be closed when it ends; False if it has ended meanwhile."""
    rows = await db.query(
        "UPDATE feed SET message_id = $2 WHERE token_hash = $1 AND revoked_at IS NULL RETURNING id",
        hashed(token),
        message_id,
    )
    return bool(rows)


async def revoke(scope: FeedScope, *, by: Actor) -> bool:
    """End one's own link, right or no right; whether there was one."""
    async with change(by) as tx:
        return await _end(tx, scope) is not None


async def own(*, by: Actor) -> dict[FeedScope, Feed | None]:
    """The scopes the actor may have a link to, each with the one he has."""
    found = {feed.scope: feed for feed in await Feed.filter(person_id=by.id, revoked_at__isnull=True)}
    return {scope: found.get(scope) for scope, right in RIGHTS.items() if by.may(right)}


async def feed_by(token: str) -> tuple[Feed, Actor]:
    """The feed a token opens now, with its owner. Raises :class:`NotFound`, whatever the reason."""
    feed = await Feed.get_or_none(token_hash=hashed(token), revoked_at__isnull=True).select_related("person")
    if feed is None:
        raise NotFound
    owner = actor_of(feed.person)
    if not owner.may(RIGHTS[feed.scope]):
        raise NotFound
    return feed, owner


async def read(feed: Feed, owner: Actor, web: str) -> Reading:
    """The feed as its owner may see it now; ``web`` is the address of the site. What it reveals is written down."""
    t, zone = texts(owner.locale), await company.zone()
    entries, revealed = await itinerary.of(owner, feed.scope, zone, web)
    name = t(f"feed.name.{feed.scope}", name=owner.name, company=await company.get("name"))
    body = calendar(name, zone, entries, REFRESH)
    digest = hashlib.sha256(body).hexdigest()
    now = clock.now().replace(microsecond=0)
    if (
        feed.changed_at
        and feed.last_read_at
        and digest == feed.digest
        and now < feed.last_read_at + SEEN_EVERY
    ):
        return Reading(body, digest, feed.changed_at)
    async with change(owner) as tx:
        await _note_revealed(tx, revealed)
        # A second is as fine as HTTP dates are: what changes twice within one is the next one's.
        rows = await tx.sql(
            "UPDATE feed SET last_read_at = $2, digest = $3::text, "
            "changed_at = CASE WHEN digest = $3::text THEN changed_at "
            "ELSE greatest($2, changed_at + interval '1 second') END WHERE id = $1 RETURNING changed_at",
            feed.id,
            now,
            digest,
        )
    return Reading(body, digest, rows[0]["changed_at"])


async def _end(tx: Change, scope: FeedScope) -> int | None:
    """The link that was open, and isn't any more."""
    ended = await tx.sql(
        "UPDATE feed SET revoked_at = $3 WHERE person_id = $1 AND scope = $2 AND revoked_at IS NULL "
        "RETURNING id, message_id",
        tx.by.id,
        scope,
        tx.at,
    )
    if not ended:
        return None
    if ended[0]["message_id"]:
        tx.tell_oneself(FeedLinkEnded(ended[0]["id"], ended[0]["message_id"]))
    await tx.audit("feed.revoked", f"feed:{ended[0]['id']}", scope=scope)
    return int(ended[0]["id"])


async def _note_revealed(tx: Change, visit_ids: list[int]) -> None:
    """An address was handed out: a line of the audit log per visit, once."""
    if visit_ids:
        await tx.sql(
            "INSERT INTO audit (at, actor_id, action, subject, data) "
            "SELECT $1::timestamptz, $2::int, 'feed.revealed', one, '{}'::jsonb FROM ("
            "SELECT unnest($3::text[]) EXCEPT SELECT subject FROM audit "
            "WHERE actor_id = $2 AND action = 'feed.revealed') x (one)",
            tx.at,
            tx.by.id,
            [f"visit:{visit_id}" for visit_id in visit_ids],
        )
