"""What a master does in the bot: his list, yes and no, photos, the report, the end of a visit."""

import re
from decimal import Decimal
from html import unescape

import pytest

from dialogs import cards, states
from domain import drafts, inbox, offers, photos, visits, worksheets
from domain.models import Draft, InboxUpdate, Offer, OfferStatus, Photo, PhotoKind, Visit
from domain.statuses import Outcome, VisitStatus
from tests.cast import (
    Cast,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    an_order,
    tomorrow,
)
from tests.dialogs.conftest import Reopen
from tests.phones import Phone
from tests.pictures import jpeg
from tests.waiting import emptied_redis, until

WORKS = "Заменили ремень и почистили фильтр"


async def test_the_list_shows_offers_and_visits_and_opens_the_card(cast: Cast, anna: Phone) -> None:
    accepted = await an_accepted_visit(cast, start=tomorrow(16))
    offered = await an_offered_visit(cast, cast.anna)
    await anna.send("/mytasks")
    listed = await anna.sees("Ваши заявки", "Предлагают и ждут ответа: 1", "завтра: 1")
    assert labels(listed)[0] == f"завтра 12:00 №{offered.order.number} · Басманный · предлагают вам"
    assert labels(listed)[1] == f"завтра 16:00 №{accepted.order.number} · Басманный · принята"
    await anna.press(f"№{offered.order.number}")
    await anna.sees(f"№{offered.order.number}", "Точный адрес", button="Принять")


async def test_an_empty_list_says_so(anna: Phone) -> None:
    await anna.send("/mytasks")
    await anna.sees("Сейчас заявок нет")
    await anna.send("/accept")
    await anna.sees("Сейчас ничего не предлагают")


async def test_a_long_list_has_pages(cast: Cast, anna: Phone) -> None:
    for day in range(1, 9):
        await an_accepted_visit(cast, start=tomorrow(12, days=day))
    await anna.send("/mytasks")
    listed = await anna.sees("Ваши заявки")
    assert len(listed["reply_markup"]["inline_keyboard"]) == 8
    await anna.press(">")
    assert len(labels(await anna.sees("Ваши заявки", button="2"))) > 0


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


@pytest.mark.parametrize("command", ["accept", "decline", "complete", "report", "upload"])
async def test_a_wrong_number_gets_a_sentence_and_the_list(cast: Cast, anna: Phone, command: str) -> None:
    foreign = await an_order(cast)
    for wrong, answer in (
        ("abc", "Не вижу номера заявки"),
        ("99999999999", "Не вижу номера заявки"),
        ("999999", "Ничего не нашлось"),
        (str(foreign.number), "Ничего не нашлось"),
    ):
        before = await anna.last_id()
        await anna.send(f"/{command} {wrong}")
        said = await anna.sees(answer, after=before)
        await anna.sees("", button="Меню", after=said["message_id"])


async def test_commands_name_the_status_that_stands_in_the_way(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    for command in ("complete", "report"):
        before = await anna.last_id()
        await anna.send(f"/{command} {visit.order.number}")
        await anna.sees("принята мастером", after=before)


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


async def test_a_visit_ends_without_work_with_a_note(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send("/complete")
    await anna.sees("Чем закончился", f"№{visit.order.number}")
    await anna.press("Нужен ещё выезд")
    await anna.send("я" * 501)
    await anna.sees("Слишком длинно: 501")
    await anna.send("Нужна плата, заказали")
    await anna.sees("Завершаем заявку", "Нужна плата, заказали")
    await anna.send("Нужна плата управления")
    await anna.sees("Завершаем заявку", "Нужна плата управления")
    await anna.press("Завершить")
    await anna.sees("завершена: нужен ещё один выезд")
    assert (await again(visit)).outcome is Outcome.SECOND_VISIT
    assert await Visit.filter(order_id=visit.order_id).count() == 2
    assert not await Draft.exists(kind="finish")


async def test_several_visits_are_chosen_from(cast: Cast, anna: Phone) -> None:
    first, second = await an_arrived_visit(cast), await an_arrived_visit(cast, start=tomorrow(16))
    for command, question in (
        ("complete", "Какую заявку"),
        ("report", "По какой заявке"),
        ("upload", "К какой"),
    ):
        await anna.send(f"/{command}")
        await anna.sees(question, button=f"№{first.order.number}")
        await anna.press(f"№{second.order.number}")
        await anna.sees("", f"№{second.order.number}")


async def test_a_report_from_the_first_word_to_the_office(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send(f"/complete {visit.order.number}")
    await anna.press("Сделано")
    await anna.sees("Что сделали?")
    await anna.send(WORKS)
    await anna.sees("Запчасти и материалы")
    await anna.send("Ремень 1200 2 шт\nФильтр")
    await anna.sees("Остальное записал", "«Фильтр»", "Не вижу цену")
    await anna.sees("Ремень × 2", button="✖️ Ремень")
    await anna.send("Фильтр 450")
    await anna.sees("Фильтр × 1")
    await anna.press("✖️ Фильтр")
    await anna.quiet()
    await anna.press("Готово, дальше")
    await anna.sees("Сколько заняла работа?", button="столько вы на месте")
    await anna.send("сто лет")
    await anna.sees("Не понял, сколько это времени")
    await anna.press("1 ч 30 мин")
    await anna.sees("Что посоветуете клиенту?")
    await anna.press("Советов нет")
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
    await anna.press("✏️ Совет")
    await anna.send("Менять фильтр раз в год")
    await anna.sees("💡 Менять фильтр раз в год")
    await anna.press("✏️ Работы")
    await anna.sees("Сейчас: " + WORKS)
    await anna.press("Назад")
    await anna.sees("Итого 3\xa0100,50")
    await anna.press("✏️ Запчасти")
    await anna.send("Кабель 3,5 м 80")
    await anna.press("Готово, дальше")
    await anna.sees("Кабель × 3.5", "Итого 3\xa0380,50")
    await anna.press("Отложить")
    await anna.sees(f"/report {visit.order.number}")


async def test_wrong_input_keeps_what_was_entered(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send(f"/report {visit.order.number}")
    await anna.send("ы" * 4000)
    await anna.sees("Слишком длинно: 4000")
    await anna.send("/slip")
    await anna.sees("", button="Отложить")
    await anna.send(WORKS)
    await anna.sees("Запчасти")
    await anna.send("\n".join(f"Винт {n}; 10" for n in range(1, 60)))
    await anna.sees("не больше 50 строк")
    draft = await Draft.get(kind="report")
    assert draft.data["works"] == WORKS
    assert "parts" not in draft.data


async def test_a_draft_goes_on_where_it_was_left(cast: Cast, anna: Phone) -> None:
    visit = await a_report_at_its_preview(cast, anna)
    await anna.press("✏️ Время")
    await anna.press("Отложить")
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
    await anna.send(f"/report {visit.order.number}")
    await anna.sees("Офис вернул отчёт: Где запчасти?", WORKS, "Итого 2\xa0500")
    await anna.press("✏️ Запчасти")
    await anna.send("Ремень 1200")
    await anna.press("Готово, дальше")
    await anna.press("Отправить")
    await anna.quiet()
    sheet = await worksheets.of_visit(visit.id)
    assert sheet is not None
    assert sheet.total == 370_000


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


async def test_photos_go_to_the_only_visit_under_way(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.attach(("a.jpg", jpeg()))
    await anna.attach(("b.jpg", jpeg(640)), ("c.jpg", jpeg(700)))
    assert await kinds(visit, 3) == [PhotoKind.BEFORE, PhotoKind.AFTER, PhotoKind.AFTER]


async def test_an_album_shows_one_thing(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.attach(*((f"{n}.jpg", jpeg(600 + n)) for n in range(4)))
    assert await kinds(visit, 4) == [PhotoKind.BEFORE] * 4


async def test_the_day_by_the_buttons_of_the_card_alone(cast: Cast, anna: Phone) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    await anna.send("/mytasks")
    await anna.press(f"№{visit.order.number}")
    await anna.press("Принять")
    await anna.sees("принята мастером", "ул. Покровка")
    await anna.press("Выезжаю")
    await anna.sees("мастер в пути")
    await anna.press("Я на месте")
    await anna.sees("мастер на месте", button="Завершить")
    await anna.press("Фото до и после")
    await anna.sees("До: 0, нужно 1")
    await anna.attach(("a.jpg", jpeg()), ("b.jpg", jpeg(640)))
    await anna.sees("✅ До: 2", "Пришлите фото после работы")
    await anna.attach(("c.jpg", jpeg(700)))
    await anna.sees("✅ После: 1")
    await anna.press("Готово")
    await anna.sees("больше не ждём")
    await anna.press("Пауза")
    await anna.press("Продолжить")
    await anna.sees("мастер на месте", button="Пауза")
    await anna.press("Завершить")
    await anna.press("Сделано")
    await anna.sees("Что сделали?")
    await anna.send(WORKS)
    await anna.press("Без запчастей")
    await anna.press("столько вы на месте")
    await anna.press("Советов нет")
    await anna.press("Отправить")
    await anna.sees("отправлен на проверку")
    await anna.sees("ждёт проверки", WORKS)
    assert (await again(visit)).status is VisitStatus.FINISHED


async def test_the_window_of_photos_says_before_or_after(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send("/upload")
    await anna.sees("До: 0, нужно 1", "Пришлите фото до работы", button="🔘 До")
    await anna.press("После")
    await anna.sees("Пришлите фото после работы", button="🔘 После")
    await anna.send("готово?")
    await anna.sees("жду фото")
    await anna.attach(("after.jpg", jpeg()))
    await anna.sees("✅ После: 1", "До: 0, нужно 1")
    assert await kinds(visit, 1) == [PhotoKind.AFTER]
    await anna.press("Готово")
    await anna.sees("больше не ждём")
    await anna.sees("ул. Покровка", button="Завершить")


async def test_photos_of_an_unclear_visit_wait_for_a_word(cast: Cast, anna: Phone) -> None:
    first, second = await an_arrived_visit(cast), await an_arrived_visit(cast, start=tomorrow(16))
    await anna.attach(("a.jpg", jpeg()), ("b.jpg", jpeg(640)))
    await anna.attach(("c.jpg", jpeg(700)))
    await anna.sees("К какой прикрепить 3 фото?", button=f"№{first.order.number}")
    await anna.press(f"№{second.order.number}")
    await anna.sees(f"К заявке №{second.order.number}: 3 фото")
    assert await kinds(second, 3) == [PhotoKind.BEFORE, PhotoKind.BEFORE, PhotoKind.AFTER]
    assert await kinds(first, 0) == []
    assert not await Draft.exists(kind="upload")


async def test_photos_of_an_unclear_visit_can_be_left_out(cast: Cast, anna: Phone) -> None:
    await an_arrived_visit(cast)
    await an_arrived_visit(cast, start=tomorrow(16))
    await anna.attach(("a.jpg", jpeg()))
    await anna.press("Не прикреплять")
    await anna.sees("никуда не прикреплены")
    assert await Photo.all().count() == 0
    assert not await Draft.exists(kind="upload")


async def test_the_same_photo_is_taken_once(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.attach(("a.jpg", jpeg()))
    assert await kinds(visit, 1) == [PhotoKind.BEFORE]
    sent = (
        await InboxUpdate.filter(payload__contains={"message": {"chat": {"id": anna.id}}})
        .order_by("-id")
        .first()
    )
    assert sent is not None
    forwarded = {**sent.payload["message"], "message_id": 900_000}
    await inbox.store([{"update_id": sent.update_id + 1_000_000, "message": forwarded}])
    await anna.sees("Это фото уже есть")
    assert await kinds(visit, 1) == [PhotoKind.BEFORE]


async def test_what_is_no_photo_gets_a_sentence(
    cast: Cast, anna: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.attach(("a.jpg", jpeg()))
    await anna.sees("Сейчас нет заявки в работе")
    await an_arrived_visit(cast)
    await anna.attach(("act.pdf", b"%PDF-1.4"), as_="document")
    await anna.sees("Это не фото")
    monkeypatch.setattr("dialogs.master.upload.receiving.MOST_BYTES", 100)
    await anna.attach(("b.jpg", jpeg()), as_="document")
    await anna.sees("Файл больше")
    assert await Photo.all().count() == 0


async def test_the_office_sends_no_photos(vera: Phone) -> None:
    await vera.attach(("a.jpg", jpeg()))
    await vera.sees("Фото к заявкам присылают мастера")


async def test_a_stranger_with_a_photo_is_told_how_one_gets_in(cast: Cast, anna: Phone) -> None:
    gleb = Phone(anna.http, anna.base, cast.gleb, "Gleb")
    async with anna.http.post(
        f"{anna.base}/sim/people", json={"id": cast.gleb, "first_name": "Gleb", "language_code": "en"}
    ) as answer:
        assert answer.status == 200
    await gleb.send("/start")
    await gleb.sees("by invitation")
    before = await gleb.last_id()
    await gleb.attach(("a.jpg", jpeg()))
    await gleb.sees("by invitation", after=before)


STEPS = {
    "decline": (states.Answer.reason, states.Answer.confirm),
    "finish": (states.Finish.note, states.Finish.confirm),
    "report": tuple(state for state in states.Report.__all_states__ if state is not states.Report.visit),
    "upload": (states.Upload.photos,),
}
ENTERED = {
    "decline": {"reason": "Занят <b>"},
    "finish": {"outcome": "refused", "note": "Дорого & долго"},
    "report": {
        "works": "<i>" + "р" * 1990,
        "work": [{"kind": "work", "name": "Ремонт", "quantity": "1", "price": 250_000}],
        "parts": [
            {"kind": "part", "name": f"{n} " + "д" * 120, "quantity": "1.5", "price": 1, "n": n}
            for n in range(49)
        ],
        "parts_done": True,
        "minutes": 95,
        "recommendation": "с" * 2000,
    },
    "upload": {"shows": "after"},
}
LISTS = ("mytasks", "accept", "decline", "complete", "report", "upload")


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_every_window_renders_at_its_fullest(
    cast: Cast, anna: Phone, reopen: Reopen, locale: str
) -> None:
    cast.anna.locale = locale
    await cast.anna.save()
    visit = await an_arrived_visit(cast)
    for kind, windows in STEPS.items():
        for state in windows:
            await drafts.begin(
                by=actor(cast.anna),
                kind=kind,
                step=state.state,
                subject=visit.id,
                fresh=True,
                **ENTERED[kind],
            )
            await speaks(anna, locale, reopen)
    for number in range(2, 9):
        await an_arrived_visit(cast, start=tomorrow(12, days=number))
        await an_accepted_visit(cast, start=tomorrow(16, days=number))
        await an_offered_visit(cast, start=tomorrow(9, days=number))
    for command in LISTS:
        await speaks(anna, locale, f"/{command}")


async def speaks(phone: Phone, locale: str, done: Reopen | str) -> None:
    """Draw the chat anew or send a command: a window comes, with texts and few enough buttons."""
    before = await phone.last_id()
    if isinstance(done, str):
        await phone.send(done)
    else:
        await done(phone.id)
    window = await phone.sees("", button="", after=before)
    shown = " ".join([window["text"], *labels(window)])
    assert not re.search(r"\b(master|tasks|answer|decline|finish|report|upload|card|button)\.[a-z]", shown), (
        shown
    )
    assert not re.search(r"[{}]", shown)
    assert len(window["reply_markup"]["inline_keyboard"]) <= 8
    assert bool(re.search(r"[а-яё]", labels(window)[-1])) is (locale == "ru")


def labels(message: dict) -> list[str]:
    """The labels of a message's buttons."""
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


async def kinds(visit: Visit, count: int) -> list[PhotoKind]:
    """What the visit's photos show, in order of arrival; waits until there are ``count``."""
    photos_of = Photo.filter(visit_id=visit.id).order_by("id")
    return await until(lambda: photos_of.values_list("kind", flat=True), lambda found: len(found) >= count)


async def a_report_at_its_preview(cast: Cast, anna: Phone) -> Visit:
    """A report filled up to its preview, without photos."""
    visit = await an_arrived_visit(cast)
    await anna.send(f"/report {visit.order.number}")
    await anna.sees("Что сделали?")
    await anna.send(WORKS)
    await anna.press("Без запчастей")
    await anna.press("30 мин")
    await anna.press("Советов нет")
    await anna.sees("Итого 2\xa0500", WORKS)
    return visit
