"""Notices go out in order within a chat, once, whatever Telegram and the line do."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from aiogram import Bot

from dialogs.notices import Notice, notice_of
from domain import clock, due, events, offers, orders, outbox
from domain import db as database
from domain.access import SYSTEM
from domain.change import change
from domain.events import Event, MasterArrived, MasterDeparted, VisitAccepted
from domain.locks import Locks
from domain.models import OutboxMessage, Person, Priority, SlaRule, Visit
from domain.settings import Settings
from sandbox.pytest import Phone
from tests.cast import Cast, a_visit, actor, an_accepted_visit, an_assigned_visit, an_offered_visit, tomorrow
from tests.delivery.conftest import Sandbox
from workers import delivery
from workers.delivery import deliver_outbox

Phones = dict[str, Phone]
LINES = (VisitAccepted, MasterDeparted, MasterArrived)
WORDS = ("берёт заявку", "едет на заявку", "на месте")
FAR = timedelta(hours=1)


async def test_order_is_kept_though_the_first_send_fails(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)
    await sandbox.fault("sendMessage", 500)
    await deliver_outbox(bot, held)
    assert await heard(phones["vera"]) == []
    with clock.moved(timedelta(seconds=5)):
        await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]))
    assert len(await sandbox.calls("sendMessage", cast.vera)) == 4


async def test_429_postpones_as_told_and_nothing_is_lost(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)
    await sandbox.fault("sendMessage", 429, retry_after=1)
    began = clock.now()
    await deliver_outbox(bot, held)
    (first, *_) = await waiting(cast.vera)
    assert first.next_try_at is not None
    assert timedelta(seconds=1) <= first.next_try_at - began < timedelta(seconds=3)
    assert first.attempts == 0
    with clock.moved(timedelta(seconds=5)):
        await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]))
    assert await waiting(cast.vera) == []


async def test_a_chat_that_must_wait_holds_up_no_other(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera, cast.olga)
    await sandbox.fault("sendMessage", 429, chat_id=cast.vera.telegram_id, retry_after=600)
    await deliver_outbox(bot, held)
    assert in_words(await heard(phones["olga"]))
    assert await heard(phones["vera"]) == []
    assert len(await waiting(cast.vera)) == 3


async def test_who_blocked_the_bot_is_marked_and_the_office_told(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await an_assigned_visit(cast)
    await told(visit, cast.boris)
    await sandbox.post("block", **{"from": cast.anna.telegram_id})
    await deliver_outbox(bot, held)
    await cast.anna.refresh_from_db()
    assert cast.anna.bot_blocked_at is not None
    dropped = await OutboxMessage.get(person=cast.anna)
    assert dropped.sent_at is None
    assert dropped.failed_at is not None
    for name in ("olga", "vera"):
        assert any(
            cast.anna.name in text and "бот заблокирован" in text for text in await heard(phones[name])
        ), await phones[name].chat()
    assert in_words(await heard(phones["boris"]))


async def test_who_blocked_the_bot_is_not_tried_again(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await quiet_visit(cast)
    await sandbox.post("block", **{"from": cast.boris.telegram_id})
    await told(visit, cast.boris)
    await deliver_outbox(bot, held)
    assert len(await sandbox.calls("sendMessage", cast.boris)) == 1
    assert await waiting(cast.boris) == []
    assert len([text for text in await heard(phones["vera"]) if cast.boris.name in text]) == 1


async def test_a_bad_message_is_dropped_and_the_next_one_goes(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)
    await sandbox.fault(
        "sendMessage", 400, description="Bad Request: can't parse entities: Unsupported start tag"
    )
    await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]), WORDS[1:])
    bad = await OutboxMessage.get(person=cast.vera, event="VisitAccepted", failed_at__isnull=False)
    assert "can't parse entities" in bad.error
    await cast.vera.refresh_from_db()
    assert cast.vera.bot_blocked_at is None


async def test_an_event_nobody_knows_any_more_is_dropped(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)
    await OutboxMessage.filter(person=cast.vera, event="VisitAccepted").update(event="OfAnOlderVersion")
    await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]), WORDS[1:])


async def test_a_notice_somebody_has_acted_on_is_not_sent(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await an_assigned_visit(cast)
    await offers.accept(visit.id, by=actor(cast.anna))
    await deliver_outbox(bot, held)
    assert await sandbox.calls("sendMessage", cast.anna) == []
    assert (await OutboxMessage.get(person=cast.anna)).failed_at is not None


async def test_a_notice_outlives_a_database_that_is_away_under_it(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)
    elsewhere = await database.raw_connection(f"{db.database_url.rpartition('/')[0]}/postgres")
    name = db.database_url.rpartition("/")[2]

    async def away(*asked: Any) -> Notice:
        """It is back by the time the failure is written down."""
        await elsewhere.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        try:
            await elsewhere.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
            )
            return await notice_of(*asked)
        finally:
            await elsewhere.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    with monkeypatch.context() as patch, suppress(asyncpg.PostgresError, asyncpg.InterfaceError):
        patch.setattr(delivery, "notice_of", away)
        await deliver_outbox(bot, held)
    await elsewhere.close()
    assert await heard(phones["vera"]) == []
    with clock.moved(FAR):
        await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]))
    assert await waiting(cast.vera) == []


async def test_a_notice_outlives_a_schema_that_went_on_under_its_worker(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)

    async def older(*asked: Any) -> Notice:
        await database.query("SELECT a_column_of_the_version_before FROM visit")
        return await notice_of(*asked)

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "notice_of", older)
        await deliver_outbox(bot, held)
    assert await heard(phones["vera"]) == []
    with clock.moved(FAR):
        await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]))


async def test_a_line_cut_after_the_send_repeats_it_once_at_most(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)
    await sandbox.fault("sendMessage", mode="cut_after_accept")
    await deliver_outbox(bot, held)
    with clock.moved(FAR):
        await deliver_outbox(bot, held)
    texts = await heard(phones["vera"])
    assert in_words(texts[1:])
    assert texts[0] == texts[1]
    assert await waiting(cast.vera) == []


async def test_a_line_cut_before_the_send_repeats_nothing(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)
    await sandbox.fault("sendMessage", mode="cut_before")
    await deliver_outbox(bot, held)
    with clock.moved(FAR):
        await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]))


async def test_two_deliverers_at_once_send_each_message_once(
    bot: Bot, held: Locks, other: Locks, cast: Cast, phones: Phones
) -> None:
    visit = await quiet_visit(cast)
    people = [cast.vera, cast.olga, cast.anna, cast.boris]
    await told(visit, *people)
    await asyncio.gather(*(deliver_outbox(bot, locks) for locks in (held, other) * 2))
    await deliver_outbox(bot, held)
    for phone in phones.values():
        assert in_words(await heard(phone))


async def test_a_message_for_later_is_not_sent_before_its_time(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    visit = await quiet_visit(cast)
    async with change(SYSTEM) as tx:
        event = MasterDeparted(visit.order_id, visit.id, cast.anna.id)
        tx.notify([cast.vera.id], event, visit.order_id, due_at=tx.at + FAR)
        tx.notify([cast.vera.id], MasterArrived(visit.order_id, visit.id, cast.anna.id), visit.order_id)
    await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]), WORDS[2:])
    with clock.moved(FAR):
        await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]), (WORDS[2], WORDS[1]))


async def test_a_day_without_telegram_loses_nothing(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await quiet_visit(cast)
    await told(visit, cast.vera)
    await sandbox.fault("sendMessage", 502, times=0)
    pause = timedelta()
    while pause < timedelta(days=1):
        with clock.moved(pause):
            await deliver_outbox(bot, held)
            (first, *_) = await waiting(cast.vera)
            assert first.next_try_at is not None
            pause = first.next_try_at - clock.now() + pause + timedelta(seconds=1)
    sandbox.telegram.no_faults()
    with clock.moved(pause):
        await deliver_outbox(bot, held)
    assert in_words(await heard(phones["vera"]))
    assert await outbox.heads() == []


async def quiet_visit(cast: Cast) -> Visit:
    """A visit anna accepted, of which everybody has been told."""
    visit = await an_accepted_visit(cast)
    await OutboxMessage.all().delete()
    return visit


async def told(visit: Visit, *people: Person) -> None:
    """Three lines wait for each of these people."""
    for kind in LINES:
        event: Event = kind(visit.order_id, visit.id, visit.master_id or 0)
        async with change(SYSTEM) as tx:
            tx.notify([person.id for person in people], event, visit.order_id)


async def waiting(person: Person) -> list[OutboxMessage]:
    """What has neither gone out nor been dropped, in order."""
    return await OutboxMessage.filter(person=person, sent_at__isnull=True, failed_at__isnull=True).order_by(
        "id"
    )


async def heard(phone: Phone) -> list[str]:
    """What the bot has said, oldest first."""
    return [message["text"] for message in await phone.messages() if not message["out"]]


def in_words(texts: list[str], words: tuple[str, ...] = WORDS) -> bool:
    """Whether the texts say these things, in this order and nothing else."""
    assert len(texts) == len(words), texts
    assert all(word in text for word, text in zip(words, texts, strict=True)), texts
    return True


async def test_clocks_that_break_together_are_one_message(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    """However many: after a night without a line a message each would be hundreds."""
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=10, resolution_minutes=None)
    with clock.moved(tomorrow(10) - clock.now()):
        visits = [await a_visit(cast) for _ in range(14)]
        await OutboxMessage.all().delete()
    with clock.moved(tomorrow(11) - clock.now()):
        while await due.run_ready():
            pass
        accepted, cancelled = visits[0], visits[1]
        await offers.assign(accepted.id, cast.anna.id, by=actor(cast.olga))
        await offers.accept(accepted.id, by=actor(cast.anna))
        await orders.cancel(cancelled.order_id, by=actor(cast.vera), reason="Дубль")
        await deliver_outbox(bot, held)
        assert await OutboxMessage.filter(event__startswith="Sla", sent_at__not_isnull=True).count() == 0
    with clock.moved(tomorrow(11, 5) - clock.now()):
        await deliver_outbox(bot, held)
    shown = await phones["vera"].sees(
        "Сроки заявок: 12", "…и ещё 2. Весь список: /alerts", button="Открыть №1003"
    )
    assert shown["text"].count("реакция просрочена, мастер был нужен до") == 10
    assert len(shown["reply_markup"]["inline_keyboard"]) == 6
    told = await OutboxMessage.filter(
        person_id=cast.vera.id, event__startswith="Sla", sent_at__not_isnull=True
    )
    assert [row.event for row in told] == ["SlaBroken"] * 12
    assert {row.message_id for row in told} == {shown["message_id"]}


async def test_who_was_only_asked_gets_no_button_to_what_he_may_not_open(cast: Cast) -> None:
    asked, his = await an_offered_visit(cast, cast.boris), await an_accepted_visit(cast, start=tomorrow(16))
    for visit, master, opens in ((asked, cast.boris, False), (his, cast.anna, True)):
        await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Дубль")
        told = await OutboxMessage.get(person=master, event="VisitCancelled")
        notice = await notice_of([events.load(told.event, told.data)], master, told.order_id)
        assert (notice.keyboard is not None) is opens
