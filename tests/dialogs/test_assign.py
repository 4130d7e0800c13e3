"""Choosing a master: asked or told, with the reasons in words, SCHEDULE-001 and BOT-003."""

from datetime import timedelta

import pytest

from domain import clock, company, offers
from domain.models import HistoryEntry, Offer, OfferStatus, Visit
from domain.statuses import VisitStatus
from domain.texts import texts
from sandbox.pytest import Phone
from tests.cast import ZONE, Cast, a_visit, actor, again, an_accepted_visit, an_offered_visit, tomorrow
from tests.dialogs.at_work import rows


async def test_two_masters_are_asked_with_the_reasons_shown(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/assign {visit.order.number}")
    await vera.sees("кто поедет?", "Анна Мастерова", "умеет это чинить", "мин в пути", "оценка 4,8")
    await vera.press("☐ Анна")
    await vera.press("☐ Борис")
    await vera.sees("кто поедет?", button="☑ Борис")
    await vera.press("Предложить выбранным (2)")
    await vera.sees("предложена", "Анна Мастерова", "Борис Мастеров")
    await vera.sees("предложена мастерам", "Ждём ответа", button="Назначить мастера")
    assert await Offer.filter(visit_id=visit.id, status=OfferStatus.OPEN).count() == 2


async def test_one_master_is_told(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send("/assign")
    await vera.press(f"№{visit.order.number}")
    await vera.press("☐ Анна")
    await vera.press("☐ Борис")
    await vera.press("☑ Анна")
    await vera.press("Назначить: Борис")
    await vera.sees("назначена: Борис Мастеров")
    visit = await again(visit)
    assert (visit.status, visit.master_id) == (VisitStatus.ASSIGNED, cast.boris.id)


async def test_a_visit_without_time_asks_for_it_first(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await Visit.filter(id=visit.id).update(starts_at=None, ends_at=None)
    await vera.send(f"/assign {visit.order.number}")
    await vera.sees("на какой день?")
    await vera.press("Завтра")
    await vera.press("13–15 ·")
    await vera.sees("кто поедет?", "Время записано: завтра, 13:00–15:00")
    assert (await again(visit)).starts_at == tomorrow(13)
    assert await HistoryEntry.filter(visit_id=visit.id, event="WindowSet").count() == 1


async def test_day_and_time_are_typed_at_once(cast: Cast, vera: Phone) -> None:
    """A beginning alone, for as long as the work takes, or a whole window."""
    visit = await a_visit(cast)
    await Visit.filter(id=visit.id).update(starts_at=None, ends_at=None)
    await vera.send(f"/assign {visit.order.number}")
    await vera.sees("на какой день?", "завтра 10-12")
    await vera.send("завтра 14:00")
    await vera.sees("кто поедет?", "завтра, 14:00–16:00")
    await vera.press("Другое время")
    await vera.send("завтра 10-13")
    await vera.sees("кто поедет?", "завтра, 10:00–13:00")
    assert (await again(visit)).ends_at == tomorrow(13)


async def test_a_time_is_taken_with_the_day_named_before_it(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await Visit.filter(id=visit.id).update(starts_at=None, ends_at=None)
    later = clock.local(tomorrow(12, days=3), ZONE).date()
    await vera.send(f"/assign {visit.order.number}")
    await vera.press("Завтра")
    asked = await vera.sees("Завтра: во сколько?")
    for wrong, sentence in (("завтра в обед", "Не понял время"), ("1.1.2020 14-16", "Эти дни уже прошли")):
        await vera.send(wrong)
        await vera.sees(sentence, after=asked)
        asked = await vera.sees("Завтра: во сколько?", after=asked)
    await vera.send(f"{later:%d.%m} 14-16")
    await vera.sees("кто поедет?", "14:00–16:00")
    assert (await again(visit)).starts_at == tomorrow(14, days=3)


async def test_nobody_fits_at_five_but_with_a_reason_one_goes(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/assign {visit.order.number}")
    await vera.press("Другое время")
    await vera.press("Завтра")
    await vera.sees("во сколько?")
    await vera.send("5:00-7:00")
    await vera.sees("никто не подходит", "не рабочее время")
    await vera.press("⚠️ Анна")
    await vera.sees("Всё равно назначить?", "не рабочее время", "напишите свою")
    await vera.send("Клиент улетает, Анна согласна")
    await vera.sees("назначена: Анна Мастерова")
    entry = await HistoryEntry.get(visit_id=visit.id, event="VisitAssigned")
    assert entry.data["override"] == "Клиент улетает, Анна согласна"


async def test_a_master_named_behind_the_number_is_marked(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/assign {visit.order.number} Борис")
    await vera.sees("кто поедет?", button="☑ Борис Мастеров")
    await vera.press("Назначить: Борис")
    await vera.sees("назначена: Борис Мастеров")
    other = await a_visit(cast, start=tomorrow(16))
    await vera.send(f"/assign {other.order.number} Иван")
    await vera.sees("какой мастер «Иван»", "номер без имени")


async def test_a_busy_master_is_never_overridden(cast: Cast, vera: Phone) -> None:
    other = await an_accepted_visit(cast)
    visit = await a_visit(cast)
    await vera.send(f"/assign {visit.order.number}")
    await vera.sees("🚫 Анна Мастерова: в это время заявка №", "🚫 время занято: назначить нельзя")
    await vera.press("🚫 Анна")
    await vera.sees(f"уже на заявке №{other.order.number}", "Два выезда можно обменять: «🗓 Время и мастера»")
    assert (await again(visit)).status is VisitStatus.UNASSIGNED


async def test_another_master_takes_over(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await vera.send(f"/assign {visit.order.number}")
    shown = await vera.sees("кто поедет?", button="☐ Борис")
    assert "Анна" not in shown["text"]
    await vera.press("☐ Борис")
    await vera.press("Назначить: Борис")
    await vera.sees("назначена: Борис Мастеров")


async def test_when_nobody_else_fits_the_time_can_be_changed(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await Visit.filter(id=visit.id).update(starts_at=tomorrow(5), ends_at=tomorrow(7))
    await vera.send(f"/find {visit.order.number}")
    await vera.press("Другой мастер")
    shown = await vera.sees("никто не подходит", "не рабочее время", button="🕑 Другое время")
    assert "🚫" not in shown["text"]
    await vera.press("Назад")
    await vera.sees("время и мастера")
    await vera.press("Другой мастер")
    await vera.press("Другое время", on=await vera.sees("никто не подходит", after=shown))
    await vera.sees("на какой день перенести?", "Сейчас: завтра, 05:00–07:00")


async def test_who_was_asked_is_marked(cast: Cast, vera: Phone) -> None:
    visit = await an_offered_visit(cast, cast.boris)
    await vera.send(f"/assign {visit.order.number}")
    await vera.sees("Борис Мастеров · ждём ответа")


async def test_a_visit_accepted_meanwhile_is_not_offered(cast: Cast, vera: Phone) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    await vera.send(f"/assign {visit.order.number}")
    await vera.press("☐ Борис")
    await vera.sees("кто поедет?", button="Предложить выбранным (1)")
    await offers.accept(visit.id, by=actor(cast.anna))
    await vera.press("Предложить выбранным (1)")
    await vera.sees("Сейчас так сделать нельзя: принята мастером")
    assert (await again(visit)).master_id == cast.anna.id


@pytest.mark.parametrize(("typed", "answer"), [("мне", "Не похоже на номер"), ("99999", "Ничего не нашлось")])
async def test_a_wrong_number_gets_a_sentence_and_the_list(
    cast: Cast, vera: Phone, typed: str, answer: str
) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/assign {typed}")
    await vera.sees(answer)
    await vera.sees("Кому нужен мастер?", button=f"№{visit.order.number}")


async def test_the_nearest_free_slot_takes_one_press(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await an_accepted_visit(cast, cast.boris, start=tomorrow(9), hours=11)
    await Visit.filter(id=visit.id).update(starts_at=None, ends_at=None)
    with clock.moved(tomorrow(0) - clock.now()):
        await vera.send(f"/assign {visit.order.number}")
        await vera.press("Ближайшее свободное")
        shown = await vera.sees("Ближайшее свободное время", "2 ч", button="Сегодня 9–11 · Анна Мастерова")
        assert len(shown["reply_markup"]["inline_keyboard"]) <= 8
        await vera.press("›")
        await vera.press("16–18 · Анна")
        await vera.sees("кто поедет?", "сегодня, 16:00–18:00")
    assert (await again(visit)).starts_at == tomorrow(16)


async def test_a_day_far_ahead_is_found_in_the_month_or_typed(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    today = clock.local(clock.now(), ZONE).date()
    far = (today + timedelta(days=62)).replace(day=15)
    await company.put("holidays", "RU")
    await vera.send(f"/assign {visit.order.number}")
    await vera.press("Другое время")
    await vera.press("Другой день")
    for _ in range((far.year - today.year) * 12 + far.month - today.month):
        shown = await vera.sees("Заполнено: ")
        turn = rows(shown)[-2][-1]
        await vera.press(turn, on=shown)
        await vera.sees(turn.removesuffix(" ›").capitalize())
    await vera.press("15")
    await vera.sees(f"15 {texts('ru').days(far, far).split()[-1]}: во сколько?")
    await vera.press("Назад")
    await vera.send("8 марта 2031")
    await vera.sees("Рабочих часов в этот день не осталось (праздник: Международный женский день)")
