"""Time: hours of single days, absences, duty, SLA rules, recurring orders."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from domain.models.catalog import Service
from domain.models.orders import Order, Priority
from domain.models.people import Address, Client, Person


class AbsenceKind(StrEnum):
    VACATION = "vacation"
    SICK = "sick"
    DAY_OFF = "day_off"
    OTHER = "other"


class AbsenceStatus(StrEnum):
    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Absence(Model):
    """A vacation, sick leave or other time when a master takes no visits; only an approved one counts."""

    id = fields.IntField(primary_key=True)
    master: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="absences"
    )
    master_id: int
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    kind = fields.CharEnumField(AbsenceKind, max_length=16, default=AbsenceKind.VACATION)
    status = fields.CharEnumField(AbsenceStatus, max_length=12, default=AbsenceStatus.APPROVED)
    note = fields.TextField(default="")
    created_at = fields.DatetimeField()
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="decided_absences", null=True, on_delete=fields.SET_NULL
    )
    decided_by_id: int | None
    decided_at = fields.DatetimeField(null=True)
    reason = fields.TextField(default="")

    class Meta:
        table = "absence"
        indexes = (("master_id", "ends_at"),)


class DayHours(Model):
    """Hours of one date in place of the week's: a master's, or without one the company's; no spans is a day off."""

    id = fields.IntField(primary_key=True)
    master: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="day_hours", null=True
    )
    master_id: int | None
    day = fields.DateField()
    spans = fields.JSONField[list[list[str]]](default=list)
    name = fields.CharField(96, default="")

    class Meta:
        table = "day_hours"


class Duty(StrEnum):
    """Whether a master is at work right now, as he says himself."""

    ON = "on"
    BREAK = "break"
    OFF = "off"


class DutyChange(Model):
    """A master went on shift, on a break, or off; the latest row is how it is."""

    id = fields.BigIntField(primary_key=True)
    master: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="duty_changes"
    )
    master_id: int
    duty = fields.CharEnumField(Duty, max_length=8)
    at = fields.DatetimeField()

    class Meta:
        table = "duty_change"
        indexes = (("master_id", "id"),)


class SlaRule(Model):
    """How soon somebody must take the order and have it done, in minutes of working time; None: no promise.

    A rule of a service stands above the rule of the priority alone.
    """

    id = fields.IntField(primary_key=True)
    priority = fields.CharEnumField(Priority, max_length=8)
    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "models.Service", related_name="sla_rules", null=True
    )
    service_id: int | None
    reaction_minutes = fields.IntField(null=True)
    resolution_minutes = fields.IntField(null=True)

    class Meta:
        table = "sla_rule"


class Series(Model):
    """A recurring order: an RFC 5545 rule from a local start on, in the zone of the place.

    ``starts`` is the naive local DTSTART (ISO 8601, no offset), ``skipped`` the local RECURRENCE-IDs left out.
    """

    id = fields.IntField(primary_key=True)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "models.Client", related_name="series", db_index=True, on_delete=fields.RESTRICT
    )
    client_id: int
    address: fields.ForeignKeyRelation[Address] = fields.ForeignKeyField(
        "models.Address", related_name="series", on_delete=fields.RESTRICT
    )
    address_id: int
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "models.Service", related_name="series", on_delete=fields.RESTRICT
    )
    service_id: int
    text = fields.TextField()
    priority = fields.CharEnumField(Priority, max_length=8, default=Priority.NORMAL)
    price = fields.BigIntField(null=True)
    rule = fields.CharField(256)
    starts = fields.CharField(19)
    zone = fields.CharField(48)
    minutes = fields.IntField()
    skipped = fields.JSONField[list[str]](default=list)
    master: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="series", null=True, on_delete=fields.SET_NULL
    )
    master_id: int | None
    follows_id = fields.IntField(
        null=True
    )  # the series this one goes on from; its foreign key is in the migration
    version = fields.IntField(default=1)
    created_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="created_series", null=True
    )
    created_by_id: int | None
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "series"


class OccurrenceState(StrEnum):
    PLACED = "placed"  # at its time, with its master when the series has one
    UNPLACED = "unplaced"  # could not be placed: its order waits without a time


class Occurrence(Model):
    """One time of a series that has become an order, known by the series and its local RECURRENCE-ID."""

    id = fields.IntField(primary_key=True)
    series: fields.ForeignKeyRelation[Series] = fields.ForeignKeyField(
        "models.Series", related_name="occurrences"
    )
    series_id: int
    recurrence_id = fields.CharField(19)
    order: fields.OneToOneRelation[Order] = fields.OneToOneField(
        "models.Order", related_name="occurrence", on_delete=fields.RESTRICT
    )
    order_id: int
    state = fields.CharEnumField(OccurrenceState, max_length=12)
    version = fields.IntField(
        default=1
    )  # of the order's visit when it was made: whether anybody touched it since

    class Meta:
        table = "occurrence"
        unique_together = (("series_id", "recurrence_id"),)
