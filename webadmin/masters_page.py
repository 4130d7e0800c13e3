"""A master's time: his hours, single days, where he works and lives, how much a day, absences. For the office."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from domain import (
    absences,
    clock,
    company,
    districts,
    geo,
    hours_change,
    hours_words,
    masters,
    people,
    schedule,
)
from domain.access import Actor, Right
from domain.errors import AlreadyAway, AlreadyDecided, Invalid, Refused
from domain.hours_change import WeekHours
from domain.models import Absence, AbsenceKind, AbsenceStatus, Master
from domain.texts import Texts
from webadmin.hours_forms import (
    Shown,
    days_of,
    entered,
    fields_of,
    listed,
    question,
    save_day,
    save_week,
    sentence,
    sure_of,
)
from webadmin.inputs import day, identifier
from webadmin.keys import actor_of
from webadmin.pages import page, texts_of
from webadmin.routing import Door

Save = Callable[[web.Request, Mapping[str, str], int], Awaitable[Shown | None]]


async def masters_list(request: web.Request) -> web.Response:
    """Every master at work, with his hours in a line."""
    t, week = texts_of(request), await company.get("hours")
    rows = [
        {"id": one.person_id, "name": one.person.name, "hours": hours_words.week(one.hours or week, t)}
        for one in await people.masters()
    ]
    return await page(request, "masters.html", rows=rows)


async def master_page(request: web.Request) -> web.Response:
    """One master's time as it is."""
    return await show(request, await asked_for(request), Shown())


async def master_save(request: web.Request) -> web.Response:
    """Save one form of the page; what is wrong, or asks to be sure, stands on it with what was entered."""
    one, what, form = await asked_for(request), request.match_info["what"], await entered(request)
    shown = await SAVES[what](request, form, one.person_id)
    if shown is not None:
        return await show(request, one, shown)
    raise web.HTTPSeeOther(f"/masters/{one.person_id}?saved={what}#{what}")


async def save_work(request: web.Request, form: Mapping[str, str], master_id: int) -> Shown | None:
    """Areas, daily limit and radius: whole or not at all."""
    t, problems, by = texts_of(request), {}, actor_of(request)
    numbers: dict[str, int | None] = {"limit": None, "radius": None}
    for name, problem in (("limit", "invalid.daily_limit"), ("radius", "invalid.radius")):
        text, most = form.get(name, "").strip(), MOST[name]
        if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= most:
            numbers[name] = int(text[:6])
        elif text or name == "limit":
            problems[name] = t(problem, most=most)
    if problems:
        return Shown("work", form, problems)
    areas = chosen_areas(form) + form.get("areas", "").replace(";", ",").replace("\n", ",").split(",")
    try:
        await masters.set_work(
            master_id, areas, numbers["limit"] or 1, numbers["radius"], by=by, was=form.get("was") or None
        )
    except Refused as refused:
        return Shown("work", form, {"areas" if isinstance(refused, Invalid) else "": sentence(refused, t)})
    return None


def chosen_areas(form: Mapping[str, str]) -> list[str]:
    """The known districts that are ticked."""
    return [value for name, value in form.items() if name.startswith("area_")]


async def save_home(request: web.Request, form: Mapping[str, str], master_id: int) -> Shown | None:
    """Where the master lives; an empty field forgets it."""
    t, by, text = texts_of(request), actor_of(request), form.get("home", "").strip()
    try:
        place = await masters.read_home(text, by=by) if text else None
        await masters.set_home(master_id, place, by=by, was=form.get("was") or None)
    except Refused as refused:
        unread = refused.key == "invalid.place"  # whose words are those of a chat
        said = t("web.master.home_unread") if unread else sentence(refused, t)
        return Shown("home", form, {"home" if isinstance(refused, Invalid) else "": said})
    return None


async def save_absence(request: web.Request, form: Mapping[str, str], master_id: int) -> Shown | None:
    """Enter an absence, after the visits it meets were seen; or take one back."""
    t, by = texts_of(request), actor_of(request)
    try:
        if "cancel" in form:
            await absences.cancel(identifier(form["cancel"]) or 0, by=by)
            return None
        return await enter(form, master_id, by)
    except Refused as refused:
        return Shown("absence", form, {"": refusal(refused, t)})


async def enter(form: Mapping[str, str], master_id: int, by: Actor) -> Shown | None:
    """Enter an absence of the form. Raises what :func:`domain.absences.enter` does."""
    kind = form.get("kind", "")
    if kind not in set(AbsenceKind):
        raise Invalid("web.master.absence_kind")
    first = day(form.get("first", ""))
    last = day(form["last"]) if form.get("last") else first
    zone = await company.zone()
    absences.check(first, last, clock.local(clock.now(), zone).date())
    met = await absences.affected_on(master_id, first, last)
    if met and form.get("sure") != sure_of(met):
        return Shown("absence", form, left=tuple(met))
    await absences.enter(master_id, AbsenceKind(kind), first, last, by=by, note=form.get("note", ""))
    return None


def refusal(refused: Refused, t: Texts) -> str:
    """A refusal of an absence in words."""
    match refused:
        case AlreadyAway():
            absence, zone = refused.values["absence"], refused.values["zone"]
            return t(
                refused.key,
                kind=t(f"absence.kind.{absence.kind}"),
                days=days_said(absence, zone, t),
                status=t(f"absence.status.{absence.status}"),
            )
        case AlreadyDecided():
            return t(refused.key, status=t(f"absence.status.{refused.values['status']}"))
    return sentence(refused, t)


MOST = {"limit": masters.MOST_A_DAY, "radius": masters.MOST_KM}
SAVES: dict[str, Save] = {
    "hours": save_week,
    "day": save_day,
    "work": save_work,
    "home": save_home,
    "absence": save_absence,
}


async def asked_for(request: web.Request) -> Master:
    """The master of the address, for whoever may see him. Raises NotFound."""
    return await masters.of(int(request.match_info["id"]), by=actor_of(request))


async def show(request: web.Request, one: Master, shown: Shown) -> web.Response:
    """The page, with the form that wasn't saved as it was entered."""
    t, hours, zone = texts_of(request), await hours_change.present(), await company.zone()
    mine, lives = one.person_id, schedule.home(one)
    known = await districts.known()
    areas = chosen_areas(shown.entered) if shown.form == "work" else one.areas
    work = {"areas": "", "limit": str(one.daily_limit), "radius": str(one.radius_km or "")}
    as_company = not one.hours
    if shown.form == "hours":
        as_company = shown.entered.get("as") == "company"
    return await page(
        request,
        "master.html",
        status=422 if shown.problems else 200,
        master=one,
        shown=shown,
        question=await question(shown, t),
        saved="" if shown.form else request.query.get("saved", ""),
        as_company=as_company,
        companys=hours_words.week_lines(hours.week, t),
        week=fields_of(one.hours or hours.week, shown, t),
        week_mark=hours_change.mark(WeekHours(None, mine), hours),
        days=days_of(hours.own_days.get(mine, {}), t),
        work={**work, **(shown.entered if shown.form == "work" else {})},
        work_mark=masters.mark(one),
        home=f"{lives[0]}, {lives[1]}" if lives else "",
        home_link=geo.map_link(lives) if lives else "",
        districts=[(name, name in areas) for name in known],
        kinds=[str(kind) for kind in AbsenceKind],
        absences=[
            await absence_row(one, zone, t)
            for one in await absences.ahead(by=actor_of(request), master_id=mine)
        ],
    )


async def absence_row(absence: Absence, zone: str, t: Texts) -> dict[str, Any]:
    """An absence ahead, with the visits it meets."""
    return {
        "id": absence.id,
        "kind": t(f"absence.kind.{absence.kind}"),
        "days": days_said(absence, zone, t),
        "status": t(f"absence.status.{absence.status}"),
        "asked": absence.status is AbsenceStatus.REQUESTED,
        "note": absence.note,
        "visits": [listed(visit, zone, t) for visit in await absences.affected(absence)],
    }


def days_said(absence: Absence, zone: str, t: Texts) -> str:
    """The days of an absence."""
    return t.days(clock.local(absence.starts_at, zone).date(), absences.last_day(absence, zone))


_ONE = r"/masters/{id:\d{1,9}}"
ROUTES = [
    Door("GET", "/masters", masters_list, "masters.list", Right.MASTERS_MANAGE),
    Door("GET", _ONE, master_page, "masters.page", Right.MASTERS_MANAGE),
    Door("POST", f"{_ONE}/{{what:{'|'.join(SAVES)}}}", master_save, "masters.save", Right.MASTERS_MANAGE),
]
