"""A master's day by buttons alone, his commands with a number, and every window of his, BOT-002."""

import asyncio
import re

import pytest

from dialogs import states
from domain import drafts, offers
from domain.statuses import VisitStatus
from sandbox.pytest import Phone
from tests.cast import (
    Cast,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    an_order,
    tomorrow,
)
from tests.dialogs.at_work import WORKS, labels
from tests.dialogs.conftest import Reopen
from tests.pictures import jpeg
from tests.waiting import PATIENCE


async def test_the_day_by_the_buttons_of_the_card_alone(cast: Cast, anna: Phone) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    await anna.send("/mytasks")
    await anna.press(f"№{visit.order.number}")
    await anna.press("Принять")
    await anna.sees("принята мастером", "ул. Покровка")
    await anna.press("Выезжаю")
    await anna.press("Да, выезжаю")
    await anna.sees("мастер в пути")
    await anna.press("Я на месте")
    await anna.sees("мастер на месте", button="Завершить")
    await anna.press("Фото до и после")
    await anna.sees("До: 0, нужно 1")
    await anna.attach(("a.jpg", jpeg()), ("b.jpg", jpeg(640)))
    await anna.sees("⏳ До: 2", "Следующие фото — после работы")
    await anna.attach(("c.jpg", jpeg(700)))
    await anna.sees("⏳ После: 1")
    await anna.press("Готово")
    await anna.sees("закончили")
    await anna.press("Пауза")
    await anna.press("Продолжить")
    await anna.sees("мастер на месте", button="Пауза")
    await anna.press("Завершить")
    await anna.press("Сделано")
    await anna.sees("Что сделали?")
    await anna.send(WORKS)
    await anna.press("Без запчастей")
    await anna.press("столько вы на месте")
    await anna.press("Рекомендаций нет")
    await anna.press("Отправить")
    await anna.sees("отправлен на проверку")
    await anna.sees("отчёт на проверке", WORKS)
    assert (await again(visit)).status is VisitStatus.FINISHED


@pytest.mark.parametrize("command", ["accept", "decline", "complete", "report", "upload"])
async def test_a_wrong_number_gets_a_sentence_and_the_list(cast: Cast, anna: Phone, command: str) -> None:
    foreign = await an_order(cast)
    for wrong, answer in (
        ("abc", "Не похоже на номер заявки"),
        ("99999999999", "Не похоже на номер заявки"),
        ("999999", "Ничего не нашлось"),
        (str(foreign.number), "Ничего не нашлось"),
    ):
        before = await anna.last_id()
        await anna.send(f"/{command} {wrong}")
        said = await anna.sees(answer, after=before)
        await anna.sees("", button="Меню", after=said["message_id"])


async def test_commands_name_the_status_that_stands_in_the_way(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    for command in ("complete", "report"):
        before = await anna.last_id()
        await anna.send(f"/{command} {visit.order.number}")
        await anna.sees("принята мастером", after=before)


async def test_several_visits_are_chosen_from(cast: Cast, anna: Phone) -> None:
    first, second = await an_arrived_visit(cast), await an_arrived_visit(cast, start=tomorrow(16))
    for command, question in (
        ("complete", "Какую заявку"),
        ("report", "По какой заявке"),
        ("upload", "К какой"),
    ):
        await anna.send(f"/{command}")
        await anna.sees(question, button=f"№{first.order.number}")
        await anna.press(f"№{second.order.number}")
        await anna.sees("", f"№{second.order.number}")


@pytest.mark.parametrize(
    ("button", "question", "yes", "status"),
    [
        ("Выезжаю", "Выехать сейчас?", "Да, выезжаю", VisitStatus.EN_ROUTE),
        ("Я на месте", "Вы уже на месте?", "Да, я на месте", VisitStatus.ON_SITE),
    ],
)
async def test_a_visit_of_tomorrow_is_begun_after_one_question(
    cast: Cast, anna: Phone, button: str, question: str, yes: str, status: VisitStatus
) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send("/mytasks")
    await anna.press(f"№{visit.order.number}")
    begin = await anna.button(button)
    await asyncio.gather(*(anna.tap(*begin) for _ in range(2)))
    asked = await anna.sees(f"Этот выезд назначен на завтра, 12:00. {question}", button="Нет")
    await anna.quiet()
    assert len([m for m in await anna.messages() if question in m["text"]]) == 1
    assert (await again(visit)).status is VisitStatus.ACCEPTED
    agree = await anna.button(yes, on=asked)
    await asyncio.gather(*(anna.tap(*agree) for _ in range(2)))
    await anna.sees(f"Заявка №{visit.order.number}: начали раньше, выезд был назначен на завтра, 12:00.")
    await anna.quiet()
    assert await anna.last_id() == asked["message_id"]
    assert (await again(visit)).status is status


async def test_a_step_by_mistake_is_taken_back_after_one_question(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send("/mytasks")
    await anna.press(f"№{visit.order.number}")
    await anna.press("Выезжаю")
    await anna.press("Да, выезжаю")
    await anna.sees("мастер в пути")
    await anna.press("Я на месте")
    await anna.sees("мастер на месте", button="Завершить")
    await anna.press("Нажато по ошибке")
    asked = await anna.sees("Вы ещё не доехали?", "снова станет «мастер в пути»", button="Нет, всё верно")
    assert (await again(visit)).status is VisitStatus.ON_SITE
    agree = await anna.button("Да, ещё в пути", on=asked)
    await asyncio.gather(*(anna.tap(*agree) for _ in range(2)))
    await anna.sees(f"Заявка №{visit.order.number} снова «мастер в пути».")
    await anna.press("Нажато по ошибке", on=await anna.sees("мастер в пути", button="Я на месте"))
    await anna.press("Да, ещё не выезжаю")
    await anna.sees("принята мастером", button="Выезжаю")
    assert (await again(visit)).status is VisitStatus.ACCEPTED


async def test_a_visit_of_tomorrow_stays_where_it_is(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send("/mytasks")
    await anna.press(f"№{visit.order.number}")
    await anna.press("Выезжаю")
    asked = await anna.sees("Выехать сейчас?")
    yes = await anna.button("Да, выезжаю")
    await anna.press("Нет")
    await anna.sees("остаётся на завтра, 12:00")
    assert (await again(visit)).status is VisitStatus.ACCEPTED
    await anna.press("Выезжаю")
    await anna.sees("Выехать сейчас?", after=asked["message_id"])  # a second thought is no second tap
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    await anna.tap(*yes)  # an old yes to what isn't his any more
    await anna.sees("больше не у вас", after=asked["message_id"])
    assert (await again(visit)).master_id == cast.boris.id


@pytest.mark.parametrize("got", ["by offer", "by hand"])
async def test_an_old_card_of_an_order_given_to_another_says_so_and_closes(
    cast: Cast, anna: Phone, got: str
) -> None:
    visit = await (an_offered_visit(cast) if got == "by offer" else an_assigned_visit(cast))
    await offers.accept(visit.id, by=actor(cast.anna))
    await anna.send("/mytasks")
    await anna.press(f"№{visit.order.number}")
    old = await anna.button("Выезжаю")
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    before = await anna.last_id()
    await asyncio.gather(*(anna.tap(*old, wait=PATIENCE) for _ in range(2)))
    await anna.quiet()
    told = [message["text"] for message in await anna.messages() if message["message_id"] > before]
    assert told == [f"Заявка №{visit.order.number} больше не у вас."]
    card = next(message for message in await anna.messages() if message["message_id"] == old[0])
    assert card["text"] == f"№{visit.order.number}: заявка больше не у вас."
    assert "reply_markup" not in card


@pytest.mark.parametrize("button", ["v:depart:{v}:3", "v:decline:{v}:3", "u:{v}", "o:{o}", "p:{v}"])
async def test_every_old_button_of_a_lost_order_says_the_same(cast: Cast, anna: Phone, button: str) -> None:
    visit = await an_accepted_visit(cast)
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    await anna.tap(1, button.format(v=visit.id, o=visit.order_id))
    await anna.sees(f"Заявка №{visit.order.number} больше не у вас")


@pytest.mark.parametrize("command", ["accept", "decline", "complete", "report", "upload"])
async def test_a_command_with_the_number_of_a_lost_order_says_so(
    cast: Cast, anna: Phone, command: str
) -> None:
    visit = await an_accepted_visit(cast)
    await offers.assign(visit.id, cast.boris.id, by=actor(cast.vera))
    await anna.send(f"/{command} {visit.order.number}")
    await anna.sees(f"Заявка №{visit.order.number} больше не у вас")


async def test_a_refused_button_of_a_card_leaves_the_open_window_alone(cast: Cast, anna: Phone) -> None:
    lost = await an_accepted_visit(cast, start=tomorrow(16))
    await offers.assign(lost.id, cast.boris.id, by=actor(cast.vera))
    await an_arrived_visit(cast)
    await anna.send("/report")
    await anna.sees("Что сделали?")
    before = await anna.last_id()
    await anna.tap(1, f"o:{lost.order_id}")
    await anna.quiet()
    assert [m["text"] for m in await anna.messages() if m["message_id"] > before] == [
        f"Заявка №{lost.order.number} больше не у вас."
    ]


STEPS = {
    "decline": (states.Answer.reason, states.Answer.confirm),
    "finish": (states.Finish.note, states.Finish.confirm),
    "report": tuple(state for state in states.Report.__all_states__ if state is not states.Report.visit),
    "upload": (states.Upload.photos,),
}
ENTERED = {
    "decline": {"reason": "Занят <b>"},
    "finish": {"outcome": "refused", "note": "Дорого & долго"},
    "report": {
        "works": "<i>" + "р" * 1990,
        "work": [{"kind": "work", "name": "Ремонт", "quantity": "1", "price": 250_000}],
        "parts": [
            {"kind": "part", "name": f"{n} " + "д" * 120, "quantity": "1.5", "price": 1, "n": n}
            for n in range(49)
        ],
        "parts_done": True,
        "minutes": 95,
        "recommendation": "с" * 2000,
    },
    "upload": {"shows": "after"},
}
LISTS = ("mytasks", "accept", "decline", "complete", "report", "upload")


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_every_window_renders_at_its_fullest(
    cast: Cast, anna: Phone, reopen: Reopen, locale: str
) -> None:
    cast.anna.locale = locale
    await cast.anna.save()
    visit = await an_arrived_visit(cast)
    for kind, windows in STEPS.items():
        for state in windows:
            await drafts.begin(
                by=actor(cast.anna),
                kind=kind,
                step=state.state,
                subject=visit.id,
                fresh=True,
                **ENTERED[kind],
            )
            await speaks(anna, locale, reopen)
    for number in range(2, 9):
        await an_arrived_visit(cast, start=tomorrow(12, days=number))
        await an_accepted_visit(cast, start=tomorrow(16, days=number))
        await an_offered_visit(cast, start=tomorrow(9, days=number))
    for command in LISTS:
        await speaks(anna, locale, f"/{command}")


async def speaks(phone: Phone, locale: str, done: Reopen | str) -> None:
    """Draw the chat anew or send a command: a window comes, with texts and few enough buttons."""
    before = await phone.last_id()
    if isinstance(done, str):
        await phone.send(done)
    else:
        await done(phone.id)
    window = await phone.sees("", button="", after=before)
    shown = " ".join([window["text"], *labels(window)])
    assert not re.search(r"\b(master|tasks|answer|decline|finish|report|upload|card|button)\.[a-z]", shown), (
        shown
    )
    assert not re.search(r"[{}]", shown)
    assert len(window["reply_markup"]["inline_keyboard"]) <= 8
    assert bool(re.search(r"[а-яё]", labels(window)[-1])) is (locale == "ru")
