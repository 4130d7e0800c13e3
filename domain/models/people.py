"""People: staff with roles, masters' profiles, clients with phones and addresses, invitations."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model


class Role(StrEnum):
    ADMIN = "admin"
    DISPATCHER = "dispatcher"
    MASTER = "master"
    CLIENT = "client"


class PersonStatus(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"


class Person(Model):
    """Somebody who signs in: by Telegram, or to the web by a link the bot hands out."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(128)
    telegram_id = fields.BigIntField(null=True, unique=True)
    phone = fields.CharField(20, null=True)
    locale = fields.CharField(5, default="ru")
    roles: list[str] = ArrayField("text", default=list)
    status = fields.CharEnumField(PersonStatus, max_length=16, default=PersonStatus.INVITED)
    bot_blocked_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    master: fields.ReverseRelation["Master"]

    class Meta:
        table = "person"


class Master(Model):
    """What dispatch must know of a field technician. ``hours`` empty: the company's hours; no ``areas``: all.

    Other tables refer to the person: the ORM leaves out foreign keys to a table whose key is one itself.
    """

    person: fields.OneToOneRelation[Person] = fields.OneToOneField(
        "models.Person", related_name="master", primary_key=True, on_delete=fields.RESTRICT
    )
    person_id: int
    skills: list[str] = ArrayField("text", default=list)
    home_lat = fields.FloatField(null=True)
    home_lon = fields.FloatField(null=True)
    radius_km = fields.IntField(null=True)
    daily_limit = fields.IntField(default=6)
    share_percent = fields.IntField(default=50)
    rating = fields.FloatField(null=True)
    hours = fields.JSONField[dict[str, list[list[str]]]](null=True)
    areas: list[str] = ArrayField("text", default=list)

    class Meta:
        table = "master"


class Client(Model):
    """Who owns the addresses; ``person`` when he also uses the bot."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(128)
    company = fields.CharField(128, null=True)
    notes = fields.TextField(default="")
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="clients", null=True, db_index=True, on_delete=fields.SET_NULL
    )
    person_id: int | None
    created_at = fields.DatetimeField()

    phones: fields.ReverseRelation["ClientPhone"]
    addresses: fields.ReverseRelation["Address"]

    class Meta:
        table = "client"


class ClientPhone(Model):
    """A client's number in E.164; one number belongs to one client."""

    number = fields.CharField(20, primary_key=True)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "models.Client", related_name="phones", db_index=True
    )
    client_id: int

    class Meta:
        table = "client_phone"


class Address(Model):
    """Where the work is. Without a place (``lat``, ``lon``) distance is left out of dispatch."""

    id = fields.IntField(primary_key=True)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "models.Client", related_name="addresses", db_index=True
    )
    client_id: int
    text = fields.CharField(256)
    district = fields.CharField(64, default="")
    lat = fields.FloatField(null=True)
    lon = fields.FloatField(null=True)

    class Meta:
        table = "address"


class Invitation(Model):
    """A one-time deep link that makes its opener a person with ``role``. Only the token's hash is kept."""

    token_hash = fields.CharField(64, primary_key=True)
    role = fields.CharEnumField(Role, max_length=16)
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="invitations", null=True
    )
    person_id: int | None
    name = fields.CharField(128, default="")
    skills: list[str] = ArrayField("text", default=list)  # what a master will be able to do
    created_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="invited", null=True
    )
    created_by_id: int | None
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "invitation"
