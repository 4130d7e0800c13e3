"""A recurring order that no order was before: whose it is, then where, what, when and by whom."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from domain import catalog, clock, company, districts, people, recurrence, rule_words, series, timing
from domain.access import Right
from domain.errors import Invalid, Refused
from domain.models import Client, Priority, Service
from domain.orders import NewOrder, Place
from domain.recurrence import Plan
from domain.rule_reading import read
from domain.texts import Texts
from webadmin.hours_forms import entered, sentence
from webadmin.inputs import capital, clean, identifier
from webadmin.keys import actor_of
from webadmin.pages import page, texts_of
from webadmin.routing import Door

DATES = 5


async def new_page(request: web.Request) -> web.Response:
    """``?q=`` looks for a client, ``?client=`` has found him; without either both are asked for."""
    query = {name: clean(request.query.get(name, "")) for name in ("q", "client")}
    return await show(request, query)


async def new_save(request: web.Request) -> web.Response:
    """Make the series, or with ``check`` show what would come of it."""
    form, t = await entered(request), texts_of(request)
    try:
        new, plan = order_of(form), await plan_of(form)
        if "check" in form:
            return await show(request, form, dates=await dates_of(new, plan, t))
        made = await series.start(
            new, plan, by=actor_of(request), master_id=identifier(form.get("master", ""))
        )
    except Refused as refused:
        return await show(request, form, problem=sentence(refused, t))
    raise web.HTTPSeeOther(f"/series/{made.id}")


def order_of(form: Mapping[str, str]) -> NewOrder:
    """What the form says is wanted. Raises :class:`Invalid` with what is missing."""
    client_id, typed = identifier(form.get("client", "")), form.get("address", "").strip()
    address_id = None if typed else identifier(form.get("address_id", ""))
    district = form.get("district", "").strip() or None
    service_id = identifier(form.get("service", ""))
    if service_id is None:
        raise Invalid("web.series.service_missing")
    return NewOrder(
        service_id=service_id,
        text=form.get("text", ""),
        priority=Priority(form["priority"]) if form.get("priority") in set(Priority) else Priority.NORMAL,
        client_id=client_id,
        client_name=form.get("name", ""),
        client_phone=form.get("phone", ""),
        address_id=address_id,
        place=None if address_id else Place(typed, district=district),
        district=district,
    )


async def plan_of(form: Mapping[str, str]) -> Plan:
    """When, in words. Raises :class:`Invalid`."""
    today = clock.local(clock.now(), await company.zone()).date()
    return read(form.get("rule", ""), today, today + timedelta(days=1))


async def dates_of(new: NewOrder, plan: Plan, t: Texts) -> dict[str, Any]:
    """The rule as it is read, and its next dates. Raises :class:`Invalid` when nothing would ever come."""
    zone = await company.zone()
    now = recurrence.wall(clock.now(), zone)
    service = await Service.get_or_none(id=new.service_id)
    if service is None:
        raise Invalid("web.series.service_missing")
    setting = await timing.setting_for(service, plan, now)
    length = timedelta(minutes=setting.minutes)
    return {
        "rule": capital(timing.said(setting, t, now)),
        "note": rule_words.note(setting.rule, t),
        "dates": [_window(at, length, zone, t) for at in setting.times(now, DATES)],
    }


async def show(
    request: web.Request, form: Mapping[str, str], *, problem: str = "", dates: dict[str, Any] | None = None
) -> web.Response:
    """The page with what was entered."""
    by, t = actor_of(request), texts_of(request)
    client_id = identifier(form.get("client", ""))
    client = await Client.get_or_none(id=client_id).prefetch_related("phones") if client_id else None
    found = [] if client else await people.clients_like(form.get("q", ""), by=by)
    return await page(
        request,
        "series_new.html",
        status=422 if problem else 200,
        problem=problem,
        typed=form,
        client=client,
        phones=[people.shown_phone(one.number) for one in client.phones] if client else [],
        addresses=await people.addresses_of(client.id, by=by) if client else [],
        found=[(one.id, one.name, [people.shown_phone(p.number) for p in one.phones]) for one in found],
        looked=bool(form.get("q")) and not found,
        services=[(str(one.id), one.name) for one in await catalog.services()],
        priorities=[(str(one), t(f"priority.{one}").capitalize()) for one in Priority],
        masters=[(str(one.person_id), one.person.name) for one in await people.masters()],
        districts=await districts.known(),
        dates=dates,
    )


def _window(at: datetime, length: timedelta, zone: str, t: Texts) -> str:
    start = recurrence.moment(at, zone)
    return capital(t.window(start, start + length, zone))


ROUTES = [
    Door("GET", "/series/new", new_page, "series.new", Right.ORDERS_DISPATCH),
    Door("POST", "/series/new", new_save, "series.create", Right.ORDERS_DISPATCH),
]
