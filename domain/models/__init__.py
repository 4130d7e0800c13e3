"""The tables, by noun."""

from domain.models.catalog import CompanySetting, Service, Skill
from domain.models.messaging import Card, Draft, DueRow, InboxUpdate, OutboxMessage, Screen
from domain.models.orders import HistoryEntry, Offer, OfferStatus, Order, Priority, Visit
from domain.models.people import (
    Address,
    Client,
    ClientPhone,
    Invitation,
    Master,
    Person,
    PersonStatus,
    Role,
)
from domain.models.security import AuditEntry, LoginLink, Session
from domain.models.time import (
    Absence,
    AbsenceKind,
    AbsenceStatus,
    DayHours,
    Duty,
    DutyChange,
    Occurrence,
    OccurrenceState,
    Series,
    SlaRule,
)
from domain.models.work import LineKind, Photo, PhotoKind, PhotoState, Worksheet, WorksheetLine

__all__ = [
    "Absence",
    "AbsenceKind",
    "AbsenceStatus",
    "Address",
    "AuditEntry",
    "Card",
    "Client",
    "ClientPhone",
    "CompanySetting",
    "DayHours",
    "Draft",
    "DueRow",
    "Duty",
    "DutyChange",
    "HistoryEntry",
    "InboxUpdate",
    "Invitation",
    "LineKind",
    "LoginLink",
    "Master",
    "Occurrence",
    "OccurrenceState",
    "Offer",
    "OfferStatus",
    "Order",
    "OutboxMessage",
    "Person",
    "PersonStatus",
    "Photo",
    "PhotoKind",
    "PhotoState",
    "Priority",
    "Role",
    "Screen",
    "Series",
    "Service",
    "Session",
    "Skill",
    "SlaRule",
    "Visit",
    "Worksheet",
    "WorksheetLine",
]
