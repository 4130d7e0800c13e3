"""What the history says of a job: the same events, actors and statuses the verbs would have recorded."""

from collections.abc import Iterator
from datetime import datetime

from domain.events import (
    Event,
    MasterArrived,
    MasterDeparted,
    OrderCreated,
    ReportApproved,
    ReportReturned,
    VisitAccepted,
    VisitAssigned,
    VisitCancelled,
    VisitDeclined,
    VisitFinished,
    VisitOffered,
    WorkPaused,
)
from domain.models import HistoryEntry
from domain.statuses import VisitStatus
from seeds.job import Job

S = VisitStatus
Told = tuple[datetime, int | None, Event, VisitStatus | None, VisitStatus]


def entries(job: Job, ids: dict[str, int], masters: list[int], offers: dict[int, int]) -> list[HistoryEntry]:
    """The rows of one job. ``ids`` are the office's people, ``masters`` by number, ``offers`` ids by number."""
    return [
        HistoryEntry(
            order_id=job.order_id,
            visit_id=job.visit_id,
            at=at,
            actor_id=actor,
            event=event.name,
            status_from=before,
            status_to=after,
            data=event.data(),
        )
        for at, actor, event, before, after in _told(job, ids[job.clerk], masters, offers)
    ]


def _told(job: Job, clerk: int, masters: list[int], offers: dict[int, int]) -> Iterator[Told]:
    both = job.order_id, job.visit_id
    if job.follows is None:
        yield job.created_at, clerk, OrderCreated(*both), None, S.UNASSIGNED
    if job.given_at is None:
        return
    for number in job.offered_to:
        yield (
            job.given_at,
            clerk,
            VisitOffered(*both, masters[number], offers[number]),
            S.UNASSIGNED,
            S.OFFERED,
        )
    given = S.OFFERED if job.offered_to else S.ASSIGNED
    if job.declined_at:
        who = masters[job.offered_to[0]]
        yield job.declined_at, who, VisitDeclined(*both, who, job.reason, True), given, S.DECLINED
    if job.master is None:
        return
    me = masters[job.master]
    if not job.offered_to:
        yield job.given_at, clerk, VisitAssigned(*both, me), S.UNASSIGNED, S.ASSIGNED
    if job.accepted_at:
        yield job.accepted_at, me, VisitAccepted(*both, me), given, S.ACCEPTED
    if job.cancelled_at:
        yield job.cancelled_at, clerk, VisitCancelled(*both, me, job.reason), S.ACCEPTED, S.CANCELLED
    yield from _worked(job, clerk, me)


def _worked(job: Job, clerk: int, me: int) -> Iterator[Told]:
    both = job.order_id, job.visit_id
    if job.en_route_at:
        yield job.en_route_at, me, MasterDeparted(*both, me), S.ACCEPTED, S.EN_ROUTE
    if job.on_site_at:
        yield job.on_site_at, me, MasterArrived(*both, me), S.EN_ROUTE, S.ON_SITE
    if job.paused_at:
        yield job.paused_at, me, WorkPaused(*both, me), S.ON_SITE, S.PAUSED
    if job.finished_at and job.outcome:
        finished = VisitFinished(*both, me, job.outcome.value, job.note)
        yield job.finished_at, me, finished, S.ON_SITE, S.FINISHED
    if job.approved_at:
        yield job.approved_at, clerk, ReportApproved(*both, me), S.FINISHED, S.APPROVED
    if job.returned_at:
        yield job.returned_at, clerk, ReportReturned(*both, me, job.reason), S.FINISHED, S.RETURNED
