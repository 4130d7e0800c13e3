"""Orders, visits, offers, and the history of both."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from domain.models.catalog import Service
from domain.models.people import Address, Client, Person
from domain.statuses import OfficeStatus, OrderStatus, Outcome, VisitStatus


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Order(Model):
    """What a client wants done. ``status`` is derived from the visits, see :mod:`domain.statuses`.

    SLA clocks: until ``reaction_due_at`` a master must have accepted, until ``resolution_due_at`` the work be done;
    both stand still from ``held_at`` on.
    """

    id = fields.IntField(primary_key=True)
    number = fields.IntField(unique=True)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "models.Client", related_name="orders", db_index=True, on_delete=fields.RESTRICT
    )
    client_id: int
    address: fields.ForeignKeyRelation[Address] = fields.ForeignKeyField(
        "models.Address", related_name="orders", on_delete=fields.RESTRICT
    )
    address_id: int
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField(
        "models.Service", related_name="orders", on_delete=fields.RESTRICT
    )
    service_id: int
    text = fields.TextField()
    priority = fields.CharEnumField(Priority, max_length=8, default=Priority.NORMAL)
    wanted_from = fields.DatetimeField(null=True)
    wanted_to = fields.DatetimeField(null=True)
    price = fields.BigIntField(null=True)
    origin = fields.CharField(16, default="office")
    office_status = fields.CharEnumField(OfficeStatus, max_length=12, null=True)
    status = fields.CharEnumField(OrderStatus, max_length=12, default=OrderStatus.NEW)
    reaction_due_at = fields.DatetimeField(null=True)
    resolution_due_at = fields.DatetimeField(null=True)
    reacted_at = fields.DatetimeField(null=True)
    resolved_at = fields.DatetimeField(null=True)
    held_at = fields.DatetimeField(null=True)
    late_reason = fields.TextField(default="")
    created_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="created_orders", null=True
    )
    created_by_id: int | None
    created_at = fields.DatetimeField(db_index=True)

    visits: fields.ReverseRelation["Visit"]

    class Meta:
        table = "order"


class Visit(Model):
    """One order at one master in one time window: the thing a master accepts and closes.

    ``starts_at`` and ``ends_at`` are the planned period, which is what is held; actual times are the other
    columns. ``version`` grows with status, master and period, with what is promised, and with what the office edits of
    the order, so that a button can tell whether what it offered is still true.
    """

    id = fields.IntField(primary_key=True)
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="visits", db_index=True, on_delete=fields.RESTRICT
    )
    order_id: int
    master: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="visits", null=True, on_delete=fields.RESTRICT
    )
    master_id: int | None
    starts_at = fields.DatetimeField(null=True)
    ends_at = fields.DatetimeField(null=True)
    promised_from = fields.DatetimeField(null=True)
    promised_to = fields.DatetimeField(null=True)
    status = fields.CharEnumField(VisitStatus, max_length=12, default=VisitStatus.UNASSIGNED)
    version = fields.IntField(default=1)
    lead = fields.BooleanField(default=True)
    accepted_at = fields.DatetimeField(null=True)
    en_route_at = fields.DatetimeField(null=True)
    on_site_at = fields.DatetimeField(null=True)
    paused_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    approved_at = fields.DatetimeField(null=True)
    outcome = fields.CharEnumField(Outcome, max_length=16, null=True)
    created_at = fields.DatetimeField()

    offers: fields.ReverseRelation["Offer"]

    class Meta:
        table = "visit"
        indexes = (("master_id", "starts_at"), ("status", "starts_at"))


class OfferStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Offer(Model):
    """A visit shown to a master who may take it. ``reasons`` are the scored reasons, as text keys."""

    id = fields.IntField(primary_key=True)
    visit: fields.ForeignKeyRelation[Visit] = fields.ForeignKeyField(
        "models.Visit", related_name="offers", db_index=True
    )
    visit_id: int
    master: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="offers")
    master_id: int
    rank = fields.IntField(default=0)
    status = fields.CharEnumField(OfferStatus, max_length=12, default=OfferStatus.OPEN)
    reason = fields.TextField(default="")
    reasons = fields.JSONField[list[dict[str, Any]]](default=list)
    expires_at = fields.DatetimeField()
    created_at = fields.DatetimeField()
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "offer"
        indexes = (("master_id", "status"),)


class HistoryEntry(Model):
    """One change of an order or visit: who, when, from, to, why. Append-only, held by a trigger."""

    id = fields.BigIntField(primary_key=True)
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="history", db_index=True
    )
    order_id: int
    visit_id = fields.IntField(null=True)
    at = fields.DatetimeField()
    actor_id = fields.IntField(null=True)
    event = fields.CharField(40)
    status_from = fields.CharField(12, null=True)
    status_to = fields.CharField(12, null=True)
    data = fields.JSONField[dict[str, Any]](default=dict)
    cause_id = fields.BigIntField(null=True)

    class Meta:
        table = "history"
