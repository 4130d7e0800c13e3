"""The pages of recurring orders: list, one of them, its rule in words, skipping, moving, ending."""

from datetime import time, timedelta

import aiohttp

from domain import due, timing
from domain.models import Order, Series, Visit
from domain.statuses import VisitStatus
from domain.texts import texts
from tests.cast import ZONE, Cast, again, an_accepted_visit, tomorrow
from tests.recurring import a_series, ahead_of, local_day
from tests.web.conftest import Site
from webadmin.inputs import capital


async def text_of(browser: aiohttp.ClientSession, path: str) -> str:
    async with browser.get(path) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.text()


async def send(site: Site, browser: aiohttp.ClientSession, path: str, **form: object) -> tuple[int, str]:
    """Send a form and follow where it leads."""
    async with browser.post(path, data=form, headers=site.origin) as answer:
        return answer.status, await answer.text()


async def test_the_list_leads_to_a_series_with_what_is_ahead(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    assert "Пока ничего не повторяется" in await text_of(browser, "/series")
    one = await a_series(cast, "каждый день, 3 раза")
    shown = await text_of(browser, "/series")
    assert f'href="/series/{one.id}"' in shown
    assert "Каждый день с 12:00 до 14:00, 3 раза" in shown
    shown = await text_of(browser, f"/series/{one.id}")
    for order in await Order.all():
        assert f"№{order.number}" in shown
    assert "Завтра, 12:00–14:00" in shown


async def test_what_would_come_of_the_words_is_shown_while_they_are_typed(site: Site, cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    browser = await site.browser(cast.vera)
    path, asked = f"/api/series/{one.id}/preview", {"master": str(cast.anna.id)}
    async with browser.get(path, params=asked | {"rule": "31-го числа в 9:30"}) as answer:
        said = await answer.json()
    assert said["rule"] == "31-го числа каждого месяца с 09:30 до 11:30"
    assert "нет 31-го числа" in said["note"]
    assert len(said["dates"]) == 5
    assert said["impact"][0].startswith("Отменяются 3 будущие заявки")
    async with browser.get(path, params=asked | {"rule": "как обычно"}) as answer:
        assert answer.status == 422
        assert "Непонятно слово «как»" in (await answer.json())["text"]


async def test_the_rule_is_saved_in_words_and_what_is_wrong_stays_in_its_field(
    site: Site, cast: Cast
) -> None:
    one = await a_series(cast)
    browser = await site.browser(cast.vera)
    form = {"version": 1, "master": cast.anna.id, "from": ""}
    status, shown = await send(site, browser, f"/series/{one.id}/rule", **form, rule="каждую <b>")
    assert status == 422
    assert 'value="каждую &lt;b&gt;"' in shown
    assert "Непонятно слово «b»" in shown
    status, shown = await send(site, browser, f"/series/{one.id}/rule", **form, rule="каждый день в 16")
    assert (status, "Сохранено" in shown) == (200, True)
    await due.run_ready()
    now = await Series.get(id=one.id)
    assert (timing.setting_of(now).starts.time(), now.master_id) == (time(16), cast.anna.id)
    assert {each.master_id for each in await ahead_of(now)} == {cast.anna.id}
    status, shown = await send(site, browser, f"/series/{one.id}/rule", **form, rule="каждый день в 17")
    assert (status, "изменилась" in shown, 'value="каждый день в 17"' in shown) == (422, True, True)


async def test_a_time_that_was_moved_says_so_and_stands_where_it_is_now(site: Site, cast: Cast) -> None:
    one = await a_series(cast, visit=await an_accepted_visit(cast))
    browser = await site.browser(cast.vera)
    page, preview = f"/series/{one.id}", f"/api/series/{one.id}/preview"
    asked = {"master": "", "rule": "каждую неделю в 12", "from": ""}
    assert "перенесено" not in await text_of(browser, page)
    await send(site, browser, f"{page}/move", day=local_day(8), to=local_day(16), at="10:30")
    await Visit.filter(order__occurrence__recurrence_id__startswith=local_day(15).isoformat()).update(
        version=7
    )
    was = texts("ru").due(tomorrow(12, days=8), ZONE)
    windows = [
        capital(texts("ru").window(start, start + timedelta(hours=2), ZONE))
        for start in (tomorrow(12), tomorrow(12, days=15), tomorrow(10, 30, days=16))
    ]
    shown = await text_of(browser, page)
    assert shown.count("перенесено с ") == shown.count(f"перенесено с {was}") == 1
    found = [shown.index(f"<b>{window}</b>") for window in windows]
    assert found == sorted(found)  # where it is now
    async with browser.get(preview, params=asked) as answer:
        dates = (await answer.json())["dates"]
    assert [date["window"] for date in dates[:3]] == windows
    assert [date["mark"] for date in dates[:3]] == ["", "", f"перенесено с {was}"]
    async with browser.get(preview, params=asked | {"rule": "каждую неделю в 15"}) as answer:
        dates = (await answer.json())["dates"]
    assert [date["window"] for date in dates[:3]] == windows  # what somebody has touched stays
    ruled = [f"по расписанию {texts('ru').due(tomorrow(15, days=days), ZONE)}" for days in (1, 15)]
    assert [date["mark"] for date in dates[:4]] == [*ruled, f"перенесено с {was}", ""]
    await send(site, browser, f"{page}/skip", day=local_day(8))
    async with browser.get(preview, params=asked) as answer:
        assert windows[2] not in [date["window"] for date in (await answer.json())["dates"]]


async def test_this_and_following_skip_move_and_end(site: Site, cast: Cast) -> None:
    one = await a_series(cast)
    first, second, _ = await ahead_of(one)
    browser = await site.browser(cast.vera)
    page = f"/series/{one.id}"
    await send(site, browser, f"{page}/skip", day=local_day(8))
    assert (await again(first)).status is VisitStatus.CANCELLED
    status, shown = await send(site, browser, f"{page}/skip", day=local_day(8))
    assert (status, "Ничего не нашлось" in shown) == (422, True)
    await send(site, browser, f"{page}/move", day=local_day(15), to=local_day(16), at="10:30")
    assert (await Visit.get(id=second.id)).starts_at == tomorrow(10, 30, days=16)
    assert "Изменится начиная с этого раза" in await text_of(browser, f"{page}?from={local_day(22)}")
    form = {"version": 1, "master": "", "from": local_day(22), "rule": "каждый день"}
    await send(site, browser, f"{page}/rule", **form)
    new = await Series.get(follows_id=one.id)
    assert timing.setting_of(new).starts.date() == local_day(22)
    await send(site, browser, f"/series/{new.id}/end")
    assert (await Series.get(id=new.id)).ended_at is not None
    shown = await text_of(browser, f"/series/{new.id}")
    assert "Больше не повторяется" in shown
    assert '<form method="post" action="/series' not in shown
