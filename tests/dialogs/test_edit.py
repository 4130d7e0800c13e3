"""An order that is made is put right from its card, TASKS-001, BOT-003."""

from domain import editing, orders
from domain.editing import Edit
from domain.models import Client, Draft, Master, Order
from domain.orders import Place
from sandbox.pytest import Phone
from tests.cast import Cast, actor, an_accepted_visit, an_order
from tests.dialogs.at_work import labels
from tests.dialogs.conftest import Reopen


async def test_every_field_is_put_right_from_the_card(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    await vera.press("✏️ Изменить")
    await vera.sees("Что исправить?", "Пётр Клиентов", "ул. Покровка", "2\xa0500\xa0₽", button="Готово")
    await vera.press("✏️ Описание")
    await vera.sees("Сейчас записано:", "Не сливает воду")
    await vera.send("я" * 2001)
    await vera.sees("знаков 2001, а помещается 2000")
    await vera.send("👍")
    await vera.sees("Одного значка мало")
    await vera.send("Течёт снизу")
    await vera.sees("Исправлено: описание.", "Течёт снизу")
    await vera.press("✏️ Срочность")
    await vera.press("Срочная")
    await vera.sees("Исправлено: срочность.", "Срочность: срочная")
    await Master.filter(person_id=cast.anna.id).update(skills=["washers"])
    await vera.press("✏️ Услуга")
    await vera.press("Ремонт холодильника")
    await vera.sees(
        "Исправлено: услуга, цена.", "3\xa0000\xa0₽", "⚠️ Анна Мастерова: теперь мешает — нет нужного навыка"
    )
    await vera.press("✏️ Цена")
    await vera.send("2 750")
    shown = await vera.sees("Исправлено: цена.", "2\xa0750\xa0₽")
    assert "теперь мешает" not in shown["text"]  # it was in the way before the price was put right
    await vera.press("✏️ Клиент")
    await vera.send("Пётр Иванов, 8 903 000-00-01")
    await vera.sees("Исправлено: имя клиента, телефон клиента.", "Пётр Иванов, +7 903 000-00-01")
    await vera.press("✏️ Адрес")
    await vera.location(55.76, 37.65)
    await vera.sees("Исправлено: точка на карте.")
    await vera.press("✏️ Адрес")
    await vera.send("ул. Мира, 1")
    await vera.sees("Где это на карте?", "ул. Мира, 1")
    await vera.press("Без точки")
    await vera.sees("Исправлено: адрес, точка на карте, район.", "Без точки на карте", "Район не указан")
    await vera.press("✏️ Район")
    shown = await vera.sees("Какой это район?", "ул. Мира, 1", button="Басманный")
    assert "Без района" not in labels(shown)
    await vera.press("Басманный")
    await vera.press("✏️ Район", on=await vera.sees("Исправлено: район.", "Район: Басманный"))
    await vera.sees("Какой это район?", "Сейчас: Басманный", button="✓ Басманный")
    await vera.send("Арбат")
    await vera.press("✏️ Район", on=await vera.sees("Исправлено: район.", "Район: Арбат"))
    await vera.press("Без района", on=await vera.sees("Какой это район?", "Сейчас: Арбат"))
    await vera.sees("Исправлено: район.", "Район не указан", "ул. Мира, 1")
    await vera.press("Готово")
    await vera.sees(
        "срочная", "Ремонт холодильника", "Течёт снизу", "Пётр Иванов", "ул. Мира, 1", button="Изменить"
    )
    assert not await Draft.exists()


async def test_an_address_half_entered_is_gone_on_with_from_the_menu(
    cast: Cast, vera: Phone, reopen: Reopen
) -> None:
    order = await an_order(cast)
    await vera.send(f"/find {order.number}")
    await vera.press("✏️ Изменить")
    await vera.press("✏️ Адрес")
    await vera.send("ул. Мира, 1")
    await vera.sees("Где это на карте?")
    await vera.send("/menu")
    await vera.press(f"Продолжить: правка адреса, №{order.number}")
    await vera.sees("Где это на карте?", "ул. Мира, 1")
    await vera.send("55.75, 37.61")
    await vera.sees("Исправлено: адрес", "ул. Мира, 1")
    assert (await Order.get(id=order.id).select_related("address")).address.lat == 55.75


async def test_an_address_changed_meanwhile_is_shown_before_it_is_written_over(
    cast: Cast, vera: Phone
) -> None:
    order = await an_order(cast)
    await vera.send(f"/find {order.number}")
    await vera.press("✏️ Изменить")
    await vera.press("✏️ Адрес")
    await vera.sees("Сейчас: ул. Покровка")
    await editing.edit(order.id, Edit(place=Place("ул. Солнечная, 5")), by=actor(cast.olga))
    await vera.send("ул. Мира, 1")
    await vera.sees("Сейчас в заявке: ул. Солнечная, 5", "Новый адрес:", "ул. Мира, 1")
    await editing.edit(order.id, Edit(place=Place("ул. Лунная, 7")), by=actor(cast.olga))
    await vera.press("Без точки")
    await vera.sees("Пока вы смотрели, заявка изменилась")
    await vera.press("Без точки", on=await vera.sees("Сейчас в заявке: ул. Лунная, 7", "ул. Мира, 1"))
    await vera.sees("Исправлено: адрес", "ул. Мира, 1")


async def test_what_another_dispatcher_changed_meanwhile_is_shown_first(cast: Cast, vera: Phone) -> None:
    order = await an_order(cast)
    await vera.send(f"/find {order.number}")
    await vera.press("✏️ Изменить")
    await vera.press("✏️ Клиент")
    await vera.sees("Пётр Клиентов", "Как правильно?")
    await editing.edit(order.id, Edit(client_name="Пётр Иванов"), by=actor(cast.olga))
    await vera.send("Пётр Сидоров")
    await vera.sees("Пока вы смотрели, заявка изменилась")
    await vera.sees("Пётр Иванов", "Как правильно?")
    await vera.send("Пётр Сидоров")
    await vera.sees("Исправлено: имя клиента.")
    assert (await Client.get(id=cast.petr.id)).name == "Пётр Сидоров"
    await vera.press("✏️ Описание")
    await orders.cancel(order.id, by=actor(cast.olga), reason="Передумал")
    await vera.send("Течёт снизу")
    await vera.sees("Сейчас так сделать нельзя: отменена")
    await vera.sees("Причина отмены: Передумал")  # the question is closed, the card says why
