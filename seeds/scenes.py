"""The whole demo as jobs: three weeks of plans, what became of them by now, and what waits for somebody."""

from datetime import datetime, timedelta
from random import Random

from domain.statuses import Outcome, VisitStatus
from seeds import happened
from seeds.catalog import SERVICES
from seeds.job import Job
from seeds.owed import lately
from seeds.planned import ANNA_NO, BORIS_NO, PETR, after_the_last, every_day, hours, moment, new_job

S = VisitStatus
HOUR = timedelta(hours=1)
SEED = 20_251
BY_CODE = {service.code: service for service in SERVICES}
# Masters who are in the middle of something whenever the demo starts; they work every day.
NOW_AT = {4: S.EN_ROUTE, 6: S.ON_SITE, 2: S.PAUSED}
RETURNED_NO = 7
PHOTOGRAPHED = 8
# Whose last job ended otherwise than done, how, and whether the office has agreed.
OTHERWISE = (
    (4, Outcome.SECOND_VISIT, False),
    (9, Outcome.SECOND_VISIT, True),
    (5, Outcome.CLIENT_ABSENT, False),
    (8, Outcome.REFUSED, True),
)


def jobs_around(now: datetime) -> list[Job]:
    """Every job of the demo, in the order in which they were ordered; the same for the same moment."""
    chance = Random(SEED)  # noqa: S311  # a demo, no secret
    jobs: list[Job] = []
    for shift, number, planned in every_day(now, chance):
        kept = _with_room(planned, shift, number, now, chance)
        jobs += _told(kept, shift, number, now, chance)
    _waits_for_review(jobs, now, chance)
    jobs += _ended_otherwise(jobs, now, chance)
    jobs += [*_on_phones(now, chance), *_without_master(now, chance)]
    for job in [job for job in jobs if job.approved_at and job.parts][-PHOTOGRAPHED:]:
        job.photos = True
    return sorted(jobs, key=lambda job: job.created_at)


def _with_room(planned: list[Job], shift: int, number: int, now: datetime, chance: Random) -> list[Job]:
    """The plan of a day, but nothing before the masters with phones, and something for those who are under way."""
    if number in {ANNA_NO, BORIS_NO} and shift in {0, 1}:
        return [job for job in planned if shift == 0 and _over(job, now)]
    if number in {ANNA_NO, BORIS_NO} and shift == 2:
        return [job for job in planned if job.start and job.start >= moment(now, shift, "15:00")]
    span = hours(number, shift, now)
    if number in NOW_AT and shift == 0 and not planned and span:
        return [new_job(number, SERVICES[0], span[0], now, chance, number)]
    return planned


def _told(planned: list[Job], shift: int, number: int, now: datetime, chance: Random) -> list[Job]:
    """A master's day up to now: closed, under way, still to come."""
    current = None
    if shift == 0 and number in NOW_AT:
        begun = [job for job in planned if job.start and job.start <= now + timedelta(minutes=45)]
        current = begun[-1] if begun else planned[0]
    free = moment(now, shift, "00:00")
    for job in planned:
        if job is current:
            happened.under_way(job, NOW_AT[number], now, chance)
        elif _over(job, now):
            free = happened.close(job, now, free, chance)
        elif job.start and job.start < now - timedelta(minutes=30):
            happened.under_way(job, S.ON_SITE, now, chance)
        else:
            confirmed = shift < 1 or chance.random() < 0.9
            if not confirmed:  # given a while ago, so that its master still has the time to answer
                job.created_at, job.priority = lately(now, chance.randrange(60, 120)), "low"
            happened.give(job, chance, confirmed=confirmed)
    return planned


def _over(job: Job, now: datetime) -> bool:
    return job.end is not None and job.end <= now


def _waits_for_review(jobs: list[Job], now: datetime, chance: Random) -> None:
    for number in (BORIS_NO, RETURNED_NO):
        last = [job for job in jobs if job.master == number and job.finished_at][-1]
        happened.wait_for_review(last, now, chance, returned=number == RETURNED_NO)


def _ended_otherwise(jobs: list[Job], now: datetime, chance: Random) -> list[Job]:
    """Of some masters the last job that was done wasn't, after all. Returns the second visits, planned already."""
    second = []
    for number, outcome, approved in OTHERWISE:
        last = [job for job in jobs if job.master == number and job.approved_at and _long_ago(job, now)][-1]
        happened.end_otherwise(last, outcome, now, chance, approved=approved)
        if outcome is Outcome.SECOND_VISIT:
            second.append(_second_visit(last, jobs, now, chance))
    return second


def _long_ago(job: Job, now: datetime) -> bool:
    """Whether the office has had the time to plan a second visit."""
    return job.outcome is Outcome.DONE and job.approved_at is not None and job.approved_at < now - 2 * HOUR


def _second_visit(first: Job, jobs: list[Job], now: datetime, chance: Random) -> Job:
    assert first.master is not None
    assert first.finished_at is not None
    start = after_the_last(first.master, first.client, first.service, jobs, now)
    second = new_job(first.client, first.service, start, now, chance, first.master)
    second.follows, second.text, second.clerk = first, first.text, first.clerk
    second.priority, second.created_at = first.priority, first.finished_at
    happened.give(second, chance)
    return second


def _on_phones(now: datetime, chance: Random) -> list[Job]:
    """What the two masters with phones have before them: little, so that there is room to try things."""
    annas = new_job(PETR, BY_CODE["washer_repair"], _next_slot(now), now, chance, ANNA_NO)
    happened.give(annas, chance)
    boriss = new_job(45, BY_CODE["fridge_repair"], moment(now, 1, "10:00"), now, chance, BORIS_NO)
    boriss.created_at, boriss.priority = lately(now, 60), "normal"
    happened.give(boriss, chance, confirmed=False)
    before = new_job(PETR, BY_CODE["dishwasher_repair"], moment(now, -11, "12:00"), now, chance, BORIS_NO)
    happened.close(before, now, moment(now, -11, "09:00"), Random(1))  # noqa: S311
    both = new_job(2, BY_CODE["washer_repair"], moment(now, 1, "13:00"), now, chance)
    both.created_at, both.priority = now - timedelta(minutes=9), "high"
    both.status, both.offered_to, both.given_at = S.OFFERED, (ANNA_NO, BORIS_NO), now - timedelta(minutes=4)
    return [annas, boriss, before, both]


def _without_master(now: datetime, chance: Random) -> list[Job]:
    """Orders that the office still has to place: a clock that is broken, one about to break, one on hold."""
    urgent = new_job(49 - 3, BY_CODE["dishwasher_repair"], moment(now, 1, "15:30"), now, chance)
    urgent.priority, urgent.created_at, urgent.unexplained = "urgent", lately(now, 75), True
    plain = new_job(0, BY_CODE["washer_install"], moment(now, 2, "12:00"), now, chance)
    plain.priority, plain.created_at = "normal", lately(now, 200)
    unplanned = new_job(47, BY_CODE["tap_replace"], None, now, chance)
    unplanned.priority, unplanned.created_at, unplanned.held_at = "normal", lately(now, 150), lately(now, 100)
    unplanned.reason = "Клиент выбирает смеситель, перезвонит"
    declined = new_job(12, BY_CODE["climate_service"], moment(now, 3, "14:00"), now, chance)
    declined.priority, declined.created_at = "normal", lately(now, 90)
    declined.status, declined.offered_to, declined.reason = (
        S.DECLINED,
        (2,),
        "В этот день уже обещал другому клиенту",
    )
    declined.given_at = declined.created_at + timedelta(minutes=10)
    declined.declined_at = declined.given_at + timedelta(minutes=8)
    return [urgent, plain, unplanned, declined]


def _next_slot(now: datetime) -> datetime:
    """The soonest quarter of an hour at which Anna can still do a job today, else tomorrow at ten."""
    span = hours(ANNA_NO, 0, now)
    assert span is not None
    opens, closes = span
    start = max(now + timedelta(minutes=60), opens + timedelta(minutes=60)).replace(second=0, microsecond=0)
    start += timedelta(minutes=-start.minute % 15)
    return start if start + timedelta(minutes=90) <= closes else moment(now, 1, "10:00")
