"""The report page: what was done in a period, by master and by day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web
from babel.dates import format_date
from babel.numbers import format_decimal

from domain import clock, company, reports
from domain.access import Right
from domain.errors import Invalid
from domain.texts import Texts
from webadmin.inputs import clean, day
from webadmin.keys import actor_of
from webadmin.pages import page, texts_of
from webadmin.routing import Door

PRESETS = ("week", "month", "last_month")


@dataclass(frozen=True)
class Asked:
    """A period as it was asked for: the words that were entered, and the preset they are, if any."""

    first: str
    last: str
    preset: str


async def figures_page(request: web.Request) -> web.Response:
    """The figures from ``from`` to ``to``, or of a ``preset``. What can't be read is said, and stays in its field."""
    t = texts_of(request)
    today = clock.local(clock.now(), await company.zone()).date()
    asked = asked_for(request, today)
    report, problem, status = None, "", 200
    try:
        report = await reports.by_master(day(asked.first), day(asked.last), by=actor_of(request))
    except Invalid as refusal:
        problem, status = t(refusal.key, **refusal.values), 422
    return await page(
        request,
        "figures.html",
        status=status,
        asked=asked,
        presets=[(name, *map(date.isoformat, period(name, today))) for name in PRESETS],
        problem=problem,
        report=report,
        chart=chart(report, t) if report else None,
        number=lambda value, digits=0: number(value, digits, t),
        long_day=lambda value: long_day(value, t),
        typed=lambda text: typed(text, t),
    )


def asked_for(request: web.Request, today: date) -> Asked:
    """What the address asks for: two dates, else a preset, else this month."""
    first, last = (clean(request.query.get(name, ""))[:40] for name in ("from", "to"))
    preset = request.query.get("preset", "")
    if preset in PRESETS or not (first or last):
        preset = preset if preset in PRESETS else "month"
        first, last = map(date.isoformat, period(preset, today))
        return Asked(first, last, preset)
    same = [name for name in PRESETS if (first, last) == tuple(map(date.isoformat, period(name, today)))]
    return Asked(first, last, same[0] if same else "")


def period(preset: str, today: date) -> tuple[date, date]:
    """The days of a preset, whole weeks and months."""
    if preset == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    within = today if preset == "month" else today.replace(day=1) - timedelta(days=1)
    return within.replace(day=1), within.replace(day=monthrange(within.year, within.month)[1])


def number(value: float | None, digits: int, t: Texts) -> str:
    """A number as the language writes it, a dash for none."""
    return "—" if value is None else str(format_decimal(round(value, digits), locale=t.locale))


def long_day(value: date, t: Texts) -> str:
    """A day as the language writes it, 30 ноября 2026."""
    return str(format_date(value, "d MMMM y", locale=t.locale))


def typed(text: str, t: Texts) -> str:
    """What was entered for a day, as people write days where it is one; a dash for nothing."""
    try:
        return long_day(date.fromisoformat(text.strip()), t)
    except ValueError:
        return text or "—"


def chart(report: reports.Report, t: Texts) -> dict[str, object]:
    """What the chart draws: roubles and counts, labels in words."""
    return {
        "locale": t.locale,
        "masters": [master.name for master in report.masters],
        "revenue": [master.revenue / 100 for master in report.masters],
        "done": [master.done for master in report.masters],
        "on_time": [master.on_time_percent for master in report.masters],
        "days": [format_date(moment, "d MMM", locale=t.locale) for moment, _ in report.days],
        "day_revenue": [figures.revenue / 100 for _, figures in report.days],
        "day_done": [figures.done for _, figures in report.days],
        "texts": {name: t(f"web.figures.{name}") for name in ("revenue", "done", "on_time")},
    }


ROUTES = [Door("GET", "/figures", figures_page, "figures.page", Right.FIGURES_SEE)]
