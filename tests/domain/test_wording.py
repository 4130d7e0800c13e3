"""What people write in words of their own: a thumb alone is no reason and no note."""

from collections.abc import Awaitable, Callable

import pytest

from domain import absences, booking, clock, crew, editing, holds, offers, orders, sla, visits, worksheets
from domain.errors import Invalid, ReasonMissing
from domain.models import AbsenceKind, HistoryEntry, Order, Visit
from domain.statuses import Outcome
from domain.wording import says_something
from domain.worksheets import Report
from tests.cast import ZONE, Cast, a_finished_visit, actor, an_accepted_visit, an_arrived_visit, tomorrow

THUMB = " 👍🏽 "
Verb = Callable[[Cast, Visit], Awaitable[object]]

REASONS: dict[str, Verb] = {
    "decline": lambda cast, visit: offers.decline(visit.id, by=actor(cast.anna), reason=THUMB),
    "cancel": lambda cast, visit: orders.cancel(visit.order_id, by=actor(cast.vera), reason=THUMB),
    "hold": lambda cast, visit: holds.begin(visit.order_id, by=actor(cast.vera), reason=THUMB),
    "late": lambda cast, visit: sla.explain(visit.order_id, by=actor(cast.vera), reason=THUMB),
    "assign": lambda cast, visit: offers.assign(visit.id, cast.boris.id, by=actor(cast.vera), override=THUMB),
    "plan": lambda cast, visit: booking.plan(
        visit.id,
        starts_at=tomorrow(16),
        ends_at=tomorrow(18),
        master_id=cast.anna.id,
        version=visit.version,
        override=THUMB,
        by=actor(cast.vera),
    ),
    "come along": lambda cast, visit: crew.add_master(
        visit.id, cast.boris.id, by=actor(cast.vera), override=THUMB
    ),
}


@pytest.mark.parametrize("verb", REASONS)
async def test_a_thumb_is_no_reason(cast: Cast, verb: str) -> None:
    visit = await an_accepted_visit(cast)
    before = await HistoryEntry.all().count()
    with pytest.raises(ReasonMissing):
        await REASONS[verb](cast, visit)
    assert await HistoryEntry.all().count() == before


async def test_a_thumb_is_no_end_of_a_visit_and_no_cause_of_another(cast: Cast) -> None:
    there, over = await an_arrived_visit(cast), await a_finished_visit(cast, cast.boris)
    with pytest.raises(ReasonMissing):
        await visits.finish(there.id, Outcome.REFUSED, by=actor(cast.anna), note=THUMB)
    with pytest.raises(ReasonMissing):
        await worksheets.send_back(over.id, by=actor(cast.vera), reason=THUMB)
    with pytest.raises(ReasonMissing):
        await visits.second_visit(over.order_id, by=actor(cast.vera), note=THUMB)


async def test_a_thumb_is_no_word_on_an_absence(cast: Cast) -> None:
    day = clock.local(tomorrow(12, days=3), ZONE).date()
    with pytest.raises(Invalid) as refused:
        await absences.request(AbsenceKind.VACATION, day, day, by=actor(cast.anna), note=THUMB)
    assert refused.value.key == "invalid.no_words"
    asked = await absences.request(AbsenceKind.VACATION, day, day, by=actor(cast.anna))
    with pytest.raises(ReasonMissing):
        await absences.refuse(asked.id, by=actor(cast.vera), reason=THUMB)


async def test_a_thumb_describes_no_order_and_recommends_nothing(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    order = await Order.get(id=visit.order_id)
    edit = editing.Edit(text=THUMB)
    report = Report("Заменил насос", (), 60, THUMB)
    for verb in (
        editing.edit(order.id, edit, by=actor(cast.vera)),
        worksheets.submit(visit.id, report, by=actor(cast.anna)),
    ):
        with pytest.raises(Invalid) as refused:
            await verb
        assert refused.value.key == "invalid.no_words"


def test_a_letter_or_a_digit_says_something() -> None:
    assert all(says_something(text) for text in ("E18", "1", "ё"))
    assert not any(says_something(text) for text in ("", "…", "—", THUMB))
