"""An order's number typed where one is asked which order: it does what a press on the order does, BOT-002, BOT-003."""

import pytest

from domain.models import Draft, Photo
from domain.statuses import VisitStatus
from sandbox.pytest import Phone
from tests.cast import (
    Cast,
    a_visit,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    tomorrow,
)
from tests.pictures import jpeg
from tests.waiting import until


@pytest.mark.parametrize(
    ("command", "question", "answer"),
    [
        ("/decline", "От какой заявки отказываетесь?", "Вы её уже приняли"),
        ("/complete", "Какую заявку завершаем?", "Чем закончился выезд по заявке №{number}"),
        ("/report", "По какой заявке отчёт?", "Что сделали?"),
        ("/upload", "К какой заявке фото?", "Фото к заявке №{number}"),
    ],
)
async def test_a_number_opens_what_was_asked_for(
    cast: Cast, anna: Phone, command: str, question: str, answer: str
) -> None:
    made = an_accepted_visit if command == "/decline" else an_arrived_visit
    visit, _ = await made(cast), await made(cast, start=tomorrow(16))
    others = await an_accepted_visit(cast, cast.boris)
    await anna.send(command)
    asked = await anna.sees(question)
    await anna.send("спасибо")
    said = await anna.sees("достаточно нажать кнопку", after=asked["message_id"])
    await anna.sees(question, after=said["message_id"])
    await anna.send(str(others.order.number))
    refused = await anna.sees("Ничего не нашлось", after=said["message_id"])
    await anna.sees(question, after=refused["message_id"])
    await anna.send(f"№ {visit.order.number}")
    await anna.sees(answer.format(number=visit.order.number), after=refused["message_id"])


async def test_a_number_accepts_what_waits(cast: Cast, anna: Phone) -> None:
    visit, kept = await an_offered_visit(cast), await an_assigned_visit(cast, start=tomorrow(16))
    await anna.send("/accept")
    await anna.sees("Ждут вашего ответа")
    await anna.send(str(visit.order.number))
    await anna.sees(f"Заявка №{visit.order.number} ваша!")
    await anna.sees("ул. Покровка", button="Выезжаю")
    visit, kept = await again(visit), await again(kept)
    assert [(one.status, one.master_id) for one in (visit, kept)] == [
        (VisitStatus.ACCEPTED, cast.anna.id),
        (VisitStatus.ASSIGNED, cast.anna.id),
    ]


async def test_photos_that_wait_go_to_the_order_whose_number_is_typed(cast: Cast, anna: Phone) -> None:
    visit, _ = await an_arrived_visit(cast), await an_arrived_visit(cast, start=tomorrow(16))
    await anna.attach(("a.jpg", jpeg()))
    await anna.sees("К какой прикрепить 1 фото")
    await anna.send(str(visit.order.number))
    await until(lambda: Photo.filter(visit_id=visit.id).count(), lambda count: count == 1)
    assert not await Draft.exists(kind="upload")


async def test_the_office_types_whom_a_master_is_chosen_for(cast: Cast, vera: Phone) -> None:
    await a_visit(cast, start=tomorrow(16))
    unheard = await an_assigned_visit(cast)  # on no list of those that wait
    await vera.send("/assign")
    await vera.sees("Кому нужен мастер?")
    await vera.send(str(unheard.order.number))
    await vera.sees(f"№{unheard.order.number}: кто поедет?", button="Борис Мастеров")
