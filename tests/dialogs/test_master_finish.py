"""A visit that ends without the work done, BOT-002."""

from domain.models import Draft, Visit
from domain.statuses import Outcome
from sandbox.pytest import Phone
from tests.cast import Cast, again, an_arrived_visit


async def test_a_visit_ends_without_work_with_a_note(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send("/complete")
    await anna.sees("Чем закончился", f"№{visit.order.number}")
    await anna.press("Нужен ещё выезд")
    await anna.send("я" * 501)
    await anna.sees("знаков 501")
    await anna.send("👍")
    await anna.sees("Напишите причину")
    await anna.send("Нужна плата, заказали")
    await anna.sees("Завершаем заявку", "Нужна плата, заказали")
    await anna.send("Нужна плата управления")
    await anna.sees("Завершаем заявку", "Нужна плата управления")
    await anna.press("Завершить")
    await anna.sees("завершена: нужен ещё один выезд")
    assert (await again(visit)).outcome is Outcome.SECOND_VISIT
    assert await Visit.filter(order_id=visit.order_id).count() == 2
    assert not await Draft.exists(kind="finish")
