"""A hurried thumb taps twice: one effect, one window, and no word more than the button's own answer."""

import asyncio

import pytest

from domain import wake
from domain.models import Draft
from sandbox.pytest import Phone
from tests.cast import Cast, a_visit, an_accepted_visit, tomorrow
from tests.waiting import PATIENCE


async def tapped_twice(phone: Phone, label: str) -> dict[str, object] | None:
    """Tap, let the bot finish, tap again: what the button says to that."""
    button = await phone.button(label)
    await phone.tap(*button)
    await phone.quiet()
    before = await phone.messages()
    again = await phone.tap(*button, wait=PATIENCE)
    await phone.quiet()
    assert await phone.messages() == before
    assert again["answered"]
    answer: dict[str, object] | None = again["answer"]
    return answer


async def test_a_finished_window_says_that_it_is_done(cast: Cast, vera: Phone) -> None:
    visit = await an_accepted_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    await vera.press("Отменить заявку")
    await vera.press("Клиент передумал")
    answer = await tapped_twice(vera, "Да, отменить")
    assert answer is not None
    assert answer["text"] == "Это нажатие уже принято."


async def test_another_button_of_a_window_just_left_says_so(cast: Cast, vera: Phone) -> None:
    visit = await a_visit(cast)
    other = await vera.button("Найти")
    await vera.press("Ждут мастера", on=other[0])
    await vera.sees("Кому нужен мастер?", button=f"№{visit.order.number}")
    before = await vera.last_id()
    assert (await vera.tap(*other, wait=PATIENCE))["answer"]["text"].startswith("Это окно уже закрыто")
    await vera.quiet()
    assert await vera.last_id() == before


async def test_a_window_left_long_ago_is_out_of_date(cast: Cast, vera: Phone) -> None:
    old = await vera.button("Найти")
    await vera.press("Новая заявка", on=old[0])
    await vera.sees("Кто звонит?")
    async for key in wake.redis().scan_iter("workflow:left:*"):
        await wake.redis().delete(key)
    await vera.tap(*old)
    said = await vera.sees("Это окно устарело")
    await vera.sees("Кто звонит?", after=said["message_id"])


@pytest.mark.parametrize("times", [2, 3])
async def test_taps_at_once_open_what_was_asked_for(cast: Cast, vera: Phone, times: int) -> None:
    visit = await a_visit(cast)
    button = await vera.button("Ждут мастера")
    before = await vera.last_id()
    await asyncio.gather(*(vera.tap(*button) for _ in range(times)))
    await vera.sees("Кому нужен мастер?", button=f"№{visit.order.number}")
    await vera.quiet()
    assert await vera.last_id() == before + 1
    assert not await Draft.exists()


@pytest.mark.parametrize("label", ["Назначить мастера", "Отменить заявку"])
async def test_a_cards_button_opens_its_window_once(cast: Cast, vera: Phone, label: str) -> None:
    visit = await a_visit(cast)
    await vera.send(f"/find {visit.order.number}")
    await tapped_twice(vera, label)


async def test_a_second_tap_answers_no_question_of_the_next_window(cast: Cast, vera: Phone) -> None:
    await vera.send("/neworder 89165550011 Иванов")
    await vera.sees("Куда ехать?")
    await vera.send("ул. Новая, 5")
    await vera.sees("Где это на карте?")
    await tapped_twice(vera, "Без точки")
    await vera.sees("Какой это район?", button="Без района")
    assert "district" not in (await Draft.get()).data


async def test_a_second_tap_on_a_list_chooses_nothing_of_the_next_one(cast: Cast, vera: Phone) -> None:
    for n in range(cast.anna.id):
        visit = await a_visit(cast, start=tomorrow(12, days=n + 1))
    assert visit.order_id == cast.anna.id  # the number that a press on Anna's button says
    await vera.send("/schedule")
    await vera.sees("Анна Мастерова", button="Анна")
    await tapped_twice(vera, "Анна")
