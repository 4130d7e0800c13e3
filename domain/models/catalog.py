"""The catalogue of services and the company's own settings."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class Service(Model):
    """What the company sells: the skill it needs, its usual duration and price (whole kopecks)."""

    id = fields.IntField(primary_key=True)
    code = fields.CharField(32, unique=True)
    name = fields.CharField(96)
    skill = fields.CharField(32)
    minutes = fields.IntField(default=60)
    price = fields.BigIntField(default=0)
    photos_before = fields.IntField(default=1)
    photos_after = fields.IntField(default=1)
    rank = fields.IntField(default=0)
    active = fields.BooleanField(default=True)

    class Meta:
        table = "service"


class Skill(Model):
    """A trade a master may have, by the company's own name."""

    code = fields.CharField(32, primary_key=True)
    name = fields.CharField(64)

    class Meta:
        table = "skill"


class CompanySetting(Model):
    """A decision of the company, see :mod:`domain.company` for the keys and their defaults."""

    key = fields.CharField(48, primary_key=True)
    value = fields.JSONField[Any]()

    class Meta:
        table = "company_setting"
