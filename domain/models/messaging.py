"""What passes between processes: inbox, outbox, cards, due rows, drafts, screens."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from domain.models.orders import Order
from domain.models.people import Person


class InboxUpdate(Model):
    """An update of Telegram, stored before it is confirmed. ``id`` is our own order of arrival.

    Unique by (update_id, digest): Telegram's identifiers start again at random after a quiet week, so the
    number alone would take a new update for an old one. ``effect_at`` is set by the transaction that carried
    out its verb, ``done_at`` when nothing is left to do for it.
    """

    id = fields.BigIntField(primary_key=True)
    update_id = fields.BigIntField()
    digest = fields.CharField(32)
    chat_key = fields.BigIntField()
    payload = fields.JSONField[dict[str, Any]](null=True)
    received_at = fields.DatetimeField(db_index=True)
    effect_at = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    next_try_at = fields.DatetimeField(null=True)
    set_aside_at = fields.DatetimeField(null=True)
    error = fields.TextField(default="")

    class Meta:
        table = "inbox"
        unique_together = (("update_id", "digest"),)


class OutboxMessage(Model):
    """A message that will be sent: the event and ids, rendered when sent. Order is kept per chat."""

    id = fields.BigIntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="outbox")
    person_id: int
    event = fields.CharField(40)
    data = fields.JSONField[dict[str, Any]](default=dict)
    order_id = fields.IntField(null=True)
    bulk = fields.BooleanField(default=False)
    due_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    next_try_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    message_id = fields.BigIntField(null=True)
    failed_at = fields.DatetimeField(null=True)
    error = fields.TextField(default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "outbox"


class Card(Model):
    """The living message of an order in a chat. ``wanted`` above ``shown``: it must be drawn again."""

    id = fields.IntField(primary_key=True)
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="cards", db_index=True
    )
    order_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="cards")
    person_id: int
    chat_id = fields.BigIntField()
    message_id = fields.BigIntField()
    wanted = fields.IntField(default=1)
    shown = fields.IntField(default=0)
    digest = fields.CharField(32, default="")
    next_try_at = fields.DatetimeField(null=True)
    retired_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "card"


class DueRow(Model):
    """What must happen at a time. ``key`` is unique, so it is set up once however often it is asked for."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(40)
    key = fields.CharField(96, unique=True)
    due_at = fields.DatetimeField()
    data = fields.JSONField[dict[str, Any]](default=dict)
    done_at = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    next_try_at = fields.DatetimeField(null=True)
    failed_at = fields.DatetimeField(null=True)
    error = fields.TextField(default="")

    class Meta:
        table = "due"


class Draft(Model):
    """What a person has entered in a dialog so far; ``step`` is the window it stands at."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="drafts")
    person_id: int
    kind = fields.CharField(32)
    subject = fields.IntField(default=0)
    step = fields.CharField(64)
    data = fields.JSONField[dict[str, Any]](default=dict)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        table = "draft"
        unique_together = (("person_id", "kind", "subject"),)


class Screen(Model):
    """A chat whose dialog may show less than the database holds: it is drawn again when it can be."""

    chat_id = fields.BigIntField(primary_key=True, generated=False)
    redraw_at = fields.DatetimeField(db_index=True)
    attempts = fields.IntField(default=0)

    class Meta:
        table = "screen"
