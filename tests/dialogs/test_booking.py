"""Planning a visit from its card: moved, stretched, swapped, with others, again, BOT-003."""

from datetime import timedelta

from dialogs.client.orders import line
from dialogs.notices import notice_of
from domain import booking, clock, crew, events, offers, orders, visits
from domain.models import HistoryEntry, Master, Visit
from domain.statuses import Action, Outcome, VisitStatus
from domain.texts import texts
from sandbox.pytest import Phone
from tests.cast import (
    ZONE,
    Cast,
    a_finished_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    tomorrow,
)
from tests.dialogs.at_work import labels
from tests.dialogs.conftest import PhoneOf


async def planning(vera: Phone, visit: Visit) -> dict:
    """Vera opens the planning of a visit from its card."""
    await vera.send(f"/find {visit.order.number}")
    await vera.press("Время и мастера")
    return await vera.sees("время и мастера")


async def test_a_visit_is_moved_with_what_comes_of_it_in_words(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await planning(vera, visit)
    await vera.press("Перенести")
    await vera.sees("на какой день перенести?", "Сейчас: завтра, 12:00–14:00")
    await vera.press("Завтра")
    await vera.sees("во сколько начать?", "2 ч")
    await vera.send("25 часов")
    await vera.sees("Не понял время", "14:30 или 14:30-16:00")
    await vera.send("16:30")
    await vera.sees("завтра, 16:30–18:30", "⚠️ Клиенту обещано", "• Анна Мастерова: нужно будет подтвердить")
    await vera.press("Клиент согласен")
    shown = await vera.sees("Клиенту будет обещано завтра, 16:30–18:30", button="Да, так и сделать")
    assert not any("сё равно" in label for label in labels(shown))
    await vera.press("Да, так и сделать")
    await vera.sees("завтра, 16:30–18:30.")
    moved = await again(visit)
    assert (moved.starts_at, moved.promised_from, moved.status) == (
        tomorrow(16, 30),
        tomorrow(16, 30),
        VisitStatus.ASSIGNED,
    )


async def test_a_move_in_spite_of_all_takes_a_reason(cast: Cast, vera: Phone) -> None:
    visit = await an_assigned_visit(cast)
    await planning(vera, visit)
    await vera.press("Перенести")
    await vera.press("Завтра")
    await vera.send("21-23")
    await vera.sees("⚠️ Анна Мастерова: не рабочее время", button="Перенести всё равно")
    await vera.press("Перенести всё равно")
    asked = await vera.sees("Почему всё равно?", "не рабочее время")
    await vera.send("ж" * 4000)
    await vera.sees("Слишком длинно: знаков 4000, а помещается 500", after=asked["message_id"])
    assert (await again(visit)).starts_at == tomorrow(12)
    await vera.press("Договорились с мастером")
    await vera.sees("завтра, 21:00–23:00.")
    assert (await HistoryEntry.get(event="VisitMoved")).data["override"] == "Договорились с мастером"
    await vera.sees("Клиенту обещано другое время: 12:00–14:00")


async def test_day_and_time_are_typed_at_once(cast: Cast, vera: Phone) -> None:
    """A whole window, or a beginning: then the visit is as long as it was."""
    visit = await an_accepted_visit(cast, hours=3)
    await planning(vera, visit)
    await vera.press("Перенести")
    await vera.sees("на какой день перенести?", "завтра 10-12")
    await vera.send("завтра в обед")
    await vera.sees("Не понял время. Напишите начало или начало и конец")
    await vera.send("завтра 22-23")
    await vera.press("Назад", on=await vera.sees("завтра, 22:00–23:00"))
    await vera.press("Перенести", on=await vera.sees("время и мастера"))
    await vera.press("Другой день")
    await vera.sees("Заполнено: ")
    await vera.send("завтра 14:00")
    await vera.sees("завтра, 14:00–17:00", button="Да, так и сделать")
    assert (await again(visit)).version == visit.version


async def test_what_changed_meanwhile_is_shown_before_it_is_confirmed(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast, hours=4)
    await planning(vera, visit)
    await vera.press("Перенести")
    await vera.press("Завтра")
    await vera.send("13-15")
    await vera.sees("подтверждать не нужно", button="Да, так и сделать")
    await booking.plan(
        visit.id,
        starts_at=tomorrow(14),
        ends_at=tomorrow(16),
        master_id=cast.boris.id,
        version=visit.version,
        by=actor(cast.olga),
    )
    await vera.press("Да, так и сделать")
    await vera.sees("Пока вы смотрели, заявка изменилась")
    await vera.sees("Сейчас: завтра, 14:00–16:00", "Борис Мастеров: нужно будет подтвердить")
    assert (await again(visit)).starts_at == tomorrow(14)
    await vera.press("Да, так и сделать")
    await vera.sees("завтра, 13:00–15:00.")
    assert (await again(visit)).master_id == cast.boris.id


async def test_what_is_taken_can_not_be_confirmed(cast: Cast, vera: Phone) -> None:
    other = await an_accepted_visit(cast, start=tomorrow(16))
    visit = await an_assigned_visit(cast)
    await planning(vera, visit)
    await vera.press("Перенести")
    await vera.press("Завтра")
    await vera.send("17")
    shown = await vera.sees("⛔ Анна Мастерова: в это время заявка №" + str(other.order.number))
    assert labels(shown) == ["🤝 Клиент согласен на это время", "‹ Назад"]


async def test_a_visit_is_stretched_by_one_press_or_to_a_typed_end(cast: Cast, vera: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await planning(vera, visit)
    await vera.press("+30 мин")
    await vera.sees("завтра, 12:00–14:30.")
    await vera.press("Время и мастера")
    await vera.press("До скольки")
    await vera.sees("До скольки?")
    await vera.send("11")
    await vera.sees("конец должен быть позже начала")
    await vera.send("15:15")
    await vera.press("Да, так и сделать")
    await vera.sees("завтра, 12:00–15:15.")
    assert (await again(visit)).ends_at == tomorrow(15, 15)


async def test_a_stretch_past_the_promise_is_asked_about(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await planning(vera, visit)
    await vera.press("+1 час")
    await vera.sees("завтра, 12:00–15:00", "⚠️ Клиенту обещано", button="Изменить время всё равно")
    assert (await again(visit)).version == visit.version
    await vera.press("Клиент согласен")
    await vera.press("Да, так и сделать")
    await vera.sees("завтра, 12:00–15:00.")
    assert (await again(visit)).promised_to == tomorrow(15)


async def test_a_longer_visit_past_the_promise_is_asked_about_from_another_start_too(
    cast: Cast, vera: Phone
) -> None:
    visit = await an_accepted_visit(cast)
    await planning(vera, visit)
    await vera.press("Перенести")
    await vera.press("Завтра")
    await vera.send("12:15-17")
    await vera.sees("завтра, 12:15–17:00", "⚠️ Клиенту обещано", button="Клиент согласен")
    assert (await again(visit)).version == visit.version


async def test_who_has_set_out_is_named_before_his_crew_is_moved(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    await offers.accept(helper.id, by=actor(cast.boris))
    await visits.act(helper.id, Action.DEPART, by=actor(cast.boris), early=True)
    await planning(vera, visit)
    await vera.press("Перенести")
    await vera.press("Завтра")
    await vera.send("13")
    shown = await vera.sees("⛔ Борис Мастеров: уже в пути или за работой")
    assert labels(shown) == ["‹ Назад"]


async def test_two_visits_are_swapped_from_the_list_of_the_day(cast: Cast, vera: Phone) -> None:
    visit = await an_assigned_visit(cast)
    other = await an_assigned_visit(cast, cast.boris, start=tomorrow(15))
    await an_assigned_visit(cast, start=tomorrow(12, days=3))
    await planning(vera, visit)
    await vera.press("Поменять местами")
    shown = await vera.sees("с кем поменять?", button="15–17 · Борис Мастеров")
    assert len(labels(shown)) == 2
    await vera.press("15–17 · Борис")
    await vera.sees("Поменять местами?", "15:00–17:00, Борис Мастеров", "⚠️ Клиенту по №")
    await vera.press("Назад")
    await vera.sees("с кем поменять?")
    await vera.press("15–17 · Борис")
    await vera.sees(f"Борис Мастеров: вместо №{other.order.number} поедет на №{visit.order.number}")
    await vera.press("Всё равно")
    await vera.sees("⚠️ Клиенту по №", "Почему всё равно?")
    await vera.send("Клиенты поменялись сами")
    await vera.sees("выезды поменялись местами")
    assert ((await again(visit)).master_id, (await again(other)).master_id) == (cast.boris.id, cast.anna.id)


async def test_another_master_comes_along_and_leads(cast: Cast, vera: Phone, phone_of: PhoneOf) -> None:
    boris = await phone_of(cast.boris.telegram_id or 0, cast.boris.name)
    visit = await an_accepted_visit(cast)
    await planning(vera, visit)
    await vera.press("Добавить мастера")
    shown = await vera.sees("кто ещё поедет?", "умеет это чинить")
    assert labels(shown) == ["Борис Мастеров", "‹ Назад"]
    await vera.press("Борис Мастеров")
    await vera.sees("поедет и Борис Мастеров")
    await vera.sees("👷 Анна Мастерова — ведущий", "👷 Борис Мастеров — помогает")
    helper = await Visit.get(order_id=visit.order_id, lead=False)
    await offers.accept(helper.id, by=actor(cast.boris))
    await boris.send(f"/find {visit.order.number}")
    await boris.sees("Ведущий — Анна Мастерова. Отчёт за ведущим")
    await vera.press("Время и мастера")
    await vera.sees("Анна Мастерова (ведущий), Борис Мастеров")
    await vera.press("Кто ведущий")
    await vera.press("Ведущий: Борис")
    await vera.sees("ведущий сменился")
    assert (await Visit.get(id=helper.id)).lead
    await vera.press("Время и мастера")
    await vera.press("Кто ведущий")
    await vera.press("Убрать: Анна")
    await vera.sees("мастер снят")
    assert (await again(visit)).status is VisitStatus.CANCELLED


async def test_the_new_lead_is_told_that_it_is_he(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    named = [events.LeadNamed(visit.order_id, helper.id, cast.boris.id)]
    his = await notice_of(named, cast.boris, visit.order_id)
    assert his.text == f"Вы теперь ведущий по заявке №{visit.order.number}. Отчёт — за вами."
    others = await notice_of(named, cast.anna, visit.order_id)
    assert "теперь Борис Мастеров" in others.text


async def test_end_and_promise_are_taken_with_their_day(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(18))
    day = clock.local(tomorrow(18), ZONE).date()
    await planning(vera, visit)
    await vera.press("Что обещано")
    await vera.send(f"{day + timedelta(days=1):%d.%m} 10-12")
    await vera.sees("10:00–12:00")
    assert (await again(visit)).promised_from == tomorrow(10, days=2)
    await planning(vera, visit)
    await vera.press("До скольки…")
    await vera.send(f"{day:%d.%m} 21:00")
    await vera.sees("завтра, 18:00–21:00")


async def test_who_lacks_the_skill_and_is_busy_can_not_come_along(cast: Cast, vera: Phone) -> None:
    await Master.filter(person_id=cast.boris.id).update(skills=["fridges"])
    other = await an_accepted_visit(cast, cast.boris, service=cast.fridges)
    visit = await an_accepted_visit(cast)
    await planning(vera, visit)
    await vera.press("Добавить мастера")
    await vera.sees("🚫 Борис Мастеров: нет нужного навыка; в это время заявка №")
    await vera.press("🚫 Борис")
    await vera.sees(f"уже на заявке №{other.order.number}")


async def test_a_helper_taken_meanwhile_leads_back_to_the_list(cast: Cast, vera: Phone) -> None:
    await Master.filter(person_id=cast.boris.id).update(skills=["fridges"])
    visit = await an_accepted_visit(cast)
    await planning(vera, visit)
    await vera.press("Добавить мастера")
    await vera.press("⚠️ Борис")
    await vera.sees("Всё равно назначить?")
    other = await an_accepted_visit(cast, cast.boris, service=cast.fridges)
    await vera.send("Поможет")
    refused = await vera.sees(f"уже на заявке №{other.order.number}")
    await vera.sees("кто ещё поедет?", "🚫 Борис Мастеров", after=refused)


async def test_who_will_not_help_leaves_the_lead(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    await offers.decline(helper.id, by=actor(cast.boris), reason="Заболел")
    declined = events.VisitDeclined(visit.order_id, helper.id, cast.boris.id, "Заболел", last=True)
    notice = await notice_of([declined], cast.vera, visit.order_id)
    words = "Второй мастер отказался:</b> Борис Мастеров, причина: Заболел. Едет: Анна Мастерова"
    assert words in notice.text
    unanswered = await notice_of(
        [events.OffersUnanswered(visit.order_id, helper.id)], cast.vera, visit.order_id
    )
    assert "Второй мастер не нашёлся:</b> никто не принял. Едет: Анна Мастерова" in unanswered.text
    await vera.send("/alerts")
    label = f"⚠️ №{visit.order.number} · второй мастер отказался или не ответил"
    await vera.press(label, on=(await vera.sees("Требуют внимания", button=label))["message_id"])
    assert labels(await vera.sees("Выезд 2: никто не взял"))[:3] == [
        "🔁 Другой мастер · выезд 1",
        "🗓 Время и мастера · выезд 1",
        "👷 Назначить мастера · выезд 2",
    ]


async def test_a_lead_who_will_not_come_leaves_who_helps(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    await offers.decline(visit.id, by=actor(cast.anna), reason="Заболела")
    declined = events.VisitDeclined(visit.order_id, visit.id, cast.anna.id, "Заболела", last=True)
    words = (
        "Ведущий отказался:</b> Анна Мастерова, причина: Заболела. Нужен ведущий, помогает: Борис Мастеров"
    )
    assert words in (await notice_of([declined], cast.vera, visit.order_id)).text
    unanswered = events.OffersUnanswered(visit.order_id, visit.id)
    told = await notice_of([unanswered], cast.vera, visit.order_id)
    assert "Ведущий не нашёлся:</b> никто не принял. Помогает: Борис Мастеров" in told.text


async def test_a_helper_writes_no_report(cast: Cast, phone_of: PhoneOf) -> None:
    boris = await phone_of(cast.boris.telegram_id or 0, cast.boris.name)
    visit = await an_arrived_visit(cast)
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    await offers.accept(helper.id, by=actor(cast.boris))
    await Visit.filter(id=helper.id).update(status=VisitStatus.ON_SITE)
    await boris.send("/report")
    await boris.sees("Отчитываться пока не о чем")
    await boris.send(f"/report {visit.order.number}")
    await boris.sees("отправляет ведущий мастер: Анна Мастерова")
    await boris.send(f"/find {visit.order.number}")
    shown = await boris.sees("Ведущий — Анна Мастерова")
    assert not any("Завершить" in label for label in labels(shown))


async def test_the_client_is_promised_another_window(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await planning(vera, visit)
    await vera.press("Что обещано клиенту")
    await vera.sees("что обещать клиенту?", "Обещано: завтра, 12:00–14:00")
    await vera.send("11-15")
    await vera.sees("клиенту обещано завтра, 11:00–15:00")
    await vera.sees("🤝 Клиенту обещано: 11:00–15:00")
    assert (await again(visit)).promised_to == tomorrow(15)
    await vera.press("Отменить заявку")  # the buttons of the card are of what it is now
    await vera.sees("почему отменяем?")


async def test_the_office_sends_somebody_again_from_the_card(cast: Cast, vera: Phone) -> None:
    visit = await a_finished_visit(cast)
    assert visit.outcome is Outcome.CLIENT_ABSENT
    await vera.send(f"/find {visit.order.number}")
    await vera.press("Ещё один выезд")
    await vera.sees("зачем ехать ещё раз?")
    await vera.press("Доделать работу")
    await vera.sees("добавлен ещё один выезд")
    await vera.sees("на какой день?")
    assert await Visit.filter(order_id=visit.order_id).count() == 2


async def test_a_client_reads_what_he_was_promised(cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    moved = {"starts_at": tomorrow(16), "ends_at": tomorrow(18), "master_id": cast.anna.id}
    vera = actor(cast.vera)
    await booking.plan(visit.id, **moved, version=visit.version, by=vera, override="Мастер занят")
    (order,) = await orders.of_client(by=actor(await cast.petr.person))
    assert "завтра, 12:00–14:00" in line(order, ZONE, texts("ru"))
