"""The way into the web: a one-time link from the bot, a session behind it, and the way out.

Links, sessions and revocations are rows. A session is looked up with its person by one read at each request, so
a revoked session, a suspended person and a lost right are out at the next one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import jwt

from domain import clock, company
from domain.access import SYSTEM, Actor, Right, actor_of, note, require
from domain.change import change
from domain.errors import LinkUsed, NotAllowed
from domain.models import LoginLink, Person, Session
from domain.people import hashed
from domain.settings import Settings

ALGORITHM = "HS256"
USER_AGENT_LENGTH = 256


@dataclass(frozen=True)
class Entered:
    """Somebody signed in: who acts, and in which session."""

    session_id: UUID
    actor: Actor
    expires_at: datetime


@dataclass(frozen=True)
class Looked:
    """A link that is looked at: its owner, and whether it still opens the web to him."""

    person: Person
    is_open: bool


async def link_for(*, by: Actor) -> str:
    """Make a one-time link for the actor and return its token, for ``<web>/login/<token>``."""
    require(by, Right.WEB_ENTER)
    token = secrets.token_urlsafe(24)
    async with change(by) as tx:
        await LoginLink.create(
            using_db=tx.connection,
            token_hash=hashed(token),
            person_id=by.id,
            created_at=tx.at,
            expires_at=tx.at + timedelta(minutes=await company.get("login_link_minutes")),
        )
    return token


async def look(token: str) -> Looked | None:
    """Whose link it is and whether it would still let him in, None for one that we don't know.

    Looking does not use it up: messengers preview links.
    """
    link = await LoginLink.get_or_none(token_hash=hashed(token)).select_related("person")
    if link is None:
        return None
    return Looked(link.person, link.used_at is None and link.expires_at > clock.now())


async def enter(token: str, user_agent: str = "") -> Session:
    """Use a link up and open a session.

    Raises :class:`LinkUsed` when it is unknown, used or too old, :class:`NotAllowed` when its owner has lost the
    right meanwhile.
    """
    async with change(SYSTEM) as tx:
        used = await tx.sql(
            "UPDATE login_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 "
            "RETURNING person_id",
            hashed(token),
            tx.at,
        )
        if not used:
            raise LinkUsed
        person = await Person.get(id=used[0]["person_id"], using_db=tx.connection)
        actor = actor_of(person)
        if not actor.may(Right.WEB_ENTER):
            raise NotAllowed
        session = await Session.create(
            using_db=tx.connection,
            id=uuid4(),
            person_id=person.id,
            user_agent=user_agent[:USER_AGENT_LENGTH],
            created_at=tx.at,
            expires_at=tx.at + timedelta(days=await company.get("session_days")),
        )
        await note(actor, "web.entered", str(session.id))
    return session


def session_token(session: Session, settings: Settings) -> str:
    """The signed token a browser keeps for its session."""
    claims = {
        "sub": str(session.person_id),
        "jti": str(session.id),
        "iat": session.created_at,
        "exp": session.expires_at,
    }
    return jwt.encode(claims, settings.secret_key.get_secret_value(), ALGORITHM)


async def session_of(token: str, settings: Settings) -> Entered | None:
    """Who is signed in by this token now; None when it is forged, too old, revoked, or its person may not enter."""
    session_id = _session_id(token, settings)
    if session_id is None:
        return None
    session = await Session.get_or_none(
        id=session_id, revoked_at__isnull=True, expires_at__gt=clock.now()
    ).select_related("person")
    if session is None:
        return None
    actor = actor_of(session.person)
    return Entered(session.id, actor, session.expires_at) if actor.may(Right.WEB_ENTER) else None


async def leave(session_id: UUID) -> None:
    """Revoke a session. One that is revoked already stays as it is."""
    async with change(SYSTEM) as tx:
        left = await tx.sql(
            "UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING person_id",
            session_id,
            tx.at,
        )
        if left:
            await note(Actor(left[0]["person_id"]), "web.left", str(session_id))


def _session_id(token: str, settings: Settings) -> UUID | None:
    """The session that a token of ours names. Its times are held against our clock, not PyJWT's."""
    try:
        claims = jwt.decode(
            token,
            settings.secret_key.get_secret_value(),
            algorithms=[ALGORITHM],
            options={"require": ["exp", "iat", "jti"], "verify_exp": False, "verify_iat": False},
        )
        return UUID(claims["jti"]) if float(claims["exp"]) > clock.now().timestamp() else None
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
        return None
