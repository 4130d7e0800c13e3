"""The menu and what else the office does in the bot: lists, reports, cancelling, finding, inviting, help."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from domain import clock, offers, orders, texts, visits, worksheets
from domain.models import AuditEntry, Client, Invitation, LoginLink, Master, Person, Role, Visit
from domain.settings import Settings
from domain.statuses import Outcome, VisitStatus
from sandbox.pytest import Phone
from tests.cast import (
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    tomorrow,
    visit_of,
)
from tests.dialogs.at_work import labels, rows
from tests.dialogs.conftest import PhoneOf
from tests.waiting import PATIENCE, emptied_redis

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def olga(phone_of: PhoneOf, cast: Cast) -> Phone:
    """The phone of olga, an admin."""
    return await phone_of(cast.olga.telegram_id or 0, cast.olga.name)


async def test_the_menu_of_the_office_counts_what_waits(cast: Cast, vera: Phone) -> None:
    await a_visit(cast)
    await a_finished_visit(cast)
    await vera.send("/menu")
    shown = await vera.sees("Что делаем?", "Числа на ", button="Ждут мастера: 1")
    assert labels(shown) == [
        "➕ Новая заявка",
        "👷 Ждут мастера: 1",
        "📋 Отчёты на проверку: 1",
        "📅 График",
        "🏖 Просьбы: 0",
        "⏰ Внимание: 1",
        "🔁 Повторы",
        "🔎 Найти",
        "🖥 Сайт",
        "🛠 Мастера",
        "🌐 Language",
    ]


async def test_the_menu_of_a_master_is_his_own(anna: Phone) -> None:
    shown = await anna.sees("Что делаем?")
    assert labels(shown) == [
        "🧰 Мои заявки: 0",
        "🔔 Ждут ответа: 0",
        "📷 Отправить фото",
        "📅 График",
        "🟢 Смена",
        "🏖 Отпуск",
        "🔎 Найти",
        "🌐 Language",
    ]


@pytest.mark.parametrize(
    ("label", "listed"), [("👷 Ждут мастера", "Кому нужен мастер?"), ("📋 Отчёты на проверку", "Отчёты ждут")]
)
async def test_an_office_counter_is_the_length_of_its_list(
    cast: Cast, vera: Phone, label: str, listed: str
) -> None:
    await a_visit(cast)
    await declined(cast)
    await an_offered_visit(cast, cast.boris)
    await a_finished_visit(cast, start=tomorrow(16))
    await a_finished_visit(cast, cast.boris, start=tomorrow(16))
    await an_approved_visit(cast, start=tomorrow(18))
    assert await counted(vera, label) == await entries(vera, label, listed)


@pytest.mark.parametrize(
    ("label", "listed"), [("🧰 Мои заявки", "Ваши заявки"), ("🔔 Ждут ответа", "Ждут вашего ответа")]
)
async def test_a_masters_counter_is_the_length_of_its_list(
    cast: Cast, anna: Phone, label: str, listed: str
) -> None:
    await an_assigned_visit(cast, start=tomorrow(9))
    await an_accepted_visit(cast)
    await a_finished_visit(cast, start=tomorrow(16))
    await an_approved_visit(cast, start=tomorrow(18))
    await an_offered_visit(cast, cast.anna, start=tomorrow(12, days=2))
    assert await counted(anna, label) == await entries(anna, label, listed)


async def test_the_menu_and_the_list_say_the_same_of_what_waits(cast: Cast, anna: Phone) -> None:
    await an_assigned_visit(cast, start=tomorrow(9))
    offered = await an_offered_visit(cast, cast.anna)
    await anna.send("/mytasks")
    await anna.sees("🔔 Ждут ответа: 2")
    await anna.press(f"№{offered.order.number}")
    await anna.send("/menu")
    menu = await anna.sees("Что делаем?", button="🔔 Ждут ответа: 2")
    await anna.press("Принять")
    assert (await anna.sees("Что делаем?", button="🔔 Ждут ответа: 1"))["message_id"] == menu["message_id"]


async def test_long_lists_are_counted_whole(cast: Cast, vera: Phone) -> None:
    for days in range(1, 22):
        await a_finished_visit(cast, start=tomorrow(12, days=days))
    assert len(await visits.awaiting_review(by=actor(cast.vera))) == 21
    assert await counted(vera, "📋 Отчёты на проверку") == 21


async def test_a_client_sees_his_orders_from_the_menu(cast: Cast, phone_of: PhoneOf) -> None:
    visit = await a_visit(cast)
    petr_himself = await Person.get(name="Пётр Клиентов")
    petr = await phone_of(petr_himself.telegram_id or 0, petr_himself.name)
    await petr.press("Мои заявки")
    await petr.sees("Ваши заявки", f"№{visit.order.number}", "новая · завтра, 12:00–14:00")
    absent = await a_finished_visit(cast, cast.boris, start=tomorrow(16))
    await visits.second_visit(absent.order_id, by=actor(cast.vera), note="Договорились на другой день")
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Дубль")
    await petr.send("/start")
    await petr.press("Мои заявки")
    assert (await petr.sees("в работе · время не назначено"))["text"].endswith("отменена")


async def test_newtasks_open_the_card(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send("/newtasks")
    listed = await vera.sees("Заявки без мастера", button=f"№{visit.order.number} · завтра 12:00 · Басманный")
    await vera.press(f"№{visit.order.number}", on=listed["message_id"])
    await vera.sees("Пётр Клиентов", "ждёт мастера", button="Назначить мастера")


async def test_a_long_list_is_turned_by_at_most_three_buttons(cast: Cast, vera: Phone) -> None:
    numbers = [(await a_visit(cast, start=tomorrow(12, days=n))).order.number for n in range(1, 14)]
    await vera.send("/newtasks")
    assert rows(await vera.sees("Заявки без мастера"))[-2] == ["1/3", "›"]
    await vera.press("›")
    shown = await vera.sees("Заявки без мастера", button="2/3")
    assert rows(shown)[-2] == ["‹", "2/3", "›"]
    assert all(f"№{number}" in label for number, label in zip(numbers[6:12], labels(shown), strict=False))
    await vera.press("›")
    shown = await vera.sees("Заявки без мастера", button="3/3")
    assert rows(shown)[1:] == [["‹", "3/3"], ["☰ Меню"]]


async def test_newtasks_with_a_number_go_to_the_card(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/newtasks {visit.order.number}")
    await vera.sees("Пётр Клиентов", button="Назначить мастера")


async def test_a_button_lets_go_also_when_it_is_refused_or_out_of_date(cast: Cast, vera: Phone) -> None:
    await an_accepted_visit(cast)
    visit = await a_visit(cast)
    await vera.send(f"/assign {visit.order.number}")
    busy = await vera.button("🚫 Анна")
    assert (await vera.tap(*busy, wait=PATIENCE))["answered"]
    await vera.sees("Два выезда можно обменять")
    await vera.send("/menu")
    old = await vera.button("Найти")
    await emptied_redis()
    assert (await vera.tap(*old, wait=PATIENCE))["answered"]
    await vera.sees("Это окно устарело")


async def test_when_nothing_waits_the_lists_say_so(vera: Phone) -> None:
    await vera.send("/newtasks")
    await vera.sees("Все заявки при мастерах")
    await vera.send("/review")
    await vera.sees("Все отчёты проверены")


async def test_a_report_is_returned_with_a_reason(cast: Cast, vera: Phone) -> None:
    visit = await a_finished_visit(cast)
    await vera.send("/review")
    listed = await vera.sees("Отчёты ждут проверки", button="Анна Мастерова")
    await vera.press("Анна Мастерова", on=listed["message_id"])
    await vera.press("Вернуть")
    await vera.sees("что исправить?", "Анна Мастерова", button="Не хватает фото")
    await vera.send("👍")
    await vera.sees("Напишите причину")
    await vera.send("Нет подписи клиента")
    await vera.sees("отчёт возвращён мастеру")
    assert (await again(visit)).status is VisitStatus.RETURNED


async def test_cancelling_asks_why_and_once_more(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    await vera.press("Отменить")
    await vera.sees("почему отменяем?", "Пётр Клиентов")
    await vera.send("я" * 600)
    await vera.sees("знаков 600, а помещается 500")
    await vera.send("👍")
    await vera.sees("Напишите причину")
    await vera.press("Клиент передумал")
    await vera.sees("Это нельзя вернуть назад", "Клиент передумал")
    assert (await again(visit)).status is VisitStatus.ACCEPTED
    await vera.press("Да, отменить")
    await vera.sees("отменена")
    assert (await again(visit)).status is VisitStatus.CANCELLED


async def test_cancelling_what_is_left_says_that_finished_work_stays(cast: Cast, vera: Phone) -> None:
    first = await an_arrived_visit(cast)
    await visits.finish(first.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Нужна деталь")
    await worksheets.approve(first.id, by=actor(cast.vera))
    await vera.send(f"/find {first.order.number}")
    await vera.press("Отменить")
    await vera.press("Клиент передумал")
    await vera.sees(
        "то, что ещё не сделано", "отчёт остаются", "заявка будет «выполнена»", "Клиент передумал"
    )
    await vera.press("Да, отменить")
    await vera.sees("оставшийся выезд отменён", "«выполнена»")
    assert [visit.status for visit in await Visit.filter(order_id=first.order_id).order_by("id")] == [
        VisitStatus.APPROVED,
        VisitStatus.CANCELLED,
    ]


async def test_cancelling_may_be_left(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    await vera.press("Отменить")
    await vera.press("Не отменять")
    await vera.sees("остаётся в работе")
    assert (await again(visit)).status is VisitStatus.UNASSIGNED


@pytest.mark.parametrize("typed", ["клиентов", "покровка", "4567", "E18"])
async def test_the_office_finds_by_name_address_phone_and_words(cast: Cast, vera: Phone, typed: str) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/order {typed}")  # another word for /find
    found = await vera.sees("Нашлось", button=f"№{visit.order.number}")
    await vera.press(f"№{visit.order.number}", on=found["message_id"])
    await vera.sees("Пётр Клиентов", button="Назначить мастера")


async def test_finding_asks_and_asks_again(cast: Cast, vera: Phone) -> None:
    await vera.send("/find")
    await vera.sees("Что найти?")
    await vera.send("никого такого")
    await vera.sees("ничего не нашлось")
    visit = await a_visit(cast)
    await vera.send("Покровка")
    await vera.sees("Нашлось", button=f"№{visit.order.number}")


async def test_a_master_finds_his_own_without_the_client(cast: Cast, anna: Phone) -> None:
    other = await a_visit(cast)
    own = await an_accepted_visit(cast, start=tomorrow(16))
    await anna.send(f"№{own.order.number}")  # where no words are waited for, a number is asked of
    shown = await anna.sees(f"№{own.order.number}", cast.washers.name)
    await anna.quiet()
    assert await anna.last_id() == shown["message_id"]
    await anna.send(f"{other.order.number}")
    await anna.sees("достаточно нажать кнопку", after=shown["message_id"])
    await anna.send("/find Клиентов")
    found = await anna.sees("Нашлось")
    assert [label for label in labels(found) if "№" in label] == [
        f"№{own.order.number} · принята · {cast.washers.name}"
    ]


async def test_an_invitation_lets_one_in_once(cast: Cast, olga: Phone, phone_of: PhoneOf) -> None:
    await olga.send("/invite")
    await olga.sees("Кого приглашаем?")
    await olga.send("12345")
    await olga.sees("Не похоже на имя")
    await olga.send("Глеб Новый")
    await olga.sees("Глеб Новый. Кем будет?")
    await olga.press("Мастер")
    await olga.sees("Глеб Новый. Что умеет?")
    await olga.press("Готово")
    await olga.sees("Нужен хотя бы один навык")
    await olga.press("Холодильники")
    await olga.press("Стиральные машины")
    await olga.sees("Что умеет?", button="✓ Стиральные машины")
    await olga.press("✓ Холодильники")
    await olga.press("Готово")
    shown = await olga.sees("Приглашение: мастер, Глеб Новый", "7 дней")
    link = re.search(r"https://t\.me/(\w+)\?start=(\S+)", shown["text"])
    assert link is not None
    gleb = await phone_of(cast.gleb, "Gleb")
    await gleb.send(f"/start {link[2]}")
    await gleb.sees("Вы здесь как мастер")
    person = await Person.get(telegram_id=cast.gleb)
    assert (person.name, person.roles) == ("Глеб Новый", [Role.MASTER])
    assert (await Master.get(person_id=person.id)).skills == ["washers"]
    await gleb.send(f"/start {link[2]}")
    await gleb.sees("уже использована")


async def test_one_tap_gives_a_new_master_every_skill(cast: Cast, olga: Phone) -> None:
    await olga.send("/invite Глеб")
    await olga.sees("Глеб. Кем будет?")
    await olga.press("Мастер")
    await olga.press("Всё сразу")
    await olga.sees("Приглашение: мастер, Глеб")
    assert sorted((await Invitation.get()).skills) == ["fridges", "washers"]


async def test_technicians_show_skills_and_load_and_change_them(cast: Cast, olga: Phone) -> None:
    now = clock.now()
    visit = await an_accepted_visit(cast)
    await Visit.filter(id=visit.id).update(starts_at=now, ends_at=now + timedelta(hours=1))
    await Master.filter(person_id=cast.boris.id).update(skills=[])
    await olga.send("/technicians")
    await olga.sees("Мастера", button="Анна Мастерова · 1 из 6 · 2 навыка")
    await olga.sees("Мастера", button="Борис Мастеров · 0 из 6 · ⚠️ нет навыков")
    await olga.press("Анна")
    await olga.sees("Умеет: Стиральные машины, Холодильники", "Сегодня выездов: 1, в день не больше 6")
    await olga.press("✓ Холодильники")
    await olga.sees("Умеет: Стиральные машины\n")
    await olga.press("✓ Стиральные машины")
    await olga.sees("Нужен хотя бы один навык")
    await olga.press("− выезд")
    await olga.sees("в день не больше 5")
    anna = await Master.get(person_id=cast.anna.id)
    assert (anna.skills, anna.daily_limit) == (["washers"], 5)
    assert await AuditEntry.filter(actor_id=cast.olga.id, action="master.changed").count() == 2


async def test_a_dispatcher_invites_nobody(vera: Phone) -> None:
    await vera.send("/invite")
    await vera.sees("вам недоступно")
    await vera.send("/settings")
    await vera.sees("вам недоступно")
    assert not await Invitation.exists()


async def test_web_sends_a_link_that_opens_once(vera: Phone, settings: Settings) -> None:
    await vera.send("/web")
    shown = await vera.sees("Ссылка для входа")
    (button,) = [b for row in shown["reply_markup"]["inline_keyboard"] for b in row]
    assert button["url"].startswith(f"{settings.web_base_url}/login/")
    assert await LoginLink.all().count() == 1


async def test_help_lists_what_one_may_and_explains_one(cast: Cast, vera: Phone, anna: Phone) -> None:
    await vera.send("/help")
    assert "/neworder" in (await vera.sees("Что можно сделать"))["text"]
    await vera.send("/help assign")
    await vera.sees("/assign — Назначить мастера", "\nВыбрать мастера; с номером", "/assign 1042")
    await anna.send("/help neworder")
    shown = await anna.sees("Команды «neworder» у вас нет")
    assert "/mytasks" in shown["text"]
    assert "/invite" not in shown["text"]


async def test_help_promises_what_the_site_shows_to_one(vera: Phone, olga: Phone) -> None:
    for phone, promised in (
        (vera, "/web — Календарь на сайте"),
        (olga, "/web — Календарь и отчёты на сайте"),
    ):
        await phone.send("/help")
        assert promised in (await phone.sees("Что можно сделать"))["text"].splitlines()
        await phone.send("/help web")
        await phone.sees(promised + "\n")


async def test_the_language_changes_at_once(cast: Cast, vera: Phone) -> None:
    await vera.send("/language")
    await vera.press("English")
    await vera.sees("What shall we do?", button="New order")
    await vera.send("/neworder")
    await vera.sees("Who is calling?", button="Finish later")
    await vera.send("/language ru")
    await vera.sees("Теперь говорим по-русски")
    assert (await Person.get(id=cast.vera.id)).locale == "ru"


async def test_a_name_can_not_forge_a_window(cast: Cast, vera: Phone) -> None:
    await Client.filter(id=cast.petr.id).update(name="<b>Пётр</b> & Ко")
    visit = await visit_of((await a_visit(cast)).order)
    await vera.send(f"/find {visit.order.number}")
    await vera.sees("<b>Пётр</b> & Ко")


@pytest.mark.parametrize("locale", texts.LANGUAGES)
def test_every_key_named_in_the_office_has_a_text(locale: str) -> None:
    named = re.compile(
        r'(?:Say|Label|expects|Invalid|\bt|\.html|\.count|_button)\(\s*"([a-z_]+(?:\.[a-z_]+)+)"'
    )
    files = [*ROOT.glob("dialogs/**/*.py"), *ROOT.glob("bot/*.py")]
    wanted = {key for file in files for key in named.findall(file.read_text())}
    assert len(wanted) > 100
    assert wanted - texts.keys(locale) == set()


async def counted(phone: Phone, label: str) -> int:
    """The number on a button of the menu."""
    before = await phone.last_id()
    await phone.send("/menu")
    shown = await phone.sees("Что делаем?", after=before)
    return next(int(one.rpartition(" ")[2]) for one in labels(shown) if one.startswith(label))


async def entries(phone: Phone, label: str, listed: str) -> int:
    """How many orders the list behind that button shows; there are some."""
    await phone.press(label, on=(await phone.sees("Что делаем?", button=label))["message_id"])
    shown = await phone.sees(listed)
    found = sum("№" in one for one in labels(shown))
    assert found > 1
    return found


async def declined(cast: Cast) -> Visit:
    """A visit the only master asked has declined."""
    visit = await an_offered_visit(cast, cast.anna)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Далеко")
    return visit


async def an_approved_visit(cast: Cast, **of_order: object) -> Visit:
    """A visit of today whose report the office has approved."""
    visit = await a_finished_visit(cast, **of_order)
    await worksheets.approve(visit.id, by=actor(cast.vera))
    return visit
