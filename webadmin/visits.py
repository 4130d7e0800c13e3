"""What the quick view of a visit shows beyond the calendar: phone, words, money, the work report, photos, history."""

from typing import Any

from aiohttp import web

from domain import clock, company, crew, holds, money, people, standing, timetable, worksheets
from domain import story as history
from domain.access import Right, visit_for
from domain.events import SecondVisitAdded
from domain.models import (
    ClientPhone,
    LineKind,
    Offer,
    OfferStatus,
    Order,
    Photo,
    PhotoKind,
    PhotoState,
    Visit,
    Worksheet,
    WorksheetLine,
)
from domain.standing import Level
from domain.statuses import Outcome, VisitStatus
from domain.story import Told
from domain.texts import Texts
from webadmin import story
from webadmin.keys import actor_of
from webadmin.pages import texts_of
from webadmin.routing import Door

OVER = frozenset({VisitStatus.FINISHED, VisitStatus.RETURNED, VisitStatus.APPROVED, VisitStatus.CANCELLED})


async def visit_brief(request: web.Request) -> web.Response:
    """One visit, for the office."""
    visit = await visit_for(actor_of(request), int(request.match_info["id"]))
    return web.json_response(await brief(visit, texts_of(request)))


async def brief(visit: Visit, t: Texts) -> dict[str, Any]:
    """The visit in words of the language, times by the company's zone; however much there is, in few statements."""
    zone = await company.zone()
    phones = await ClientPhone.filter(client_id=visit.order.client_id).order_by("number")
    photos = await Photo.filter(visit_id=visit.id).exclude(state=PhotoState.REJECTED).order_by("id")
    coming = sum(photo.state is not PhotoState.READY for photo in photos)
    sheet = await worksheets.of_visit(visit.id)
    others = await siblings(visit)
    every = [visit, *others]
    told = await history.of_visit(visit.order_id, visit.id)
    return {
        "id": visit.id,
        "owed": await owed(visit.order, every, t),
        "number": visit.order.number,
        "text": visit.order.text,
        "price": None if sheet or visit.status in OVER else t.money(visit.order.price),
        "outcome": outcome(visit, t),
        "report": report(visit, sheet, t) if sheet else None,
        "window": planned(visit, t, zone),
        "under_way": timetable.under_way(visit, zone, t),
        "asked": await asked(visit, t),
        "part": part(visit, every, t),
        "wanted": wanted(visit, told),
        "others": [other(one, t, zone) | {"part": part(one, every, t)} for one in others],
        "company": people.company_beside(visit.order.client),
        "phones": [
            {"href": f"tel:{phone.number}", "text": people.shown_phone(phone.number)} for phone in phones
        ],
        "history": story.lines(visit, told, t, zone),
        "photos": galleries(photos, visit.order.number, t),
        "coming": t("web.photo.coming", n=coming) if coming else "",
    }


def planned(visit: Visit, t: Texts, zone: str) -> str:
    """When the visit is, and what the client was promised where that is something else."""
    window = t.window(visit.starts_at, visit.ends_at, zone)
    since, until = visit.promised_from, visit.promised_to
    if not since or not until or (since, until) == (visit.starts_at, visit.ends_at):
        return window
    days = {clock.local(moment, zone).date() for moment in (since, visit.starts_at or since)}
    promised = (
        f"{t.time(since, zone)}–{t.time(until, zone)}" if len(days) == 1 else t.window(since, until, zone)
    )
    return t("web.visit.promised", window=window, promised=promised)


async def owed(order: Order, visits: list[Visit], t: Texts) -> dict[str, Any]:
    """What is promised of the order: its clocks, why it is on hold, why it is late, and what may be said of it."""
    stands = await standing.of_orders([order])
    return {
        "order": order.id,
        "clocks": await standing.words(order, stands[order.id], t),
        "late": standing.gravest(stands[order.id]) is Level.BROKEN,
        "reason": order.late_reason,
        "hold": await holds.reason_of(order),
        "holdable": holds.is_possible(order, [visit.status for visit in visits]),
    }


async def asked(visit: Visit, t: Texts) -> str:
    """Whose answer is waited for, the best first; nothing when nobody's is."""
    if visit.status is not VisitStatus.OFFERED:
        return ""
    waiting = Offer.filter(visit_id=visit.id, status=OfferStatus.OPEN).order_by("rank")
    names = ", ".join([offer.master.name for offer in await waiting.select_related("master")])
    return t("web.visit.asked", names=names)


async def siblings(visit: Visit) -> list[Visit]:
    """The other visits of the same order."""
    every = Visit.filter(order_id=visit.order_id).exclude(id=visit.id)
    return await every.select_related("master").order_by("starts_at", "id")


def other(visit: Visit, t: Texts, zone: str) -> dict[str, Any]:
    """Another visit of the order, in a line that leads to it."""
    day = f"day={clock.local(visit.starts_at, zone):%Y-%m-%d}&" if visit.starts_at else ""
    return {
        "id": visit.id,
        "href": f"/calendar?{day}visit={visit.id}",
        "status": visit.status,
        "window": t.window(visit.starts_at, visit.ends_at, zone),
        "master": visit.master.name if visit.master else "",
    }


def wanted(visit: Visit, told: list[Told]) -> str:
    """What the office wants a further visit for."""
    asked_for = (one.event for one in told if isinstance(one.event, SecondVisitAdded))
    return next((event.note for event in asked_for if event.visit_id == visit.id), "")


def part(visit: Visit, every: list[Visit], t: Texts) -> str:
    """Of several who work together, whether its master leads or helps; nothing of one who comes alone."""
    if visit.master_id is None or len(crew.among(visit, every)) == 1:
        return ""
    return t("web.visit.leads" if visit.lead else "web.visit.helps")


def galleries(photos: list[Photo], number: int, t: Texts) -> list[dict[str, Any]]:
    """The photos that can be looked at: those before the work, then those after it, each in order of arrival."""
    found = []
    for kind in PhotoKind:
        ready = [photo for photo in photos if photo.kind is kind and photo.state is PhotoState.READY]
        title = t(f"web.photo.{kind}")
        shown = [
            {"id": photo.id, "alt": t("web.photo.alt", title=title, n=n, all=len(ready), number=number)}
            for n, photo in enumerate(ready, 1)
        ]
        if shown:
            found.append({"title": title, "photos": shown})
    return found


def outcome(visit: Visit, t: Texts) -> str | None:
    """How the visit ended, unless it was simply done."""
    if visit.outcome is None or visit.outcome is Outcome.DONE:
        return None
    return t(f"outcome.{visit.outcome}").capitalize()


def report(visit: Visit, sheet: Worksheet, t: Texts) -> dict[str, Any]:
    """The work report with its lines, works before parts, and what the office wants mended."""
    lines = sorted(sheet.lines, key=lambda line: (line.kind is not LineKind.WORK, line.rank))
    return {
        "works": sheet.works,
        "lines": [
            {
                "name": line.name,
                "quantity": quantity(line, t),
                "sum": t.money(money.line_total(line.quantity, line.price)),
            }
            for line in lines
        ],
        "total": t.money(sheet.total),
        "minutes": t("web.visit.minutes", duration=t.duration(sheet.minutes)),
        "recommendation": sheet.recommendation,
        "returned": sheet.return_reason if visit.status is VisitStatus.RETURNED else "",
    }


def quantity(line: WorksheetLine, t: Texts) -> str:
    """How many at which price; nothing for a single one, whose price is the sum."""
    if line.quantity == 1:
        return ""
    return t("web.visit.quantity", quantity=t.number(line.quantity), price=t.money(line.price))


ROUTES = [Door("GET", r"/api/visits/{id:\d{1,9}}", visit_brief, "visits.brief", Right.ORDERS_SEE)]
