"""How an order reads: the lines cards, lists and previews are made of."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from markupsafe import Markup

from domain import company, money, people, worksheets
from domain.models import Address, Client, LineKind, Order, Photo, PhotoState, Priority, Visit
from domain.statuses import Outcome, VisitStatus
from domain.texts import Texts

SHORT = 60
# Telegram takes 4096 characters in a message: of the longest texts a card shows the beginning.
ORDER_TEXT, WORKS, RECOMMENDATION, LINES = 800, 800, 300, 12


def short(text: str, most: int = SHORT) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def clipped(text: str, most: int) -> str:
    """The beginning of a text, its lines kept."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def map_link(address: Address) -> str | None:
    """An https link that opens the place on a map; buttons can't carry geo: links."""
    if address.lat is not None and address.lon is not None:
        return f"https://yandex.ru/maps/?pt={address.lon},{address.lat}&z=17&l=map"
    return f"https://yandex.ru/maps/?text={quote(address.text)}"


def head(order: Order, visit: Visit | None, t: Texts) -> str:
    """The first line: number, priority when it isn't the usual one, status."""
    status = t(f"status.visit.{visit.status}") if visit else t(f"status.order.{order.status}")
    key = "card.head" if order.priority is Priority.NORMAL else "card.head_priority"
    return t.html(key, number=order.number, priority=t(f"priority.{order.priority}"), status=status)


async def when(start: datetime | None, end: datetime | None, t: Texts) -> str:
    """The window line."""
    return t.html("card.window", window=t.window(start, end, await company.zone()))


def what(order: Order, t: Texts) -> str:
    """The service and the client's words."""
    return t.html("card.service", service=order.service.name, text=clipped(order.text, ORDER_TEXT))


async def contact(client: Client, t: Texts) -> str:
    """The client's name with phones that clients of Telegram make tappable."""
    numbers = [people.shown_phone(phone.number) for phone in await client.phones.all()]
    return t.html("card.client", name=client.name, phones=", ".join(numbers) or "—")


def where(address: Address, t: Texts) -> str:
    """The full address."""
    return t.html("card.address", address=address.text)


def district(address: Address, t: Texts) -> str:
    """What a master sees of the address before he has accepted."""
    return t.html("card.district", district=address.district or t("card.district_unknown"))


async def report(visit: Visit, t: Texts) -> list[str]:
    """The work report's lines, as the office reviews it."""
    sheet = await worksheets.of_visit(visit.id)
    if sheet is None:
        return []
    lines = [t.html("card.report.works", works=clipped(sheet.works, WORKS))]
    for line in sheet.lines[:LINES]:
        key = "card.report.part" if line.kind is LineKind.PART else "card.report.work"
        amount = t.money(money.line_total(line.quantity, line.price))
        quantity = f"{line.quantity.normalize():f}"
        lines.append(t.html(key, name=short(line.name), quantity=quantity, amount=amount))
    if len(sheet.lines) > LINES:
        lines.append(t.html("card.report.more", n=len(sheet.lines) - LINES))
    if sheet.recommendation:
        recommendation = clipped(sheet.recommendation, RECOMMENDATION)
        lines.append(t.html("card.report.recommendation", recommendation=recommendation))
    lines.append(t.html("card.report.total", total=t.money(sheet.total), duration=t.duration(sheet.minutes)))
    if visit.status is VisitStatus.RETURNED:
        lines.append(t.html("card.report.returned", reason=sheet.return_reason))
    return lines


async def photos(visit: Visit, t: Texts) -> str | None:
    """How many photos there are, and how many are still on their way."""
    states = await Photo.filter(visit_id=visit.id).values_list("state", flat=True)
    ready = sum(state is PhotoState.READY for state in states)
    coming = sum(state in {PhotoState.QUEUED, PhotoState.FETCHED} for state in states)
    if not ready and not coming:
        return None
    return (
        t.html("card.photos_coming", ready=ready, coming=coming)
        if coming
        else t.html("card.photos", ready=ready)
    )


def outcome(visit: Visit, t: Texts) -> str | None:
    """How the visit ended, unless it was simply done."""
    if visit.outcome is None or visit.outcome is Outcome.DONE:
        return None
    return t.html("card.outcome", outcome=t(f"outcome.{visit.outcome}"))


def joined(lines: Sequence[str | None]) -> str:
    """The lines there are, one below the other."""
    return Markup("\n").join(Markup(line) for line in lines if line)  # noqa: S704  # every line was made by t.html
