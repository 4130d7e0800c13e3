"""The calendar of the week by master: the page, and its data as PostgreSQL makes it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from domain import calendar, clock, company, overlay, wording
from domain.access import Right
from domain.errors import Invalid
from domain.statuses import NEEDS_MASTER, VisitStatus
from domain.texts import Texts
from webadmin.inputs import FIRST_YEAR, LAST_YEAR, clean, day, numbers
from webadmin.keys import actor_of
from webadmin.pages import page, texts_of
from webadmin.routing import Door

# What the script says, handed over with the page: no text stands in a script.
SCRIPT_TEXTS = (
    "unassigned", "unplanned", "empty_day", "load", "order", "nobody", "master_time", "absent.vacation", "absent.sick",
    "absent.other", "failed", "master", "client", "address", "service", "window", "price", "phone", "no_window",
    "close", "all_masters", "urgent", "high", "open_day", "loading", "outcome",
    "report", "returned", "recommendation", "total", "history", "others", "no_visit",
    "empty_week", "filtered", "hidden", "show_all", "no_masters", "more",
    "on_hold", "clocks", "late_reason", "late_ask", "hold_ask", "hold", "go_on", "explain", "save",
    "load_of", "pause", "absent_today", "asked", "asked_how", "way", "capacity", "waiting", "away", "saving",
    "move", "move_ask", "stretch_ask", "day", "from", "to", "moved", "undone", "undo", "swapped", "not_saved",
    "in_the_way", "why_anyway", "anyway", "move_anyway", "stretch_anyway", "agreed", "swap_with", "cancel",
    "further", "carried_busy", "carried_away", "carried_closed", "wont_come", "wanted", "under_way",
)  # fmt: skip
PLACES = ("n", "now", "most", "number", "until", "names", "what", "where", "problem", "first", "second")
# In the legend what asks the office for a master comes first, the rest as a visit goes on.
LEGEND = sorted(VisitStatus, key=lambda status: status not in NEEDS_MASTER)
VIEWER_TEXTS = ("next", "previous", "original", "failed")


async def calendar_page(request: web.Request) -> web.Response:
    """The page of the week in ``?week=2026-W47``, this week without it."""
    zone, t = await company.zone(), texts_of(request)
    now = clock.local(clock.now(), zone)
    problem = ""
    try:
        monday = monday_of(request.query.get("week", ""), now.date())
    except Invalid as refusal:
        problem, monday = t(refusal.key, **refusal.values), monday_of("", now.date())
    return await page(
        request,
        "calendar.html",
        problem=problem,
        statuses=[str(status) for status in LEGEND],
        script={
            "monday": monday.isoformat(),
            "today": now.date().isoformat(),
            "ahead": minutes_ahead(now),
            "locale": t.locale,
            "bot": await company.get("bot_username"),
            "longest": wording.LENGTH,
            "may_plan": actor_of(request).may(Right.ORDERS_DISPATCH),
            "statuses": {str(status): t(f"status.short.{status}").capitalize() for status in VisitStatus},
            "texts": script_texts(t),
        },
    )


async def calendar_visits(request: web.Request) -> web.Response:
    """Visits from ``from`` to ``to``, both days included, or those whose ids ``visits`` lists."""
    actor = actor_of(request)
    if wanted := request.query.get("visits"):
        body = await calendar.some(numbers(wanted), by=actor)
    else:
        body = await calendar.span(*days(request), by=actor)
    return web.Response(body=body, content_type="application/json")


async def calendar_counts(request: web.Request) -> web.Response:
    """How many visits begin on each day from ``from`` to ``to``, by master and status."""
    body = await calendar.counts(*days(request), by=actor_of(request))
    return web.Response(body=body, content_type="application/json")


async def calendar_around(request: web.Request) -> web.Response:
    """Hours, names of days and ways from ``from`` to ``to``: what lies under the visits."""
    return web.json_response(await overlay.around(*days(request), by=actor_of(request)))


def days(request: web.Request) -> tuple[date, date]:
    """The days ``from`` and ``to`` of a request, both included. Raises :class:`Invalid`."""
    first, last = (day(clean(request.query.get(name, ""))) for name in ("from", "to"))
    return first, last


def monday_of(week: str, today: date) -> date:
    """The Monday of an ISO week, 2026-W47; of today's week for an empty one. Raises :class:`Invalid`."""
    if not week:
        return today - timedelta(days=today.weekday())
    try:
        found = datetime.strptime(f"{week}-1", "%G-W%V-%u").replace(tzinfo=ZoneInfo("UTC")).date()
    except ValueError:
        raise Invalid("web.invalid.week") from None
    if not FIRST_YEAR < found.year < LAST_YEAR:
        raise Invalid("web.invalid.week")
    return found


def minutes_ahead(moment: datetime) -> int:
    """How many minutes the clocks of a moment's zone are ahead of UTC."""
    return int((moment.utcoffset() or timedelta()).total_seconds() // 60)


def script_texts(t: Texts) -> dict[str, str]:
    """The script's texts by their short names; places for values stay as they are."""
    places = {place: f"{{{place}}}" for place in PLACES}
    said = {name: t(f"web.calendar.{name}", **places) for name in SCRIPT_TEXTS}
    said["number"] = t("order.number", number=places["number"])
    said["too_long"] = t("invalid.too_long", now=places["now"], most=places["most"])
    return said | {f"photo.{name}": t(f"web.photo.{name}") for name in VIEWER_TEXTS}


ROUTES = [
    Door("GET", "/calendar", calendar_page, "calendar.page", Right.CALENDAR_SEE),
    Door("GET", "/api/calendar", calendar_visits, "calendar.visits", Right.CALENDAR_SEE),
    Door("GET", "/api/calendar/counts", calendar_counts, "calendar.counts", Right.CALENDAR_SEE),
    Door("GET", "/api/calendar/around", calendar_around, "calendar.around", Right.CALENDAR_SEE),
]
