"""The work report: filled, put off, returned, lost, BOT-004."""

import asyncio
import re
from decimal import Decimal
from html import unescape

from dialogs import cards
from domain import photos, visits, worksheets
from domain.models import Draft, PhotoKind
from domain.statuses import Outcome, VisitStatus
from sandbox.pytest import Phone
from tests.cast import Cast, actor, again, an_arrived_visit, tomorrow
from tests.dialogs.at_work import WORKS, a_report_at_its_preview, kinds
from tests.pictures import jpeg
from tests.waiting import PATIENCE, emptied_redis


async def test_a_report_from_the_first_word_to_the_office(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send(f"/complete {visit.order.number}")
    await anna.press("Сделано")
    await anna.sees("Что сделали?")
    await anna.send(WORKS)
    await anna.sees("Запчасти и материалы")
    await anna.press("Назад")
    await anna.sees("Что сделали?", "Сейчас: " + WORKS)  # the price came with the order and was no question
    await anna.press("Оставить как есть")
    await anna.sees("Запчасти и материалы")
    await anna.send("Ремень 1200 2 шт\nФильтр")
    await anna.sees("Остальное записал", "«Фильтр»", "Не вижу цену")
    await anna.sees("Ремень × 2", button="🗑 Ремень")
    await anna.send("Фильтр 450")
    await anna.sees("Фильтр × 1")
    await anna.press("🗑 Фильтр")
    await anna.quiet()
    await anna.press("Готово, дальше")
    await anna.sees("Сколько заняла работа?", button="столько вы на месте")
    await anna.send("сто лет")
    await anna.sees("Не понял, сколько это времени")
    await anna.press("1 ч 30 мин")
    await anna.sees("Что порекомендуете клиенту?")
    await anna.press("Рекомендаций нет")
    await anna.sees("Итого 4\xa0900", "1 ч 30 мин", "До: 0, после: 0", "Не хватает фото до работы")
    await anna.press("Отправить")
    await anna.sees("Отчёт пока не принять")
    await anna.attach(("before.jpg", jpeg()))
    await anna.sees("До: 1, после: 0", "Не хватает фото после работы")
    await anna.attach(("after.jpg", jpeg(640)), as_="document")
    preview = await anna.sees("До: 1, после: 1", button="Отправить")
    assert "Не хватает" not in preview["text"]
    await anna.press("Отправить")
    await anna.sees("отправлен на проверку")
    sheet = await worksheets.of_visit(visit.id)
    assert sheet is not None
    assert (sheet.works, sheet.minutes, sheet.total) == (WORKS, 90, 490_000)
    assert (await again(visit)).status is VisitStatus.FINISHED
    assert not await Draft.exists(kind="report")


async def test_every_field_is_one_press_from_the_preview(cast: Cast, anna: Phone) -> None:
    visit = await a_report_at_its_preview(cast, anna)
    await anna.press("✏️ Цена")
    await anna.sees("Сколько стоит работа", "Сейчас: 2\xa0500", button="как в заявке")
    await anna.send("много")
    await anna.sees("Не понял сумму")
    await anna.send("3 100,50")
    await anna.sees("Итого 3\xa0100,50")
    await anna.press("✏️ Рекомендация")
    await anna.send("👍")
    await anna.sees("Одного значка мало")
    await anna.send("Менять фильтр раз в год")
    await anna.sees("💡 Менять фильтр раз в год")
    await anna.press("✏️ Работы")
    await anna.sees("Сейчас: " + WORKS)
    await anna.press("Назад")
    await anna.sees("Итого 3\xa0100,50")
    await anna.press("✏️ Запчасти")
    await anna.send("Кабель 3,5 м 80")
    await anna.press("Готово, дальше")
    await anna.sees("Кабель × 3,5", "Итого 3\xa0380,50")
    await anna.press("Закончить позже")
    await anna.sees(f"/report {visit.order.number}")


async def test_wrong_input_keeps_what_was_entered(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send(f"/report {visit.order.number}")
    await anna.send("ы" * 4000)
    await anna.sees("знаков 4000")
    await anna.send("👍")
    await anna.sees("Опишите словами")
    await anna.send("/slip")
    await anna.sees("Такой команды нет")
    await anna.send(WORKS)
    await anna.sees("Запчасти")
    await anna.send("\n".join(f"Винт {n}; 10" for n in range(1, 60)))
    await anna.sees("не больше 50 строк")
    draft = await Draft.get(kind="report")
    assert draft.data["works"] == WORKS
    assert "parts" not in draft.data


async def test_a_refusal_of_a_double_tap_is_said_once(cast: Cast, anna: Phone) -> None:
    await a_report_at_its_preview(cast, anna)
    press = await anna.button("Отправить")
    before = await anna.last_id()
    await asyncio.gather(*(anna.tap(*press, wait=PATIENCE) for _ in range(3)))
    said = await anna.sees("Отчёт пока не принять", after=before)
    await anna.sees("Итого", after=said["message_id"])
    await anna.quiet()
    after = [message["text"] for message in await anna.messages() if message["message_id"] > before]
    assert len(after) == 2


async def test_a_draft_goes_on_where_it_was_left(cast: Cast, anna: Phone) -> None:
    visit = await a_report_at_its_preview(cast, anna)
    await anna.press("✏️ Время")
    await anna.press("Закончить позже")
    await anna.send("/menu")
    await anna.press("отчёт")
    await anna.sees("Сколько заняла работа?", "Сейчас: 30 мин")
    await anna.send(f"/report {visit.order.number}")
    await anna.sees("Сколько заняла работа?")


async def test_an_emptied_redis_loses_nothing_entered(cast: Cast, anna: Phone) -> None:
    other = await an_arrived_visit(cast, start=tomorrow(16))
    visit = await a_report_at_its_preview(cast, anna)
    await emptied_redis()
    await anna.attach(("a.jpg", jpeg()))
    assert await kinds(visit, 1) == [PhotoKind.BEFORE]
    assert await kinds(other, 0) == []
    await anna.press("Отправить")
    said = await anna.sees("Это окно устарело")
    await anna.sees("Итого 2\xa0500", "До: 1, после: 0", after=said["message_id"])


async def test_a_returned_report_comes_back_as_it_was_sent(cast: Cast, anna: Phone) -> None:
    visit = await a_report_at_its_preview(cast, anna)
    await anna.attach(("before.jpg", jpeg()))
    await anna.sees("До: 1, после: 0")
    await anna.attach(("after.jpg", jpeg(640)))
    await anna.sees("До: 1, после: 1")
    await anna.press("Отправить")
    await anna.sees("отправлен на проверку")
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Где запчасти?")
    await anna.send(f"/find {visit.order.number}")
    card = await anna.sees("Вернули на доработку: Где запчасти?", button="✏️ Исправить отчёт")
    assert card["text"].count("Где запчасти?") == 1
    await anna.press("Исправить отчёт")
    await anna.sees("Офис вернул отчёт: Где запчасти?", "Итог: сделано", WORKS, "Итого 2\xa0500")
    await anna.press("✏️ Запчасти")
    await anna.send("Ремень 1200")
    await anna.press("Готово, дальше")
    await anna.press("Отправить")
    await anna.quiet()
    sheet = await worksheets.of_visit(visit.id)
    assert sheet is not None
    assert sheet.total == 370_000
    office = (await cards.draw(visit.order_id, cast.vera)).text
    assert "Итог: сделано" in office
    assert "сдан ещё раз.</b> Просили исправить: Где запчасти?" in office


async def test_the_outcome_is_changed_from_the_report(cast: Cast, anna: Phone) -> None:
    visit = await a_report_at_its_preview(cast, anna)
    await anna.press("✏️ Итог")
    await anna.press("Сделано")
    await anna.sees("Итог: сделано", WORKS)
    await anna.press("✏️ Итог")
    await anna.press("Нужен ещё выезд")
    await anna.send("Нужна плата")
    await anna.press("Завершить")
    await anna.sees("завершена: нужен ещё один выезд")
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Какая плата?")
    await anna.send(f"/complete {visit.order.number}")
    await anna.sees("Офис вернул отчёт: Какая плата?", "нужен ещё один выезд", "Нужна плата")


async def test_the_fullest_report_fits_into_its_card(cast: Cast) -> None:
    visit = await an_arrived_visit(cast, text="о" * 2000)
    for kind in PhotoKind:
        await photos.add(visit.id, by=actor(cast.anna), kind=kind, file_id="f", file_unique_id=kind)
    line = worksheets.Line(worksheets.LineKind.PART, "<b>" + "д" * 125, Decimal("1.5"), 99_999_999)
    report = worksheets.Report("р" * 2000, (line,) * 50, 95, "с" * 2000)
    await worksheets.submit(visit.id, report, by=actor(cast.anna))
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="п" * 500)
    for person in (cast.anna, cast.vera):
        drawing = await cards.draw(visit.order_id, person)
        assert len(unescape(re.sub(r"</?[bi]>", "", drawing.text))) <= 4096


async def test_the_draft_of_a_lost_visit_can_only_be_deleted(cast: Cast, anna: Phone) -> None:
    visit = await a_report_at_its_preview(cast, anna)
    await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Передумал")
    await anna.press("Отправить")
    await anna.sees("Сейчас так сделать нельзя")
    await anna.sees("больше ничего не сделать", WORKS)
    await anna.press("Удалить черновик")
    await anna.sees("удалён")
    assert not await Draft.exists(kind="report")
