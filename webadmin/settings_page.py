"""What the company is called and decides of time: hours, days, holidays, zone, SLA rules, numbers. For admins."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from domain import catalog, company, company_rules, holiday, hours_change, people, promises
from domain.access import Right
from domain.errors import Invalid, Refused
from domain.hours_change import Holidays, WeekHours, Zone
from domain.models import Priority, SlaRule
from domain.promise_reading import read_length
from domain.texts import Texts
from domain.zones import zones
from webadmin.hours_forms import (
    Shown,
    days_of,
    entered,
    fields_of,
    question,
    save_day,
    save_week,
    sentence,
    settle,
)
from webadmin.inputs import identifier
from webadmin.keys import actor_of
from webadmin.pages import page, texts_of
from webadmin.routing import Door

Save = Callable[[web.Request, Mapping[str, str]], Awaitable[Shown | None]]


async def settings_page(request: web.Request) -> web.Response:
    """Everything as it is."""
    return await show(request, Shown())


async def settings_save(request: web.Request) -> web.Response:
    """Save one form of the page; what is wrong, or asks to be sure, stands on it with what was entered."""
    what, form = request.match_info["what"], await entered(request)
    shown = await SAVES[what](request, form)
    if shown is not None:
        return await show(request, shown)
    raise web.HTTPSeeOther(f"/settings?saved={what}#{what}")


async def save_name(request: web.Request, form: Mapping[str, str]) -> Shown | None:
    """Call the company otherwise."""
    try:
        await company_rules.set_name(form.get("name", ""), by=actor_of(request), was=form.get("was") or None)
    except Refused as refused:
        field = "name" if isinstance(refused, Invalid) else ""
        return Shown("name", form, {field: sentence(refused, texts_of(request))})
    return None


async def save_holidays(request: web.Request, form: Mapping[str, str]) -> Shown | None:
    """Keep the public holidays of a country, or none."""
    return await settle(request, "holidays", Holidays(form.get("country", "")), form)


async def save_zone(request: web.Request, form: Mapping[str, str]) -> Shown | None:
    """Live by the clocks of a zone."""
    return await settle(request, "zone", Zone(form.get("zone", "")), form)


async def save_numbers(request: web.Request, form: Mapping[str, str]) -> Shown | None:
    """All numbers at once; each that is wrong is said at its field."""
    t, values, problems = texts_of(request), {}, {}
    for name in company_rules.NUMBERS:
        try:
            values[name] = company_rules.checked(name, form.get(name, ""))
        except Invalid as refused:
            problems[name] = t(refused.key, **refused.values)
    if problems:
        return Shown("numbers", form, problems)
    was = {name: int(seen) for name in values if (seen := form.get(f"was_{name}", "")).isdecimal()}
    try:
        await company_rules.set_numbers(values, by=actor_of(request), was=was)
    except Refused as refused:
        return Shown("numbers", form, {"": sentence(refused, t)})
    return None


async def save_rule(request: web.Request, form: Mapping[str, str]) -> Shown | None:
    """Add, change or remove one SLA rule."""
    t, problems, minutes = texts_of(request), {}, {}
    if "remove" in form:
        try:
            await promises.remove(identifier(form["remove"]) or 0, by=actor_of(request))
        except Refused as refused:
            return Shown("rules", {}, {"": sentence(refused, t)})
        return None
    for name in ("reaction", "resolution"):
        try:
            minutes[name] = read_length(form.get(name, ""))
        except Invalid as refused:
            problems[name] = t(refused.key, **refused.values)
    if form.get("priority") not in set(Priority):
        problems[""] = t("web.settings.rule_priority")
    if problems:
        return Shown("rules", form, problems)
    try:
        await promises.put(
            Priority(form["priority"]),
            identifier(form.get("service", "")),
            minutes["reaction"],
            minutes["resolution"],
            by=actor_of(request),
            was=minutes_of(form.get("was", "")),
        )
    except Refused as refused:
        return Shown("rules", form, {"": sentence(refused, t)})
    return None


SAVES: dict[str, Save] = {
    "name": save_name,
    "hours": save_week,
    "day": save_day,
    "holidays": save_holidays,
    "zone": save_zone,
    "numbers": save_numbers,
    "rules": save_rule,
}


async def show(request: web.Request, shown: Shown) -> web.Response:
    """The page, with the form that wasn't saved as it was entered."""
    t, hours = texts_of(request), await hours_change.present()
    numbers = await company_rules.numbers()
    mine = shown.entered if shown.form == "numbers" else {}
    return await page(
        request,
        "settings.html",
        status=422 if shown.problems else 200,
        shown=shown,
        question=await question(shown, t),
        saved="" if shown.form else request.query.get("saved", ""),
        name=await company.get("name"),
        week=fields_of(hours.week, shown, t),
        week_mark=hours_change.mark(WeekHours(None), hours),
        days=days_of(hours.days, t),
        country=hours.country,
        countries=countries(t),
        country_mark=hours_change.mark(Holidays(""), hours),
        zone=hours.zone,
        zones=zones(),
        zone_mark=hours_change.mark(Zone(""), hours),
        numbers=[
            {
                "name": name,
                "now": value,
                "value": mine.get(name, str(value)),
                "problem": shown.problems.get(name, "") if mine else "",
                "bounds": company_rules.NUMBERS[name],
            }
            for name, value in numbers.items()
        ],
        rules=[rule_row(rule, t) for rule in await promises.rules()],
        priorities=[str(one) for one in reversed(Priority)],
        services=[(str(one.id), one.name) for one in await catalog.services()],
        masters=[(one.person_id, one.person.name) for one in await people.masters()],
    )


def rule_row(rule: SlaRule, t: Texts) -> dict[str, Any]:
    """A rule in the table."""
    return {
        "id": rule.id,
        "priority": str(rule.priority),
        "service_id": str(rule.service_id or ""),
        "service": rule.service.name if rule.service else "",
        "reaction": t.duration(rule.reaction_minutes) if rule.reaction_minutes else "",
        "resolution": t.duration(rule.resolution_minutes) if rule.resolution_minutes else "",
        "was": f"{rule.reaction_minutes or ''}/{rule.resolution_minutes or ''}",
    }


def minutes_of(was: str) -> tuple[int | None, int | None] | None:
    """The minutes of a rule that a form was drawn with, as ``30/240`` or ``/240``; None when it was drawn with none."""
    reaction, drawn, resolution = was.partition("/")
    return (identifier(reaction), identifier(resolution)) if drawn else None


def countries(t: Texts) -> list[tuple[str, str]]:
    """Countries whose holidays are known, by name."""
    return sorted(((code, t.country(code)) for code in holiday.countries()), key=lambda one: one[1])


ROUTES = [
    Door("GET", "/settings", settings_page, "settings.page", Right.SETTINGS),
    Door("POST", f"/settings/{{what:{'|'.join(SAVES)}}}", settings_save, "settings.save", Right.SETTINGS),
]
