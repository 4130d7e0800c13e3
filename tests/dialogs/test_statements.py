"""What is drawn often asks the database little, however much there is; without a phone."""

from dialogs.cards.master import for_master
from dialogs.cards.office import for_office
from dialogs.common.menu import get_menu
from domain import alerts, clock, offers
from domain.access import order_for
from domain.models import Visit, Worksheet
from domain.statuses import Outcome, VisitStatus
from domain.texts import texts
from tests.cast import (
    Cast,
    a_finished_visit,
    actor,
    an_accepted_visit,
    an_assigned_visit,
    an_offered_visit,
    an_order,
    tomorrow,
)
from tests.domain.test_schedule import statements

ROOM = 4096


async def a_done_visit(cast: Cast, order_id: int) -> None:
    """One more visit of the order that was done, with its report."""
    visit = await Visit.create(
        order_id=order_id,
        master=cast.boris,
        status=VisitStatus.APPROVED,
        outcome=Outcome.DONE,
        created_at=clock.now(),
    )
    await Worksheet.create(
        visit=visit, works="Заменил насос", minutes=60, total=100_00, submitted_at=clock.now()
    )


async def test_a_card_reads_the_reports_of_all_visits_at_once(cast: Cast) -> None:
    t = texts("ru")

    async def asked(done: int, hour: int) -> tuple[int, int]:
        order = await an_order(cast)
        for _ in range(done):
            await a_done_visit(cast, order.id)
        last = await Visit.create(
            order_id=order.id, starts_at=tomorrow(hour), ends_at=tomorrow(hour + 1), created_at=clock.now()
        )
        await offers.assign(last.id, cast.anna.id, by=actor(cast.vera))
        await offers.accept(last.id, by=actor(cast.anna))
        shown = await order_for(actor(cast.vera), order.id)
        async with statements() as his:
            assert "Заменил насос" in (await for_master(shown, actor(cast.anna), t, ROOM)).text
        async with statements() as reports:
            assert "Заменил насос" in (await for_office(shown, t, ROOM)).text
        return len(his), sum("worksheet" in sql for sql in reports)

    assert await asked(1, 9) == await asked(5, 15)


async def test_a_menu_asks_for_counts_and_for_each_list_once(cast: Cast) -> None:
    await an_accepted_visit(cast)
    await an_assigned_visit(cast, start=tomorrow(15))
    await an_offered_visit(cast, cast.anna, start=tomorrow(17))
    await a_finished_visit(cast, cast.boris)
    async with statements() as asked:
        menu = await get_menu(actor(cast.anna), texts("ru"))
    assert (menu["tasks"], menu["unanswered"]) == (3, 2)
    assert sum('FROM "visit"' in sql for sql in asked) == 2  # what is open, and what was approved today
    assert sum('FROM "offer"' in sql for sql in asked) == 1
    async with statements() as asked:
        menu = await get_menu(actor(cast.vera), texts("ru"))
    assert menu["alerts"] == len(await alerts.now(by=actor(cast.vera))) == 1
    assert not any('FROM "absence"' in sql and "COUNT" not in sql for sql in asked)
