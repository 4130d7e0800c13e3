"""The living card shows what is true, whatever happens on the way to it."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from aiogram import Bot

from dialogs import cards as drawing
from domain import cards, clock, company, due, editing, hours_change, offers, orders, visits, worksheets
from domain.editing import Edit
from domain.hours_change import Zone
from domain.locks import Locks
from domain.models import (
    Card,
    DueRow,
    LineKind,
    Order,
    OutboxMessage,
    Person,
    Visit,
    Worksheet,
    WorksheetLine,
)
from domain.statuses import Action, Outcome, VisitStatus
from sandbox.pytest import Phone
from tests.cast import (
    ZONE,
    Cast,
    a_finished_visit,
    actor,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    tomorrow,
    visit_of,
)
from tests.delivery.conftest import Sandbox
from workers.delivery import deliver_outbox, draw_cards

Phones = dict[str, Phone]
NUMBER = "916 123-45-67"
FAR = timedelta(minutes=15)


async def test_a_redraw_shows_what_is_true_now(bot: Bot, held: Locks, cast: Cast, phones: Phones) -> None:
    visit = await carded(bot, held, await an_accepted_visit(cast), cast.anna)
    await visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True)
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    await draw_cards(bot, held)
    await shows(phones["anna"], "мастер на месте", button="Завершить")
    assert await cards.to_draw() == []


async def test_another_zone_is_on_the_card_of_a_worker_that_has_just_read_the_old_one(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    await carded(bot, held, await an_accepted_visit(cast), cast.anna)
    await shows(phones["anna"], "12:00–14:00")
    await hours_change.save(Zone("Asia/Yekaterinburg"), by=actor(cast.olga))
    # Another process changed it: this one keeps what it has read a moment ago.
    await due.run_ready()
    assert await company.zone() != ZONE
    company._kept[1]["zone"] = ZONE  # type: ignore[index]
    await draw_cards(bot, held)
    await shows(phones["anna"], "14:00–16:00")


async def test_two_redrawers_at_once_never_leave_an_older_picture(
    bot: Bot, held: Locks, other: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await carded(bot, held, await an_accepted_visit(cast), cast.anna)
    await visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True)
    await sandbox.fault("editMessageText", mode="slow", delay=0.5)
    early = asyncio.create_task(draw_cards(bot, held))
    await sandbox.met()
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    await asyncio.gather(early, draw_cards(bot, other))
    await draw_cards(bot, other)
    await shows(phones["anna"], "мастер на месте")
    assert await cards.to_draw() == []


async def test_a_change_while_the_card_is_sent_is_shown_on_it(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await an_accepted_visit(cast)
    await sandbox.fault("sendMessage", mode="slow", delay=0.5)
    sending = asyncio.create_task(drawing.open_card(bot, held, visit.order_id, cast.anna))
    await sandbox.met()
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    await sending
    await draw_cards(bot, held)
    await shows(phones["anna"], "мастер на месте")


async def test_a_further_visit_is_told_what_the_one_before_found(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    first = await an_arrived_visit(cast)
    await visits.finish(first.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Нужна плата E18")
    await carded(bot, held, first, cast.vera)
    await shows(phones["vera"], "Выезд 1", "Итог: нужен ещё один выезд\n💬 Нужна плата E18")
    await carded(bot, held, first, cast.anna)
    await shows(phones["anna"], "Итог: нужен ещё один выезд\n💬 Нужна плата E18")
    await worksheets.approve(first.id, by=actor(cast.vera))
    second = await visit_of(await Order.get(id=first.order_id))
    await orders.set_window(second.id, tomorrow(16), tomorrow(18), by=actor(cast.vera))
    await offers.make(second.id, [cast.boris.id], by=actor(cast.vera))
    await carded(bot, held, second, cast.boris)
    told = "Анна Мастерова · нужен ещё один выезд"
    await shows(phones["boris"], "Это не первый выезд", told)
    assert "Нужна плата" not in await phones["boris"].chat()  # a note may tell of the client
    await offers.accept(second.id, by=actor(cast.boris))
    await draw_cards(bot, held)
    await shows(phones["boris"], f"{told}\n💬 Нужна плата E18")
    await draw_cards(bot, held)
    await shows(phones["vera"], "отчёт принят", "💬 Нужна плата E18")


async def test_a_further_visit_is_told_the_works_of_the_one_before(cast: Cast) -> None:
    first = await an_arrived_visit(cast)
    await Visit.filter(id=first.id).update(status=VisitStatus.APPROVED, outcome=Outcome.DONE)
    await Worksheet.create(
        visit_id=first.id, works="Заменили ремень", minutes=60, total=0, submitted_at=clock.now()
    )
    await Visit.create(
        order_id=first.order_id,
        master_id=cast.boris.id,
        status=VisitStatus.ACCEPTED,
        created_at=clock.now(),
        starts_at=tomorrow(16),
        ends_at=tomorrow(18),
    )
    assert "сделано\n🛠 Заменили ремень" in (await drawing.draw(first.order_id, cast.boris)).text


async def test_a_further_visit_of_the_office_says_what_for(cast: Cast) -> None:
    first = await a_finished_visit(cast)
    second = await visits.second_visit(first.order_id, by=actor(cast.vera), note="Забыли заменить <кран>")
    told = "Зачем едем ещё раз: Забыли заменить &lt;кран&gt;"
    assert told in (await drawing.draw(first.order_id, cast.vera)).text.partition("Выезд 2")[2]
    await orders.set_window(second.id, tomorrow(16), tomorrow(18), by=actor(cast.vera))
    await offers.make(second.id, [cast.boris.id], by=actor(cast.vera))
    assert told not in (await drawing.draw(first.order_id, cast.boris)).text  # it may tell of the client
    await offers.accept(second.id, by=actor(cast.boris))
    assert told in (await drawing.draw(first.order_id, cast.boris)).text


async def test_a_cancelled_order_says_why_and_promises_no_address(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    assert "Точный адрес" not in (await drawing.draw(visit.order_id, cast.anna)).text
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Клиент передумал")
    for person in (cast.anna, cast.vera):
        text = (await drawing.draw(visit.order_id, person)).text
        assert "Причина отмены: Клиент передумал" in text
        assert "Точный адрес" not in text


async def test_a_part_of_a_piece_is_written_as_the_language_has_it(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await Visit.filter(id=visit.id).update(status=VisitStatus.FINISHED, outcome=Outcome.DONE)
    sheet = await Worksheet.create(
        visit_id=visit.id, works="Заменили шланг", minutes=60, total=45_000, submitted_at=clock.now()
    )
    line = {"name": "Шланг", "quantity": Decimal("1.5"), "price": 30_000}
    await WorksheetLine.create(worksheet=sheet, kind=LineKind.PART, **line)
    assert "• Шланг × 1,5 — 450\xa0₽" in (await drawing.draw(visit.order_id, cast.vera)).text


async def test_a_card_opened_anew_turns_the_older_into_one_line(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    visit = await carded(bot, held, await an_accepted_visit(cast), cast.anna)
    await carded(bot, held, visit, cast.anna)
    old, new = await said(phones["anna"])
    assert "карточка ниже" in old["text"]
    assert "\n" not in old["text"]
    assert "reply_markup" not in old
    assert "reply_markup" in new
    living = await Card.get(order_id=visit.order_id, retired_at__isnull=True)
    assert living.message_id == new["message_id"]


async def test_a_card_the_person_deleted_is_retired_without_a_loop(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox
) -> None:
    visit = await carded(bot, held, await an_accepted_visit(cast), cast.anna)
    card = await Card.get()
    await sandbox.post("delete", **{"from": cast.anna.telegram_id, "message_id": card.message_id})
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    await draw_cards(bot, held)
    await draw_cards(bot, held)
    assert (await Card.get()).retired_at is not None
    assert len(await sandbox.calls("editMessageText")) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        {"code": 429, "retry_after": 3},
        {"code": 500},
        {"mode": "cut_before"},
        {"mode": "cut_after_accept"},
    ],
    ids=["429", "500", "cut before", "cut after"],
)
async def test_an_edit_that_fails_is_tried_later_and_ends_right(
    bot: Bot, held: Locks, cast: Cast, phones: Phones, sandbox: Sandbox, trouble: dict[str, Any]
) -> None:
    visit = await carded(bot, held, await an_accepted_visit(cast), cast.anna)
    await visits.act(visit.id, Action.ARRIVE, by=actor(cast.anna), early=True)
    await sandbox.fault("editMessageText", **trouble)
    await draw_cards(bot, held)
    assert await cards.to_draw() == []
    assert len(await sandbox.calls("editMessageText")) == 1
    with clock.moved(FAR):
        await draw_cards(bot, held)
    await shows(phones["anna"], "мастер на месте", button="Завершить")
    card = await Card.get()
    assert card.wanted == card.shown


async def test_a_master_who_lost_the_visit_sees_one_line(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    visit = await an_assigned_visit(cast)
    await deliver_outbox(bot, held)
    await shows(phones["anna"], "назначена", button="Принять")
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    await draw_cards(bot, held)
    shown = (await card_of(cast.anna)).message_id
    card = next(m for m in await said(phones["anna"]) if m["message_id"] == shown)
    assert "больше не у вас" in card["text"]
    assert "\n" not in card["text"]
    assert "reply_markup" not in card


async def test_the_clients_data_are_gone_a_day_after_the_approval(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    visit = await approved(bot, held, cast)
    await shows(phones["anna"], NUMBER, "Покровка, 27")
    with clock.moved(timedelta(hours=23, minutes=59)):
        await due.run_ready()
        await draw_cards(bot, held)
        await shows(phones["anna"], NUMBER)
    with clock.moved(timedelta(hours=24)):
        await due.run_ready()
        await draw_cards(bot, held)
    (card,) = await said(phones["anna"])
    assert NUMBER not in card["text"]
    assert "Покровка, 27" not in card["text"]
    assert f"№{visit.order.number}" in card["text"]
    assert (await DueRow.get(kind="card.hide")).done_at is not None


async def test_the_office_keeps_the_clients_data(bot: Bot, held: Locks, cast: Cast, phones: Phones) -> None:
    visit = await approved(bot, held, cast)
    await carded(bot, held, visit, cast.vera)
    with clock.moved(timedelta(hours=25)):
        await due.run_ready()
        await draw_cards(bot, held)
    await shows(phones["vera"], NUMBER, "Покровка, 27")


async def test_a_notice_above_a_card_names_the_order_once(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    await deliver_outbox(bot, held)
    for phone, begins in ((phones["olga"], "🆕 Новая заявка"), (phones["anna"], "🔔 Вам предлагают заявку")):
        text = (await said(phone))[-1]["text"]
        assert text.startswith(begins)
        assert text.count(str(visit.order.number)) == 1


async def test_an_offers_card_that_is_drawn_again_says_that_it_is_offered(
    bot: Bot, held: Locks, cast: Cast, phones: Phones
) -> None:
    visit = await an_offered_visit(cast, cast.anna, cast.boris)
    await deliver_outbox(bot, held)
    await shows(phones["anna"], "🔔 Вам предлагают заявку. Кто первый примет")
    await editing.edit(visit.order_id, Edit(text="Теперь не греет"), by=actor(cast.vera))
    await OutboxMessage.all().delete()
    await draw_cards(bot, held)
    await shows(phones["anna"], "Теперь не греет", "🔔 Вам предлагают заявку. Кто первый примет")
    text = (await said(phones["anna"]))[-1]["text"]
    assert text.startswith("🔔 Вам предлагают")
    assert text.count("🔔") == 1


async def carded(bot: Bot, held: Locks, visit: Visit, person: Person) -> Visit:
    """The same visit, its card open in the person's chat."""
    assert await drawing.open_card(bot, held, visit.order_id, person) is not None
    return visit


async def approved(bot: Bot, held: Locks, cast: Cast) -> Visit:
    """A visit of anna's that vera has just approved, and the card that shows it."""
    visit = await carded(bot, held, await a_finished_visit(cast), cast.anna)
    await worksheets.approve(visit.id, by=actor(cast.vera))
    await OutboxMessage.all().delete()
    await draw_cards(bot, held)
    return visit


async def card_of(person: Person) -> Card:
    """The person's living card."""
    return await Card.get(person=person, retired_at__isnull=True)


async def said(phone: Phone) -> list[dict[str, Any]]:
    """The bot's messages as they are now, oldest first."""
    return [message for message in await phone.messages() if not message["out"]]


async def shows(phone: Phone, *texts: str, button: str | None = None) -> None:
    """The newest message of the bot holds this now."""
    message = (await said(phone))[-1]
    assert all(text in message["text"] for text in texts), await phone.chat()
    labels = [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
    assert button is None or any(button in label for label in labels), labels
