"""Planning on the site: a visit gets another time or master, two are swapped, and what would stand in the way.

Times are wall-clock times of the company, as the calendar has them. What stands in the way comes with the refusal,
so that a page can ask for the reason that overrides it.
"""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from aiohttp import web

from domain import booking, calendar, company, intervals
from domain.access import Actor, Right
from domain.booking import Outlook
from domain.conflicts import Conflict
from domain.errors import Changed, Invalid, MasterUnfit, OnHold, PromiseLeft, ReasonMissing, Refused, SlotBusy
from domain.texts import Texts
from webadmin.inputs import FIRST_YEAR, LAST_YEAR, capital, clean
from webadmin.keys import actor_of
from webadmin.pages import texts_of
from webadmin.refusals import status_of, values_of
from webadmin.routing import Door

MOST_ID = 2**31 - 1
# With these a page asks, so what stands in the way comes along.
ASKED_ABOUT = (MasterUnfit, PromiseLeft, SlotBusy, OnHold, ReasonMissing)
FORBIDDEN_NOW = 409


@dataclass(frozen=True)
class Asked:
    """A visit, and the place it is to have."""

    visit_id: int
    place: dict[str, Any]  # of booking.plan and booking.conflicts alike
    version: int
    override: str


async def visit_plan(request: web.Request) -> web.Response:
    """Give a visit ``start``, ``end`` and ``master``, null for none; ``agreed`` says that the client knows.

    One that has them already comes back at the version it had: there is nothing to undo.
    """
    asked, actor = await _asked(request), actor_of(request)
    verb = booking.plan(
        asked.visit_id, **asked.place, version=asked.version, override=asked.override, by=actor
    )
    refusal = await _refused(verb)
    if refusal is None:
        (visit,) = await _visits([asked.visit_id], actor)
        return web.json_response({"visit": visit})
    outlook = None
    if isinstance(refusal, ASKED_ABOUT):
        outlook = await booking.conflicts(asked.visit_id, **asked.place, by=actor)
    return _refusal(refusal, outlook, texts_of(request))


async def visit_conflicts(request: web.Request) -> web.Response:
    """What would stand in the way of the same, and what it would do; nothing is written."""
    asked, t = await _asked(request), texts_of(request)
    outlook = await booking.conflicts(asked.visit_id, **asked.place, by=actor_of(request))
    return web.json_response(
        _said(outlook, t) | {"effects": [capital(t.reason(one.row())) for one in outlook.effects]}
    )


async def visit_swap(request: web.Request) -> web.Response:
    """Let a visit and the one ``with`` names exchange master and time."""
    body, actor, t = await _body(request), actor_of(request), texts_of(request)
    first, second = int(request.match_info["id"]), _number(body, "with")
    versions = _number(body, "version"), _number(body, "with_version")
    verb = booking.swap(first, second, versions=versions, override=_text(body, "override"), by=actor)
    refusal = await _refused(verb)
    if refusal is None:
        return web.json_response({"visits": await _visits([first, second], actor)})
    asked_about = isinstance(refusal, ASKED_ABOUT)
    outlook = await booking.swap_conflicts(first, second, by=actor) if asked_about else None
    return _refusal(refusal, outlook, t)


async def visit_undo(request: web.Request) -> web.Response:
    """Take back what this person planned last; the visits come back as the calendar has them."""
    body, actor, t = await _body(request), actor_of(request), texts_of(request)
    visit_id, version = int(request.match_info["id"]), _number(body, "version")
    done: list[int] = []

    async def verb() -> None:
        done.extend(await booking.undo(visit_id, version=version, by=actor))

    refusal = await _refused(verb())
    if refusal is None:
        return web.json_response({"visits": await _visits(done, actor)})
    return _refusal(refusal, None, t)


async def _refused(verb: Awaitable[None]) -> Refused | None:
    """Run a verb; the refusal that a page shows beside the plan, whichever it is, None when it was done."""
    try:
        await verb
    except Refused as refusal:
        if status_of(refusal) != FORBIDDEN_NOW:
            raise
        return refusal
    return None


def _refusal(refusal: Refused, outlook: Outlook | None, t: Texts) -> web.Response:
    said: dict[str, Any] = {"problem": t(refusal.key, **values_of(refusal, t))}
    said |= _said(outlook or Outlook((), ()), t)
    if isinstance(refusal, Changed):
        said["changed"] = True
    if isinstance(refusal, ReasonMissing):
        said["unsaid"] = True
    return web.json_response(said, status=FORBIDDEN_NOW)


def _said(outlook: Outlook, t: Texts) -> dict[str, Any]:
    found = [{"text": _conflict(one, t), "final": one.final} for one in outlook.conflicts]
    return {"conflicts": found, "may_override": outlook.may_override}


def _conflict(one: Conflict, t: Texts) -> str:
    said = t.reason(one.reason.row())
    return capital(t("web.booking.conflict", name=one.name, reason=said) if one.name else said)


async def _visits(ids: list[int], actor: Actor) -> list[dict[str, Any]]:
    """These visits as the calendar has them, in this order."""
    found = orjson.loads(await calendar.some(ids, by=actor))["visits"]
    return sorted(found, key=lambda visit: ids.index(visit["id"]))


async def _asked(request: web.Request) -> Asked:
    body, zone = await _body(request), await company.zone()
    place = {
        "starts_at": _moment(body, "start", zone),
        "ends_at": _moment(body, "end", zone),
        "master_id": None if body.get("master") is None else _number(body, "master"),
        "agreed": body.get("agreed") is True,
    }
    return Asked(int(request.match_info["id"]), place, _number(body, "version"), _text(body, "override"))


async def _body(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request. Raises :class:`Invalid` for anything else."""
    try:
        body = orjson.loads(await request.read())
    except orjson.JSONDecodeError:
        raise Invalid("web.invalid.plan") from None
    if not isinstance(body, dict):
        raise Invalid("web.invalid.plan")
    return body


def _number(body: dict[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= MOST_ID:
        raise Invalid("web.invalid.plan")
    return value


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise Invalid("web.invalid.plan")
    return clean(value)


def _moment(body: dict[str, Any], name: str, zone: str) -> datetime:
    """The moment of a wall-clock time, 2026-11-28T14:00."""
    try:
        wall = datetime.fromisoformat(_text(body, name))
    except ValueError:
        raise Invalid("web.invalid.plan") from None
    if wall.tzinfo is not None or not FIRST_YEAR <= wall.year <= LAST_YEAR:
        raise Invalid("web.invalid.plan")
    return intervals.moment(wall.date(), wall.hour * 60 + wall.minute, zone)


_ONE = r"/api/visits/{id:\d{1,9}}"
ROUTES = [
    Door("POST", f"{_ONE}/plan", visit_plan, "booking.plan", Right.ORDERS_DISPATCH),
    Door("POST", f"{_ONE}/conflicts", visit_conflicts, "booking.conflicts", Right.ORDERS_DISPATCH),
    Door("POST", f"{_ONE}/undo", visit_undo, "booking.undo", Right.ORDERS_DISPATCH),
    Door("POST", f"{_ONE}/swap", visit_swap, "booking.swap", Right.ORDERS_DISPATCH),
]
