"""How a rule reads, in words that :mod:`domain.rule_reading` understands."""

from datetime import date, datetime, time, timedelta

from babel import Locale
from babel.dates import format_date, get_day_names, get_month_names

from domain.recurrence import LAST, Freq, Rule
from domain.texts import Texts

WORKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
FIFTH = 5
LEAP_DAY = (2, (29,))


def words(
    rule: Rule,
    t: Texts,
    today: date,
    *,
    at: time | None = None,
    minutes: int | None = None,
    first: date | None = None,
) -> str:
    """The rule as people say it: «каждый второй вторник в 9:00, до 1 июня».

    With ``minutes`` the time is a window; ``first`` is told when it is still to come. A date has its year unless it
    is the next of its name from ``today`` on.
    """
    said = _days(rule, t)
    if at is not None and minutes is not None:
        end = datetime.combine(today, at) + timedelta(minutes=minutes)
        said = t("recurrence.window", rule=said, start=clock_time(at), end=clock_time(end.time()))
    elif at is not None:
        said = t("recurrence.at", rule=said, time=clock_time(at))
    if first is not None and first > today:
        said = t("recurrence.from", rule=said, day=_date(first, today, t))
    if rule.until:
        return t("recurrence.until", rule=said, day=_date(rule.until, today, t))
    return t.count("recurrence.times", rule.count, rule=said) if rule.count else said


def brief(rule: Rule, t: Texts, at: time) -> str:
    """The rule for a button, without its end: «пн, ср 18:00», «15-го числа 09:00»."""
    return f"{_briefly(rule, t)} {clock_time(at)}"


def _briefly(rule: Rule, t: Texts) -> str:
    if rule.freq is Freq.WEEKLY and rule.days not in (WORKDAYS, WEEKEND):
        names = get_day_names("abbreviated", "format", t.locale)
        days = ", ".join(names[day] for day in rule.days)
        return t.count("recurrence.every_weeks", rule.interval, days=days) if rule.interval > 1 else days
    if rule.freq is Freq.MONTHLY and rule.interval == 1:
        return _in_month(rule, t)
    return _days(rule, t)


def note(rule: Rule, t: Texts) -> str:
    """What isn't said by the words: that some months or years are left out; empty when none is."""
    if rule.month and (rule.month, rule.month_days) == LEAP_DAY:
        return t("recurrence.note.leap")
    if FIFTH in rule.weeks:
        return t("recurrence.note.fifth")
    if rule.month is None and rule.month_days and rule.month_days[-1] > 28:
        return t("recurrence.note.short", day=rule.month_days[-1])
    return ""


def clock_time(at: time) -> str:
    """A time as windows have it: 09:00."""
    return f"{at:%H:%M}"


def next_of_name(month: int, day: int, today: date) -> date:
    """The next date of that name, today's included. Raises ValueError when no year has it."""
    for year in range(today.year, today.year + 9):  # 29 February may be eight years off
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(f"{month}-{day}")


def _days(rule: Rule, t: Texts) -> str:
    match rule.freq:
        case Freq.DAILY if rule.interval == 1:
            return t("recurrence.daily")
        case Freq.DAILY:
            return t.count("recurrence.every_days", rule.interval)
        case Freq.WEEKLY:
            return _weekly(rule, t)
        case Freq.MONTHLY if rule.interval == 1:
            return t("recurrence.monthly", day=_in_month(rule, t))
        case Freq.MONTHLY:
            return t.count("recurrence.every_months", rule.interval, day=_in_month(rule, t))
    if rule.interval == 1:
        return t("recurrence.yearly", day=_in_year(rule, t))
    return t.count("recurrence.every_years", rule.interval, day=_in_year(rule, t))


def _weekly(rule: Rule, t: Texts) -> str:
    (first, *others), several = rule.days, rule.interval > 1
    if not others and rule.interval <= 2:
        return t(f"recurrence.second.{first}" if several else f"recurrence.every.{first}")
    groups = {WORKDAYS: "recurrence.workdays", WEEKEND: "recurrence.weekends"}
    if rule.days in groups:
        days = t(groups[rule.days])
    else:
        days = t("recurrence.on", days=_listed([t(f"recurrence.on.{day}") for day in rule.days], t))
    return t.count("recurrence.every_weeks", rule.interval, days=days) if several else days


def _in_month(rule: Rule, t: Texts) -> str:
    """Which days of a month, without the month: «15-го числа», «в последнюю пятницу»."""
    if rule.month_days == (LAST,):
        return t("recurrence.last_day")
    if rule.month_days:
        form = Locale(t.locale).ordinal_form
        dates = [t(f"recurrence.date.{form(day)}", n=day) for day in rule.month_days]
        return t("recurrence.on_dates", days=_listed(dates, t))
    return _nth(rule, t)


def _in_year(rule: Rule, t: Texts) -> str:
    """A day of the year: «1 мая», «в последнюю пятницу мая»."""
    assert rule.month is not None
    month = get_month_names("wide", "format", t.locale)[rule.month]
    if rule.month_days and rule.month_days != (LAST,):
        return t("recurrence.on_date", day=rule.month_days[0], month=month)
    day = t("recurrence.last_day") if rule.month_days else _nth(rule, t)
    return t("recurrence.of_month", day=day, month=month)


def _nth(rule: Rule, t: Texts) -> str:
    (day,) = rule.days
    gender = t(f"recurrence.gender.{day}")
    which = _listed([t(f"recurrence.ordinal.{week}.{gender}") for week in rule.weeks], t)
    return t(f"recurrence.nth.{rule.weeks[0]}", which=which, day=t(f"recurrence.day.{day}"))


def _listed(parts: list[str], t: Texts) -> str:
    """``a, b and c``."""
    *before, last = parts
    return t("recurrence.and", first=", ".join(before), last=last) if before else last


def _date(day: date, today: date, t: Texts) -> str:
    pattern = "d MMMM" if day == next_of_name(day.month, day.day, today) else "d MMMM y"
    return format_date(day, pattern, locale=t.locale)
