"""Sessions, one-time links, feeds, and the audit log."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from domain.models.people import Person


class LoginLink(Model):
    """A one-time link into the web admin. Only the token's hash is kept."""

    token_hash = fields.CharField(64, primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="login_links"
    )
    person_id: int
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "login_link"


class Session(Model):
    """A signed-in browser. Revoked by ``revoked_at``; Redis only caches it."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="sessions", db_index=True
    )
    person_id: int
    user_agent = fields.CharField(256, default="")
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "session"


class FeedScope(StrEnum):
    PERSONAL = "personal"
    TEAM = "team"


class Feed(Model):
    """A calendar that programs read by a secret link, whose hash alone is kept; one is open per person and scope.

    ``digest`` is of what was read last, ``changed_at`` the whole second since when it has been that; ``message_id`` is
    of the message in the owner's chat that shows the link, if one does.
    """

    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(64, unique=True)
    message_id = fields.BigIntField(null=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="feeds")
    person_id: int
    scope = fields.CharEnumField(FeedScope, max_length=8)
    created_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    last_read_at = fields.DatetimeField(null=True)
    digest = fields.CharField(64, default="")
    changed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "feed"


class AuditEntry(Model):
    """Who saw or did what matters to privacy and security. Append-only, held by a trigger."""

    id = fields.BigIntField(primary_key=True)
    at = fields.DatetimeField()
    actor_id = fields.IntField(null=True)
    action = fields.CharField(48)
    subject = fields.CharField(64, default="")
    data = fields.JSONField[dict[str, Any]](default=dict)

    class Meta:
        table = "audit"
