"""What people write in words of their own: a thumb alone is no reason and no note, and nothing is cut silently."""

from collections.abc import Awaitable, Callable

import pytest

from domain import absences, booking, clock, crew, editing, holds, offers, orders, sla, visits, worksheets
from domain.errors import Invalid, ReasonMissing
from domain.models import AbsenceKind, HistoryEntry, Order, Visit
from domain.statuses import Outcome
from domain.wording import LENGTH, says_something
from domain.worksheets import Report
from tests.cast import ZONE, Cast, a_finished_visit, actor, an_accepted_visit, an_arrived_visit, tomorrow

THUMB = " 👍🏽 "
LONG = "ж" * (LENGTH + 1)
Verb = Callable[[Cast, Visit, str], Awaitable[object]]

REASONS: dict[str, Verb] = {
    "decline": lambda cast, visit, text: offers.decline(visit.id, by=actor(cast.anna), reason=text),
    "cancel": lambda cast, visit, text: orders.cancel(visit.order_id, by=actor(cast.vera), reason=text),
    "hold": lambda cast, visit, text: holds.begin(visit.order_id, by=actor(cast.vera), reason=text),
    "late": lambda cast, visit, text: sla.explain(visit.order_id, by=actor(cast.vera), reason=text),
    "assign": lambda cast, visit, text: offers.assign(
        visit.id, cast.boris.id, by=actor(cast.vera), override=text
    ),
    "plan": lambda cast, visit, text: booking.plan(
        visit.id,
        starts_at=tomorrow(16),
        ends_at=tomorrow(18),
        master_id=cast.anna.id,
        version=visit.version,
        override=text,
        by=actor(cast.vera),
    ),
    "come along": lambda cast, visit, text: crew.add_master(
        visit.id, cast.boris.id, by=actor(cast.vera), override=text
    ),
}


@pytest.mark.parametrize("verb", REASONS)
async def test_a_thumb_is_no_reason_and_a_long_one_is_not_cut(cast: Cast, verb: str) -> None:
    visit = await an_accepted_visit(cast)
    before = await HistoryEntry.all().count()
    with pytest.raises(ReasonMissing):
        await REASONS[verb](cast, visit, THUMB)
    with pytest.raises(Invalid) as refused:
        await REASONS[verb](cast, visit, LONG)
    assert (refused.value.key, refused.value.values) == (
        "invalid.too_long",
        {"most": LENGTH, "now": LENGTH + 1},
    )
    assert await HistoryEntry.all().count() == before


async def test_a_thumb_is_no_end_of_a_visit_and_no_cause_of_another(cast: Cast) -> None:
    there, over = await an_arrived_visit(cast), await a_finished_visit(cast, cast.boris)
    for text, refusal in ((THUMB, ReasonMissing), (LONG, Invalid)):
        with pytest.raises(refusal):
            await visits.finish(there.id, Outcome.REFUSED, by=actor(cast.anna), note=text)
        with pytest.raises(refusal):
            await worksheets.send_back(over.id, by=actor(cast.vera), reason=text)
        with pytest.raises(refusal):
            await visits.second_visit(over.order_id, by=actor(cast.vera), note=text)


async def test_a_thumb_is_no_word_on_an_absence(cast: Cast) -> None:
    day = clock.local(tomorrow(12, days=3), ZONE).date()
    for text, key in ((THUMB, "invalid.no_words"), (LONG, "invalid.too_long")):
        with pytest.raises(Invalid) as refused:
            await absences.request(AbsenceKind.VACATION, day, day, by=actor(cast.anna), note=text)
        assert refused.value.key == key
    asked = await absences.request(AbsenceKind.VACATION, day, day, by=actor(cast.anna))
    with pytest.raises(ReasonMissing):
        await absences.refuse(asked.id, by=actor(cast.vera), reason=THUMB)
    with pytest.raises(Invalid):
        await absences.refuse(asked.id, by=actor(cast.vera), reason=LONG)


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
