"""FE-004: on a tablet cards are carried by a finger that has pressed long; what was only pressed stays."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Page, expect

from domain import clock, offers
from domain.models import Person, Visit
from tests.browser.carrying import DAY, box_of, card_of, heard, hour, lane_of, place
from tests.browser.conftest import DESK, Open, week_and_day
from tests.cast import Cast, actor, again, an_accepted_visit, tomorrow

TABLET = DESK | {"has_touch": True}


async def fingers(page: Page) -> Callable[..., Awaitable[None]]:
    """What touches the page: the kind of event, and where fingers are from then on."""
    session = await page.context.new_cdp_session(page)

    async def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        await session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    return touch


async def test_a_finger_carries_after_a_long_press_and_scrolls_before(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, TABLET, DAY)
    box, wide = await box_of(page, card_of(page, visit)), await hour(page)
    x, y, ghost = box["x"] + 24, box["y"] + 20, page.locator(".ghost")
    touch = await fingers(page)
    await touch("touchStart", (x, y))
    await touch("touchMove", (x + 2 * wide, y))
    await touch("touchEnd")
    await expect(ghost).to_have_count(0)
    await touch("touchStart", (x, y))
    await expect(ghost).to_be_visible()
    await touch("touchMove", (x + wide, y))
    await touch("touchMove", (x + 2 * wide, y))
    await expect(ghost).to_contain_text("12:00–14:00")
    await touch("touchEnd")
    await page.locator("#conflicts").get_by_role("button", name="Клиент согласен").tap()
    await expect(page.locator("#toast")).to_contain_text("12:00–14:00, Анна Мастерова")
    assert place(await again(visit)) == ("12:00", "14:00", cast.anna.id)
    await page.touchscreen.tap(x + 2 * wide, y)
    await expect(page.locator("#quick")).to_be_visible()


async def test_what_is_only_pressed_moves_nowhere(enter: Open, cast: Cast) -> None:
    """Neither one off the quarters, nor one that began before what is shown; carried, they go by the difference."""
    monday = 15 - clock.local(clock.now(), "Europe/Moscow").isoweekday()  # days from now, not in this week
    odd = await an_accepted_visit(cast, start=tomorrow(10, 10, days=monday))
    night = await an_accepted_visit(cast, cast.boris, start=tomorrow(12, days=monday))
    began, ended = tomorrow(23, days=monday - 1), tomorrow(11, days=monday)
    await Visit.filter(id=night.id).update(starts_at=began, ends_at=ended)
    page = await enter(cast.vera, TABLET, f"{week_and_day(monday)}&view=day")
    touch, ghost, asked = await fingers(page), page.locator(".ghost"), []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)

    async def carried(visit: Visit, wide: float, *said: str) -> None:
        """Press on a card and tremble, then move as far as each next text says, and let go."""
        box = await box_of(page, card_of(page, visit))
        x, y = box["x"] + 24, box["y"] + 20
        await touch("touchStart", (x, y))
        await expect(ghost).to_contain_text(said[0])
        await touch("touchMove", (x + 9, y))
        for n, text in enumerate(said):
            if n:
                await touch("touchMove", (x + n * wide, y))
            await expect(ghost).to_contain_text(text)
        await touch("touchEnd")
        await expect(ghost).to_have_count(0)

    wide = await hour(page)
    await carried(odd, wide, "10:10–12:10")
    await carried(night, wide, "23:00–11:00")
    await page.keyboard.press("w")
    day = (await box_of(page, page.locator("#grid .cell").first))["width"]
    await carried(night, day, "23:00–11:00")
    await expect(page.locator("#quick")).to_be_hidden()
    assert asked == []
    await carried(night, day, "23:00–11:00", "23:00–11:00")
    moved_to = f"{clock.local(tomorrow(12, days=monday), 'Europe/Moscow').day}"
    await expect(page.locator("#conflicts")).to_contain_text(f", {moved_to} ")
    await page.keyboard.press("Escape")
    await page.keyboard.press("d")
    await carried(odd, await hour(page), "10:10–12:10", "11:10–13:10")
    await expect(page.locator("#toast")).to_contain_text("11:10–13:10")
    await carried(night, wide, "23:00–11:00", "00:00–12:00")
    await expect(page.locator("#conflicts")).to_contain_text("00:00–12:00, Борис Мастеров")


async def test_finger_leads_a_card_that_was_drawn_anew_under_it(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, TABLET, DAY)
    touch, box, wide = await fingers(page), await box_of(page, card_of(page, visit)), await hour(page)
    x, y = box["x"] + 24, box["y"] + 20
    await touch("touchStart", (x, y))
    await card_of(page, visit).evaluate("card => card.replaceWith(card.cloneNode(true))")
    await expect(page.locator(".ghost")).to_be_visible()
    for hours in (1, 2, 1):
        await touch("touchMove", (x + hours * wide, y))
        await expect(page.locator(".ghost")).to_contain_text(f"{10 + hours}:00–{12 + hours}:00")
    await touch("touchEnd")
    await expect(page.locator("#toast")).to_contain_text("11:00–13:00, Анна Мастерова")


async def test_a_second_finger_lets_nothing_go(enter: Open, cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    page = await enter(cast.vera, TABLET, DAY)
    touch, box, wide = await fingers(page), await box_of(page, card_of(page, visit)), await hour(page)
    x, y, ghost = box["x"] + 24, box["y"] + 20, page.locator(".ghost")
    await touch("touchStart", (x, y))
    await expect(ghost).to_be_visible()
    await touch("touchMove", (x + wide, y))
    await expect(ghost).to_contain_text("11:00–13:00")
    await touch("touchStart", (x + wide, y), (x + 5 * wide, y))
    await touch("touchMove", (x + wide, y), (x + 4 * wide, y))
    await touch("touchMove", (x + wide, y))  # the second one is gone
    await expect(ghost).to_contain_text("11:00–13:00")
    await touch("touchEnd")
    await expect(page.locator("#toast")).to_contain_text("11:00–13:00, Анна Мастерова")
    assert place(await again(visit)) == ("11:00", "13:00", cast.anna.id)


async def test_what_changed_while_a_card_was_carried_is_drawn_however_that_ends(
    enter: Open, cast: Cast
) -> None:
    """In a week's words, where nothing else is read later that would have it drawn."""
    visit = await an_accepted_visit(cast, start=tomorrow(10))
    other = await an_accepted_visit(cast, start=tomorrow(15))
    page = await enter(cast.vera, TABLET, week_and_day())
    touch, box = await fingers(page), await box_of(page, card_of(page, visit))
    x, y, ghost = box["x"] + 24, box["y"] + 20, page.locator(".ghost")

    async def given(master: Person) -> None:
        await heard(page, offers.assign(other.id, master.id, by=actor(cast.vera)))
        await expect(lane_of(page, master).locator(f'[data-visit="{other.id}"]')).to_have_count(0)

    async def drawn(master: Person) -> None:
        await expect(lane_of(page, master).locator(f'[data-visit="{other.id}"]')).to_be_visible()

    await touch("touchStart", (x, y))
    await expect(ghost).to_be_visible()
    await given(cast.boris)
    await touch("touchCancel")
    await drawn(cast.boris)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 30, y, steps=4)
    await expect(ghost).to_be_visible()
    await given(cast.anna)
    await page.keyboard.press("Escape")
    await drawn(cast.anna)
    await page.mouse.up()
    assert place(await again(visit)) == ("10:00", "12:00", cast.anna.id)
