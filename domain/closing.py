"""What the lead's end of the work means for those who came along: they finish with him, and are approved with him."""

from datetime import timedelta

from domain import company
from domain.change import Change
from domain.events import LeadFinished, ReportApproved, VisitCancelled, VisitFinished
from domain.models import Visit
from domain.statuses import GOING_ON, TO_DO, Outcome, VisitStatus
from domain.texts import texts
from domain.withdrawing import Taken, withdraw

AT_ONE_GO = timedelta(hours=12)  # work that began earlier than that before its end was left in between


async def hold(tx: Change, order_id: int) -> None:
    """Hold the order's visits until the transaction ends, in order of id as everybody does: no deadlock."""
    await tx.sql("SELECT 1 FROM visit WHERE order_id = $1 ORDER BY id FOR UPDATE", order_id)


async def end(tx: Change, visit_id: int, outcome: Outcome) -> None:
    """The work is over: what was planned after it is free. Work that began before its time stands from its beginning.

    Work within its time whose master had said the day before that he is there stands as planned. Who never said so
    began when he set out, if all was over before its time. A report sent in again moves it to no later day.
    """
    await tx.sql(
        "UPDATE visit SET outcome = $2, finished_at = COALESCE(finished_at, $3), paused_at = NULL, "
        # The minute is the shortest period there may be, for who pressed both buttons at once.
        "starts_at = LEAST(starts_at, $3 - interval '1 minute', CASE WHEN $3 <= starts_at "
        "THEN COALESCE(on_site_at, en_route_at) WHEN on_site_at > $4 THEN on_site_at END), "
        "ends_at = LEAST(ends_at, $3) WHERE id = $1",
        visit_id,
        outcome,
        tx.at,
        tx.at - AT_ONE_GO,
    )


async def close(tx: Change, lead: Visit, outcome: Outcome) -> None:
    """The lead has finished, and so have those with him; who hasn't come isn't needed any more.

    Who has accepted and whose time has begun counts as there, whatever he pressed.
    """
    others = Visit.filter(order_id=lead.order_id, status__in=TO_DO).exclude(id=lead.id)
    for one in await others.using_db(tx.connection).order_by("id"):
        begun = one.status is VisitStatus.ACCEPTED and one.starts_at is not None and one.starts_at <= tx.at
        if one.status in GOING_ON or begun:
            await _finish(tx, one, lead, outcome)
        else:
            await cancel_one(tx, one)
            event = VisitCancelled(
                one.order_id, one.id, one.master_id, texts(tx.by.locale)("crew.not_needed")
            )
            tx.record(event, one.order_id, one.id, one.status, VisitStatus.CANCELLED)
            tx.notify([one.master_id] if one.master_id else [], event, one.order_id)


async def correct(tx: Change, lead_id: int, outcome: Outcome) -> None:
    """The lead has said the end anew after his report was returned: it is the end of those with him as well."""
    await tx.sql(
        "UPDATE visit v SET outcome = $2 FROM visit lead WHERE lead.id = $1 AND v.order_id = lead.order_id "
        "AND NOT v.lead AND v.status = 'finished' AND v.finished_at = lead.finished_at",
        lead_id,
        outcome,
    )


async def approve(tx: Change, lead: Visit) -> None:
    """The office agrees with the lead's report: with the helpers' part as well."""
    rows = await tx.sql(
        "UPDATE visit v SET status = 'approved', approved_at = $2, version = v.version + 1 FROM visit lead "
        "WHERE lead.id = $1 AND v.order_id = lead.order_id AND NOT v.lead AND v.status = 'finished' "
        "AND v.finished_at = lead.finished_at RETURNING v.id, v.order_id, v.master_id",
        lead.id,
        tx.at,
    )
    hidden_at = tx.at + timedelta(hours=await company.get("reveal_hours"))
    for row in rows:
        event = ReportApproved(row["order_id"], row["id"], row["master_id"])
        tx.record(event, row["order_id"], row["id"], VisitStatus.FINISHED, VisitStatus.APPROVED)
        tx.later("card.hide", f"visit:{row['id']}:hide", hidden_at, order_id=row["order_id"])


async def _finish(tx: Change, one: Visit, lead: Visit, outcome: Outcome) -> None:
    await tx.sql("UPDATE visit SET status = 'finished', version = version + 1 WHERE id = $1", one.id)
    await end(tx, one.id, outcome)
    event = VisitFinished(one.order_id, one.id, one.master_id or 0, outcome)
    tx.record(event, one.order_id, one.id, one.status, VisitStatus.FINISHED)
    told = LeadFinished(one.order_id, one.id, lead.master_id or 0)
    tx.notify([one.master_id] if one.master_id else [], told, one.order_id)


async def cancel_one(tx: Change, one: Visit) -> None:
    """Cancel a helper's visit; who is asked about it is asked no more."""
    await tx.sql("UPDATE visit SET status = 'cancelled', version = version + 1 WHERE id = $1", one.id)
    await withdraw(tx, [Taken(one.id, one.order_id, None, None, None)], "withdrawn.not_needed")
