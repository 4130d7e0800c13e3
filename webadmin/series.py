"""Recurring orders: the list, one of them with what is ahead, its rule in words, skipping, moving, ending."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from aiohttp import web

from domain import ahead, clock, occurrences, recurrence, rule_words, series, timing
from domain.access import Right
from domain.ahead import Coming, Impact
from domain.errors import Invalid, Refused
from domain.intervals import Span
from domain.models import Master, PersonStatus, Series
from domain.recurrence import Plan
from domain.rule_reading import read
from domain.texts import Texts
from webadmin.inputs import capital, clean, day, identifier
from webadmin.keys import actor_of
from webadmin.pages import page, texts_of
from webadmin.refusals import values_of
from webadmin.routing import Door

SOON = 10  # times ahead that a page shows
DATES = 5  # of a rule that is being typed


@dataclass(frozen=True)
class Entered:
    """What stands in the form of the rule: the words, the master, and the day from which it holds, "" for now."""

    rule: str
    master: str
    since: str = ""


async def series_list(request: web.Request) -> web.Response:
    """Every series with something to come, the soonest first."""
    t, now = texts_of(request), clock.now()
    rows = []
    for one in await series.live(by=actor_of(request)):
        after, setting = recurrence.wall(now, one.zone), timing.setting_of(one)
        times = setting.times(after, 1, one.skipped)
        if times:
            at = recurrence.moment(times[0], one.zone)
            rule = timing.said(setting, t, after)
            span = at, at + timedelta(minutes=one.minutes)
            rows.append({"series": one, "at": at, "next": window(span, one, t), "rule": capital(rule)})
    return await page(request, "series_list.html", rows=sorted(rows, key=lambda row: row["at"]))


async def series_page(request: web.Request) -> web.Response:
    """One series; ``?from=2026-12-08`` changes it from that day on."""
    one, t = await asked_for(request), texts_of(request)
    since = request.query.get("from", "")
    rule = timing.said(timing.setting_of(one), t, recurrence.wall(clock.now(), one.zone))
    return await show(request, one, Entered(rule, str(one.master_id or ""), since))


async def series_preview(request: web.Request) -> web.Response:
    """What comes of the words typed so far: the rule as it is read, its next dates, what becomes of the orders."""
    one, t = await asked_for(request), texts_of(request)
    query = {name: clean(request.query.get(name, "")) for name in ("rule", "from", "master")}
    entered = Entered(query["rule"], query["master"], query["from"])
    now, since = recurrence.wall(clock.now(), one.zone), day_or_none(entered.since)
    setting = timing.next_setting(one, plan_of(one, entered, now), now, since)
    begins = timing.time_of(one, since, now) if since else now
    impact = await ahead.impact_of(one, setting, begins, identifier(entered.master))
    times = await ahead.foreseen(one, setting, begins, DATES)
    return web.json_response(
        {
            "rule": capital(timing.said(setting, t, now)),
            "note": rule_words.note(setting.rule, t),
            "dates": [
                {
                    "window": window(each.period(one.zone, setting.minutes), one, t),
                    "mark": each.mark(one.zone, t),
                }
                for each in times
            ],
            "impact": told(impact, t),
        }
    )


async def series_rule(request: web.Request) -> web.Response:
    """Change the rule and the master, of the whole series or from a day on."""
    one, form = await asked_for(request), await request.post()
    entered = Entered(*(clean(str(form.get(name, ""))) for name in ("rule", "master", "from")))
    by, version = actor_of(request), identifier(str(form.get("version", ""))) or 0
    try:
        plan = plan_of(one, entered, recurrence.wall(clock.now(), one.zone))
        since, master_id = day_or_none(entered.since), identifier(entered.master)
        if since is None:
            impact = await series.alter(one.id, plan, by=by, version=version, master_id=master_id)
        else:
            one, impact = await series.follow(
                one.id, since, plan, by=by, version=version, master_id=master_id
            )
    except Refused as refused:
        return await show(request, await asked_for(request), entered, refused)
    raise web.HTTPSeeOther(f"/series/{one.id}?saved={impact.cancelled}")


async def series_skip(request: web.Request) -> web.Response:
    """Leave one time out."""
    form = await request.post()
    one = await asked_for(request)
    return await carried_out(
        request, one, occurrences.skip(one.id, day(clean(str(form.get("day", "")))), by=actor_of(request))
    )


async def series_unskip(request: web.Request) -> web.Response:
    """Bring back a time that was left out."""
    form = await request.post()
    one = await asked_for(request)
    date = day(clean(str(form.get("day", ""))))
    return await carried_out(request, one, occurrences.unskip(one.id, date, by=actor_of(request)))


async def series_move(request: web.Request) -> web.Response:
    """Give one time another day and hour; it lasts as long as before."""
    form, one = await request.post(), await asked_for(request)
    which, to = (day(clean(str(form.get(name, "")))) for name in ("day", "to"))
    try:
        at = time.fromisoformat(clean(str(form.get("at", ""))))
    except ValueError:
        raise Invalid("recurrence.time") from None
    start = recurrence.moment(datetime.combine(to, at.replace(tzinfo=None)), one.zone)
    end = start + await ahead.length_of(one, which)
    return await carried_out(request, one, occurrences.move(one.id, which, start, end, by=actor_of(request)))


async def series_end(request: web.Request) -> web.Response:
    """Repeat it no more."""
    one = await asked_for(request)
    await series.end(one.id, by=actor_of(request))
    return web.Response(status=303, headers={"Location": "/series"})


async def asked_for(request: web.Request) -> Series:
    """The series of the address, for whoever may see it."""
    return await series.series_for(actor_of(request), int(request.match_info["id"]))


async def carried_out(request: web.Request, one: Series, verb: Any) -> web.Response:
    """The page again after a verb; a refusal stands on it."""
    try:
        await verb
    except Refused as refused:
        rule = timing.said(timing.setting_of(one), texts_of(request), recurrence.wall(clock.now(), one.zone))
        return await show(request, one, Entered(rule, str(one.master_id or "")), refused)
    return web.Response(status=303, headers={"Location": f"/series/{one.id}"})


async def show(
    request: web.Request, one: Series, entered: Entered, refused: Refused | None = None
) -> web.Response:
    """The page of a series; with a refusal what was entered stays in its place."""
    t, now = texts_of(request), clock.now()
    after, setting = recurrence.wall(now, one.zone), timing.setting_of(one)
    over = series.ended(one, now)
    try:
        since = day_or_none(entered.since)
        since_said = (
            t.day(recurrence.moment(timing.time_of(one, since, after), one.zone), one.zone) if since else ""
        )
    except Refused:  # that day isn't ahead any more
        entered, since_said = replace(entered, since=""), ""
    masters = (
        await Master.filter(person__status=PersonStatus.ACTIVE)
        .select_related("person")
        .order_by("person__name")
    )
    return await page(
        request,
        "series.html",
        status=422 if refused else 200,
        series=one,
        over=over,
        rule=t("series.over") if over else capital(timing.said(setting, t, after)),
        times=[row(one, each, t) for each in await ahead.coming(one, now, SOON)],
        skipped=[(day.isoformat(), capital(t.days(day, day))) for day in timing.skipped_ahead(one, after)],
        ending=told(await ahead.impact_of(one, None, after, None), t),
        typed=entered,
        since=since_said,
        masters=[(str(m.person_id), m.person.name) for m in masters],
        problem=sentence(refused, t) if refused else "",
        saved="saved" in request.query and not refused,
        preview={name: t(f"web.series.{name}") for name in ("dates", "failed")},
    )


def row(one: Series, each: Coming, t: Texts) -> dict[str, Any]:
    """A time ahead: when, its order, what may be done."""
    visit, span = each.visit, each.period(one.zone, one.minutes)
    local = clock.local(span[0], one.zone)
    return {
        "day": each.wall.date().isoformat(),
        "window": window(span, one, t),
        "mark": each.mark(one.zone, t),
        "to": f"{local:%Y-%m-%d}",
        "at": f"{local:%H:%M}",
        "by_rule": each.by_rule,
        "visit": visit,
        "number": each.ahead.order.number if each.ahead else None,
        "unplaced": visit is not None and visit.starts_at is None,
        "href": f"/calendar?day={local:%Y-%m-%d}&visit={visit.id}" if visit else "",
        "master": visit.master.name if visit and visit.master else "",
    }


def plan_of(one: Series, entered: Entered, now: datetime) -> Plan:
    """The plan that the words hold."""
    since = day_or_none(entered.since)
    times = timing.setting_of(one).times(now, 1, one.skipped)
    return read(entered.rule, now.date(), since or (times[0].date() if times else now.date()))


def told(impact: Impact, t: Texts) -> list[str]:
    """What becomes of the orders made ahead, a sentence each."""
    said = [("series.cancels", impact.cancelled), ("series.keeps", impact.kept)]
    return [t.count(key, n) for key, n in said if n]


def sentence(refused: Refused, t: Texts) -> str:
    """A refusal in words."""
    return t(refused.key, **values_of(refused, t))


def window(span: Span, one: Series, t: Texts) -> str:
    """A time of the series, with its end."""
    return capital(t.window(*span, one.zone))


def day_or_none(text: str) -> date | None:
    """A date as browsers send it, or none for an empty field. Raises Invalid."""
    return day(text) if text else None


_ONE = r"/series/{id:\d{1,9}}"
ROUTES = [
    Door("GET", "/series", series_list, "series.list", Right.ORDERS_SEE),
    Door("GET", _ONE, series_page, "series.page", Right.ORDERS_SEE),
    Door("GET", rf"/api{_ONE}/preview", series_preview, "series.preview", Right.ORDERS_SEE),
    Door("POST", f"{_ONE}/rule", series_rule, "series.rule", Right.ORDERS_DISPATCH),
    Door("POST", f"{_ONE}/skip", series_skip, "series.skip", Right.ORDERS_DISPATCH),
    Door("POST", f"{_ONE}/unskip", series_unskip, "series.unskip", Right.ORDERS_DISPATCH),
    Door("POST", f"{_ONE}/move", series_move, "series.move", Right.ORDERS_DISPATCH),
    Door("POST", f"{_ONE}/end", series_end, "series.end", Right.ORDERS_DISPATCH),
]
