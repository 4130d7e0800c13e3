"""Staff and clients: invitations, joining, look-ups."""

import hashlib
import re
import secrets
from collections.abc import Collection
from datetime import timedelta

from domain import catalog, company, db, searching
from domain.access import SYSTEM, Actor, Right, require
from domain.change import change
from domain.errors import Invalid, LinkUsed, NotAllowed
from domain.events import MasterUnreachable, PersonJoined, VisitOffered
from domain.models import Address, Client, ClientPhone, Invitation, Master, Person, PersonStatus, Role
from domain.settings import Settings

NAME_LENGTH = 128
# Nine characters of a number and more: a house or an order's number is shorter.
_PHONE = re.compile(r"\+?\d[\d\s()‐‑–.-]{7,}\d")
_DIGITS = re.compile(r"\+?[\d\s()‐‑–.-]+")
SHORTEST_PART = 4  # digits of a phone worth looking for


def normal_phone(text: str, region: str = "RU") -> str:
    """The number in E.164. Raises :class:`Invalid` when it can't be one (ITU-T E.164 by libphonenumber)."""
    import phonenumbers  # here: a worker without Telegram reads no numbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise Invalid("invalid.phone") from None
    if not phonenumbers.is_possible_number(number):
        raise Invalid("invalid.phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(number: str) -> str:
    """The number as people read it, +7 916 123-45-67; clients of Telegram make it tappable."""
    import phonenumbers

    return phonenumbers.format_number(
        phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )


def normal_name(text: str) -> str:
    """A name on one line. Raises :class:`Invalid` when empty, too long or without a letter."""
    name = " ".join(text.split())
    if not any(character.isalpha() for character in name):
        raise Invalid("invalid.name")
    if len(name) > NAME_LENGTH:
        raise Invalid("invalid.too_long", most=NAME_LENGTH, now=len(name))
    return name


def company_beside(client: Client) -> str:
    """The company to be said after a client's name: none when it is called the same."""
    return client.company if client.company and client.company != client.name else ""


def digits(text: str) -> str:
    """The digits of ``text`` to look for in numbers in E.164.

    In Russia the trunk prefix 8 and the country code 7 stand for each other, so both are left out.
    """
    found = "".join(character for character in text if character.isdecimal())
    return found[1:] if len(found) == 11 and found[0] in "78" else found


def patterns(text: str) -> list[str]:
    """Patterns for LIKE of the numbers in E.164 that a phone or a part of one may be of; none for less than 4 digits.

    A part that begins with 8 may be the beginning of a number as people dial it.
    """
    part = digits(text)
    if len(part) < SHORTEST_PART:
        return []
    return [f"%{part}%", *([f"+7{part[1:]}%"] if part[0] == "8" else [])]


def is_part_of_phone(text: str) -> bool:
    """Whether a text is digits and signs alone, and too few for a whole number."""
    import phonenumbers

    if not _DIGITS.fullmatch(text.strip()):
        return False
    try:
        number = phonenumbers.parse(text, "RU")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.TOO_SHORT


def hashed(token: str) -> str:
    """What is kept of a one-time token."""
    return hashlib.sha256(token.encode()).hexdigest()


def split_contact(text: str) -> tuple[str | None, str]:
    """Phone in E.164 and name of a line like ``89161234567 Иванов Иван``, either may be missing.

    Raises :class:`Invalid` for a row of digits that is meant as a number and can't be one.
    """
    found = _PHONE.search(text)
    if found is None:
        return None, " ".join(text.split())
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return normal_phone(found[0]), " ".join(rest.split()).strip(" ,;:-—")


async def invite(
    *,
    by: Actor,
    role: Role,
    name: str = "",
    skills: Collection[str] = (),
    person_id: int | None = None,
    draft_id: int | None = None,
) -> str:
    """Make a one-time invitation and return its token, for ``t.me/<bot>?start=<token>``; the draft goes.

    With ``person_id`` the opener becomes that person (a new phone, an imported master). ``skills`` are what a master
    will be able to do; raises :class:`Invalid` for one that isn't in the catalogue.
    """
    require(by, Right.PEOPLE_INVITE)
    skills = await catalog.known_skills(skills) if skills and role is Role.MASTER else []
    token = "i" + secrets.token_urlsafe(24)
    async with change(by) as tx:
        await Invitation.create(
            using_db=tx.connection,
            token_hash=hashed(token),
            role=role,
            person_id=person_id,
            name=name,
            skills=skills,
            created_by_id=by.id,
            created_at=tx.at,
            expires_at=tx.at + timedelta(days=await company.get("invitation_days")),
        )
        await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, by.id)
    return token


async def invite_by_cli(role: str, name: str, skills: Collection[str] | None, settings: Settings) -> str:
    """Make an invitation from the command line: its deep link, or its /start line if the bot has no name yet.

    ``skills`` are a master's, all of the catalogue for None. Raises :class:`Invalid` for one that isn't in it.
    """
    await db.connect(settings)
    try:
        if skills is None:
            skills = [skill.code for skill in await catalog.skills()]
        token = await invite(by=SYSTEM, role=Role(role), name=name, skills=skills)
        username = await company.get("bot_username")
    finally:
        await db.close()
    return f"https://t.me/{username}?start={token}" if username else f"/start {token}"


async def join(token: str, *, telegram_id: int, name: str, locale: str) -> Person:
    """Use an invitation: its opener becomes an active person with the role.

    Somebody who is known already gets the role in addition. Raises :class:`LinkUsed` when the link is unknown,
    used or too old, :class:`NotAllowed` for a suspended or archived person.
    """
    async with change(SYSTEM) as tx:
        used = await tx.sql(
            "UPDATE invitation SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 "
            "RETURNING role, person_id, name, skills, created_by_id",
            hashed(token),
            tx.at,
        )
        if not used:
            raise LinkUsed
        invitation = used[0]
        role = Role(invitation["role"])
        person = await Person.get_or_none(telegram_id=telegram_id, using_db=tx.connection)
        if person is None and invitation["person_id"]:
            person = await Person.get(id=invitation["person_id"], using_db=tx.connection)
        if person is None:
            person = Person(name=invitation["name"] or name[:NAME_LENGTH], locale=locale, created_at=tx.at)
        elif person.status in {PersonStatus.SUSPENDED, PersonStatus.ARCHIVED}:
            raise NotAllowed
        person.telegram_id = telegram_id
        person.status = PersonStatus.ACTIVE
        person.bot_blocked_at = None
        person.roles = sorted({*person.roles, role.value})
        await person.save(using_db=tx.connection)
        if role is Role.MASTER:
            master, _ = await Master.get_or_create(person_id=person.id, using_db=tx.connection)
            master.skills += [code for code in invitation["skills"] if code not in master.skills]
            await master.save(using_db=tx.connection, update_fields=["skills"])
        if invitation["created_by_id"]:
            tx.notify([invitation["created_by_id"]], PersonJoined(person.id, role.value))
    return person


async def set_locale(locale: str, *, by: Actor) -> None:
    """Speak ``locale`` with the actor from now on."""
    async with change(by) as tx:
        await Person.filter(id=by.id).using_db(tx.connection).update(locale=locale)


async def unreachable(person_id: int) -> None:
    """Telegram will not deliver to this person: remember it, and tell the office about a master, once."""
    async with change(SYSTEM) as tx:
        marked = await tx.sql(
            "UPDATE person SET bot_blocked_at = $2 WHERE id = $1 AND bot_blocked_at IS NULL RETURNING roles",
            person_id,
            tx.at,
        )
        if marked and Role.MASTER in marked[0]["roles"]:
            tx.notify_office(MasterUnreachable(person_id))


async def reachable(telegram_id: int) -> None:
    """The person unblocked the bot: what is still offered to him is told again."""
    async with change(SYSTEM) as tx:
        await Person.filter(telegram_id=telegram_id).using_db(tx.connection).update(bot_blocked_at=None)
        for row in await tx.sql(
            "SELECT offer.id, offer.visit_id, offer.master_id, visit.order_id FROM offer "
            "JOIN visit ON visit.id = offer.visit_id JOIN person ON person.id = offer.master_id "
            "WHERE person.telegram_id = $1 AND offer.status = 'open' ORDER BY offer.id",
            telegram_id,
        ):
            event = VisitOffered(row["order_id"], row["visit_id"], row["master_id"], row["id"])
            tx.notify([row["master_id"]], event, row["order_id"])


_NAMED = searching.folded("concat_ws(' ', client.name, client.company)")


async def clients_like(text: str, *, by: Actor, limit: int = 6) -> list[Client]:
    """Clients by a part of the phone, or by words of name and company; nothing for blank text. For the office."""
    require(by, Right.ORDERS_CREATE)
    if not text.strip():
        return []
    rows = await db.query(
        "SELECT DISTINCT client.id, client.created_at FROM client "  # noqa: S608  # our own column
        "LEFT JOIN client_phone ON client_id = client.id "
        "WHERE number LIKE ANY($1::text[]) "
        f"OR {_NAMED} LIKE ALL($2::text[]) ORDER BY client.created_at DESC LIMIT $3",
        patterns(text),
        searching.patterns(text),
        limit,
    )
    ids = [row["id"] for row in rows]
    found = {
        client.id: client
        for client in await Client.filter(id__in=ids).prefetch_related("phones", "addresses")
    }
    return [found[client_id] for client_id in ids]


async def client_by_phone(number: str) -> Client | None:
    """The client who owns a number in E.164."""
    phone = await ClientPhone.get_or_none(number=number).select_related("client")
    return phone.client if phone else None


async def addresses_of(client_id: int, *, by: Actor) -> list[Address]:
    """A client's addresses, the latest first; for the office."""
    require(by, Right.ORDERS_CREATE)
    return await Address.filter(client_id=client_id).order_by("-id").limit(8)


async def masters_named(text: str) -> list[Master]:
    """Active masters whose name has a word for each word of the text that begins with it: ``бор``, ``Иванов Пётр``."""
    words = text.casefold().split()

    def is_meant(name: str) -> bool:
        return all(any(part.startswith(word) for part in name.casefold().split()) for word in words)

    return [one for one in await masters() if words and is_meant(one.person.name)]


async def masters() -> list[Master]:
    """Active masters by name."""
    return (
        await Master.filter(person__status=PersonStatus.ACTIVE)
        .select_related("person")
        .order_by("person__name")
    )
