"""The tables, by noun."""

from domain.models.catalog import CompanySetting, Service, Skill
from domain.models.messaging import Card, Draft, DueRow, InboxUpdate, OutboxMessage, Screen
from domain.models.orders import HistoryEntry, Offer, OfferStatus, Order, Priority, Visit
from domain.models.people import (
    Absence,
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
from domain.models.work import LineKind, Photo, PhotoKind, PhotoState, Worksheet, WorksheetLine

__all__ = [
    "Absence",
    "Address",
    "AuditEntry",
    "Card",
    "Client",
    "ClientPhone",
    "CompanySetting",
    "Draft",
    "DueRow",
    "HistoryEntry",
    "InboxUpdate",
    "Invitation",
    "LineKind",
    "LoginLink",
    "Master",
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
    "Service",
    "Session",
    "Skill",
    "Visit",
    "Worksheet",
    "WorksheetLine",
]
