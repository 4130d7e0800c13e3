"""How a series and its times read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram_dialog import DialogManager

from dialogs import view
from dialogs.common.opening import opened_with
from domain import clock, recurrence, rule_words, series, timing
from domain.ahead import Coming, coming
from domain.errors import NotFound
from domain.models import Series, Visit
from domain.texts import Texts

SOON = 5  # times ahead that a window shows
MOVED = "🕘"
NAME = 20  # of a client on a button, with room for the rule


@dataclass(frozen=True)
class Line:
    """A series on a button of the list, and when it comes next."""

    series_id: int
    label: str
    at: datetime


def in_a_line(one: Series, t: Texts, now: datetime) -> Line | None:
    """A series by its next day, rule and client; None when nothing comes any more."""
    after, setting = recurrence.wall(now, one.zone), timing.setting_of(one)
    times = setting.times(after, 1, one.skipped)
    if not times:
        return None
    at = recurrence.moment(times[0], one.zone)
    rule = rule_words.brief(setting.rule, t, setting.starts.time())
    parts = (view.capital(t.short_day(at, one.zone)), view.short(one.client.name, NAME), rule)
    return Line(one.id, view.short(" · ".join(parts)), at)


async def series_of(manager: DialogManager) -> Series:
    """The series this dialog is about, with client, address, service and master."""
    return await series.series_for(manager.middleware_data["actor"], opened_with(manager)["series"])


async def time_of(manager: DialogManager) -> tuple[Series, Coming]:
    """The time that was chosen, with its series. Raises NotFound when it isn't ahead any more."""
    one, day = await series_of(manager), manager.dialog_data.get("day")
    for each in await coming(one, clock.now(), SOON):
        if each.wall.toordinal() == day:
            return one, each
    raise NotFound


def head(one: Series, t: Texts, now: datetime) -> str:
    """What recurs, at whose, and when in words."""
    after = recurrence.wall(now, one.zone)
    over = series.ended(one, now)
    rule = t("series.over") if over else view.capital(timing.said(timing.setting_of(one), t, after))
    return view.joined(
        [
            t.html("series.head", service=one.service.name, client=one.client.name),
            view.where(one.address, t),
            t.html("series.rule", rule=rule),
            t.html("card.master", name=one.master.name) if one.master else t.html("series.no_master"),
        ]
    )


def when(one: Series, each: Coming) -> tuple[datetime, datetime]:
    """When that time is: the visit's own if it was moved, else the rule's."""
    return each.period(one.zone, one.minutes)


async def lasts(manager: DialogManager) -> tuple[timedelta, Visit | None]:
    """How long the time that was chosen takes, and the visit made of it; once it isn't ahead any more, as a new one."""
    try:
        one, each = await time_of(manager)
    except NotFound:
        return timedelta(minutes=(await series_of(manager)).minutes), None
    start, end = when(one, each)
    return end - start, each.visit


def is_moved(one: Series, each: Coming) -> bool:
    """Whether it takes place at another time than the rule says."""
    return each.by_rule and when(one, each)[0] != recurrence.moment(each.wall, one.zone)


def label(one: Series, each: Coming, t: Texts) -> str:
    """A time on a button: day, hour, and what became of it."""
    start, _ = when(one, each)
    text = f"{view.capital(t.short_day(start, one.zone))}, {t.time(start, one.zone)}"
    if is_moved(one, each):
        text = f"{MOVED} {text}"
    visit = each.visit
    if visit is None or each.ahead is None:
        return text
    status = t("waiting.no_window") if visit.starts_at is None else t(f"status.short.{visit.status}")
    return view.short(f"{text} · {t('order.number', number=each.ahead.order.number)} · {status}")
