"""A new order from the office, BOT-003: TASKS-001 begins here."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from dialogs.states import NewOrder
from domain import clock, company, drafts, masters
from domain.models import Address, ClientPhone, Draft, Order, Person, Priority, Visit
from sandbox.pytest import Phone
from tests.cast import DAILY, Cast, actor, an_order, tomorrow
from tests.dialogs.at_work import labels, rows
from tests.dialogs.conftest import Reopen
from tests.waiting import emptied_redis

TEXT = "Не сливает воду, на экране E18"


@pytest.fixture
async def at_preview(cast: Cast, vera: Phone) -> Phone:
    """Vera looks at the preview of petr's order for tomorrow, 11 to 13."""
    await vera.send("/neworder 89161234567")
    await vera.press("Покровка")
    await vera.press(cast.washers.name)
    await vera.sees("Что случилось?")
    await vera.send(TEXT)
    urgency = await vera.sees("Насколько срочно?")
    assert labels(urgency)[:4] == ["Не срочно", "✓ Обычная", "Важная", "Срочная"]
    await vera.press("Обычная")
    await vera.press("Завтра")
    await vera.press("11–13 ·")
    await vera.sees("Проверьте заявку", "Пётр Клиентов", "Покровка", TEXT, "завтра, 11:00–13:00", "2\xa0500")
    return vera


async def test_a_window_that_may_not_be_meant_is_said_and_taken(cast: Cast, at_preview: Phone) -> None:
    await company.put("hours", DAILY)
    await at_preview.press("✏️ Время")
    await at_preview.send("завтра 3-5")
    shown = await at_preview.sees("Проверьте заявку", "завтра, 03:00–05:00", "⚠️ Не рабочее время")
    assert "времени меньше" not in shown["text"]
    await at_preview.press("✏️ Время")
    await at_preview.send("завтра 10:00-10:01")
    shown = await at_preview.sees("⚠️ Времени меньше, чем обычно занимает работа: 2 ч", after=shown)
    assert "рабочее" not in shown["text"]
    await at_preview.press("✏️ Время")
    await at_preview.send("завтра 21-22")
    await at_preview.sees("⚠️ Не рабочее время; времени меньше", after=shown)
    await at_preview.press("✏️ Время")
    await at_preview.press("Завтра")
    await at_preview.sees("Завтра: во сколько?")
    await at_preview.send("послезавтра 14-16")
    await at_preview.sees("14:00–16:00", after=shown)
    await at_preview.press("Создать заявку")
    await at_preview.sees("создана")
    assert (await Visit.get()).starts_at == tomorrow(14, days=2)


async def test_a_known_client_is_served_by_buttons(cast: Cast, at_preview: Phone) -> None:
    await at_preview.press("Создать заявку")
    await at_preview.sees("создана")
    card = await at_preview.sees("ждёт мастера", TEXT, button="Назначить мастера")
    order = await Order.get()
    assert f"№{order.number}" in card["text"]
    assert (order.client_id, order.address_id, order.service_id) == (
        cast.petr.id,
        cast.address.id,
        cast.washers.id,
    )
    assert (order.priority, order.price, order.text) == (Priority.NORMAL, 250_000, TEXT)
    visit = await Visit.get(order_id=order.id)
    assert (visit.starts_at, visit.ends_at) == (tomorrow(11), tomorrow(13))
    assert not await Draft.exists()


async def test_phone_and_name_in_one_line_make_a_client(cast: Cast, vera: Phone) -> None:
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    await vera.send("89165550011 Иванов Иван 🙂")
    await vera.sees("Иванов Иван 🙂. Куда ехать?")
    await vera.send("ул. Новая, 5")
    await vera.sees("Где это на карте?")
    await vera.send("https://yandex.ru/maps/?pt=37.62,55.75&z=17")
    await vera.sees("Какой это район?", "ул. Новая, 5", button="Басманный")
    await vera.send("тверской")
    await vera.press(cast.fridges.name)
    await vera.sees("Что случилось?")
    await vera.send("👍")
    await vera.sees("Одного значка мало")
    await vera.send("Не морозит")
    await vera.press("Срочная")
    await vera.press("Без времени")
    await vera.sees("новый клиент", "Район: тверской", "срочная", "время не назначено")
    await vera.press("Создать заявку")
    await vera.sees("создана")
    order = await Order.get().select_related("client", "address")
    assert (order.client.name, order.priority) == ("Иванов Иван 🙂", Priority.URGENT)
    assert (order.address.text, order.address.lat, order.address.lon) == ("ул. Новая, 5", 55.75, 37.62)
    assert order.address.district == "тверской"
    assert (await ClientPhone.get(client_id=order.client_id)).number == "+79165550011"
    assert (await Visit.get(order_id=order.id)).starts_at is None


async def test_a_part_of_the_name_finds_the_client(cast: Cast, vera: Phone) -> None:
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    await vera.send("клиентов")
    await vera.press("Пётр Клиентов · ")
    await vera.sees("Пётр Клиентов. Куда ехать?", button="Покровка")


@pytest.mark.parametrize("typed", ["891612345", "8 916 12", "+7 916 123-45"])
async def test_a_part_of_the_phone_finds_the_client(cast: Cast, vera: Phone, typed: str) -> None:
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    await vera.send(typed)
    await vera.press("Пётр Клиентов · ")
    await vera.sees("Пётр Клиентов. Куда ехать?", button="Покровка")


async def test_a_shared_contact_is_a_client(cast: Cast, vera: Phone) -> None:
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    await vera.contact("79165550022", "Сидоров")
    await vera.sees("Сидоров. Куда ехать?")


async def test_an_unknown_phone_asks_for_the_name_until_it_is_one(vera: Phone) -> None:
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    await vera.send("+7 916 555-00-11")
    await vera.sees("Как зовут клиента?")
    await vera.send("12345")
    await vera.sees("Не похоже на имя")
    await vera.sees("+7 916 555-00-11", "Как зовут клиента?")
    await vera.send("8 (916) 555-44-33 Смирнова Анна")
    await vera.sees("Смирнова Анна. Куда ехать?")
    draft = await Draft.get(kind="neworder")
    assert draft.data["client_phone"] == "+79165554433"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Никто", "никого не нашёл"),
        ("890000000", "По «890000000» никого не нашёл"),
        ("я", "хотя бы две буквы"),
        ("1234567890123456", "Не похоже на номер"),
    ],
)
async def test_wrong_words_for_a_client_get_a_sentence(vera: Phone, typed: str, answer: str) -> None:
    await vera.send("/neworder")
    asked = await vera.sees("Кто звонит?")
    await vera.send(typed)
    await vera.sees(answer)
    await vera.sees("Кто звонит?", after=asked["message_id"])


async def test_a_place_may_be_sent_before_the_address(cast: Cast, vera: Phone) -> None:
    await vera.send("/neworder 89165550011 Иванов")
    await vera.sees("Куда ехать?")
    await vera.location(55.7, 37.6)
    await vera.sees("осталось написать адрес словами")
    await vera.send("ул. Новая, 5")
    await vera.press("Без района", on=await vera.sees("Какой это район?"))
    await vera.sees("Что делать?")
    draft = await Draft.get()
    assert (draft.data["address"], draft.data["lat"]) == ("ул. Новая, 5", 55.7)


async def test_another_client_is_asked_for_his_address(cast: Cast, at_preview: Phone) -> None:
    await at_preview.press("✏️ Клиент")
    await at_preview.send("89161234567")
    shown = await at_preview.sees("Проверьте заявку", "Пётр Клиентов", "Покровка")
    await at_preview.press("✏️ Адрес")
    await at_preview.send("ул. Новая, 5")
    await at_preview.press("Без точки")
    await at_preview.press("Без района", on=await at_preview.sees("Какой это район?"))
    await at_preview.sees("Проверьте заявку", "ул. Новая, 5", after=shown)
    await at_preview.press("✏️ Клиент")
    await at_preview.send("89165550011 Иванов Иван")
    asked = await at_preview.sees("Иванов Иван. Куда ехать?")
    assert "Новая" not in asked["text"]
    await at_preview.send("ул. Другая, 7")
    await at_preview.press("Без точки")
    await at_preview.press("Без района", on=await at_preview.sees("Какой это район?", after=asked))
    await at_preview.sees("Проверьте заявку", "Иванов Иван", "ул. Другая, 7", after=asked)


async def test_the_district_is_that_of_the_neighbour_and_may_be_another(cast: Cast, vera: Phone) -> None:
    await vera.send("/neworder 89165550011 Иванов")
    await vera.sees("Куда ехать?")
    await vera.send("ул. Покровка, 29")
    await vera.sees("Где это на карте?")
    await vera.location(55.7597, 37.6471)
    asked = await vera.sees("Что делать?")  # the neighbour's isn't asked for
    assert (await Draft.get()).data["district"] == "Басманный"
    await vera.press("Назад", on=asked)
    shown = await vera.sees("Какой это район?", "ул. Покровка, 29", "Сейчас: Басманный", button="✓ Басманный")
    assert len(rows(shown)) <= 8
    for wrong, answer in (("🙂", "Одного значка мало"), ("я" * 65, "знаков 65, а помещается 64")):
        await vera.send(wrong)
        await vera.sees(answer)
    await vera.location(55.7, 37.6)
    await vera.sees("Напишите район словами")
    await vera.send(" тверской ")
    await vera.sees("Что делать?")
    assert (await Draft.get()).data["district"] == "тверской"


async def test_who_does_not_work_in_the_district_is_not_counted(cast: Cast, vera: Phone) -> None:
    await masters.set_areas(cast.boris.id, ["Арбат"], by=actor(cast.vera))
    await vera.send("/neworder 89165550011 Иванов")
    await vera.sees("Куда ехать?")
    await vera.send("ул. Новая, 5")
    await vera.press("Без точки")
    await vera.sees("Какой это район?", button="Арбат")  # known by the master who works there
    await vera.send("Тверской")
    await vera.press(cast.washers.name)
    await vera.sees("Что случилось?")
    await vera.send(TEXT)
    await vera.press("Обычная")
    await vera.press("Завтра")
    await vera.sees("во сколько?", button="11–13 · 👷 1")


async def test_a_known_address_gets_the_district_it_has_not(cast: Cast, at_preview: Phone) -> None:
    vera = at_preview
    await vera.sees("Район: Басманный")
    await Address.filter(id=cast.address.id).update(district="")
    await masters.set_areas(cast.boris.id, ["Замоскворечье"], by=actor(cast.vera))
    await vera.press("✏️ Цена")  # the preview is drawn anew
    await vera.press("По прайсу")
    await vera.press("✏️ Район", on=await vera.sees("Проверьте заявку", "Район не указан"))
    await vera.press("Замоскворечье", on=await vera.sees("Какой это район?", "ул. Покровка, 27"))
    await vera.press("Создать заявку", on=await vera.sees("Проверьте заявку", "Район: Замоскворечье"))
    await vera.sees("создана")
    assert (await Address.get(id=cast.address.id)).district == "Замоскворечье"
    await vera.send("/neworder 89161234567")
    await vera.press("Покровка", on=await vera.sees("Куда ехать?"))
    await vera.sees("Что делать?")
    assert "district" not in (await Draft.get()).data  # that of the address stands there already


async def test_another_clients_address_takes_no_district_along(cast: Cast, at_preview: Phone) -> None:
    vera = at_preview
    await vera.press("✏️ Район")
    await vera.send("Арбат")
    await vera.press("✏️ Клиент", on=await vera.sees("Проверьте заявку", "Район: Арбат"))
    await vera.sees("Кто звонит?")
    await vera.send("89165550011 Иванов")
    await vera.sees("Куда ехать?")
    await vera.send("ул. Новая, 5")
    await vera.press("Без точки")
    await vera.sees("Какой это район?", "ул. Новая, 5")
    assert "district" not in (await Draft.get()).data


async def test_no_place_is_said_in_the_preview(at_preview: Phone) -> None:
    await at_preview.sees("Точка на карте есть")
    await at_preview.press("✏️ Адрес")
    await at_preview.sees("Куда ехать?", "Сейчас: ул. Покровка, 27")
    await at_preview.send("ул. Новая, 5")
    await at_preview.sees("Где это на карте?")
    await at_preview.send("где-то там")
    await at_preview.sees("Не вижу здесь координат")
    await at_preview.press("Без точки")
    await at_preview.press("Без района")
    await at_preview.sees("Проверьте заявку", "ул. Новая, 5", "Без точки на карте", "Район не указан")


async def test_what_is_too_long_or_no_text_is_refused_and_nothing_is_lost(at_preview: Phone) -> None:
    await at_preview.press("✏️ Описание")
    await at_preview.sees("Что случилось?")
    await at_preview.send("я" * 4000)
    await at_preview.sees("знаков 4000, а помещается 2000")
    await at_preview.location(55.7, 37.6)
    await at_preview.sees("Здесь нужен текст")
    await at_preview.press("К заявке")
    await at_preview.sees("Проверьте заявку", TEXT)


async def test_the_longest_text_is_previewed(at_preview: Phone) -> None:
    await at_preview.press("✏️ Описание")
    await at_preview.sees("Что случилось?")
    text = "Я" + "🙂" * 1999
    await at_preview.send(text)
    await at_preview.sees("Проверьте заявку", "🙂…", button="Создать заявку")
    assert (await Draft.get()).data["text"] == text


async def test_every_field_is_edited_from_the_preview(cast: Cast, at_preview: Phone) -> None:
    vera = at_preview
    await vera.press("✏️ Услуга")
    await vera.press(cast.fridges.name)
    await vera.sees("Проверьте заявку", cast.fridges.name, "3\xa0000")
    await vera.press("✏️ Описание")
    await vera.sees("Что случилось?", f"Сейчас: {TEXT}")
    await vera.send("Не морозит 🙂")
    await vera.sees("Проверьте заявку", "Не морозит 🙂")
    await vera.press("✏️ Срочность")
    await vera.press("Важная")
    await vera.sees("Проверьте заявку", "важная")
    await vera.press("✏️ Время")
    await vera.press("Завтра")
    await vera.sees("во сколько?")
    await vera.send("16:00-15:00")
    await vera.sees("конец должен быть позже начала")
    await vera.send("с 14:30 до 16")
    await vera.sees("Проверьте заявку", "завтра, 14:30–16:00")
    await vera.press("✏️ Цена")
    await vera.sees("Какая цена?")
    await vera.send("много")
    await vera.sees("Не понял сумму")
    await vera.send("1 500,50")
    await vera.sees("Проверьте заявку", "1\xa0500,50")
    await vera.press("✏️ Клиент")
    await vera.sees("Кто звонит?")
    await vera.send("89165550011 Иванов")
    await vera.sees("Куда ехать?")
    await vera.send("ул. Новая, 5")
    await vera.press("Без точки")
    await vera.press("Басманный")
    await vera.press("✏️ Район", on=await vera.sees("Проверьте заявку", "Район: Басманный"))
    await vera.sees("Какой это район?", "Сейчас: Басманный")
    await vera.send("Арбат")
    await vera.sees("Проверьте заявку", "Иванов", "ул. Новая, 5", "Район: Арбат")
    await vera.sees("1\xa0500,50", "Не морозит 🙂", "14:30")
    await vera.press("Создать заявку")
    await vera.sees("создана")
    order = await Order.get().select_related("client")
    assert (order.client.name, order.price, order.service_id) == ("Иванов", 150_050, cast.fridges.id)


async def test_a_double_tap_makes_one_order(at_preview: Phone) -> None:
    message, data = await at_preview.button("Создать заявку")
    await asyncio.gather(*(at_preview.tap(message, data) for _ in range(3)))
    await at_preview.sees("создана")
    await at_preview.sees("ждёт мастера", button="Назначить мастера")
    await at_preview.quiet()
    assert await at_preview.last_id() == message + 1  # the card, and no word more
    assert await Order.all().count() == 1


async def test_the_draft_survives_an_emptied_redis(cast: Cast, at_preview: Phone) -> None:
    await emptied_redis()
    await at_preview.press("Создать заявку")
    said = await at_preview.sees("Это окно устарело")
    shown = await at_preview.sees("Проверьте заявку", TEXT, after=said["message_id"])
    assert not await Order.exists()
    await at_preview.press("Создать заявку", on=shown["message_id"])
    await at_preview.sees("создана")


async def test_the_draft_is_put_aside_gone_on_with_and_begun_afresh(at_preview: Phone) -> None:
    await at_preview.press("Закончить позже")
    await at_preview.sees("Черновик сохранён")
    await at_preview.send("/menu")
    await at_preview.press("Продолжить: новая заявка")
    await at_preview.sees("Проверьте заявку", TEXT)
    await at_preview.send("/neworder")
    await at_preview.sees("Продолжаем незаконченную заявку", TEXT)
    await at_preview.press("🔄 Начать заново")
    await at_preview.press("Назад", on=await at_preview.sees("Начать заново?", "сотрётся"))
    await at_preview.press(
        "🔄 Начать заново", on=await at_preview.sees("Продолжаем незаконченную заявку", TEXT)
    )
    await at_preview.press("Да, начать заново")
    asked = await at_preview.sees("Кто звонит?")
    assert "Продолжаем" not in asked["text"]
    assert (await Draft.get()).data == {}


async def test_a_window_that_has_passed_meanwhile_makes_no_order(cast: Cast, at_preview: Phone) -> None:
    draft = await Draft.get()
    past = clock.now() - timedelta(hours=3)
    await drafts.put(
        draft.id,
        by=actor(cast.vera),
        starts_at=past.isoformat(),
        ends_at=(past + timedelta(hours=2)).isoformat(),
    )
    await at_preview.press("Создать заявку")
    await at_preview.sees("Это время уже прошло")
    assert not await Order.exists()


async def test_a_chat_drawn_anew_shows_the_window_it_stood_at(
    cast: Cast, vera: Phone, reopen: Reopen
) -> None:
    for state in NewOrder.__all_states__:
        await drafts.begin(
            by=actor(cast.vera),
            kind="neworder",
            step=state.state or "",
            fresh=True,
            client_phone="+79165550011",
        )
        before = await vera.last_id()
        await reopen(vera.id)
        await vera.sees("", after=before)


async def test_a_master_makes_no_orders(anna: Phone) -> None:
    await anna.send("/neworder")
    await anna.sees("вам недоступно")
    assert not await Draft.exists()


async def test_what_is_ordered_most_stands_first(cast: Cast, vera: Phone) -> None:
    for days in (1, 2):
        await an_order(cast, service=cast.fridges, start=tomorrow(12, days=days))
    await an_order(cast, start=tomorrow(16))
    await vera.send("/neworder 89161234567")
    await vera.press("Покровка")
    shown = await vera.sees("Что делать?", "Сверху то, что заказывают чаще")
    assert [label.rpartition(" · ")[0] for label in labels(shown)][:2] == [
        cast.fridges.name,
        cast.washers.name,
    ]


async def test_windows_fit_two_in_a_row_and_the_past_is_not_offered(cast: Cast, vera: Phone) -> None:
    await a_draft_without_a_day(cast)
    with clock.moved(tomorrow(14, 20) - clock.now()):
        await vera.send("/neworder")
        await vera.press("Сегодня")
        shown = await vera.sees("во сколько?")
        assert rows(shown)[:2] == [["15–17 · 👷 2", "17–19 · 👷 2"], ["19–20 · 👷 2"]]


async def test_today_is_no_choice_when_its_hours_are_over(cast: Cast, vera: Phone) -> None:
    await a_draft_without_a_day(cast)
    with clock.moved(tomorrow(20, 30) - clock.now()):
        await vera.send("/neworder")
        shown = await vera.sees("В какой день?")
    assert labels(shown)[1].startswith("Завтра")  # below the nearest free time
    assert not any("Сегодня" in label for label in labels(shown))


async def test_days_read_well_in_english(cast: Cast, vera: Phone) -> None:
    await Person.filter(id=cast.vera.id).update(locale="en")
    await a_draft_without_a_day(cast)
    with clock.moved(datetime(2031, 11, 24, 7, tzinfo=UTC) - clock.now()):
        await vera.send("/neworder")
        shown = await vera.sees("On which day?")
        assert labels(shown)[:4] == ["⚡ Nearest free time", "Today", "Tomorrow", "Wed, 26 Nov"]
        await vera.press("Wed, 26 Nov")
        await vera.sees("Wed, 26 November: what time?")


async def a_draft_without_a_day(cast: Cast) -> None:
    """Vera has begun petr's order; it is asked for when."""
    await drafts.begin(
        by=actor(cast.vera),
        kind="neworder",
        step=NewOrder.day.state or "",
        client_id=cast.petr.id,
        address_id=cast.address.id,
        service_id=cast.washers.id,
        text=TEXT,
        priority=Priority.NORMAL,
    )


async def test_the_nearest_slot_and_a_typed_day_answer_when(cast: Cast, at_preview: Phone) -> None:
    await at_preview.press("✏️ Время")
    await at_preview.press("Ближайшее свободное")
    await at_preview.press("Назад", on=await at_preview.sees("Ближайшее свободное время", "Работа 2 ч"))
    await at_preview.send("послезавтра")
    await at_preview.sees("во сколько?", button="9–11 · 👷 2")
    await at_preview.press("Назад")
    days = await at_preview.sees(
        "В какой день?", button="Ближайшее свободное"
    )  # the older message has lost its own
    await at_preview.press("Ближайшее свободное", on=days)
    chosen = labels(await at_preview.sees("Ближайшее свободное время", button="1/"))[1]
    await at_preview.press(chosen)
    await at_preview.press("✏️ Время", on=await at_preview.sees("Проверьте заявку"))
    await at_preview.send("завтра в обед")
    await at_preview.sees("14:30-16:00")
    await at_preview.send("завтра 10-12")
    await at_preview.sees("Проверьте заявку", "завтра, 10:00–12:00")
    await at_preview.press("Создать заявку")
    await at_preview.sees("создана")
    visit = await Visit.get()
    assert visit.starts_at is not None
    assert visit.ends_at - visit.starts_at == timedelta(minutes=cast.washers.minutes)
