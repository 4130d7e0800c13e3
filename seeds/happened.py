"""What became of the planned jobs up to now: who came when, what was done, what is under way."""

from datetime import datetime, timedelta
from random import Random

from domain.statuses import Outcome, VisitStatus
from seeds.job import Job

S = VisitStatus
NOTES = {
    Outcome.SECOND_VISIT: (
        "Нужна деталь, заказал: будет через пару дней",
        "Не хватило времени, осталась половина",
    ),
    Outcome.CLIENT_ABSENT: (
        "Никто не открыл, телефон не отвечает",
        "Клиент уехал, просил перезвонить вечером",
    ),
    Outcome.REFUSED: ("Клиенту дорого, чинить не стал", "Клиент решил купить новую технику"),
    Outcome.NOT_REPAIRABLE: ("Плата сгорела, дешевле купить новую", "Детали больше не выпускают"),
}
REASONS = ("Клиент передумал", "Клиент перенёс ремонт на неопределённый срок", "Починили сами")


def _minutes(chance: Random, least: int, most: int) -> timedelta:
    return timedelta(minutes=chance.randrange(least, most))


def give(job: Job, chance: Random, *, confirmed: bool = True) -> None:
    """The office gave the visit to its master, who confirmed it or hasn't yet."""
    job.given_at = job.created_at + _minutes(chance, 4, 40)
    job.status = S.ASSIGNED
    if chance.random() < 0.3 and confirmed and job.master is not None:
        job.offered_to = (job.master,)
    if confirmed:
        job.accepted_at = job.given_at + _minutes(chance, 2, 25)
        job.status = S.ACCEPTED


def close(job: Job, now: datetime, free: datetime, chance: Random) -> datetime:
    """A job of the past is done, or came to nothing. Returns when the master was free again."""
    assert job.start is not None
    give(job, chance)
    if chance.random() < 0.03:
        job.status, job.reason = S.CANCELLED, chance.choice(REASONS)
        job.cancelled_at = max(job.start - _minutes(chance, 60, 300), job.accepted_at or job.start)
        return free
    arrive(job, min(max(_arrival(job, chance), free), now - timedelta(minutes=40)), chance)
    assert job.on_site_at is not None
    job.outcome = chance.choices(
        (Outcome.DONE, Outcome.CLIENT_ABSENT, Outcome.REFUSED, Outcome.NOT_REPAIRABLE), (92, 4, 2, 2)
    )[0]
    finish(job, now, chance)
    assert job.finished_at is not None
    job.status = S.APPROVED
    job.approved_at = min(job.finished_at + _minutes(chance, 15, 240), now - timedelta(minutes=2))
    return job.finished_at + timedelta(minutes=15)


def arrive(job: Job, at: datetime, chance: Random) -> None:
    """The master left and has come."""
    job.en_route_at = at - _minutes(chance, 12, 40)
    job.on_site_at = at
    job.status = S.ON_SITE
    if job.accepted_at and job.accepted_at > job.en_route_at:
        job.accepted_at = job.en_route_at - timedelta(minutes=1)


def finish(job: Job, now: datetime, chance: Random) -> None:
    """The work is over; if it was done there is a report of it, else a word why not."""
    assert job.on_site_at is not None
    share = chance.uniform(0.65, 1.05) if job.outcome is Outcome.DONE else 0.2
    over = job.on_site_at + timedelta(minutes=round(job.service.minutes * share))
    job.finished_at = min(over, now - timedelta(minutes=5))
    job.status = S.FINISHED
    number = chance.randrange(len(job.service.works))
    job.works = job.service.works[number]
    job.parts, job.note = (), ""
    if job.outcome is not Outcome.DONE and job.outcome:
        job.note = chance.choice(NOTES[job.outcome])
    elif job.service.parts and chance.random() < 0.7:
        job.parts = (job.service.parts[number % len(job.service.parts)],)


def under_way(job: Job, status: VisitStatus, now: datetime, chance: Random) -> None:
    """The master is on the way, working, or has paused, right now."""
    give(job, chance)
    assert job.start is not None
    if status is S.EN_ROUTE:
        job.en_route_at, job.status = now - timedelta(minutes=12), status
        return
    longest = now - timedelta(minutes=job.service.minutes)
    arrive(job, max(min(job.start + timedelta(minutes=4), now - timedelta(minutes=25)), longest), chance)
    if status is S.PAUSED:
        job.paused_at, job.status = now - timedelta(minutes=8), status


def wait_for_review(job: Job, now: datetime, chance: Random, *, returned: bool = False) -> None:
    """A closed job whose report the office hasn't approved, or has sent back."""
    if job.finished_at is None or job.outcome is not Outcome.DONE:
        job.cancelled_at, job.reason, job.outcome = None, "", Outcome.DONE
        assert job.start is not None
        arrive(job, min(job.start + timedelta(minutes=6), now - timedelta(minutes=60)), chance)
        finish(job, now, chance)
    job.status, job.approved_at, job.photos = S.FINISHED, None, True
    if returned and job.finished_at is not None:
        job.status, job.reason = S.RETURNED, "Не видно, что течи больше нет: добавьте фото после ремонта"
        job.returned_at = min(job.finished_at + timedelta(minutes=30), now - timedelta(minutes=1))


def end_otherwise(job: Job, outcome: Outcome, now: datetime, chance: Random, *, approved: bool) -> None:
    """A job that was done came to this instead; the office has agreed, or hasn't looked yet."""
    job.outcome = outcome
    finish(job, now, chance)
    if approved:
        job.status = S.APPROVED
    else:
        job.approved_at = None


def _arrival(job: Job, chance: Random) -> datetime:
    """Mostly within the promised hour, sometimes after it."""
    assert job.start is not None
    return job.start + (_minutes(chance, 0, 25) if chance.random() < 0.87 else _minutes(chance, 62, 85))
