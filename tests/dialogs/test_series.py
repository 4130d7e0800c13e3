"""Recurring orders in the bot: repeated from a card, looked at, changed in words, skipped, moved, ended, BOT-003."""

from datetime import timedelta

import pytest

from domain import clock, company, due, occurrences, recurrence, series, timing
from domain.models import Occurrence, Order, Series, Visit
from domain.rule_words import words
from domain.statuses import VisitStatus
from domain.texts import texts
from sandbox.pytest import Phone
from tests.cast import DAILY, ZONE, Cast, a_visit, actor, again, an_accepted_visit, tomorrow
from tests.dialogs.at_work import labels
from tests.dialogs.conftest import Reopen
from tests.dialogs.test_master import speaks
from tests.recurring import a_series, ahead_of, local_day, plan


async def the_series() -> Series:
    """The only one that hasn't been ended."""
    return await Series.get(ended_at__isnull=True)


def said(one: Series) -> str:
    """Its rule in Russian."""
    return timing.said(timing.setting_of(one), texts("ru"), recurrence.wall(clock.now(), one.zone))


async def test_an_order_is_repeated_from_its_card_in_words(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/newtasks {visit.order.number}")
    await vera.press("🔁 Повторять")
    shown = await vera.sees(f"Как часто повторять заявку №{visit.order.number}?")
    weekly = words(plan("каждую неделю").rule, texts("ru"), local_day(0))
    assert [weekly.capitalize(), "Каждый день", "По будням"] == [labels(shown)[2], *labels(shown)[:2]]
    await vera.send("как пойдёт")
    await vera.sees("Непонятно слово «как»", "каждый второй вторник")
    await vera.send("каждый день с 14 до 16, 10 раз")
    await vera.sees("Каждый день с 14:00 до 16:00, 10 раз", "Ближайшие", "завтра, 14:00–16:00")
    await vera.press("Сохранить")
    await vera.sees("Сохранено. Заявки на 28 дней")
    await vera.sees("Каждый день с 14:00 до 16:00", "Покровка", button="✏️ Изменить")
    one = await the_series()
    assert (one.minutes, recurrence.parse(one.rule).count) == (120, 10)
    await due.run_ready()
    assert await Occurrence.filter(series_id=one.id).count() == 10
    await vera.send(f"/newtasks {visit.order.number}")
    await vera.press("🔁 Повторяется")
    await vera.sees("Ближайшие", button=f"№{(await Order.all().order_by('-id').first()).number - 5}")


async def test_dates_when_nobody_works_are_said(cast: Cast, vera: Phone) -> None:
    await company.put("hours", DAILY)
    visit = await a_visit(cast)
    await vera.send(f"/series {visit.order.number}")
    await vera.send("каждый день с 8 до 10")
    await vera.sees("Ближайшие", "завтра, 08:00–10:00 ⚠️ не рабочее время", button="Сохранить")


async def test_a_button_is_enough_and_nothing_may_be_changed(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/series {visit.order.number}")
    await vera.press("Ничего не менять")
    await vera.sees("Ничего не меняем")
    assert not await Series.exists()
    await vera.send(f"/series {visit.order.number}")
    await vera.press("Каждый второй" if local_day(1).weekday() in {0, 1, 3} else "втор")
    await vera.sees("Ближайшие")
    await vera.press("Сохранить")
    await vera.sees("Сохранено")
    assert recurrence.parse((await the_series()).rule).interval == 2


async def test_a_time_nobody_wrote_is_said_and_changed_alone(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/series {visit.order.number}")
    await vera.send("каждый понедельник")
    await vera.sees("Каждый понедельник с 12:00 до 14:00", "Время вы не написали, взяли это")
    await vera.press("🕑 Время")
    asked = await vera.sees("Во сколько?")
    await vera.send("вечером")
    await vera.sees("Не понял время", after=asked)
    await vera.send("18:00")
    shown = await vera.sees("Каждый понедельник с 18:00 до 20:00", button="✅ Сохранить")
    assert "Время вы не написали" not in shown["text"]
    await vera.press("Сохранить")
    await vera.sees("Сохранено")
    await vera.send("/series")
    await vera.sees(button="Пётр Клиентов · пн 18:00")


async def test_the_list_leads_to_one_time_that_is_skipped(cast: Cast, vera: Phone) -> None:
    await vera.send("/series")
    await vera.sees("Повторяющихся заявок пока нет")
    one = await a_series(cast)
    first = (await ahead_of(one))[0]
    await vera.send("/series")
    await vera.press("Пётр Клиентов")
    shown = await vera.sees("Ближайшие")
    assert len(shown["reply_markup"]["inline_keyboard"]) <= 8
    order = await Order.get(id=first.order_id)
    await vera.press(f"№{order.number}")
    await vera.sees("12:00–14:00", f"Заявка №{order.number}", button="Открыть")
    await vera.press("Пропустить")
    await vera.sees("Пропустить", f"Заявка №{order.number} будет отменена")
    await vera.press("Да, пропустить")
    shown = await vera.sees("Ближайшие")
    assert not any(str(order.number) in label for label in labels(shown))
    assert (await again(first)).status is VisitStatus.CANCELLED


async def test_a_series_of_nothing_gets_a_master_and_a_skipped_time_back(cast: Cast, vera: Phone) -> None:
    await vera.send("/series")
    await vera.press("➕ Новая", on=await vera.sees("Повторяющихся заявок пока нет"))
    await vera.sees("Новая повторяющаяся заявка")
    await vera.send("89161234567")
    await vera.press("Покровка")
    await vera.press(cast.fridges.name)
    await vera.send("Проверка холодильных шкафов")
    await vera.press("Обычная")
    shown = await vera.sees(
        "Проверьте, что повторять", "Проверка холодильных шкафов", button="Когда повторять"
    )
    assert not {"Создать заявку", "Время"} & set(labels(shown))
    await vera.press("Когда повторять")
    await vera.sees(f"Как часто повторять: {cast.fridges.name}?", button="Не создавать")
    await vera.send("каждый день в 10, 9 раз")
    await vera.sees("Каждый день с 10:00 до 11:30", "завтра, 10:00–11:30")
    await vera.press("Сохранить")
    await vera.sees("Сохранено")
    await vera.press("👷 Мастер", on=await vera.sees("Каждый день с 10:00"))
    await due.run_ready()
    await vera.press("Анна Мастерова")
    await vera.sees("будет получать Анна Мастерова", "Отменяются 9 будущих заявок")
    await vera.press("Да")
    await vera.sees("Анна Мастерова", button="👷 Мастер")
    one = await the_series()
    assert (one.master_id, one.text) == (cast.anna.id, "Проверка холодильных шкафов")
    await due.run_ready()
    await occurrences.skip(one.id, local_day(2), by=actor(cast.vera))
    await vera.send("/series")
    await vera.press("Пётр Клиентов")
    await vera.press("↩️ Пропущенные")
    shown = await vera.sees("Нажмите, чтобы вернуть")
    await vera.press(labels(shown)[0], on=shown)
    await vera.quiet()
    assert (await the_series()).skipped == []


async def test_one_time_is_moved(cast: Cast, vera: Phone) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    visit = (await ahead_of(one))[0]
    order = await Order.get(id=visit.order_id)
    await vera.send("/series")
    await vera.press("Пётр Клиентов")
    await vera.press(f"№{order.number}")
    await vera.press("Перенести")
    day = texts("ru").short_day(tomorrow(12, days=9), ZONE)
    await vera.sees("На какой день перенести?")
    await vera.press("Другой день")
    await vera.send("вчера")
    await vera.sees("уже прошли")
    await vera.send(f"{tomorrow(12, days=30):%d.%m}")
    await vera.press("Назад", on=await vera.sees("во сколько начать?"))
    await vera.press(day[:1].upper() + day[1:])
    await vera.send("9:30-11:30")
    await vera.sees("Перенести этот раз?", "Сейчас: ", "Будет: ", "09:30–11:30")
    assert (await again(visit)).starts_at == visit.starts_at
    await vera.press("Да, перенести")
    shown = await vera.sees("Ближайшие", "перенесено с обычного времени", button="09:30")
    assert [label[0] for label in labels(shown)[:3]].count("🕘") == 1
    visit = await again(visit)
    assert (visit.starts_at, visit.master_id) == (tomorrow(9, 30, days=9), cast.anna.id)
    mark = f"перенесено с {texts('ru').due(tomorrow(12, days=8), ZONE)}"
    await vera.press("✏️ Изменить")
    await vera.send("каждую неделю")
    await vera.sees("Ближайшие:", f"09:30–11:30 — {mark}")


async def test_one_time_that_is_moved_by_a_button_is_as_long_as_it_was(cast: Cast, vera: Phone) -> None:
    """Whoever could come is counted for that long, and its own place is free."""
    first = await an_accepted_visit(cast, hours=3)
    one = await a_series(cast, visit=first)
    visit = (await ahead_of(one))[0]
    await vera.send("/series")
    await vera.press("Пётр Клиентов")
    await vera.press(f"№{(await Order.get(id=visit.order_id)).number}")
    await vera.press("Перенести")
    day = texts("ru").short_day(tomorrow(12, days=8), ZONE)
    await vera.press(day[:1].upper() + day[1:], on=await vera.sees("На какой день перенести?"))
    shown = await vera.sees("во сколько начать?", "Выезд займёт 3 ч, как и сейчас", button="13–15 · 👷 2")
    assert "17–19 · 👷 2" in labels(shown)  # until eight, when the day ends
    assert "19–20 · 👷 0" in labels(shown)
    await vera.press("13–15")
    await vera.sees("Перенести этот раз?", "13:00–16:00")
    await vera.press("Да, перенести")
    await vera.sees("перенесено с обычного времени")
    visit = await again(visit)
    assert (visit.starts_at, visit.ends_at) == (tomorrow(13, days=8), tomorrow(16, days=8))
    assert (visit.promised_from, visit.promised_to) == (visit.starts_at, visit.ends_at)


async def test_the_rule_is_changed_and_what_becomes_of_the_orders_is_said_before(
    cast: Cast, vera: Phone
) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    await vera.send("/series")
    await vera.press("Пётр Клиентов")
    await vera.press("✏️ Изменить")
    await vera.sees("Новое расписание", f"Сейчас: {said(one)}")
    await vera.send("каждый день в 16 до 1 мая 2020")
    await vera.sees("не будет ни одной заявки")
    await vera.send("каждую неделю в 16:00")
    await vera.sees("Отменяются 3 будущие заявки", "Остаётся как есть 1 заявка")
    await series.alter(
        one.id, plan("каждый день"), by=actor(cast.olga), version=one.version, master_id=one.master_id
    )
    await vera.press("Сохранить")
    await vera.sees("Пока вы смотрели", "изменилась")  # olga was first
    await vera.press("Сохранить")
    await vera.sees("Сохранено", "Отменяются 3")
    assert timing.setting_of(await the_series()).starts.hour == 16


async def test_this_and_following(cast: Cast, vera: Phone) -> None:
    one = await a_series(cast)
    orders = [await Order.get(id=each.order_id) for each in await ahead_of(one)]
    await vera.send("/series")
    await vera.press("Пётр Клиентов")
    await vera.press(f"№{orders[1].number}")
    await vera.press("Изменить с этого раза")
    await vera.sees("начиная с этого раза")
    await vera.send("каждый день в 10")
    await vera.sees("Отменяются 2")
    await vera.press("Сохранить")
    await vera.sees("Сохранено")
    new = await Series.get(follows_id=one.id)
    assert timing.setting_of(new).starts.date() == local_day(15)
    assert recurrence.parse((await Series.get(id=one.id)).rule).until == local_day(14)


async def test_a_series_is_ended_after_one_question(cast: Cast, vera: Phone) -> None:
    one = await a_series(cast)
    await vera.send("/series")
    await vera.press("Пётр Клиентов")
    await vera.press("Завершить")
    await vera.sees("Больше не повторять?", "Отменяются 3 будущие заявки", "Остаётся как есть 1 заявка")
    await vera.press("Да, больше не повторять")
    await vera.sees("Больше не повторяется")
    assert (await Series.get(id=one.id)).ended_at is not None
    await vera.send("/series")
    await vera.sees("Повторяющихся заявок пока нет")


async def test_what_was_said_survives_and_the_office_is_told_of_what_found_no_place(
    cast: Cast, vera: Phone, reopen: Reopen
) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/series {visit.order.number}")
    await vera.send("каждый день в 16")
    await vera.sees("Каждый день с 16:00 до 18:00")
    await reopen(vera.id)
    await vera.sees("Каждый день с 16:00 до 18:00", button="Сохранить")


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_every_window_speaks_both_languages(cast: Cast, vera: Phone, locale: str) -> None:
    cast.vera.locale = locale
    await cast.vera.save()
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    for path in (
        ("Клиентов", "12:00 ·", "⏭"),
        ("Клиентов", "12:00 ·", "🕘"),
        ("Клиентов", "⏹"),
        ("Клиентов", "✏️"),
    ):
        await speaks(vera, locale, "/series")
        for label in path:
            await vera.quiet()  # the window before, which has such a button too, loses its own a little later
            await vera.press(label)
        window = await vera.sees("", button="")
        shown = " ".join([window["text"], *labels(window)])
        assert "series." not in shown
        assert "repeat." not in shown
        assert "{" not in shown
        assert bool(set("абвгдежзиклмнопрстуфхцчшщыьэюя") & set(labels(window)[-1].lower())) is (
            locale == "ru"
        )
    assert await occurrences.make(one.id) == 0
    with clock.moved(timedelta(days=1)):
        assert await Visit.all().count() == 4
