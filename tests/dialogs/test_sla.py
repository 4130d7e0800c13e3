"""Clocks, hold and what asks for attention, as the office and the masters see them, TASKS-001, BOT-003."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import clock, holds, offers, sla
from domain.models import Order, Priority, SlaRule
from domain.statuses import OrderStatus
from sandbox.pytest import Phone
from tests.cast import (
    ZONE,
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    an_accepted_visit,
    an_offered_visit,
    tomorrow,
)
from tests.dialogs.at_work import labels

HOUR = timedelta(hours=1)
TEN = datetime(2026, 11, 30, 10, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)  # a Monday


@pytest.fixture(autouse=True)
async def rules(cast: Cast) -> None:
    """Normal: taken in four working hours, done in nine; it is ten o'clock on a Monday."""
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=240, resolution_minutes=540)


@pytest.fixture(autouse=True)
def monday(rules: None) -> object:
    with clock.moved(TEN - clock.now()):
        yield


async def test_the_card_says_when_clocks_are_due_and_the_office_why_it_was_late(
    cast: Cast, vera: Phone
) -> None:
    number = (await a_visit(cast, start=TEN + HOUR)).order.number
    await vera.send(f"/find {number}")
    shown = await vera.sees("⏱ реакция до 14:00 · решение до 19:00", button="Отложить")
    assert "📝 Причина опоздания" not in labels(shown)
    with clock.moved(6 * HOUR + HOUR / 6):
        await vera.send(f"/find {number}")
        await vera.sees("реакция просрочена, срок был 30 нояб. 14:00", button="Причина опоздания")
        await vera.press("Причина опоздания")
        await vera.sees("почему опоздали?", "реакция просрочена", button="Не было детали")
        await vera.send("я" * 501)
        await vera.sees("знаков 501, а помещается 500")
        await vera.send("Анна застряла в лифте")
        await vera.sees("причина записана")
        await vera.sees("📝 Почему опоздали: Анна застряла в лифте", button="Причина опоздания")


async def test_an_order_is_put_on_hold_and_goes_on_from_its_card(
    cast: Cast, vera: Phone, anna: Phone
) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(12))
    await anna.send(f"/mytasks {visit.order.number}")
    await vera.send(f"/find {visit.order.number}")
    await vera.press("⏸ Отложить")
    await vera.sees("почему откладываем?", "Пётр Клиентов", button="Ждём деталь")
    await vera.press("Ждём деталь")
    shown = await vera.sees("отложена · принята мастером", "Отложена: Ждём деталь", "сроки на паузе")
    assert labels(shown) == [
        "🗓 Время и мастера",
        "✏️ Изменить",
        "▶️ Вернуть в работу",
        "🔁 Повторять",
        "Отменить заявку",
    ]
    await anna.send("/mytasks")
    listed = await anna.sees("Ваши заявки", button="отложена")
    await anna.press("отложена", on=listed["message_id"])
    shown = await anna.sees("Отложена.", "пока не выезжайте")
    assert "Ждём деталь" not in shown["text"]  # what the office wrote is its own
    assert not {"🚗 Выезжаю", "📍 Я на месте"} & set(labels(shown))
    await vera.press("Вернуть в работу")
    await vera.sees("принята мастером", "решение до", button="Отложить")
    assert (await Order.get(id=visit.order_id)).status is OrderStatus.SCHEDULED


async def test_a_button_drawn_before_the_hold_is_refused_with_a_sentence(
    cast: Cast, vera: Phone, anna: Phone
) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send("/mytasks")
    listed = await anna.sees("Ваши заявки", button=f"№{visit.order.number}")
    await anna.press(f"№{visit.order.number}", on=listed["message_id"])
    setting_out = await anna.button("Выезжаю")
    await vera.send(f"/find {visit.order.number}")
    holding = await vera.button("⏸ Отложить")
    await holds.begin(visit.order_id, by=actor(cast.olga), reason="Ждём деталь")
    await anna.tap(*setting_out)
    await anna.press("Да, выезжаю")
    await anna.sees("Заявка отложена: пока она не вернётся в работу")
    await vera.tap(*holding)
    await vera.press("Ждём деталь")
    await vera.sees("Сейчас так сделать нельзя: отложена")


async def test_newtasks_are_sorted_and_marked_by_their_clocks(cast: Cast, vera: Phone) -> None:
    with clock.moved(-16 * HOUR):  # yesterday at six in the evening: two hours of work are gone by nine
        broken = await a_visit(cast, start=TEN + 24 * HOUR)
    with clock.moved(-15 * HOUR):
        about = await a_visit(cast, start=TEN + 25 * HOUR)
    calm = await a_visit(cast, start=TEN + 23 * HOUR)
    held = await a_visit(cast, start=TEN + 2 * HOUR)
    await holds.begin(held.order_id, by=actor(cast.vera), reason="Ждём деталь")
    with clock.moved(1.3 * HOUR):
        await vera.send("/newtasks")
        shown = labels(await vera.sees("Заявки без мастера"))
        marks = [("⏰", broken), ("⏳", about), ("", calm), ("⏸", held)]
        for label, (mark, visit) in zip(shown, marks, strict=False):
            assert label.startswith(f"{mark} №{visit.order.number}".strip()), shown
        await vera.send("/assign")
        assert not any("⏸" in label for label in labels(await vera.sees("Кому нужен мастер?")))


async def test_alerts_list_what_asks_for_somebody_and_open_it(cast: Cast, vera: Phone) -> None:
    await vera.send("/alerts")
    await vera.sees("Ничего не горит")
    vera_herself = actor(cast.vera)
    explained = await a_visit(cast, start=TEN + 3 * HOUR)
    broken = await a_visit(cast, start=TEN + 5 * HOUR)
    declined = await an_offered_visit(cast, cast.anna, start=TEN + 30 * HOUR)
    await offers.decline(declined.id, by=actor(cast.anna), reason="Далеко")
    report = await a_finished_visit(cast, cast.anna, start=TEN + HOUR)
    with clock.moved(HOUR):
        about = await a_visit(cast, start=TEN + 26 * HOUR)
        await an_accepted_visit(cast, cast.boris, start=TEN + 28 * HOUR)
    with clock.moved(4.5 * HOUR):
        await offers.make(about.id, [cast.boris.id], by=vera_herself)
        asked = await a_visit(cast, start=TEN + 50 * HOUR)
        await offers.make(asked.id, [cast.anna.id], by=vera_herself)
        await sla.explain(explained.order_id, by=vera_herself, reason="Не было мастера")
        await sla.explain(declined.order_id, by=vera_herself, reason="Не было мастера")
    with clock.moved(4.8 * HOUR):
        await vera.send("/alerts")
        shown = labels(await vera.sees("Требуют внимания"))[:-1]
        assert shown == [
            f"⏰ №{broken.order.number} · реакция просрочена на 48 мин",
            f"⏳ №{about.order.number} · реакция до 15:00",
            f"⚠️ №{declined.order.number} · все отказались или не ответили",
            f"📨 №{asked.order.number} · мастера не отвечают",
            f"📋 №{report.order.number} · отчёт ждёт проверки · Анна Мастерова",
        ]
        await vera.send("/menu")
        await vera.sees("Что делаем?", button="Внимание: 5")
        await vera.press("Внимание")
        listed = await vera.sees("Требуют внимания", button="⏳")
        await vera.press("⏳", on=listed["message_id"])
        await vera.sees(f"№{about.order.number}", "реакция до 15:00")
