"""A master's schedule and shift, the team's day, BOT-002 and SCHEDULE-001."""

from datetime import timedelta

import pytest

from domain import absences, clock
from domain.models import AbsenceKind, Duty, DutyChange, Master, Visit
from domain.texts import texts
from sandbox.pytest import Phone
from tests.cast import ZONE, Cast, a_master, actor, an_accepted_visit, an_arrived_visit, tomorrow
from tests.dialogs.at_work import labels

TOMORROW = (clock.local(clock.now(), ZONE) + timedelta(days=1)).date()


async def test_a_day_shows_visits_and_gaps_and_turns(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(12))
    await absences.request(
        AbsenceKind.VACATION, TOMORROW + timedelta(days=1), TOMORROW + timedelta(days=3), by=actor(cast.anna)
    )
    await anna.send("/schedule")
    await anna.sees("Сегодня, ", "🕘 09:00–20:00", button="Неделя")
    await anna.press("›")
    shown = await anna.sees(
        "Завтра, ", "09:00–12:00 свободно", f"12:00–14:00 №{visit.order.number}", "Басманный"
    )
    assert (
        shown["text"].index("09:00–12:00")
        < shown["text"].index("12:00–14:00")
        < shown["text"].index("14:00–20:00")
    )
    assert len(shown["reply_markup"]["inline_keyboard"]) <= 8
    await anna.press(" ›")
    await anna.sees("🏖 Отпуск: ", "ждёт решения")
    await anna.press("Неделя")
    await anna.sees("Неделя ", "09:00–20:00")
    await anna.send("завтра")
    await anna.press("День")
    await anna.sees("Завтра, ", button="12:00")
    await anna.press(f"12:00 №{visit.order.number}")
    await anna.sees("принята мастером", button="Выезжаю")


async def test_work_under_way_stands_where_it_goes_on_and_says_since_when(
    cast: Cast, anna: Phone, vera: Phone
) -> None:
    visit = await an_arrived_visit(cast, start=tomorrow(12))
    began = clock.now()
    await Visit.filter(id=visit.id).update(on_site_at=began)
    number, since = visit.order.number, texts("ru").time(began, ZONE)
    await anna.send("/schedule")
    await anna.sees(
        "Сегодня, ",
        f"▶️ №{number} · Басманный · на месте с {since} · по плану завтра, 12:00–14:00",
        button=f"№{number} · завтра 12:00",
    )
    await anna.press("›")
    shown = await anna.sees("Завтра, ", f"12:00–14:00 №{number} · Басманный · на месте с {since}")
    assert "▶️" not in shown["text"]
    await vera.send("/schedule")
    await vera.sees("Все мастера. Сегодня", f"🔧 сейчас №{number}")
    with clock.moved(timedelta(days=2)):
        await anna.send("/schedule")
        day = texts("ru").dated(began, ZONE)
        await anna.sees("Сегодня, ", f"▶️ №{number} · Басманный · на месте с {day}", "по плану ")


@pytest.mark.parametrize("argument", ["завтра", f"{TOMORROW:%d.%m}"])
async def test_a_day_is_opened_by_a_word_or_a_date(cast: Cast, anna: Phone, argument: str) -> None:
    await anna.send(f"/schedule {argument}")
    await anna.sees("Завтра, ", button="Отпуск, больничный")


async def test_a_week_and_a_masters_day_are_opened_by_a_word(cast: Cast, anna: Phone, vera: Phone) -> None:
    await anna.send("/schedule неделя")
    await anna.sees("Неделя ", "09:00–20:00", button="День")
    await vera.send("/schedule борис")
    await vera.sees("Борис Мастеров", "Сегодня, ", button="Все")
    await vera.press("›")
    await vera.sees("Борис Мастеров", "Завтра, ")
    before = await vera.last_id()
    await vera.send("/schedule мастер")  # there are two
    await vera.sees("Не понял, какой это день или чьё имя", "имя мастера", after=before)


async def test_a_wrong_day_gets_a_sentence_and_the_schedule(anna: Phone) -> None:
    await anna.send("/schedule когда-нибудь")
    said = await anna.sees("Не понял, какой это день")
    await anna.sees("Сегодня, ", after=said)
    await anna.send("31.02")
    await anna.sees("Не понял, какой это день", after=said)


async def test_the_shift_is_told_by_buttons_and_by_a_word(cast: Cast, anna: Phone) -> None:
    await anna.send("/status")
    await anna.sees("ещё не отмечались", button="На смене")
    await anna.press("На смене")
    await anna.sees("Вы на смене", button="✓ 🟢 На смене")
    await anna.send("/status перерыв")
    await anna.sees("Вы на перерыве", button="✓ ☕ Перерыв")
    await anna.send("/status сплю")
    await anna.sees("Напишите «на смене»")
    await anna.sees("Вы на перерыве")
    said = await DutyChange.filter(master_id=cast.anna.id).order_by("id").values_list("duty", flat=True)
    assert said == [Duty.ON, Duty.BREAK]


async def test_a_number_after_status_shows_what_is_next(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/status {visit.order.number}")
    await anna.sees(f"№{visit.order.number}", "принята мастером", button="Выезжаю")
    await anna.send("/status 99999")
    said = await anna.sees("Ничего не нашлось")
    await anna.sees("ещё не отмечались", after=said)


async def test_a_master_says_where_he_lives(cast: Cast, anna: Phone) -> None:
    await Master.filter(person_id=cast.anna.id).update(home_lat=None, home_lon=None)
    await anna.send("/status")
    await anna.press("🏠 Дом", on=await anna.sees("ещё не отмечались", "Дом не указан"))
    await anna.sees("Где вы живёте?", "Дом не указан", "видит только офис")
    await anna.send("ул. Покровка, 27, кв. 8")  # a client's address is no master's to find out
    await anna.sees("Не вижу здесь координат")
    await anna.send("https://yandex.ru/maps/?pt=37.62,55.75&z=17")
    await anna.sees("Где вы живёте?", "Дом: 55.75, 37.62", button="Убрать дом")
    await anna.location(55.7, 37.6)
    said = await anna.sees("Дом: 55.7, 37.6")
    one = await Master.get(person_id=cast.anna.id)
    assert (one.home_lat, one.home_lon) == (55.7, 37.6)
    await anna.press("Назад")
    back = await anna.sees("ещё не отмечались", after=said)
    assert "Дом не указан" not in back["text"]
    await anna.press("🏠 Дом")
    await anna.press("Убрать дом")
    await anna.sees("Где вы живёте?", "Дом не указан", after=back)
    assert (await Master.get(person_id=cast.anna.id)).home_lat is None


async def test_the_office_sees_the_teams_day_page_by_page(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(12))
    await Master.filter(person_id=cast.boris.id).update(
        hours={str(day): [["09:00", "13:00"], ["14:00", "18:00"]] for day in range(1, 8)}
    )
    for number in range(5):
        await a_master(f"Мастер {number}", 2000 + number)
    await vera.send("/schedule завтра")
    shown = await vera.sees(
        "Все мастера. Завтра",
        "Анна Мастерова · 09:00–20:00",
        f"12:00–14:00 №{visit.order.number}",
        "свободно 09:00–12:00, 14:00–20:00",
        "Борис Мастеров · 09:00–13:00, 14:00–18:00",
    )
    assert "Мастер 4" not in shown["text"]
    assert len(shown["reply_markup"]["inline_keyboard"]) <= 8
    assert "Анна Мастерова · 1" in labels(shown)
    await vera.press("›")
    await vera.sees("Мастер 4 · 09:00–20:00", button="2/2")
    await vera.press("‹")
    await vera.press("Анна Мастерова · 1")
    await vera.sees("Анна Мастерова. Завтра", "12:00–14:00")
    await vera.press(f"12:00 №{visit.order.number}")
    await vera.sees("принята мастером", button="Другой мастер")
