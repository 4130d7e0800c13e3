"""A master's yes and no: from the list, by number, with a reason, BOT-002."""

from domain import offers
from domain.models import Draft, Offer, OfferStatus
from domain.statuses import VisitStatus
from tests.cast import Cast, actor, again, an_accepted_visit, an_assigned_visit, an_offered_visit, tomorrow
from tests.phones import Phone


async def test_accepting_from_the_list_takes_one_press(cast: Cast, anna: Phone) -> None:
    offered = await an_offered_visit(cast)
    await anna.send("/accept")
    await anna.sees("Ждут вашего ответа", "2\xa0500", "Басманный")
    await anna.press(f"№{offered.order.number}")
    await anna.sees(f"Заявка №{offered.order.number} ваша!")
    await anna.sees("ул. Покровка", button="Выезжаю")
    assert (await again(offered)).master_id == cast.anna.id


async def test_accepting_by_number_takes_no_press(cast: Cast, anna: Phone) -> None:
    assigned = await an_assigned_visit(cast)
    await anna.send(f"/accept №{assigned.order.number}")
    await anna.sees("ваша!", "ул. Покровка", button="Выезжаю")
    assert (await again(assigned)).status is VisitStatus.ACCEPTED


async def test_who_comes_second_is_told_and_sees_the_rest(cast: Cast, anna: Phone) -> None:
    taken, open_one = await an_offered_visit(cast), await an_offered_visit(cast, start=tomorrow(16))
    await offers.accept(taken.id, by=actor(cast.boris))
    await anna.send(f"/accept {taken.order.number}")
    await anna.sees("Заявку уже взял другой мастер")
    await anna.sees("Ждут вашего ответа", button=f"№{open_one.order.number}")


async def test_an_offer_is_declined_by_one_reason(cast: Cast, anna: Phone) -> None:
    offered = await an_offered_visit(cast)
    await anna.send("/decline")
    await anna.press(f"№{offered.order.number}")
    await anna.sees("Почему отказываетесь", button="Не успеваю")
    await anna.press("Слишком далеко")
    await anna.sees("Отказ", "передан в офис")
    offer = await Offer.get(visit_id=offered.id, master_id=cast.anna.id)
    assert (offer.status, offer.reason) == (OfferStatus.DECLINED, "Слишком далеко")
    assert not await Draft.exists(kind="decline")


async def test_giving_back_an_accepted_visit_is_asked_twice(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.sees("Вы её уже приняли")
    await anna.send("Сломалась машина 🚗")
    await anna.sees("Вернуть заявку", "Сломалась машина 🚗", button="Да, вернуть")
    assert (await again(visit)).status is VisitStatus.ACCEPTED
    await anna.press("Да, вернуть")
    await anna.sees("передан в офис")
    assert (await again(visit)).status is VisitStatus.DECLINED


async def test_thinking_better_of_declining_changes_nothing(cast: Cast, anna: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.press("Болею")
    await anna.press("Другая причина")
    await anna.press("Не отказываюсь")
    await anna.sees("всё по-прежнему")
    assert (await again(visit)).status is VisitStatus.ACCEPTED
    assert not await Draft.exists(kind="decline")
