"""Forms of hours, shared by the company's page and a master's: read, asked about, saved, or shown again as entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aiohttp import web

from domain import clock, company, hours_change, hours_reading, hours_words
from domain.errors import Invalid, Refused
from domain.hours import Week
from domain.hours_change import OneDay, WeekHours, Wish
from domain.hours_reading import Spans
from domain.models import DayHours, Visit
from domain.texts import Texts
from webadmin.inputs import clean, day
from webadmin.keys import actor_of
from webadmin.pages import texts_of
from webadmin.refusals import values_of

MOST_LISTED = 50


@dataclass(frozen=True)
class Shown:
    """A form that wasn't saved: which, what stands in its fields, what is wrong by field ("" for all of it).

    ``left`` are the visits that saving would leave outside of hours, ``nights`` the hours past midnight that it would
    bring, in words: then it is a question.
    """

    form: str = ""
    entered: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    left: tuple[Visit, ...] = ()
    nights: tuple[str, ...] = ()


async def entered(request: web.Request) -> dict[str, str]:
    """What was sent, cleaned."""
    return {name: clean(str(value)) for name, value in (await request.post()).items()}


def week_of(form: Mapping[str, str], t: Texts) -> tuple[dict[str, Any], dict[str, str]]:
    """The hours of the seven fields, and what is wrong by field; an empty field is a day off."""
    week, problems = {}, {}
    for number in range(1, 8):
        text = form.get(f"d{number}", "").strip()
        try:
            week[str(number)] = hours_reading.read_day(text) if text else []
        except Invalid as refused:
            problems[f"d{number}"] = t(refused.key, **refused.values)
    return week, problems


async def save_week(
    request: web.Request, form: Mapping[str, str], master_id: int | None = None
) -> Shown | None:
    """Save the week; None once it is."""
    if master_id is not None and form.get("as") == "company":
        return await settle(request, "hours", WeekHours(None, master_id), form)
    week, problems = week_of(form, texts_of(request))
    if problems:
        return Shown("hours", form, problems)
    return await settle(request, "hours", WeekHours(week, master_id), form)


async def save_day(
    request: web.Request, form: Mapping[str, str], master_id: int | None = None
) -> Shown | None:
    """Save a single day, or take it back to its usual hours; None once it is."""
    t, problems = texts_of(request), {}
    try:
        on = day(form.get("day", ""))
    except Invalid as refused:
        problems["day"] = t(refused.key, **refused.values)
    spans = None
    if "usual" not in form:
        try:
            spans = hours_reading.read_day(form.get("hours", ""))
        except Invalid as refused:
            problems["hours"] = t(refused.key, **refused.values)
    if problems:
        return Shown("day", form, problems)
    return await settle(request, "day", OneDay(on, spans, form.get("name", ""), master_id), form)


async def settle(request: web.Request, name: str, wish: Wish, form: Mapping[str, str]) -> Shown | None:
    """Ask about visits that the wish would leave outside of hours and about new nights, or carry it out: then None."""
    try:
        left = tuple(await hours_change.affected(wish))
        nights = _said(await hours_change.new_nights(wish), texts_of(request))
        if (left or nights) and form.get("sure") != sure_of(left, nights):
            return Shown(name, form, left=left, nights=nights)
        await hours_change.save(wish, by=actor_of(request), was=form.get("was") or None)
    except Refused as refused:
        return Shown(name, form, {"": sentence(refused, texts_of(request))})
    return None


def sure_of(left: Sequence[Visit], nights: Sequence[str] = ()) -> str:
    """What a form sends to say that these visits and nights, and no others, were seen."""
    return ",".join([*(str(visit.id) for visit in left), *nights])


def _said(nights: Mapping[date | int, Spans], t: Texts) -> tuple[str, ...]:
    """Hours past midnight in words: «ср 18:00–09:00 следующего дня»."""
    return tuple(
        f"{hours_words.weekday(day, t) if isinstance(day, int) else t.days(day, day)} {hours_words.day(spans, t)}"
        for day, spans in nights.items()
    )


def sentence(refused: Refused, t: Texts) -> str:
    """A refusal in words."""
    return t(refused.key, **values_of(refused, t))


async def question(shown: Shown, t: Texts) -> dict[str, Any] | None:
    """What is asked before a form is saved: the visits, the nights, and the fields to be sent again."""
    if not shown.left and not shown.nights:
        return None
    zone = await company.zone()
    return {
        "form": shown.form,
        "fields": [(name, value) for name, value in shown.entered.items() if name != "sure"],
        "sure": sure_of(shown.left, shown.nights),
        "nights": shown.nights,
        "said": t.count("hours.affected", len(shown.left)) if shown.left else "",
        "visits": [listed(visit, zone, t) for visit in shown.left[:MOST_LISTED]],
        "more": max(len(shown.left) - MOST_LISTED, 0),
    }


def listed(visit: Visit, zone: str, t: Texts) -> dict[str, str]:
    """A visit in a list, with the way to it in the calendar."""
    assert visit.starts_at is not None
    local = clock.local(visit.starts_at, zone)
    return {
        "href": f"/calendar?day={local:%Y-%m-%d}&visit={visit.id}",
        "number": t("order.number", number=visit.order.number),
        "window": t.window(visit.starts_at, visit.ends_at, zone),
        "master": visit.master.name if visit.master else "",
    }


def fields_of(week: Week, shown: Shown, t: Texts) -> list[dict[str, str]]:
    """The seven fields of a week, as entered or as it is."""
    found = []
    for number in range(1, 8):
        name = f"d{number}"
        value = hours_words.day(week.get(str(number), []), t)
        found.append(
            {
                "name": name,
                "label": t.weekday_name(hours_words.date_of(number)),
                "value": shown.entered.get(name, value) if shown.form == "hours" else value,
                "problem": shown.problems.get(name, "") if shown.form == "hours" else "",
            }
        )
    return found


def days_of(days: Mapping[Any, DayHours], t: Texts) -> list[dict[str, str]]:
    """Single days ahead, the soonest first."""
    return [
        {
            "day": row.day.isoformat(),
            "said": t.days(row.day, row.day),
            "hours": hours_words.day(row.spans, t),
            "name": row.name,
        }
        for row in sorted(days.values(), key=lambda row: row.day)
    ]
