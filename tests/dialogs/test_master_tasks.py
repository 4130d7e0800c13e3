"""A master's list of what he has before him, BOT-002."""

from sandbox.pytest import Phone
from tests.cast import Cast, an_accepted_visit, an_offered_visit, tomorrow
from tests.dialogs.at_work import labels


async def test_the_list_shows_offers_and_visits_and_opens_the_card(cast: Cast, anna: Phone) -> None:
    accepted = await an_accepted_visit(cast, start=tomorrow(16))
    offered = await an_offered_visit(cast, cast.anna)
    await anna.send("/mytasks")
    listed = await anna.sees("Ваши заявки", "🔔 Ждут ответа: 1", "завтра: 1")
    assert labels(listed)[0] == f"завтра 12:00 №{offered.order.number} · Басманный · предлагают вам"
    assert labels(listed)[1] == f"завтра 16:00 №{accepted.order.number} · Басманный · принята"
    await anna.press(f"№{offered.order.number}")
    await anna.sees(f"№{offered.order.number}", "Точный адрес", button="Принять")


async def test_an_empty_list_says_so(anna: Phone) -> None:
    await anna.send("/mytasks")
    await anna.sees("Сейчас заявок нет")
    await anna.send("/accept")
    await anna.sees("Сейчас ничего не предлагают")


async def test_a_long_list_has_pages(cast: Cast, anna: Phone) -> None:
    for day in range(1, 9):
        await an_accepted_visit(cast, start=tomorrow(12, days=day))
    await anna.send("/mytasks")
    listed = await anna.sees("Ваши заявки")
    assert len(listed["reply_markup"]["inline_keyboard"]) == 8
    await anna.press("›")
    assert len(labels(await anna.sees("Ваши заявки", button="2/2"))) > 0
