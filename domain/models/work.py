"""Work reports with their lines, and photos."""

from decimal import Decimal
from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from domain.models.orders import Visit
from domain.models.people import Person


class LineKind(StrEnum):
    WORK = "work"
    PART = "part"


class Worksheet(Model):
    """The work report of a visit, one row per visit; a returned one is filled again in place.

    Money is whole kopecks, time is minutes.
    """

    id = fields.IntField(primary_key=True)
    visit: fields.OneToOneRelation[Visit] = fields.OneToOneField(
        "models.Visit", related_name="worksheet", on_delete=fields.RESTRICT
    )
    visit_id: int
    works = fields.TextField()
    recommendation = fields.TextField(default="")
    minutes = fields.IntField()
    total = fields.BigIntField()
    submitted_at = fields.DatetimeField()
    returned_at = fields.DatetimeField(null=True)
    return_reason = fields.TextField(default="")
    approved_at = fields.DatetimeField(null=True)

    lines: fields.ReverseRelation["WorksheetLine"]

    class Meta:
        table = "worksheet"


class WorksheetLine(Model):
    """A line of work or a part: quantity times price, in whole kopecks."""

    id = fields.IntField(primary_key=True)
    worksheet: fields.ForeignKeyRelation[Worksheet] = fields.ForeignKeyField(
        "models.Worksheet", related_name="lines", db_index=True
    )
    worksheet_id: int
    kind = fields.CharEnumField(LineKind, max_length=4)
    name = fields.CharField(128)
    quantity: Decimal = fields.DecimalField(10, 3)
    price = fields.BigIntField()
    rank = fields.IntField(default=0)

    class Meta:
        table = "worksheet_line"


class DayFigures(Model):
    """What masters achieved in one local day, kept for reports; an array has an entry per master and part in the work.

    Whatever changes something of that time deletes the row in the same transaction, by triggers.
    """

    id = fields.IntField(primary_key=True)
    begins_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    masters: list[int] = ArrayField("int")
    leads: list[bool] = ArrayField("boolean")
    done: list[int] = ArrayField("int")
    on_time: list[int] = ArrayField("int")
    timed: list[int] = ArrayField("int")
    revenue: list[int] = ArrayField("bigint")
    minutes: list[int] = ArrayField("bigint")
    reports: list[int] = ArrayField("int")

    class Meta:
        table = "day_figures"
        unique_together = (("begins_at", "ends_at"),)


class PhotoKind(StrEnum):
    BEFORE = "before"
    AFTER = "after"


class PhotoState(StrEnum):
    QUEUED = "queued"
    FETCHED = "fetched"
    READY = "ready"
    REJECTED = "rejected"


class Photo(Model):
    """A picture of the work: queued by the bot, fetched from Telegram, made into sizes by a worker.

    ``storage_key`` names a folder in :mod:`domain.storage` with ``original``, ``screen`` and ``thumb``.
    """

    id = fields.IntField(primary_key=True)
    visit: fields.ForeignKeyRelation[Visit] = fields.ForeignKeyField(
        "models.Visit", related_name="photos", on_delete=fields.RESTRICT
    )
    visit_id: int
    uploaded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="photos"
    )
    uploaded_by_id: int
    kind = fields.CharEnumField(PhotoKind, max_length=8)
    state = fields.CharEnumField(PhotoState, max_length=8, default=PhotoState.QUEUED)
    file_id = fields.CharField(256)
    file_unique_id = fields.CharField(64)
    media_group_id = fields.CharField(64, null=True)
    storage_key = fields.CharField(64, default="")
    width = fields.IntField(null=True)
    height = fields.IntField(null=True)
    size = fields.IntField(null=True)
    taken_at = fields.DatetimeField(null=True)
    lat = fields.FloatField(null=True)
    lon = fields.FloatField(null=True)
    problem = fields.CharField(64, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "photo"
        unique_together = (("visit_id", "file_unique_id"),)
        indexes = (("state", "id"),)
