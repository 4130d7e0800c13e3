"""The way of an order through everybody's phones, as the people themselves go it."""

from domain.models import Photo, PhotoState, Visit, Worksheet
from domain.statuses import VisitStatus
from sandbox.pytest import Phone
from tests.pictures import jpeg

Phones = dict[str, Phone]


async def an_order_is_previewed(vera: Phone) -> None:
    """Vera takes an order by phone: a new client, an address with a place, and so on to the preview."""
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    await vera.send("89165550011 Смирнова Мария 🌷")
    await vera.sees("Куда ехать?")
    await vera.send("Москва, ул. Покровка, 27, кв. 8")
    await vera.sees("Где это на карте?")
    await vera.send("55.7596, 37.6470")
    await vera.sees("Что делать?")
    await vera.press("Ремонт стиральной машины")
    await vera.sees("Что случилось?")
    await vera.send("Не сливает воду, на экране E18")
    await vera.sees("Насколько срочно?")
    await vera.press("Обычная")
    await vera.sees("В какой день?")
    await vera.press("Завтра")
    await vera.sees("во сколько?")
    await vera.press("13–15 ·")
    await vera.sees("Проверьте заявку", "Смирнова Мария 🌷", "13:00–15:00")


async def an_order_is_made(vera: Phone) -> None:
    """From the preview the order is created, and its card opens."""
    await an_order_is_previewed(vera)
    await vera.press("Создать заявку")
    await vera.sees("ждёт мастера", button="Назначить мастера")


async def it_is_offered(vera: Phone) -> None:
    """Vera offers the order to both masters, who are shown with the reasons in words."""
    await vera.press("Назначить мастера")
    await vera.sees("кто поедет?", "в эти часы свободно", "мин в пути")
    await vera.press("☐ Анна")
    await vera.sees("кто поедет?", button="☑ Анна")
    await vera.press("☐ Борис")
    await vera.press("Предложить выбранным (2)")


async def anna_is_first(phones: Phones) -> None:
    """Both see the district only; Anna is first; Boris, pressing the same button, is told so."""
    anna, boris = phones["anna"], phones["boris"]
    shown = await boris.sees("предлагают заявку", "Точный адрес и телефон", button="Принять")
    assert "Покровка" not in shown["text"]
    assert "555-00-11" not in shown["text"]
    stale = next(b for row in shown["reply_markup"]["inline_keyboard"] for b in row if "Принять" in b["text"])
    await anna.press("Принять")
    await anna.sees("принята мастером", "Покровка, 27", "555-00-11")
    await boris.tap(shown["message_id"], stale["callback_data"])
    await boris.sees("другой мастер")
    await phones["vera"].sees("Анна Мастерова берёт заявку")


async def anna_works(anna: Phone) -> None:
    """On the way, on site, a photo before and two after as an album, the report with a part."""
    await anna.press("Выезжаю")
    await anna.sees("назначен на завтра")
    await anna.press("Да, выезжаю")
    await anna.sees("мастер в пути")
    await anna.press("Я на месте")
    await anna.sees("мастер на месте", button="Завершить")
    await anna.attach(("before.jpg", jpeg(801)))
    await anna.sees("принято 1 фото")
    await anna.attach(("one.jpg", jpeg(802)), ("two.jpg", jpeg(803)))
    await anna.sees("принято 2 фото")
    await anna.press("Завершить")
    await anna.press("Сделано")
    await anna.sees("Что сделали?")
    await anna.send("Заменила насос, проверила слив")
    await anna.sees("Запчасти и материалы")
    await anna.send("Насос сливной 1800 1 шт")
    await anna.sees("Насос сливной", button="Готово, дальше")
    await anna.press("Готово, дальше")
    await anna.press("1 ч")
    await anna.press("Рекомендаций нет")
    await anna.sees("Итого", button="Отправить")
    await anna.press("Отправить")
    await anna.sees("отправлен на проверку")


async def the_report_is_returned_and_approved(phones: Phones) -> None:
    """Vera returns the report with a reason, Anna sends it again, Vera approves."""
    vera, anna = phones["vera"], phones["anna"]
    await vera.sees("сдаёт отчёт", "Заменила насос", button="Вернуть")
    await vera.press("Вернуть")
    await vera.sees("что исправить")
    await vera.send("Укажите модель насоса")
    await anna.sees("вернул отчёт", "Укажите модель насоса", button="Исправить отчёт")
    await anna.press("Исправить отчёт")
    await anna.press("Работы")
    await anna.sees("Что сделали?")
    await anna.send("Заменила насос Askoll M231, проверила слив")
    await anna.sees("Askoll M231", button="Отправить")
    await anna.press("Отправить")
    await vera.sees("сдаёт отчёт ещё раз", "Просили исправить: Укажите модель", button="Принять отчёт")
    await vera.press("Принять отчёт")
    await anna.sees("принят. Спасибо!")


async def the_books_are_right() -> None:
    """What the database holds of the order at the end."""
    visit = await Visit.get()
    assert visit.status is VisitStatus.APPROVED
    sheet = await Worksheet.get(visit_id=visit.id)
    assert sheet.total == 250_000 + 180_000
    assert sheet.works.startswith("Заменила насос Askoll")
    kinds = (
        await Photo.filter(visit_id=visit.id, state=PhotoState.READY)
        .order_by("id")
        .values_list("kind", flat=True)
    )
    assert kinds == ["before", "after", "after"]


async def walk(phones: Phones) -> None:
    """The whole way."""
    await an_order_is_made(phones["vera"])
    await it_is_offered(phones["vera"])
    await anna_is_first(phones)
    await anna_works(phones["anna"])
    await the_report_is_returned_and_approved(phones)
    await the_books_are_right()
