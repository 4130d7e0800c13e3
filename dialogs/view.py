"""How an order reads: the lines cards, lists and previews are made of."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import quote

from markupsafe import Markup

from domain import absences, clock, company, conflicts, db, geo, people, schedule
from domain.models import Absence, Address, Client, Master, Order, Priority, Visit
from domain.statuses import TO_DO, OrderStatus, VisitStatus
from domain.story import Said
from domain.texts import Texts

SHORT = 60


def units(text: str) -> int:
    """How long Telegram takes a plain text to be: in UTF-16 units, most emoji are two."""
    return len(text.encode("utf-16-le")) // 2


def capital(text: str) -> str:
    """The text beginning with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def short(text: str, most: int = SHORT) -> str:
    """The beginning of a text on one line, at most ``most`` units."""
    return clipped(" ".join(text.split()), most)


def clipped(text: str, most: int) -> str:
    """The beginning of a text, its lines kept, at most ``most`` units."""
    if units(text) <= most:
        return text
    begins = text.encode("utf-16-le")[: 2 * (most - 1)]
    return begins.decode("utf-16-le", "ignore").rstrip() + "…"


def map_link(address: Address) -> str | None:
    """An https link that opens the place on a map; buttons can't carry geo: links."""
    if address.lat is not None and address.lon is not None:
        return geo.map_link((address.lat, address.lon))
    return f"https://yandex.ru/maps/?text={quote(address.text)}"


def home(master: Master, t: Texts) -> str:
    """Where a master lives, with the way to see it on a map."""
    place = schedule.home(master)
    if place is None:
        return t.html("home.none")
    return t.html("home.is", place=f"{place[0]}, {place[1]}", link=geo.map_link(place))


def head(order: Order, visit: Visit | None, t: Texts) -> str:
    """The first line: number, priority when it isn't the usual one, status."""
    status = t(f"status.visit.{visit.status}") if visit else t(f"status.order.{order.status}")
    if visit and order.status is OrderStatus.ON_HOLD:
        status = f"{t(f'status.order.{order.status}')} · {status}"
    key = "card.head" if order.priority is Priority.NORMAL else "card.head_priority"
    return t.html(key, number=order.number, priority=t(f"priority.{order.priority}"), status=status)


async def when(start: datetime | None, end: datetime | None, t: Texts) -> str:
    """The window line."""
    return t.html("card.window", window=t.window(start, end, await company.zone()))


def promised(visit: Visit, zone: str, t: Texts) -> str | None:
    """What the client was promised, where it isn't just what is planned; with a warning when the plan breaks it."""
    since, until = visit.promised_from, visit.promised_to
    if since is None or until is None or (since, until) == (visit.starts_at, visit.ends_at):
        return None
    if visit.status not in TO_DO:
        return None
    same_day = (
        visit.starts_at and clock.local(visit.starts_at, zone).date() == clock.local(since, zone).date()
    )
    window = f"{t.time(since, zone)}–{t.time(until, zone)}" if same_day else t.window(since, until, zone)
    kept = visit.starts_at is None or conflicts.is_promised(visit, visit.starts_at)
    return t.html("card.promised" if kept else "card.promise_left", window=window)


def what(order: Order, t: Texts, text: int = 800, name: int = 256) -> str:
    """The service and the client's words, as many units of each."""
    return t.html("card.service", service=short(order.service.name, name), text=clipped(order.text, text))


async def contact(client: Client, t: Texts) -> str:
    """The client's name with phones that clients of Telegram make tappable."""
    return named(client.name, await phones_of(client), t)


async def phones_of(client: Client) -> list[str]:
    """The client's phones as people read them."""
    rows = await db.query("SELECT number FROM client_phone WHERE client_id = $1", client.id)
    return [people.shown_phone(row["number"]) for row in rows]


def named(name: str, phones: Sequence[str], t: Texts) -> str:
    """The line of a client."""
    return t.html("card.client", name=name, phones=", ".join(phones) or "—")


def where(address: Address, t: Texts, most: int = 512) -> str:
    """The full address."""
    return t.html("card.address", address=short(address.text, most))


def district(address: Address, t: Texts, *, acceptable: bool) -> str:
    """What a master sees of the address unless the visit is his; while he may accept it, how he gets the rest."""
    key = "card.district" if acceptable else "card.district_only"
    return t.html(key, district=address.district or t("card.district_unknown"))


def in_district(name: str, t: Texts) -> str:
    """The district of an address for the office: without one, a master who is asked learns nothing of where it is."""
    return t.html("district.is", district=name) if name else t.html("district.missing")


async def photo_counts(order_id: int) -> dict[int, tuple[int, int]]:
    """How many photos the visits of an order have that are ready, and how many that are on their way; by visit."""
    rows = await db.query(
        "SELECT visit_id, count(*) FILTER (WHERE state = 'ready') AS ready, "
        "count(*) FILTER (WHERE state IN ('queued', 'fetched')) AS coming "
        "FROM photo WHERE visit_id IN (SELECT id FROM visit WHERE order_id = $1) GROUP BY visit_id",
        order_id,
    )
    return {row["visit_id"]: (row["ready"], row["coming"]) for row in rows}


def photos(visit: Visit, counts: Mapping[int, tuple[int, int]], t: Texts) -> str | None:
    """How many photos a visit has, and how many are still on their way."""
    ready, coming = counts.get(visit.id, (0, 0))
    if not ready and not coming:
        return None
    return (
        t.html("card.photos_coming", ready=ready, coming=coming)
        if coming
        else t.html("card.photos", ready=ready)
    )


def outcome(visit: Visit, t: Texts) -> str | None:
    """How the visit ended."""
    return t.html("card.outcome", outcome=t(f"outcome.{visit.outcome}")) if visit.outcome else None


def wanted(words: Said, t: Texts, most: int = 1000) -> str | None:
    """What the office wants a further visit for."""
    return t.html("card.wanted", reason=clipped(words.wanted, most)) if words.wanted else None


def ending(visit: Visit, words: Said, t: Texts, most: int = 1000) -> list[str | None]:
    """How the visit ended and what was said of it, as many units of each word: note, return, cancelling."""
    lines = [outcome(visit, t)]
    if words.note:
        lines.append(t.html("card.note", note=clipped(words.note, most)))
    if words.returned and visit.status in {VisitStatus.RETURNED, VisitStatus.FINISHED}:
        key = "card.returned" if visit.status is VisitStatus.RETURNED else "card.handed_in_again"
        lines.append(t.html(key, reason=clipped(words.returned, most)))
    if words.cancelled and visit.status is VisitStatus.CANCELLED:
        lines.append(t.html("card.cancelled", reason=clipped(words.cancelled, most)))
    return lines


def days_of(absence: Absence, zone: str, t: Texts) -> str:
    """The days of an absence."""
    return t.days(clock.local(absence.starts_at, zone).date(), absences.last_day(absence, zone))


def joined(lines: Sequence[str | None]) -> str:
    """The lines there are, one below the other."""
    return Markup("\n").join(Markup(line) for line in lines if line)  # noqa: S704  # every line was made by t.html
