"""Asking to be away and the office's answer, SCHEDULE-001."""

from datetime import timedelta

import pytest

from dialogs.notices import notice_of
from dialogs.states import Leave
from domain import absences, clock, drafts, events, offers
from domain.models import Absence, AbsenceKind, AbsenceStatus, Draft
from sandbox.pytest import Phone
from tests.cast import ZONE, Cast, actor, again, an_accepted_visit, tomorrow
from tests.dialogs.at_work import labels
from tests.dialogs.conftest import Reopen

TODAY = clock.local(clock.now(), ZONE).date()
TOMORROW = TODAY + timedelta(days=1)


async def asked(cast: Cast) -> Absence:
    return await absences.request(
        AbsenceKind.VACATION, TOMORROW, TOMORROW + timedelta(days=2), by=actor(cast.anna), note="К маме"
    )


async def test_a_vacation_is_asked_for_with_what_it_affects(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send("/schedule")
    await anna.press("Отпуск, больничный")
    await anna.press("🏖 Отпуск", on=await anna.sees("Почему?"))
    await anna.sees("С какого дня?", "Что просим: отпуск")
    await anna.send(f"{TOMORROW:%d.%m}-{TOMORROW + timedelta(days=2):%d.%m}")
    await anna.sees("Добавить что-нибудь")
    await anna.send("👍")
    await anna.sees("Одного значка мало")
    await anna.send("К папе")
    await anna.press("✏️ Пояснение")
    await anna.sees("Сейчас: К папе")
    await anna.send("К маме")
    await anna.sees("Отпуск: ", "К маме", "выездов: 1", f"№{visit.order.number}", "Офис решит")
    await anna.press("Отправить в офис")
    await anna.sees("Отправлено: отпуск")
    absence = await Absence.get()
    assert (absence.status, absence.note) == (AbsenceStatus.REQUESTED, "К маме")
    assert (absence.starts_at, absence.ends_at) == (tomorrow(0), tomorrow(0, days=4))
    assert not await Draft.exists()
    await anna.send("/vacation")
    await anna.press("⏳ Отпуск")
    await anna.press("Отозвать")
    await anna.sees("Отозвано: отпуск")
    assert (await Absence.get()).status is AbsenceStatus.WITHDRAWN


async def test_a_sick_day_is_two_presses_on_the_month_and_counts_at_once(cast: Cast, anna: Phone) -> None:
    await anna.press("🏖 Отпуск")
    await anna.press("🤒 Болею")
    await anna.sees("С какого дня?")
    await anna.press(f"{TODAY.day}", on=await anna.sees("С какого дня?"))
    await anna.press("Только этот день")
    await anna.press("Без пояснений")
    await anna.sees("Больничный: ", "начнёт действовать сразу")
    await anna.press("Сообщить офису")
    await anna.sees("Выздоравливайте")
    assert (await Absence.get()).status is AbsenceStatus.APPROVED


async def test_days_are_said_with_the_command_or_before_the_reason(cast: Cast, anna: Phone) -> None:
    await asked(cast)
    later = TOMORROW + timedelta(days=10)
    await anna.send(f"/vacation {later:%d.%m}-{later + timedelta(days=1):%d.%m}")
    await anna.sees("Почему?", "Дни: ")
    await anna.press("🏖 Отпуск")
    await anna.sees("Добавить что-нибудь")
    assert (await Draft.get()).data["last"] == (later + timedelta(days=1)).isoformat()
    await anna.send("/vacation когда-нибудь")
    await anna.sees("Не понял, какой это день")
    await anna.press("Попросить")
    await anna.sees("Почему?")
    await anna.send("устал")
    await anna.sees("Сейчас вопрос, почему вас не будет")
    await anna.send(f"{later:%d.%m}")
    await anna.sees("Дни: ")
    await anna.press("🛋 Выходной")
    await anna.press("Только этот день", on=await anna.sees("По какой день?"))
    await anna.sees("Добавить что-нибудь")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("никогда", "Не понял, как"),
        ("31.02", "Не понял, как"),
        ("1.1.2020", "Эти дни уже прошли"),
        (f"{TOMORROW:%d.%m}-{TODAY:%d.%m}", "раньше первого"),
    ],
)
async def test_wrong_days_get_a_sentence_and_nothing_is_lost(
    cast: Cast, anna: Phone, reopen: Reopen, typed: str, sentence: str
) -> None:
    draft = await drafts.begin(by=actor(cast.anna), kind="absence", step=str(Leave.first.state))
    await drafts.put(draft.id, by=actor(cast.anna), kind="vacation")
    await reopen(anna.id)
    asked_for = await anna.sees("С какого дня?")
    await anna.send(typed)
    await anna.sees(sentence, after=asked_for)
    await anna.sees("С какого дня?", after=asked_for)
    assert (await Draft.get()).data == {"kind": "vacation"}


async def test_the_office_sees_what_is_affected_approves_and_gives_it_to_another(
    cast: Cast, vera: Phone
) -> None:
    visit = await an_accepted_visit(cast)
    await asked(cast)
    await vera.send("/schedule")
    await vera.press("Отсутствия: 1")
    await vera.press("Анна Мастерова · отпуск")
    await vera.sees(
        "Анна Мастерова: отпуск", "ждёт решения", "К маме", "Задевает выезды", f"№{visit.order.number}"
    )
    await vera.press("✅ Согласовать")
    shown = await vera.sees("Анна Мастерова: отпуск", "согласовано", "Решение: Вера")
    assert not any("Согласовать" in label for label in labels(shown))
    await vera.press(f"№{visit.order.number} ·")
    await vera.press("Другой мастер")
    await vera.press("☐ Борис")
    await vera.press("Назначить: Борис")
    await vera.sees("назначена: Борис")
    assert (await again(visit)).master_id == cast.boris.id


async def test_what_an_absence_leaves_is_in_the_alerts_and_its_master_is_told(
    cast: Cast, vera: Phone
) -> None:
    visit = await an_accepted_visit(cast)
    absence = await asked(cast)
    await absences.approve(absence.id, by=actor(cast.vera))
    for event in (events.AbsenceApproved, events.AbsenceEntered):
        notice = await notice_of([event(absence.id, cast.anna.id)], cast.anna, None)
        assert "На это время у вас 1 выезд. Офис передаст его другому мастеру или перенесёт." in notice.text
    await vera.send("/menu")
    await vera.press("Внимание: 1")
    label = f"🚷 №{visit.order.number} · мастера не будет: отпуск · Анна Мастерова"
    await vera.press(label, on=(await vera.sees("Требуют внимания", button=label))["message_id"])
    await vera.sees(f"№{visit.order.number}", "Анна Мастерова", button="Другой мастер")
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    notice = await notice_of([events.AbsenceApproved(absence.id, cast.anna.id)], cast.anna, None)
    assert "Офис" not in notice.text
    await vera.send("/alerts")
    await vera.sees("Ничего не горит")


async def test_the_office_refuses_with_a_reason(cast: Cast, vera: Phone) -> None:
    absence = await asked(cast)
    notice = await notice_of([events.AbsenceRequested(absence.id, cast.anna.id)], cast.vera, None)
    assert "Анна Мастерова" in notice.text
    assert notice.keyboard is not None
    await vera.send("/schedule")
    await vera.press("Отсутствия: 1")
    await vera.press("Анна Мастерова · отпуск")
    await vera.sees("Выездов это не задевает")
    await vera.press("⛔ Отказать")
    await vera.sees("Почему нет?")
    await vera.send("Сезон, некому работать")
    await vera.sees("Отказано: Анна Мастерова")
    decided = await Absence.get()
    assert (decided.status, decided.reason) == (AbsenceStatus.REFUSED, "Сезон, некому работать")


async def test_what_was_decided_meanwhile_is_said(cast: Cast, vera: Phone) -> None:
    absence = await asked(cast)
    await vera.send("/schedule")
    await vera.press("Отсутствия: 1")
    await vera.press("Анна Мастерова · отпуск")
    await vera.sees("ждёт решения")
    await absences.withdraw(absence.id, by=actor(cast.anna))
    await vera.press("✅ Согласовать")
    await vera.sees("уже всё решено: отозвано мастером")


async def test_a_refusal_that_comes_second_leads_back_to_the_list(cast: Cast, vera: Phone) -> None:
    absence = await asked(cast)
    await vera.send("/schedule")
    await vera.press("Отсутствия: 1")
    await vera.press("Анна Мастерова · отпуск")
    await vera.press("⛔ Отказать")
    await vera.sees("Почему нет?")
    await absences.approve(absence.id, by=actor(cast.olga))
    await vera.send("Сезон, некому работать")
    refused = await vera.sees("уже всё решено: согласовано")
    await vera.sees("Никто ни о чём не просит", after=refused)


async def test_what_was_taken_back_already_is_not_asked_again(cast: Cast, vera: Phone) -> None:
    absence = await asked(cast)
    await vera.send("/schedule")
    await vera.press("Отсутствия: 1")
    await vera.press("Анна Мастерова · отпуск")
    await vera.press("✅ Согласовать")
    await vera.press("Отменить")
    await vera.sees("Отменить?", "согласовано")
    await absences.cancel(absence.id, by=actor(cast.olga))
    await vera.press("Да, отменить")
    refused = await vera.sees("уже всё решено")
    shown = await vera.sees("Анна Мастерова: отпуск", "отозвано", after=refused)
    assert "Да, отменить" not in labels(shown)


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_every_window_of_asking_renders(cast: Cast, anna: Phone, reopen: Reopen, locale: str) -> None:
    cast.anna.locale = locale
    await cast.anna.save()
    data = {"kind": "vacation", "first": "2031-08-01", "last": "2031-08-31", "note": "К маме"}
    for state in (Leave.kind, Leave.first, Leave.last, Leave.note, Leave.confirm):
        before = await anna.last_id()
        draft = await drafts.begin(by=actor(cast.anna), kind="absence", step=str(state.state), fresh=True)
        await drafts.put(draft.id, by=actor(cast.anna), **data)
        await reopen(anna.id)
        window = await anna.sees("", button="", after=before)
        shown = " ".join([window["text"], *labels(window)])
        assert "leave." not in shown
        assert "absence." not in shown
        assert not set("{}") & set(shown)
        assert len(window["reply_markup"]["inline_keyboard"]) <= 10
