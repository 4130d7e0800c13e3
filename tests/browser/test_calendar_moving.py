"""FE-004: visits are moved by mouse, keyboard and thumb; what stands in the way is said before it is done."""

import re

from playwright.async_api import Route, expect

from domain import absences, clock, offers
from domain.models import AbsenceKind, Master, Visit
from tests.browser.carrying import DAY, box_of, card_of, carry, heard, hour, lane_of, place
from tests.browser.conftest import DESK, PHONE, Open, week_and_day
from tests.cast import (
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_assigned_visit,
    tomorrow,
)


async def test_card_is_carried_pulled_given_away_and_put_back(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    finished = await a_finished_visit(cast, cast.boris)
    await Visit.filter(id=finished.id).update(starts_at=tomorrow(16), ends_at=tomorrow(18))
    page = await enter(cast.vera, DESK, DAY)
    card, toast = card_of(page, visit), page.locator("#toast")
    await carry(page, card, right=await hour(page))
    await expect(toast).to_contain_text("11:00–13:00, Анна Мастерова")
    assert place(await again(visit)) == ("11:00", "13:00", cast.anna.id)
    await carry(page, card, right=await hour(page) / 2, at="end")
    await expect(toast).to_contain_text("11:00–13:30")
    await toast.get_by_role("button", name="Отменить").click()
    await expect(toast).to_contain_text("Вернули на место")
    assert place(await again(visit)) == ("11:00", "13:00", cast.anna.id)
    assert (await again(visit)).promised_to == tomorrow(12)
    await carry(page, card, to=lane_of(page, cast.boris))
    await expect(toast).to_contain_text("11:00–13:00, Борис Мастеров")
    assert place(await again(visit)) == ("11:00", "13:00", cast.boris.id)
    await page.keyboard.press("Escape")
    await expect(card_of(page, finished)).not_to_have_attribute("data-movable", "")
    box = await box_of(page, card_of(page, finished))
    await page.mouse.move(box["x"] + 20, box["y"] + 20)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 120, box["y"] + 20, steps=4)
    await expect(page.locator(".landing, .ghost")).to_have_count(0)
    await page.mouse.up()


async def test_what_changes_under_a_press_is_drawn_once_it_lifts(enter: Open, cast: Cast) -> None:
    """Or the card that is pressed would be gone when the finger lifts, and the press with it."""
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, DESK, DAY)
    box, wide = await box_of(page, card_of(page, visit)), await hour(page)
    x, y = box["x"] + 24, box["y"] + 20
    await page.mouse.move(x, y)
    await page.mouse.down()
    other = await heard(page, an_accepted_visit(cast, start=tomorrow(15)))
    await expect(card_of(page, other)).to_have_count(0)
    await page.mouse.up()
    await expect(page.locator("#quick")).to_be_visible()
    await expect(card_of(page, other)).to_be_visible()
    await page.keyboard.press("Escape")
    await page.mouse.down()
    other = await heard(page, an_accepted_visit(cast, start=tomorrow(18)))
    await expect(card_of(page, other)).to_have_count(0)
    await page.mouse.move(x + wide, y, steps=4)
    await expect(page.locator("#grid .visit.held")).to_have_count(1)
    await page.mouse.up()
    await expect(page.locator("#toast")).to_contain_text("11:00–13:00, Анна Мастерова")
    await expect(card_of(page, other)).to_be_visible()
    assert place(await again(visit)) == ("11:00", "13:00", cast.anna.id)


async def test_what_is_carried_says_what_is_in_its_way(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    await an_accepted_visit(cast, start=tomorrow(14))
    day = clock.local(tomorrow(10), "Europe/Moscow").date()
    await absences.request(AbsenceKind.SICK, day, day, by=actor(cast.boris))
    page = await enter(cast.vera, DESK, DAY)
    box, wide = await box_of(page, card_of(page, visit)), await hour(page)
    away, at = await box_of(page, lane_of(page, cast.boris)), (box["x"] + 24, box["y"] + 20)
    ghost = page.locator(".ghost")
    await page.mouse.move(*at)
    await page.mouse.down()
    for hours, y, said in (
        (1, at[1], ""),
        (3, at[1], "занято"),
        (9, at[1], "не рабочее время"),
        (1, away["y"] + 20, "мастера нет"),
    ):
        await page.mouse.move(at[0] + hours * wide, y, steps=4)
        await expect(ghost).to_contain_text(f"{10 + hours}:00–{12 + hours}:00")
        await expect(page.locator(".in-the-way")).to_have_text(said)
        await expect(page.locator(".landing.stopped")).to_have_count(int(bool(said)))
    await page.keyboard.press("Escape")
    await page.mouse.up()
    assert place(await again(visit)) == ("10:00", "12:00", cast.anna.id)


async def test_who_works_longer_than_planned_is_not_free_behind_it(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, cast.boris, start=tomorrow(10))
    await an_arrived_visit(cast, start=tomorrow(12))
    page = await enter(cast.vera, DESK, DAY)
    await page.clock.set_fixed_time(tomorrow(14, 20))
    box, wide = await box_of(page, card_of(page, visit)), await hour(page)
    over, at = await box_of(page, lane_of(page, cast.anna)), (box["x"] + 24, box["y"] + 20)
    await page.mouse.move(*at)
    await page.mouse.down()
    for hours, said in ((4, "занято"), (5, "")):
        await page.mouse.move(at[0] + hours * wide, over["y"] + 20, steps=4)
        await expect(page.locator(".ghost")).to_contain_text(f"{10 + hours}:00–{12 + hours}:00")
        await expect(page.locator(".in-the-way")).to_have_text(said)
    await page.keyboard.press("Escape")
    await page.mouse.up()


async def test_a_night_shift_of_a_day_that_is_not_read_is_not_called_closed(enter: Open, cast: Cast) -> None:
    """The first day on the screen doesn't know whether the night before goes on in its morning."""
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    nights = {str(weekday): [["20:00", "10:00"]] for weekday in range(1, 8)}
    await Master.filter(person_id=cast.anna.id).update(hours=nights)
    page = await enter(cast.vera, DESK, DAY)
    box, wide = await box_of(page, card_of(page, visit)), await hour(page)
    x, y = box["x"] + 24, box["y"] + 20
    await page.mouse.move(x, y)
    await page.mouse.down()
    for hours, times, said in ((3, "13:00–15:00", "не рабочее время"), (-2, "08:00–10:00", "")):
        await page.mouse.move(x + hours * wide, y, steps=4)
        await expect(page.locator(".ghost")).to_contain_text(times)
        await expect(page.locator(".in-the-way")).to_have_text(said)
    await page.keyboard.press("Escape")
    await page.mouse.up()


async def test_what_stands_in_the_way_is_said_before_it_is_done(enter: Open, cast: Cast) -> None:
    """Outside the hours a reason is asked for; over another visit there is no way but to swap."""
    short = {str(weekday): [["09:00", "14:00"]] for weekday in range(1, 8)}
    await Master.filter(person_id=cast.anna.id).update(hours=short)
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    other = await an_accepted_visit(cast, cast.boris, start=tomorrow(12))
    page = await enter(cast.vera, DESK, DAY)
    card, dialog = card_of(page, visit), page.locator("#conflicts")
    await carry(page, card, right=3 * await hour(page))
    await expect(dialog).to_contain_text(re.compile("рабоч", re.IGNORECASE))
    await expect(card).to_contain_text("Сохраняем")
    await page.keyboard.press("Escape")
    await expect(card).to_contain_text("10:00–12:00")
    assert place(await again(visit)) == ("10:00", "12:00", cast.anna.id)
    await carry(page, card, right=3 * await hour(page))
    reason = dialog.get_by_label("Почему всё равно так?")
    await reason.fill("ж" * 5000)
    await dialog.get_by_role("button", name="Перенести всё равно").click()
    said = await reason.evaluate("(field) => field.validationMessage")
    assert said.startswith("Слишком длинно: знаков 5000, а помещается 500")
    await expect(dialog).to_be_visible()
    await expect(reason).to_have_value("ж" * 5000)  # what was entered is kept
    await reason.fill("Клиент дома только днём")
    await dialog.get_by_role("button", name="Перенести всё равно").click()
    await expect(page.locator("#toast")).to_contain_text("13:00–15:00")
    assert place(await again(visit)) == ("13:00", "15:00", cast.anna.id)
    await carry(page, card, right=-await hour(page), to=lane_of(page, cast.boris))
    await expect(dialog.get_by_role("button", name="Назначить всё равно")).to_have_count(0)
    await expect(dialog).to_contain_text(f"в это время заявка №{other.order.number}")
    await expect(dialog).not_to_contain_text("больше не едет")  # what can't be has no effects
    await dialog.get_by_role("button", name=f"Поменять с №{other.order.number}").click()
    await expect(dialog).to_be_visible()  # the swap leads out of hours as well
    await dialog.get_by_label("Почему всё равно так?").fill("Так договорились")
    await dialog.get_by_role("button", name="Назначить всё равно").click()
    await expect(page.locator("#toast")).to_contain_text("Поменяли местами")
    assert place(await again(visit)) == ("12:00", "14:00", cast.boris.id)
    assert place(await again(other)) == ("13:00", "15:00", cast.anna.id)


async def test_a_reason_without_words_is_asked_for_again_beside_what_was_typed(
    enter: Open, cast: Cast
) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    other = await an_accepted_visit(cast, cast.boris, start=tomorrow(13))
    page = await enter(cast.vera, DESK, DAY)
    card, dialog, toast = card_of(page, visit), page.locator("#conflicts"), page.locator("#toast")
    reason, wanted = dialog.get_by_label("Почему всё равно так?"), "Напишите причину — хотя бы пару слов."
    await carry(page, card, right=9 * await hour(page))
    await reason.fill("👍")
    await dialog.get_by_role("button", name="Перенести всё равно").click()
    await expect(dialog.get_by_role("alert")).to_have_text(wanted)
    await expect(reason).to_have_value("👍")
    await expect(reason).to_be_focused()
    await dialog.get_by_role("button", name="Оставить как было").click()
    await expect(card).to_contain_text("10:00–12:00")
    await card.click()
    await page.locator("#quick summary", has_text="Перенести").click()
    form = page.locator("#quick .plan")
    await form.get_by_label("Начало").fill("19:00")
    await form.get_by_role("button", name="Перенести").click()
    await reason.fill("👍")
    await dialog.get_by_role("button", name="Перенести всё равно").click()
    await expect(dialog.get_by_role("alert")).to_have_text(wanted)
    await dialog.get_by_role("button", name="Оставить как было").click()
    await page.keyboard.press("Escape")
    await carry(page, card, right=3 * await hour(page), to=lane_of(page, cast.boris))
    await dialog.get_by_role("button", name=f"Поменять с №{other.order.number}").click()
    for typed in ("🙂", "Так договорились"):
        await reason.fill(typed)
        await dialog.get_by_role("button", name="Назначить всё равно").click()
        if typed == "🙂":
            await expect(dialog.get_by_role("alert")).to_have_text(wanted)
            await expect(reason).to_have_value(typed)
    await expect(toast).to_contain_text("Поменяли местами")


async def test_a_visit_of_nobody_that_is_stretched_is_given_to_nobody(enter: Open, cast: Cast) -> None:
    visit = await a_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, DESK, DAY)
    dialog = page.locator("#conflicts")
    await carry(page, card_of(page, visit), right=await hour(page), at="end")
    await expect(dialog.get_by_role("button", name="Изменить время всё равно")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Назначить всё равно")).to_have_count(0)
    await expect(dialog.get_by_role("button", name="Оставить как было")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    assert place(await again(visit)) == ("10:00", "12:00", None)


async def test_visit_from_the_list_is_dropped_onto_a_master(enter: Open, cast: Cast) -> None:
    visit, second = await a_visit(cast), await a_visit(cast)
    await Visit.all().update(starts_at=None, ends_at=None, promised_from=None, promised_to=None)
    page = await enter(cast.vera, DESK, DAY)
    waiting = page.locator(f'#unplanned [data-visit="{visit.id}"]')
    lane, box = await box_of(page, lane_of(page, cast.anna)), await box_of(page, waiting)
    await carry(
        page, waiting, right=lane["x"] + 3 * await hour(page) + 4 - box["x"] - 24, to=lane_of(page, cast.anna)
    )
    await expect(card_of(page, visit)).to_contain_text("Назначен")
    assert place(await again(visit))[2] == cast.anna.id
    await expect(waiting).to_have_count(0)
    await page.keyboard.press("w")
    await expect(page.locator('#grid[data-view="week"] .cell').first).to_be_visible()
    cell = lane_of(page, cast.boris)
    waiting = page.locator(f'#unplanned [data-visit="{second.id}"]')
    lane, box = await box_of(page, cell), await box_of(page, waiting)
    await carry(page, waiting, right=lane["x"] + lane["width"] - 20 - box["x"] - 24, to=cell)
    form = page.locator("#quick .plan")  # a day has no hours: the form proposes one
    await expect(form.get_by_label("Мастер")).to_have_value(str(cast.boris.id))
    await expect(form.get_by_label("Начало")).to_have_value("09:00")
    await page.keyboard.press("Escape")


async def test_nothing_pretends_to_be_saved(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, DESK, DAY)
    card, toast = card_of(page, visit), page.locator("#toast")

    async def cut(route: Route) -> None:
        await route.abort("connectionrefused")

    await page.route("**/plan", cut)
    await carry(page, card, right=await hour(page))
    await expect(toast).to_contain_text("Не сохранено, всё осталось как было")
    await expect(card).to_contain_text("10:00–12:00")
    await page.unroute("**/plan", cut)

    async def refuse(route: Route) -> None:
        await route.fulfill(status=409, json={"error": "refused.any", "text": "Так сейчас нельзя."})

    await page.route("**/plan", refuse)
    await carry(page, card, right=await hour(page))
    await expect(toast).to_contain_text("Не сохранено, всё осталось как было. Так сейчас нельзя.")
    await expect(card).to_contain_text("10:00–12:00")
    await page.unroute("**/plan", refuse)

    async def stale(route: Route) -> None:
        await offers.assign(visit.id, cast.boris.id, by=actor(cast.olga))
        await route.continue_()

    await page.route("**/plan", stale, times=1)
    await carry(page, card, right=await hour(page))
    await expect(toast).to_contain_text("Не сохранено")
    await expect(
        page.locator(f'#grid .board-row[data-master="{cast.boris.id}"] [data-visit="{visit.id}"]')
    ).to_be_visible()
    assert place(await again(visit)) == ("10:00", "12:00", cast.boris.id)


async def test_visit_is_moved_by_the_keyboard(enter: Open, cast: Cast) -> None:
    first = await an_accepted_visit(cast, start=tomorrow(9), hours=1)
    visit = await an_assigned_visit(cast, start=tomorrow(14))
    page = await enter(cast.vera, DESK, DAY)
    await card_of(page, first).focus()
    await page.keyboard.press("ArrowRight")
    await expect(card_of(page, visit)).to_be_focused()
    await page.keyboard.press("Enter")
    form = page.locator("#quick .plan")
    await page.locator("#quick summary", has_text="Перенести").focus()
    await page.keyboard.press("Enter")
    await form.get_by_label("Начало").fill("16:00")
    await expect(form.get_by_label("Конец")).to_have_value("18:00")
    await form.get_by_label("Мастер").select_option("Борис Мастеров")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#conflicts")).to_contain_text("Клиенту обещано")
    await expect(page.locator("#conflicts").get_by_role("button", name="Оставить как было")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")  # he agrees
    await expect(page.locator("#toast")).to_contain_text("16:00–18:00, Борис Мастеров")
    assert place(await again(visit)) == ("16:00", "18:00", cast.boris.id)
    await page.keyboard.press("Escape")
    await page.keyboard.press("?")
    await expect(page.locator("#keys")).to_contain_text("К соседней карточке")


async def test_visit_is_moved_by_the_thumb(enter: Open, cast: Cast) -> None:
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    await an_accepted_visit(cast, cast.boris, start=tomorrow(15))
    page = await enter(cast.vera, PHONE, week_and_day())
    await page.locator(f'#list [data-visit="{visit.id}"]').tap()
    await page.locator("#quick summary", has_text="Перенести").tap()
    form = page.locator("#quick .plan")
    for field in await form.locator("input, select, button").all():
        box = await field.bounding_box()
        assert box
        assert box["height"] >= 40
    await form.get_by_label("Начало").fill("16:30")
    await form.get_by_label("Конец").fill("16:00")
    await form.get_by_role("button", name="Перенести").tap()
    refusal = form.get_by_role("alert")
    await expect(refusal).to_contain_text("конец должен быть позже начала")
    await expect(refusal).to_be_focused()
    await expect(refusal).to_be_in_viewport(ratio=1)
    assert await page.locator("#toast").is_hidden()  # it would lie on the fields
    await form.get_by_label("Начало").fill("14:00")
    await form.get_by_label("Мастер").select_option("Борис Мастеров")
    await form.get_by_role("button", name="Перенести").tap()
    dialog = page.locator("#conflicts")
    await expect(dialog).to_contain_text("Борис Мастеров")
    await dialog.get_by_role("button", name="Оставить как было").tap()
    await expect(form.get_by_label("Начало")).to_have_value("14:00")  # what was entered stays
    await form.get_by_label("Начало").fill("17:00")
    await form.get_by_role("button", name="Перенести").tap()
    await dialog.get_by_role("button", name="Клиент согласен").tap()
    await expect(page.locator("#toast")).to_contain_text("17:00–19:00, Борис Мастеров")
    assert place(await again(visit)) == ("17:00", "19:00", cast.boris.id)


async def test_what_is_moved_nowhere_offers_no_undo_of_the_plan_before(enter: Open, cast: Cast) -> None:
    """Vera gave the visit to Anna some time ago: that isn't what a press that changes nothing would take back."""
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, DESK, DAY)
    await card_of(page, visit).click()
    await page.locator("#quick summary", has_text="Перенести").click()
    form, toast = page.locator("#quick .plan"), page.locator("#toast")
    await form.get_by_role("button", name="Перенести").click()
    await expect(toast).to_contain_text("10:00–12:00, Анна Мастерова")
    await expect(toast.get_by_role("button", name="Отменить")).to_have_count(0)
    await page.locator("#quick summary", has_text="Перенести").click()
    await form.get_by_label("Начало").fill("10:15")
    await form.get_by_label("Конец").fill("15:00")
    await form.get_by_role("button", name="Перенести").click()
    await page.locator("#conflicts").get_by_role("button", name="Клиент согласен").click()
    await expect(toast).to_contain_text("10:15–15:00")
    await expect(toast.get_by_role("button", name="Отменить")).to_be_visible()


async def test_day_is_printed_on_one_sheet_without_buttons(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, DESK, DAY)
    await expect(card_of(page, visit)).to_be_visible()
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": 1050, "height": 720})  # A4 across
    await expect(card_of(page, visit)).to_be_visible()
    await expect(page.locator("h1")).to_be_visible()
    for hidden in (".menu", "#views", "#legend", "#print", "#unplanned"):
        await expect(page.locator(hidden)).to_be_hidden()
    await expect(card_of(page, visit)).to_contain_text("Пётр Клиентов, ул. Покровка, 27, кв. 8")
    await expect(card_of(page, visit)).to_contain_text(str(visit.order.number))
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    ink = "getComputedStyle(document.querySelector('#grid .visit .status')).color"
    assert await page.evaluate(ink) == "rgb(0, 0, 0)"
