"""What the quick view of a visit shows beyond the calendar: phone, words, price, steps, photos."""

from typing import Any

from aiohttp import web

from domain import company, people
from domain.access import Right, visit_for
from domain.models import ClientPhone, Photo, PhotoState, Visit
from domain.statuses import VisitStatus
from domain.texts import Texts
from webadmin.keys import actor_of
from webadmin.pages import texts_of
from webadmin.routing import Door

# The moments a visit remembers, with the status that each began.
STEPS = (
    ("accepted_at", VisitStatus.ACCEPTED),
    ("en_route_at", VisitStatus.EN_ROUTE),
    ("on_site_at", VisitStatus.ON_SITE),
    ("finished_at", VisitStatus.FINISHED),
    ("approved_at", VisitStatus.APPROVED),
)


async def visit_brief(request: web.Request) -> web.Response:
    """One visit, for the office."""
    visit = await visit_for(actor_of(request), int(request.match_info["id"]))
    return web.json_response(await brief(visit, texts_of(request)))


async def brief(visit: Visit, t: Texts) -> dict[str, Any]:
    """The visit in words of the language, times by the company's zone."""
    zone = await company.zone()
    phones = await ClientPhone.filter(client_id=visit.order.client_id).order_by("number")
    photos = await Photo.filter(visit_id=visit.id, state=PhotoState.READY).order_by("id")
    return {
        "id": visit.id,
        "number": visit.order.number,
        "text": visit.order.text,
        "price": t.money(visit.order.price),
        "window": t.window(visit.starts_at, visit.ends_at, zone),
        "company": visit.order.client.company,
        "phones": [
            {"href": f"tel:{phone.number}", "text": people.shown_phone(phone.number)} for phone in phones
        ],
        "steps": [
            {
                "text": t(f"status.short.{status}").capitalize(),
                "at": f"{t.day(moment, zone)}, {t.time(moment, zone)}",
            }
            for name, status in STEPS
            if (moment := getattr(visit, name))
        ],
        "photos": [{"id": photo.id, "kind": photo.kind} for photo in photos],
    }


ROUTES = [Door("GET", r"/api/visits/{id:\d{1,9}}", visit_brief, "visits.brief", Right.ORDERS_SEE)]
