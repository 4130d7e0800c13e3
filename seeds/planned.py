"""Who goes where and when in three weeks around today: without overlaps, within hours, with time to travel."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from domain import clock, company, holiday
from domain.geo import distance_km, travel_minutes
from seeds.catalog import SERVICES, Offered
from seeds.company import ANNA, BORIS, CLIENTS, MASTERS
from seeds.job import Job
from seeds.places import PLACES

ZONE = company.DEFAULTS["zone"]
PAST, AHEAD = 10, 10
STEP = timedelta(minutes=15)
PETR = len(CLIENTS)  # the client after the last
ANNA_NO, BORIS_NO = MASTERS.index(ANNA), MASTERS.index(BORIS)
# Masters who are away: first and last day, counted from today, and why.
AWAY = {10: (1, 9, "vacation"), 11: (-2, 1, "sick")}
# Who would like to be away, the same way: it waits for the office's word.
ASKS = {8: (4, 8, "vacation", "Едем с детьми к бабушке")}
# The first public holiday from then on is kept; at others around today the company works, as repair companies do.
KEPT_FROM = 4


def moment(now: datetime, shift: int, wall: str) -> datetime:
    """``wall`` (HH:MM) by the company's clock, ``shift`` days from today."""
    day = clock.local(now, ZONE).date() + timedelta(days=shift)
    return datetime.combine(day, company.wall(wall), ZoneInfo(ZONE)).astimezone(UTC)


def day_of(number: int, shift: int, now: datetime, chance: Random) -> list[Job]:
    """A master's jobs of a day, from the first to the last; none when he is off."""
    working = spans(number, shift, now)
    if not working:
        return []
    jobs: list[Job] = []
    place, free = MASTERS[number].home, working[0][0] + STEP * chance.randrange(0, 5)
    for client in _near(number, chance)[: _how_many(number, shift, chance)]:
        service = chance.choice([s for s in SERVICES if s.skill in MASTERS[number].skills])
        start = _with_room(working, _there(place, client, free), service)
        if start is None:
            break
        end = start + timedelta(minutes=service.minutes)
        jobs.append(new_job(client, service, start, now, chance, master=number))
        place, free = PLACES[client][2:], end + STEP * chance.randrange(0, 3)
    return jobs


def new_job(
    client: int,
    service: Offered,
    start: datetime | None,
    now: datetime,
    chance: Random,
    master: int | None = None,
) -> Job:
    """A job ordered some hours or days before its start, and before now."""
    ordered = _in_office(min(start or now, now) - timedelta(minutes=chance.randrange(180, 4000)))
    return Job(
        client,
        service,
        chance.choice(service.complaints),
        ordered,
        clerk=chance.choice(("vera", "vera", "vera", "olga")),
        priority=chance.choices(("low", "normal", "high", "urgent"), (1, 14, 3, 1))[0],
        start=start,
        end=start + timedelta(minutes=service.minutes) if start else None,
        master=master,
    )


def hours(number: int, shift: int, now: datetime) -> tuple[datetime, datetime] | None:
    """When a master's day begins and ends; None when he doesn't work."""
    working = spans(number, shift, now)
    return (working[0][0], working[-1][1]) if working else None


def spans(number: int, shift: int, now: datetime) -> list[tuple[datetime, datetime]]:
    """When a master works on a day, his breaks left out; never when he is off, away, or a holiday is kept."""
    first, last, _ = AWAY.get(number, (99, 99, ""))
    day = _date(now, shift)
    if first <= shift <= last or day == kept_holiday(now):
        return []
    week = (
        company.DEFAULTS["hours"] if is_holiday(day) else MASTERS[number].hours or company.DEFAULTS["hours"]
    )
    return [
        (moment(now, shift, opens), moment(now, shift, closes))
        for opens, closes in week.get(str(day.isoweekday()), [])
    ]


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday where the demo company is."""
    return holiday.name_of(day, company.DEFAULTS["holidays"]) is not None


def kept_holiday(now: datetime) -> date | None:
    """The holiday of the next days at which nobody works, if there is one."""
    coming = (_date(now, shift) for shift in range(KEPT_FROM, AHEAD + 1))
    return next((day for day in coming if is_holiday(day)), None)


def worked_holidays(now: datetime) -> list[date]:
    """Holidays around today at which the company works as on any day."""
    around = (_date(now, shift) for shift in range(-PAST - 1, AHEAD + 1))
    return [day for day in around if is_holiday(day) and day != kept_holiday(now)]


def after_the_last(number: int, client: int, service: Offered, jobs: list[Job], now: datetime) -> datetime:
    """When a master can do one more job: after those of the first day from tomorrow on that has room for it."""
    for shift in range(1, AHEAD + 1):
        working = spans(number, shift, now)
        if not working:
            continue
        opens, closes = working[0][0], working[-1][1]
        place, free = MASTERS[number].home, opens
        for job in jobs:
            if (
                job.master == number
                and job.start
                and job.end
                and opens <= job.start
                and free < job.end <= closes
            ):
                place, free = PLACES[job.client][2:], job.end
        start = _with_room(working, _there(place, client, free), service)
        if start is not None:
            return start
    raise AssertionError("a master has no time in ten days")


def every_day(now: datetime, chance: Random) -> Iterator[tuple[int, int, list[Job]]]:
    """Day (from today), master, his jobs, over the whole time."""
    for shift in range(-PAST, AHEAD + 1):
        for number in range(len(MASTERS)):
            yield shift, number, day_of(number, shift, now, chance)


def _how_many(number: int, shift: int, chance: Random) -> int:
    if shift <= 0:
        return min(MASTERS[number].limit, chance.choice((2, 3, 3, 4)))
    if shift < 4:
        return chance.choice((1, 2, 2))
    on_duty = (number + shift) % 4 == 0  # one of them at least works, whatever the week day
    return 1 if on_duty else chance.choice((0, 0, 1))


def _near(number: int, chance: Random) -> list[int]:
    """Some clients of a master's neighbourhood and areas, in a likely order of going there."""
    home, areas = MASTERS[number].home, MASTERS[number].areas
    within = [client for client in range(PETR) if not areas or PLACES[client][1] in areas]
    nearest = sorted(within, key=lambda client: distance_km(home, PLACES[client][2:]))
    return chance.sample(nearest[:9], 5)


def _with_room(working: list[tuple[datetime, datetime]], free: datetime, service: Offered) -> datetime | None:
    """The soonest start from ``free`` on at which the whole job lies in one span of working time."""
    length = timedelta(minutes=service.minutes)
    starts = (max(free, opens) for opens, closes in working if max(free, opens) + length <= closes)
    return next(starts, None)


def _date(now: datetime, shift: int) -> date:
    return clock.local(now, ZONE).date() + timedelta(days=shift)


def _there(place: tuple[float, float], client: int, free: datetime) -> datetime:
    """When a master who is free at ``place`` can begin at the client's."""
    minutes = travel_minutes(place, PLACES[client][2:], company.DEFAULTS["travel_kmh"])
    return _rounded(free + timedelta(minutes=minutes))


def _rounded(at: datetime) -> datetime:
    """The next quarter of an hour."""
    over = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + STEP


def _in_office(at: datetime) -> datetime:
    """The same moment, or the afternoon before when the office was closed."""
    wall = clock.local(at, ZONE)
    if 9 <= wall.hour < 19:
        return at
    back = wall - timedelta(days=1) if wall.hour < 9 else wall
    return back.replace(hour=17).astimezone(UTC)
