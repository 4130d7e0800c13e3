"""A master's yes and no: from the list, by number, with a reason, BOT-002."""

import asyncio

import pytest

from dialogs.notices import notice_of
from domain import absences, clock, events, locks, offers
from domain.models import AbsenceKind, Address, Draft, Offer, OfferStatus, Order, OutboxMessage
from domain.settings import Settings
from domain.statuses import VisitStatus
from sandbox.pytest import Phone
from tests.cast import (
    ZONE,
    Cast,
    actor,
    again,
    an_accepted_visit,
    an_assigned_visit,
    an_offered_visit,
    an_order,
    tomorrow,
    visit_of,
)
from tests.waiting import PATIENCE


async def test_accepting_from_the_list_takes_one_press(cast: Cast, anna: Phone) -> None:
    offered = await an_offered_visit(cast)
    await anna.send("/accept")
    await anna.sees("Ждут вашего ответа", "2\xa0500", "Басманный")
    await anna.press(f"№{offered.order.number}")
    await anna.sees(f"Заявка №{offered.order.number} ваша!")
    await anna.sees("ул. Покровка", button="Выезжаю")
    assert (await again(offered)).master_id == cast.anna.id


async def test_accepting_by_number_takes_no_press(cast: Cast, anna: Phone) -> None:
    assigned = await an_assigned_visit(cast)
    await anna.send(f"/accept №{assigned.order.number}")
    await anna.sees("ваша!", "ул. Покровка", button="Выезжаю")
    assert (await again(assigned)).status is VisitStatus.ACCEPTED


async def test_who_comes_second_is_told_and_sees_the_rest(cast: Cast, anna: Phone) -> None:
    taken, open_one = await an_offered_visit(cast), await an_offered_visit(cast, start=tomorrow(16))
    await offers.accept(taken.id, by=actor(cast.boris))
    await anna.send(f"/accept {taken.order.number}")
    await anna.sees("Заявку уже взял другой мастер")
    await anna.sees("Ждут вашего ответа", button=f"№{open_one.order.number}")


async def test_who_is_told_this_moment_hears_it_once(cast: Cast, anna: Phone, settings: Settings) -> None:
    taken = await an_offered_visit(cast)
    await anna.send("/mytasks")
    await anna.press(f"№{taken.order.number}")
    press = await anna.button("Принять")
    worker = locks.Locks(settings.database_url)
    assert await worker.take(locks.OUTBOX, cast.anna.id)  # the notice is on its way
    await offers.accept(taken.id, by=actor(cast.boris))
    before = await anna.last_id()
    tap = await anna.tap(*press, wait=PATIENCE)
    await anna.quiet()
    await worker.close()
    assert "Заявку уже взял другой мастер" in tap["answer"]["text"]
    assert await anna.last_id() == before


@pytest.mark.parametrize("where", ["list", "card"])
async def test_who_taps_twice_on_what_another_took_is_told_once(cast: Cast, anna: Phone, where: str) -> None:
    taken = await an_offered_visit(cast)
    await anna.send("/accept" if where == "list" else "/mytasks")
    if where == "card":
        await anna.press(f"№{taken.order.number}")
    press = await anna.button("Принять" if where == "card" else f"№{taken.order.number}")
    await offers.accept(taken.id, by=actor(cast.boris))
    before = await anna.last_id()
    taps = await asyncio.gather(*(anna.tap(*press, wait=PATIENCE) for _ in range(2)))
    await anna.quiet()
    told = [message["text"] for message in await anna.messages() if message["message_id"] > before]
    assert len(told) == 1
    assert "Заявку уже взял другой мастер" in told[0]
    assert [tap["answer"]["text"] for tap in taps if tap["answer"]["text"]] == told
    gone = next(m for m in await anna.messages() if m["message_id"] == press[0])
    assert (
        "предложение больше не действует" in gone["text"]
        if where == "card"
        else "ничего не предлагают" in gone["text"]
    )
    notice = await OutboxMessage.get(person_id=cast.anna.id, event="OfferWithdrawn")
    assert notice.failed_at  # it would say the same


async def test_who_was_just_told_hears_it_on_the_button_only(cast: Cast, anna: Phone) -> None:
    taken = await an_offered_visit(cast)
    await anna.send("/accept")
    press = await anna.button(f"№{taken.order.number}")
    await offers.accept(taken.id, by=actor(cast.boris))
    await OutboxMessage.filter(event="OfferWithdrawn").update(sent_at=clock.now())
    before = await anna.last_id()
    tap = await anna.tap(*press, wait=PATIENCE)
    assert "уже взял другой мастер" in tap["answer"]["text"]
    await anna.quiet()
    assert await anna.last_id() == before


async def test_who_accepts_is_told_that_the_road_is_long(cast: Cast, anna: Phone) -> None:
    far = await Address.create(client=cast.petr, text="Королёв, ул. Ленина, 1", lat=55.92, lon=37.85)
    first = await an_order(cast)
    second, third = await an_order(cast, start=tomorrow(14)), await an_order(cast, start=tomorrow(18))
    await Order.filter(id=second.id).update(address_id=far.id)
    for order in (first, second, third):
        await offers.make((await visit_of(order)).id, [cast.anna.id], by=actor(cast.vera))
    await offers.accept((await visit_of(first)).id, by=actor(cast.anna))
    before = await anna.last_id()
    await anna.send(f"/accept {third.number}")
    await anna.quiet()
    assert not any("на дорогу впритык" in message["text"] for message in await anna.messages())
    await anna.send("/mytasks")
    await anna.press(f"№{second.number}")
    await anna.press("Принять")
    await anna.sees("Времени на дорогу впритык: от предыдущего выезда ", "мин пути", after=before)
    assert (await visit_of(second)).status is VisitStatus.ACCEPTED


async def test_who_accepts_a_visit_of_his_days_off_sick_is_told_so_and_the_office(
    cast: Cast, anna: Phone
) -> None:
    visit = await an_assigned_visit(cast)
    day = clock.local(tomorrow(12), ZONE).date()
    await absences.request(AbsenceKind.SICK, day, day, by=actor(cast.anna))
    await anna.send(f"/accept {visit.order.number}")
    await anna.sees("Заявка ваша, а у вас в это время больничный: ")
    event = events.VisitAccepted(visit.order_id, visit.id, cast.anna.id)
    told = await notice_of([event], cast.vera, visit.order_id)
    assert "берёт заявку" in told.text
    assert "На это время у мастера записано: больничный, " in told.text


async def test_an_offer_is_declined_by_one_reason(cast: Cast, anna: Phone) -> None:
    offered = await an_offered_visit(cast)
    await anna.send("/decline")
    await anna.press(f"№{offered.order.number}")
    await anna.sees("Почему отказываетесь", button="Не успеваю")
    await anna.press("Слишком далеко")
    await anna.sees("Отказ", "передан в офис")
    offer = await Offer.get(visit_id=offered.id, master_id=cast.anna.id)
    assert (offer.status, offer.reason) == (OfferStatus.DECLINED, "Слишком далеко")
    assert not await Draft.exists(kind="decline")


async def test_giving_back_an_accepted_visit_is_asked_twice(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.sees("Вы её уже приняли")
    await anna.send("👍")
    await anna.sees("Напишите причину")
    await anna.send("Сломалась машина 🚗")
    await anna.sees("Вернуть заявку", "Сломалась машина 🚗", button="Да, вернуть")
    assert (await again(visit)).status is VisitStatus.ACCEPTED
    await anna.press("Да, вернуть")
    await anna.sees("передан в офис")
    assert (await again(visit)).status is VisitStatus.DECLINED


async def test_thinking_better_of_declining_changes_nothing(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.press("Болею")
    await anna.press("Другая причина")
    await anna.press("Не отказываюсь")
    await anna.sees("всё по-прежнему")
    assert (await again(visit)).status is VisitStatus.ACCEPTED
    assert not await Draft.exists(kind="decline")
