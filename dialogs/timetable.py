"""How a day of a master reads: hours or why there are none, absences, and the day from visit to gap to visit."""

from datetime import date

from dialogs import view
from domain import clock, hours_words, schedule
from domain.hours import Day, Source
from domain.intervals import Span
from domain.models import Absence, Duty, Visit
from domain.texts import Texts
from domain.timetable import Timetable, under_way

DUTY_MARKS = {Duty.ON: "🟢", Duty.BREAK: "☕", Duty.OFF: "⏹"}


def title(day: date, zone: str, t: Texts) -> str:
    """A day by its date, by word as well when it is near: «Сегодня, сб, 28 ноября»."""
    shift = (day - clock.local(clock.now(), zone).date()).days
    words = {0: f"{t('day.today')}, ", 1: f"{t('day.tomorrow')}, "}
    return view.capital(words.get(shift, "") + t.days(day, day))


def hours(day: Day, t: Texts) -> str:
    """The hours of a day, ``09:00–13:00, 14:00–18:00``, or why there are none."""
    if not day.spans:
        return (
            view.capital(t.reason(schedule.no_hours(day).row()))
            if day.source is not Source.WEEK
            else t("schedule.off")
        )
    return hours_words.day(day.spans, t)


def span(between: Span, zone: str, t: Texts) -> str:
    """A part of a day: ``09:00–11:30``."""
    return "–".join(t.time(moment, zone) for moment in between)


def away(absence: Absence, zone: str, t: Texts) -> str:
    """An absence in a line, and whether anybody has agreed to it."""
    return t.html(
        "schedule.absence",
        kind=view.capital(t(f"absence.kind.{absence.kind}")),
        days=view.days_of(absence, zone, t),
        status=t(f"absence.status.{absence.status}"),
    )


def lines(table: Timetable, zone: str, t: Texts) -> list[str]:
    """The day, line by line, in order of time."""
    parts = [((visit.starts_at, visit.ends_at), visit_line(visit, zone, t)) for visit in table.visits]
    parts += [(gap, t.html("schedule.free", time=span(gap, zone, t))) for gap in table.free]
    parts.sort(key=lambda part: part[0])
    return [
        t.html("schedule.hours", hours=hours(table.day, t)),
        *(away(absence, zone, t) for absence in table.absences),
        *(under_way_line(visit, zone, t) for visit in table.under_way),
        *(text for _, text in parts),
    ]


def under_way_line(visit: Visit, zone: str, t: Texts) -> str:
    """A visit that goes on today and is planned for another day."""
    planned = t.window(visit.starts_at, visit.ends_at, zone)
    return t.html(
        "schedule.under_way", number=visit.order.number, about=_about(visit, zone, t), planned=planned
    )


def visit_line(visit: Visit, zone: str, t: Texts) -> str:
    """A visit in a day: when, which order, where, how far it is."""
    assert visit.starts_at is not None
    assert visit.ends_at is not None
    time = span((visit.starts_at, visit.ends_at), zone, t)
    return t.html("schedule.visit", time=time, number=visit.order.number, about=_about(visit, zone, t))


def buttons(table: Timetable, zone: str, t: Texts) -> list[tuple[int, str]]:
    """The day's visits as buttons that lead to their orders."""
    now = [(visit.order_id, label_with_day(visit, zone, t)) for visit in table.under_way]
    return now + [(visit.order_id, label(visit, zone, t)) for visit in table.visits]


def _about(visit: Visit, zone: str, t: Texts) -> str:
    status = under_way(visit, zone, t) or t(f"status.short.{visit.status}")
    return " · ".join(filter(None, [visit.order.address.district, status]))


def short(table: Timetable, zone: str, t: Texts) -> list[str]:
    """The same for the team's day: name, hours, visits and gaps in a line each."""
    mark = f" {DUTY_MARKS[table.duty]}" if table.duty else ""
    visits = ", ".join(
        [t("schedule.team_visit", time=t("schedule.now"), number=v.order.number) for v in table.under_way]
        + [
            t("schedule.team_visit", time=span((v.starts_at, v.ends_at), zone, t), number=v.order.number)
            for v in table.visits
            if v.starts_at and v.ends_at
        ]
    )
    gaps = ", ".join(span(gap, zone, t) for gap in table.free)
    return [
        t.html(
            "schedule.team_master",
            name=view.short(table.master.person.name, 40),
            mark=mark,
            hours=hours(table.day, t),
        ),
        *(away(absence, zone, t) for absence in table.absences),
        t.html("schedule.team_visits", visits=visits) if visits else "",
        t.html("schedule.team_free", gaps=gaps) if gaps else "",
    ]


def affected_line(visit: Visit, zone: str, t: Texts) -> str:
    """A visit that an absence meets: day, time, order."""
    return t.html(
        "absence.visit", window=t.window(visit.starts_at, visit.ends_at, zone), number=visit.order.number
    )


def label_with_day(visit: Visit, zone: str, t: Texts) -> str:
    """A visit on a button among those of other days: which, when."""
    assert visit.starts_at is not None
    number = t("order.number", number=visit.order.number)
    return f"{number} · {t.short_day(visit.starts_at, zone)} {t.time(visit.starts_at, zone)}"


def label(visit: Visit, zone: str, t: Texts) -> str:
    """A visit of a day on a button: when, which, where."""
    assert visit.starts_at is not None
    number = t("order.number", number=visit.order.number)
    return view.short(
        f"{t.time(visit.starts_at, zone)} {number} · {visit.order.address.district}".rstrip(" ·")
    )
