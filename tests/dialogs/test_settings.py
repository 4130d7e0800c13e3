"""The company's time and a master's, set in the bot: hours in words, single days, promises, numbers, absences."""

import pytest

from domain import clock, company, company_rules, drafts, hours_change, promises
from domain.hours_change import OneDay
from domain.models import Absence, AbsenceStatus, DayHours, Draft, Master, OutboxMessage, Priority, SlaRule
from sandbox.pytest import Phone
from tests.cast import ZONE, Cast, actor, again, an_accepted_visit, tomorrow
from tests.dialogs.at_work import labels, rows
from tests.dialogs.conftest import PhoneOf, Reopen

TOMORROW = clock.local(tomorrow(12), ZONE).date()
DATE = f"{TOMORROW:%d.%m}"
LUNCH = [["09:00", "13:00"], ["14:00", "18:00"]]


@pytest.fixture
async def olga(phone_of: PhoneOf, cast: Cast) -> Phone:
    """The phone of olga, an admin."""
    return await phone_of(cast.olga.telegram_id or 0, cast.olga.name)


async def test_hours_are_typed_looked_at_and_saved(cast: Cast, olga: Phone) -> None:
    await Master.filter(person_id=cast.boris.id).update(hours=None)
    visit = await an_accepted_visit(cast, cast.boris, start=tomorrow(18))
    await olga.send("/settings")
    await olga.sees("Настройки", "пн–вс 09:00–20:00", "Праздники: —", "Europe/Moscow", "Ничего не обещаем")
    await olga.press("🕘 Часы")
    await olga.sees("Рабочие часы", "пн–пт 9–18, перерыв 13–14")
    await olga.send("как обычно")
    await olga.sees("Непонятно, какие это часы: «как обычно»")
    assert not await Draft.exists()
    await olga.send("пн–вс 9–18, перерыв 13–14")
    await olga.sees(
        "Будет так", "пн–вс 09:00–13:00, 14:00–18:00", "останется 1 выезд", f"№{visit.order.number}"
    )
    await olga.press("✅ Сохранить")
    await olga.sees("Настройки", "пн–вс 09:00–13:00, 14:00–18:00")
    assert (await company.get("hours"))["3"] == LUNCH
    assert await OutboxMessage.exists(person_id=cast.boris.id, event="CompanyHoursChanged")
    assert not await Draft.exists()


async def test_hours_past_midnight_say_that_they_end_the_next_day(olga: Phone) -> None:
    await olga.send("/settings")
    await olga.press("🕘 Часы")
    await olga.send("ср 18-9")
    await olga.sees("Будет так", "ср 18:00–09:00 следующего дня", "чт–вс 09:00–20:00")
    await olga.press("Не сохранять")
    await olga.press("📅 Особые дни")
    await olga.send(f"{DATE} 10-9")
    await olga.sees("10:00–09:00 следующего дня")


async def test_single_days_come_and_go(cast: Cast, olga: Phone, reopen: Reopen) -> None:
    await olga.send("/settings")
    await olga.press("📅 Особые дни")
    await olga.sees("Особых дней впереди нет")
    await olga.send(DATE)
    await olga.sees("Напишите и часы этого дня", "31.12 выходной")
    await olga.send(f"{DATE} 9–13 Короткий день")
    await olga.sees("09:00–13:00 · Короткий день", "остаются в рабочих часах")
    await reopen(olga.id)  # what was typed is still there
    await olga.sees("09:00–13:00 · Короткий день")
    await hours_change.save(OneDay(TOMORROW, []), by=actor(cast.olga))
    await olga.press("✅ Сохранить")
    await olga.sees("Пока вы смотрели")  # somebody was first
    await olga.press("✅ Сохранить")
    await olga.sees("Особые дни", "Короткий день")
    assert (await DayHours.get()).spans == [["09:00", "13:00"]]
    await olga.press("📅 Особые дни")
    await olga.press("Короткий день")
    await olga.sees("снова обычные часы")
    await olga.press("Не сохранять")
    assert await DayHours.exists()
    await olga.press("📅 Особые дни")
    await olga.press("Короткий день")
    await olga.press("✅ Сохранить")
    await olga.sees("Настройки")
    assert not await DayHours.exists()


async def test_holidays_zone_promises_and_numbers(cast: Cast, olga: Phone) -> None:
    await olga.send("/settings")
    await olga.press("🎉 Праздники")
    await olga.send("Нарния")
    await olga.sees("Такой страны")
    await olga.send("казахстан")
    await olga.sees("праздники страны: Казахстан")
    await olga.press("✅ Сохранить")
    await olga.press("🌍 Часовой пояс", on=await olga.sees("Праздники: Казахстан"))
    await olga.send("samara")
    await olga.sees("Часовой пояс: Europe/Samara")
    await olga.press("✅ Сохранить")
    await olga.press("⏱ Обещания", on=await olga.sees("Часовой пояс: Europe/Samara"))
    await olga.press("Срочная: не обещаем")
    for unclear in ("30 мин, 4 ч", "👍"):
        before = await olga.last_id()
        await olga.send(unclear)
        await olga.sees("Не понял, что обещаем", after=before)
    await olga.send("реакция 5")
    await olga.sees("это часы или минуты")
    await olga.send("реакция 30 мин, решение 4 ч")
    await olga.press("Срочная: реакция 30 мин, решение 4 ч")
    await olga.press("Для отдельной услуги")
    await olga.press(cast.fridges.name)
    await olga.send("решение 2 ч")
    await olga.sees("Обещания", button=f"Срочная, {cast.fridges.name}: решение 2 ч")
    rule = await SlaRule.get(service_id=cast.fridges.id)
    assert (rule.priority, rule.reaction_minutes, rule.resolution_minutes) == (Priority.URGENT, None, 120)
    await olga.press(f"Срочная, {cast.fridges.name}")
    await olga.press("Больше не обещать")
    await olga.quiet()
    assert await SlaRule.all().count() == 1
    await olga.press("Назад")
    await olga.press("🔢 Проценты и сроки")
    await olga.press("Придержано для срочных, %: 0")
    await olga.send("сто пять")
    await olga.sees("целое число от 0 до 100")
    await olga.send("25%")
    await olga.sees("Проценты и сроки", button="Придержано для срочных, %: 25")
    assert await company.get("emergency_percent") == 25


async def test_the_company_is_called_otherwise(cast: Cast, olga: Phone) -> None:
    await olga.send("/settings")
    await olga.press("🏢 Название", on=await olga.sees("Настройки", "🏢 Мастер на час"))
    await olga.sees("Как называется компания?", "Сейчас: Мастер на час")
    await olga.send("—")
    await olga.sees("не похоже на название")
    await olga.send("я" * 65)
    await olga.sees("знаков 65, а помещается 64")
    await company_rules.set_name("Мастерок", by=actor(cast.olga))
    await olga.send("Ремонт & Ко")
    await olga.sees("изменил кто-то другой")
    await olga.sees("Сейчас: Мастерок")
    await olga.send("Ремонт  &  Ко")
    await olga.sees("Настройки", "🏢 Ремонт & Ко")
    assert await company.get("name") == "Ремонт & Ко"


async def test_a_promise_changed_meanwhile_is_shown_before_it_is_written_over(
    cast: Cast, olga: Phone
) -> None:
    await olga.send("/settings")
    await olga.press("⏱ Обещания")
    await olga.press("Срочная: не обещаем")
    await olga.sees("Срочная", "не обещаем")
    await promises.put(Priority.URGENT, None, 15, None, by=actor(cast.olga))
    await olga.send("реакция 30 мин")
    await olga.sees("Пока вы смотрели, это изменил кто-то другой")
    await olga.sees("Срочная", "реакция 15 мин")
    await olga.send("реакция 30 мин")
    await olga.sees("Обещания", button="Срочная: реакция 30 мин")


async def test_a_dispatcher_sets_a_masters_time(cast: Cast, vera: Phone) -> None:
    await vera.send("/technicians")
    await vera.press("Анна")
    shown = await vera.sees("Умеет: Стиральные машины")
    assert not any("Холодильники" in label for label in labels(shown))  # skills are the admins'
    await vera.press("🕘 Часы, районы")
    await vera.sees("Анна Мастерова", "Свои часы", "Районы: все", "Отсутствий впереди нет")
    await vera.press("🕘 Часы")
    await vera.send("сб–вс выходной")
    await vera.press("✅ Сохранить")
    await vera.sees("Свои часы", "пн–пт 09:00–20:00", "сб–вс выходной")
    assert (await Master.get(person_id=cast.anna.id)).hours["6"] == []  # type: ignore[index]
    await vera.press("🕘 Часы")
    await vera.press("Как у компании")
    await vera.sees("по часам компании")
    await vera.press("✅ Сохранить")
    await vera.sees("Часы как у компании")
    await vera.press("📅 Особые дни")
    await vera.send(f"{DATE} выходной")
    await vera.press("✅ Сохранить")
    await vera.press("🗺 Районы", on=await vera.sees("Особые дни"))
    await vera.press("Басманный", on=await vera.sees("Где работает?", "Сейчас: все"))
    await vera.press("✓ Басманный", on=await vera.sees("Сейчас: Басманный"))
    await vera.sees("Сейчас: все", button="Басманный")
    await vera.send("басманный, Арбат")
    await vera.press("📏 Радиус", on=await vera.sees("Районы: Басманный, Арбат"))
    await vera.send("далеко")
    await vera.sees("число километров")
    await vera.send("12 км")
    await vera.sees("Не дальше 12 км")
    anna = await Master.get(person_id=cast.anna.id)
    assert (anna.hours, anna.areas, anna.radius_km) == (None, ["Басманный", "Арбат"], 12)
    assert await DayHours.exists(master_id=cast.anna.id)
    await vera.press("Назад")
    await vera.sees("Умеет")


async def test_other_words_are_taken_where_hours_are_shown(cast: Cast, vera: Phone) -> None:
    await vera.send("/technicians")
    await vera.press("Анна")
    await vera.press("🕘 Часы, районы")
    await vera.press("🕘 Часы", on=await vera.sees("Отсутствий впереди нет"))
    await vera.send("сб–вс выходной")
    await vera.sees("Будет так", "сб–вс выходной")
    before = await vera.last_id()
    await vera.send("сб 10–16")
    await vera.sees("Будет так", "сб 10:00–16:00", "вс выходной", after=before)
    before = await vera.last_id()
    await vera.send("как-нибудь")
    await vera.sees("сб 10:00–16:00", after=before, button="✅ Сохранить")
    await vera.press("✅ Сохранить")
    await vera.press("📅 Особые дни", on=await vera.sees("Свои часы", after=before))
    await vera.send(f"{DATE} выходной")
    before = await vera.last_id()
    await vera.send(f"{DATE} 9-12")
    shown = await vera.sees("09:00–12:00", button="✅ Сохранить", after=before)
    await vera.press("✅ Сохранить", on=shown)
    await vera.sees("Отсутствий впереди нет", after=before)
    assert (await DayHours.get()).spans == [["09:00", "12:00"]]


async def test_a_masters_home_is_set_and_forgotten_by_the_office(cast: Cast, vera: Phone) -> None:
    await Master.filter(person_id=cast.anna.id).update(home_lat=None, home_lon=None)
    await vera.send("/technicians")
    await vera.press("Анна")
    await vera.press("🕘 Часы, районы")
    shown = await vera.sees("Анна Мастерова", "Дом не указан")
    assert len(rows(shown)) <= 8
    await vera.press("🏠 Дом")
    asked = await vera.sees("Где живёт?", "Дом не указан")
    assert "Убрать дом" not in labels(asked)
    await vera.send("на Покровке")
    await vera.sees("Не вижу здесь координат")
    await vera.contact("79165550022", "Сидоров")
    await vera.sees("Пришлите геопозицию")
    await vera.send("ул. Покровка, 27, кв. 8")
    await vera.sees("Свои часы", "Дом: 55.7596, 37.647")
    await vera.press("🏠 Дом")
    await vera.location(55.7, 37.6)
    await vera.press("🏠 Дом", on=await vera.sees("Свои часы", "Дом: 55.7, 37.6"))
    await vera.press("Убрать дом")
    await vera.sees("Свои часы", "Дом не указан")
    assert (await Master.get(person_id=cast.anna.id)).home_lat is None


async def test_an_absence_is_entered_its_visit_given_away_and_taken_back(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await vera.send("/technicians")
    await vera.press("Анна")
    await vera.press("🕘 Часы, районы")
    await vera.press("🏖 Записать отсутствие")
    await vera.press("Больничный")
    await vera.sees("больничный. Какие дни?")
    await vera.send("когда-нибудь")
    await vera.sees("Не понял, как")
    await vera.send("завтра")
    await vera.sees("Больничный", "Задевает выезды", f"№{visit.order.number}", "сразу")
    await vera.press("✅ Записать")
    await vera.sees("Анна Мастерова: больничный", "согласовано", "Решение: Вера")
    absence = await Absence.get()
    assert absence.status is AbsenceStatus.APPROVED
    assert await OutboxMessage.exists(person_id=cast.anna.id, event="AbsenceEntered")
    await vera.press(f"№{visit.order.number} ·")
    await vera.press("Другой мастер")
    await vera.press("☐ Борис")
    await vera.press("Назначить: Борис")
    await vera.sees("назначена: Борис")
    assert (await again(visit)).master_id == cast.boris.id
    await vera.send("/technicians")
    await vera.press("Анна")
    await vera.press("🕘 Часы, районы")
    await vera.press("больничный, ")
    await vera.press("Отменить отсутствие")
    await vera.sees("Отменить?")
    await vera.press("Да, отменить")
    await vera.sees("отозвано")
    assert (await Absence.get()).status is AbsenceStatus.WITHDRAWN


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_what_was_begun_opens_again(cast: Cast, vera: Phone, reopen: Reopen, locale: str) -> None:
    cast.vera.locale = locale
    await cast.vera.save()
    wishes = (
        ("MasterTime:confirm", {"wish": {"week": None}}),
        ("MasterTime:confirm", {"wish": {"day": "2020-01-01", "spans": [], "name": ""}}),  # it is over
        ("MasterTime:away_days", {"absence": "vacation"}),
        ("MasterTime:away", {"absence": "sick", "first": "2031-08-01", "last": "2031-08-31"}),
    )
    for step, data in wishes:
        before = await vera.last_id()
        await drafts.begin(
            by=actor(cast.vera), kind="master_hours", step=step, fresh=True, master=cast.anna.id, **data
        )
        await reopen(vera.id)
        window = await vera.sees("", button="", after=before)
        assert "mastertime." not in window["text"]
        assert "{" not in window["text"]
    await vera.press("Не сохранять" if locale == "ru" else "Don't save")
    await vera.sees("Анна Мастерова")
