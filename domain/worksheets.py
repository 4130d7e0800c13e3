"""The work report: what was done, with which parts, how long, for how much; sent in, approved, sent back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from tortoise.query_utils import Prefetch
from tortoise.queryset import QuerySet

from domain import closing, company, crew, visits
from domain.access import Actor, Right, require, visit_for
from domain.change import Change, change
from domain.errors import Invalid, NotNow, ReportIncomplete, ReportJudged
from domain.events import Event, ReportApproved, ReportReturned
from domain.lines import Line, parse_line, parse_minutes, parse_quantity, total
from domain.models import HistoryEntry, LineKind, Person, Service, Visit, Worksheet, WorksheetLine
from domain.orders import derive
from domain.statuses import STEPS, WORKED, Action, Outcome, VisitStatus
from domain.wording import checked_note, checked_reason, says_something, within

__all__ = [
    "Line",
    "LineKind",
    "Report",
    "approve",
    "handed_in",
    "judge_of",
    "missing",
    "of_visit",
    "of_visits",
    "parse_line",
    "parse_minutes",
    "parse_quantity",
    "require_unjudged",
    "send_back",
    "submit",
    "total",
]

TEXT_LENGTH = 2000
MOST_LINES = 50


@dataclass(frozen=True)
class Report:
    """What a master says of a visit that is done. ``minutes`` is the time the work took."""

    works: str
    lines: tuple[Line, ...]
    minutes: int
    recommendation: str = ""


def missing(report: Report, photos_before: int, photos_after: int, service: Service) -> list[str]:
    """What keeps the report from being sent, as text keys; empty when nothing does."""
    lacks = {
        "missing.works": not says_something(report.works),
        "missing.minutes": report.minutes < 1,
        "missing.photos_before": photos_before < service.photos_before,
        "missing.photos_after": photos_after < service.photos_after,
    }
    return [key for key, lacking in lacks.items() if lacking]


async def submit(visit_id: int, report: Report, *, by: Actor, draft_id: int | None = None) -> None:
    """Finish a visit as done with its report; a returned report is filled again in place, the draft goes.

    Raises :class:`ReportIncomplete`, :class:`NotNow`, NotAllowed, :class:`Invalid` for what is too long or no words.
    """
    _check(report)
    visit = await visits.own(visit_id, by)
    async with change(by) as tx:
        await visits.finished(
            tx, visit, Outcome.DONE, by
        )  # holds the visit's row: its photos stay as counted
        lacking = missing(report, *await _photos(tx, visit_id), visit.order.service)
        if lacking:
            raise ReportIncomplete(missing=lacking)
        await _write(tx, visit_id, report)
        if draft_id is not None:
            await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, by.id)


async def approve(visit_id: int, *, by: Actor) -> None:
    """The office agrees with how a visit ended. Raises :class:`ReportJudged`, :class:`NotNow`, NotAllowed."""
    require(by, Right.REPORTS_REVIEW)
    visit = await visit_for(by, visit_id)
    async with change(by) as tx:
        await _judge(
            tx, visit, Action.APPROVE, ReportApproved(visit.order_id, visit.id, visit.master_id or 0)
        )
        await tx.sql("UPDATE visit SET approved_at = $2 WHERE id = $1", visit_id, tx.at)
        await tx.sql(
            "UPDATE worksheet SET approved_at = $2 FROM visit "
            "WHERE visit_id = $1 AND visit.id = visit_id AND visit.outcome = 'done'",
            visit_id,
            tx.at,
        )
        hidden_at = tx.at + timedelta(hours=await company.get("reveal_hours"))
        tx.later("card.hide", f"visit:{visit_id}:hide", hidden_at, order_id=visit.order_id)


async def send_back(visit_id: int, *, by: Actor, reason: str) -> None:
    """The office wants the report mended. Raises as :func:`approve`, :class:`ReasonMissing`, :class:`Invalid`."""
    require(by, Right.REPORTS_REVIEW)
    reason = checked_reason(reason)
    visit = await visit_for(by, visit_id)
    async with change(by) as tx:
        await _judge(
            tx, visit, Action.RETURN, ReportReturned(visit.order_id, visit.id, visit.master_id or 0, reason)
        )
        await tx.sql(
            "UPDATE worksheet SET returned_at = $2, return_reason = $3 WHERE visit_id = $1",
            visit_id,
            tx.at,
            reason,
        )


async def judge_of(visit_id: int) -> Person | None:
    """Who of the office approved or returned last how a visit ended."""
    words = (ReportApproved.__name__, ReportReturned.__name__)
    last = await HistoryEntry.filter(visit_id=visit_id, event__in=words).order_by("-id").first()
    return await Person.get_or_none(id=last.actor_id) if last else None


async def _over(visit_id: int, status: VisitStatus) -> NotNow:
    """The refusal of a word on a visit that stands at ``status``: of somebody else's word with his name."""
    judge = await judge_of(visit_id) if status in {VisitStatus.APPROVED, VisitStatus.RETURNED} else None
    return ReportJudged(status=status, name=judge.name) if judge else NotNow(status=status)


async def require_unjudged(visit: Visit) -> None:
    """Raise :class:`ReportJudged` when the office has said its word on how the visit ended."""
    refusal = await _over(visit.id, visit.status)
    if isinstance(refusal, ReportJudged):
        raise refusal


async def of_visit(visit_id: int) -> Worksheet | None:
    """The report that counts of a visit that the asker got through its door, with ``lines`` in order.

    Only work that is over and was done has one: a visit whose outcome was changed has none any more.
    """
    return await _counting(visit_id=visit_id).first()


async def of_visits(visits: Iterable[Visit]) -> dict[int, Worksheet]:
    """The same of several visits, by visit."""
    done = [visit.id for visit in visits if visit.outcome is Outcome.DONE and visit.status in WORKED]
    return {sheet.visit_id: sheet for sheet in await _counting(visit_id__in=done)} if done else {}


async def handed_in(visit_id: int) -> Worksheet | None:
    """What was handed in last of a visit, whether it counts or not: where its master goes on from."""
    return await Worksheet.filter(visit_id=visit_id).prefetch_related(_in_order()).first()


def _counting(**of: int | list[int]) -> QuerySet[Worksheet]:
    done = Worksheet.filter(visit__outcome=Outcome.DONE, visit__status__in=WORKED, **of)
    return done.prefetch_related(_in_order())


def _in_order() -> Prefetch:
    return Prefetch("lines", WorksheetLine.all().order_by("rank"))


def _check(report: Report) -> None:
    checked_note(report.recommendation, TEXT_LENGTH)
    within(report.works, TEXT_LENGTH)
    if len(report.lines) > MOST_LINES:
        raise Invalid("invalid.too_many_lines", most=MOST_LINES)


async def _photos(tx: Change, visit_id: int) -> tuple[int, int]:
    """How many photos before and after there are of a visit and of who came along; what came to nothing is left out."""
    rows = await tx.sql(
        "SELECT p.kind, count(*) AS n FROM photo p JOIN visit v ON v.id = p.visit_id JOIN visit own ON own.id = $1 "
        "WHERE (v.id = own.id OR v.order_id = own.order_id AND NOT v.lead AND v.finished_at = own.finished_at) "
        "AND p.state <> 'rejected' GROUP BY p.kind",
        visit_id,
    )
    counts = {row["kind"]: int(row["n"]) for row in rows}
    return counts.get("before", 0), counts.get("after", 0)


async def _write(tx: Change, visit_id: int, report: Report) -> None:
    written = await tx.sql(
        "INSERT INTO worksheet "
        "(visit_id, works, recommendation, minutes, total, submitted_at, return_reason) "
        "VALUES ($1, $2, $3, $4, $5, $6, '') ON CONFLICT (visit_id) DO UPDATE SET works = excluded.works, "
        "recommendation = excluded.recommendation, minutes = excluded.minutes, total = excluded.total, "
        "submitted_at = excluded.submitted_at, returned_at = NULL, return_reason = '' RETURNING id",
        visit_id,
        report.works.strip(),
        report.recommendation.strip(),
        report.minutes,
        total(report.lines),
        tx.at,
    )
    worksheet_id = written[0]["id"]
    await tx.sql("DELETE FROM worksheet_line WHERE worksheet_id = $1", worksheet_id)
    rows = [
        WorksheetLine(worksheet_id=worksheet_id, rank=rank, **vars(line))
        for rank, line in enumerate(report.lines)
    ]
    await WorksheetLine.bulk_create(rows, using_db=tx.connection)


async def _judge(tx: Change, visit: Visit, action: Action, event: Event) -> None:
    """The compare-and-set of the office's word on a finished visit, told to the master."""
    await closing.hold(tx, visit.order_id)
    await crew.require_lead(visit)
    rule = STEPS[action]
    moved = await tx.sql(
        "UPDATE visit SET status = $2, version = version + 1 "
        "WHERE id = $1 AND status = ANY($3::text[]) RETURNING id",
        visit.id,
        rule.target,
        sorted(rule.sources),
    )
    if not moved:
        now = (await tx.sql("SELECT status FROM visit WHERE id = $1", visit.id))[0]["status"]
        raise await _over(visit.id, VisitStatus(now))
    tx.record(event, visit.order_id, visit.id, VisitStatus.FINISHED, rule.target)
    tx.notify([visit.master_id] if visit.master_id else [], event, visit.order_id)
    if action is Action.APPROVE:
        await closing.approve(tx, visit)
    await derive(tx, visit.order_id)
