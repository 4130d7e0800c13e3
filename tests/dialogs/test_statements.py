"""What is drawn often asks the database little, however much there is; without a phone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest
from redis.asyncio import Redis

from dialogs.cards.master import for_master
from dialogs.cards.office import for_office
from dialogs.common.menu import get_menu
from domain import alerts, clock, company, offers, visits, wake
from domain.access import order_for
from domain.models import Visit, Worksheet
from domain.statuses import Action, Outcome, VisitStatus
from domain.texts import texts
from sandbox.pytest import Phone
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
# What the bot asks beside its work on a press: it looks for rows and screens, holds the chat's and the card's locks.
BESIDE = (
    'FROM "inbox"',
    "INTO inbox",
    "DISTINCT ON (chat_key)",
    "UPDATE inbox SET done_at",
    "FROM screen",
    "pg_try_",
    "pg_advisory_unlock",
)


@asynccontextmanager
async def asked_for_a_press() -> AsyncIterator[list[str]]:
    """All that a press has PostgreSQL do in the block, transactions' ends included."""
    asked: list[str] = []

    def noting(name: str) -> Any:
        plain = getattr(asyncpg.Connection, name)

        async def noted(connection: asyncpg.Connection, sql: str, *values: Any, **options: Any) -> Any:
            if not any(beside in sql for beside in BESIDE):
                asked.append(" ".join(sql.split())[:100])
            return await plain(connection, sql, *values, **options)

        return noted

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fetch", "fetchrow", "fetchval", "execute", "executemany"):
            patch.setattr(asyncpg.Connection, name, noting(name))
        company.forget()
        yield asked


async def on_its_card(anna: Phone, order: int, label: str) -> tuple[int, str]:
    """A button of an order's card, with no window open that would be drawn as well."""
    await anna.send("/mytasks")
    await anna.press(f"№{order}")
    button = await anna.button(label)
    await anna.quiet()
    async for key in wake.redis().scan_iter("*aiogd*"):
        await wake.redis().delete(key)
    return button


async def test_an_accept_asks_two_dozen_statements_from_the_press_to_the_card(
    cast: Cast, anna: Phone
) -> None:
    visit = await an_offered_visit(cast)
    button = await on_its_card(anna, visit.order.number, "Принять")
    async with asked_for_a_press() as asked:
        await anna.tap(*button)
        await anna.quiet()
    assert (await Visit.get(id=visit.id)).status is VisitStatus.ACCEPTED
    assert await anna.button("Выезжаю")
    assert len(asked) == 24, "\n".join(asked)


async def test_a_press_asks_redis_for_the_window_and_wakes_others_once(
    cast: Cast, anna: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, said, plain = await an_offered_visit(cast), [], Redis.execute_command
    button = await on_its_card(anna, visit.order.number, "Принять")

    async def noted(redis: Redis, *command: Any, **options: Any) -> Any:
        said.append(command[0])
        return await plain(redis, *command, **options)

    monkeypatch.setattr(Redis, "execute_command", noted)
    await anna.tap(*button)
    await anna.quiet()
    assert said == ["GET", "PUBLISH"]


async def test_a_step_asks_no_more(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    button = await on_its_card(anna, visit.order.number, "Пауза")
    async with asked_for_a_press() as asked:
        await anna.tap(*button)
        await anna.quiet()
    assert (await Visit.get(id=visit.id)).status is VisitStatus.PAUSED
    assert len(asked) <= 23, "\n".join(asked)


async def test_an_accept_asks_nine_in_the_database_the_transaction_included(cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    async with asked_for_a_press() as asked:
        await offers.accept(visit.id, by=actor(cast.anna))
    assert len(asked) == 9, "\n".join(asked)


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
