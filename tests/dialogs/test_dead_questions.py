"""A question that can't be carried out any more is not asked again; what leads nowhere gets a sentence that does."""

from collections.abc import Awaitable, Callable

import pytest

from domain import offers, orders, visits, worksheets
from domain.models import Draft
from domain.statuses import Outcome
from sandbox.pytest import Phone
from tests.cast import (
    GLEB,
    PETR,
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    an_accepted_visit,
    an_arrived_visit,
    tomorrow,
)
from tests.dialogs.at_work import labels
from tests.pictures import jpeg
from tests.waiting import PATIENCE

PhoneOf = Callable[[int, str], Awaitable[Phone]]


async def test_a_report_approved_meanwhile_is_not_returned(cast: Cast, vera: Phone) -> None:
    visit = await a_finished_visit(cast)
    await vera.send(f"/review {visit.order.number}")
    await vera.press("Вернуть")
    await vera.sees("что исправить?")
    await worksheets.approve(visit.id, by=actor(cast.olga))
    await vera.send("Где фото?")
    said = await vera.sees("Сейчас так сделать нельзя: отчёт принят (Ольга Админова)")
    await closed(vera, said, "отчёт принят")


async def test_who_accepts_a_report_second_hears_who_was_first(cast: Cast, vera: Phone) -> None:
    visit = await a_finished_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    stale = await vera.sees(f"№{visit.order.number}", button="Принять отчёт")
    await worksheets.approve(visit.id, by=actor(cast.olga))
    await vera.press("Принять отчёт", on=stale["message_id"])
    await vera.sees("Сейчас так сделать нельзя: отчёт принят (Ольга Админова)", after=stale["message_id"])
    await vera.sees("отчёт принят", "👷 Анна Мастерова", after=stale["message_id"])


async def test_on_a_cancelled_visit_nothing_is_to_be_pressed_again(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    stale = await vera.sees(f"№{visit.order.number}", button="Другой мастер")
    await orders.cancel(visit.order_id, by=actor(cast.olga), reason="Ошибка")
    await vera.press("Другой мастер", on=stale["message_id"])
    said = await vera.sees("Сейчас так сделать нельзя: выезд отменён", after=stale["message_id"])
    assert "ещё раз" not in said["text"]


async def test_a_second_tap_on_ones_own_acceptance_is_no_refusal(cast: Cast, vera: Phone) -> None:
    visit = await a_finished_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    stale = await vera.sees(f"№{visit.order.number}", button="Принять отчёт")
    await worksheets.approve(visit.id, by=actor(cast.vera))  # the first tap, whose picture is still to come
    tapped = await vera.press("Принять отчёт", on=stale["message_id"], wait=PATIENCE)
    assert tapped["answer"]["text"] == "Отчёт принят."


async def test_an_order_cancelled_meanwhile_is_not_cancelled_again(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    await vera.press("Отменить заявку")
    await vera.press("Клиент передумал")
    await orders.cancel(visit.order_id, by=actor(cast.olga), reason="Ошибка")
    await vera.press("Да, отменить")
    said = await vera.sees("Сейчас так сделать нельзя")
    await closed(vera, said, "Причина отмены: Ошибка")
    assert not await Draft.exists(kind="cancel")


async def test_a_visit_given_away_is_not_declined(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.sees("Почему отказываетесь")
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    await anna.press("Болею")
    said = await anna.sees(f"Заявка №{visit.order.number} больше не у вас")
    await anna.quiet()
    assert await anna.last_id() == said["message_id"]
    assert not await Draft.exists(kind="decline")


async def test_a_visit_ended_meanwhile_is_not_ended_again(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send(f"/complete {visit.order.number}")
    await anna.sees("Чем закончился выезд")
    await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Передумал")
    await anna.press("Сделано")
    said = await anna.sees("Сейчас так сделать нельзя")
    await closed(anna, said, "Итог: клиент отказался")


async def test_a_command_too_early_or_too_late_brings_the_card(cast: Cast, anna: Phone, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    number = visit.order.number
    await anna.send(f"/complete {number}")
    refused = await anna.sees("Ещё рано: принята мастером. Сначала нажмите в карточке «📍 Я на месте»")
    await anna.sees(f"№{number} · принята мастером", after=refused)
    await anna.send(f"/report {number}")
    refused = await anna.sees("Ещё рано: принята мастером", after=refused)
    await anna.sees(f"№{number} · принята мастером", after=refused)
    await anna.send("/complete")
    await anna.sees("Завершать пока нечего")
    await anna.send(str(number))
    refused = await anna.sees("Ещё рано", after=refused)
    await anna.sees(f"№{number} · принята мастером", after=refused)
    await anna.quiet()
    done = await a_finished_visit(cast, start=tomorrow(16))
    await worksheets.approve(done.id, by=actor(cast.vera))
    await anna.send(f"/report {done.order.number}")
    refused = await anna.sees("Сейчас так сделать нельзя", after=refused)
    await anna.sees(f"№{done.order.number} ·", after=refused)
    await vera.send(f"/assign {done.order.number}")
    refused = await vera.sees("Сейчас так сделать нельзя")
    await vera.sees(f"№{done.order.number} ·", after=refused)


async def test_a_command_there_is_not_leaves_the_open_window(cast: Cast, vera: Phone) -> None:
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    await vera.send("/task 1402")
    said = await vera.sees("Такой команды нет. Все команды: /help")
    await vera.quiet()
    assert await vera.last_id() == said["message_id"]
    await vera.press("Закончить позже")
    await vera.sees("заявку не заводим")


async def test_a_client_is_told_what_he_can_do_here(cast: Cast, phone_of: PhoneOf) -> None:
    petr = await phone_of(PETR, "Пётр Клиентов")
    for said in ("У меня опять не работает", "/find 1", "/accept"):
        await petr.send(said)
        shown = await petr.sees("Здесь видно, как идут ваши заявки", "позвоните, пожалуйста, в офис")
        assert labels(shown) == ["📄 Мои заявки"]
    await petr.attach(("broken.jpg", jpeg()))
    await petr.quiet()
    assert "Здесь видно" in (await petr.messages())[-1]["text"]
    await petr.send("/help")
    helped = await petr.sees("Что можно сделать", "/menu", "/help language", button="Мои заявки")
    await petr.press("Мои заявки", on=helped)
    await petr.sees("Заявок пока нет")


@pytest.mark.parametrize("said", ["/help", "/menu", "/foo", "Здравствуйте"])
async def test_a_stranger_is_told_how_one_gets_in(phone_of: PhoneOf, cast: Cast, said: str) -> None:
    gleb = await phone_of(GLEB, "Глеб")
    before = await gleb.last_id()
    await gleb.send(said)
    await gleb.sees("Бот работает по приглашениям", after=before)


async def closed(phone: Phone, said: dict, card: str) -> None:
    """The question has gone with the sentence; the fresh card is the last thing there is."""
    shown = await phone.sees(card, after=said["message_id"])
    await phone.quiet()
    assert await phone.last_id() == shown["message_id"]


async def test_a_refused_command_leaves_lists_and_results_where_they_are(
    cast: Cast, anna: Phone, vera: Phone
) -> None:
    await anna.send("/find 😀")
    await anna.sees("По запросу «😀» ничего не нашлось")
    for command in ("/web", "/alerts", "/newtasks"):
        before = await anna.last_id()
        await anna.send(command)
        said = await anna.sees("Это действие вам недоступно", after=before)
        await anna.quiet()
        assert await anna.last_id() == said["message_id"]
    await a_visit(cast)
    await vera.send("/assign")
    listed = await vera.sees("Кому нужен мастер?")
    await vera.send("когда-нибудь")
    refused = await vera.sees("достаточно нажать кнопку", after=listed)
    await vera.sees("Кому нужен мастер?", after=refused)  # that was for the list
    await vera.send("/accept")
    said = await vera.sees("Это действие вам недоступно")
    await vera.quiet()
    assert await vera.last_id() == said["message_id"]
    await vera.send("/neworder")
    asked = await vera.sees("Кто звонит?")
    await vera.send("/accept")
    await vera.sees("Кто звонит?", after=asked)


async def test_the_office_is_told_what_it_has_instead_of_a_masters_command(
    cast: Cast, anna: Phone, vera: Phone
) -> None:
    await vera.send("/status")
    await vera.sees("/status — для мастера", "/schedule")
    await vera.send("/mytasks 12")
    await vera.sees("/mytasks — заявки мастера", "/newtasks")
    await vera.send("/vacation")
    await vera.sees("Никто ни о чём не просит")
    await anna.send("/mytasks")
    await anna.sees("Сейчас заявок нет")
