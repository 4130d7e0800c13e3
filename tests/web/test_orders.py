"""What the office says of an order on the site: on hold, going on, why it is late, TASKS-001."""

from datetime import timedelta

from domain import clock, holds
from domain.models import Order, Priority, SlaRule
from domain.statuses import OrderStatus
from tests.cast import Cast, a_visit, actor, an_arrived_visit, tomorrow
from tests.web.conftest import Site
from tests.web.test_visits import brief_of


async def said(site: Site, cast: Cast, order_id: int, verb: str, **form: str) -> tuple[int, str]:
    """The status and the sentence of the answer, nothing when it was done."""
    browser = await site.browser(cast.vera)
    url = f"/api/orders/{order_id}/{verb}"
    async with browser.post(url, data=form, headers=site.origin) as answer:
        return answer.status, (await answer.json()).get("text", "")


async def test_an_order_is_held_and_goes_on(site: Site, cast: Cast) -> None:
    visit = await a_visit(cast)
    assert (await brief_of(site, cast.vera, visit))["owed"]["holdable"]
    assert await said(site, cast, visit.order_id, "hold", reason="Ждём\0 деталь") == (200, "")
    owed = (await brief_of(site, cast.vera, visit))["owed"]
    assert (owed["hold"], owed["holdable"]) == ("Ждём деталь", False)
    browser = await site.browser(cast.vera)
    async with browser.get(f"/api/calendar?visits={visit.id}") as answer:
        assert (await answer.json(content_type=None))["visits"][0]["held"] is True
    assert await said(site, cast, visit.order_id, "resume") == (200, "")
    story = (await brief_of(site, cast.vera, visit))["history"]
    assert [line["text"] for line in story] == ["Заявка создана", "Отложена: Ждём деталь", "Снова в работе"]


async def test_what_can_not_be_said_is_refused_with_a_sentence(site: Site, cast: Cast) -> None:
    working, waiting = await an_arrived_visit(cast), await a_visit(cast)
    status, text = await said(site, cast, working.order_id, "hold", reason="Ждём деталь")
    assert (status, text[:17]) == (409, "Мастер уже выехал")
    assert (await said(site, cast, waiting.order_id, "hold", reason=" "))[
        1
    ] == "Напишите причину — хотя бы пару слов."
    assert (await said(site, cast, waiting.order_id, "hold", reason="я" * 501))[0] == 422
    assert (await said(site, cast, waiting.order_id, "late", reason="Пробка"))[1].startswith(
        "Заявка не просрочена"
    )
    assert (await said(site, cast, waiting.order_id, "resume"))[1].startswith(
        "Сейчас так сделать нельзя: новая"
    )
    assert (await said(site, cast, 999, "late", reason="Пробка"))[0] == 404


async def test_clocks_and_the_reason_for_being_late_are_told(site: Site, cast: Cast) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=60, resolution_minutes=None)
    with clock.moved(tomorrow(10) - clock.now()):
        visit = await a_visit(cast, start=tomorrow(18))
        owed = (await brief_of(site, cast.vera, visit))["owed"]
        assert (owed["clocks"], owed["late"]) == ("реакция до 11:00", False)
    with clock.moved(tomorrow(12) - clock.now() + timedelta(minutes=1)):
        assert (await brief_of(site, cast.vera, visit))["owed"]["late"]
        assert await said(site, cast, visit.order_id, "late", reason="Не было мастеров") == (200, "")
        await holds.begin(visit.order_id, by=actor(cast.olga), reason="Ждём деталь")
        owed = (await brief_of(site, cast.vera, visit))["owed"]
        assert owed["clocks"].startswith("сроки на паузе · реакция просрочена, срок был")
        assert owed["reason"] == "Не было мастеров"
    assert (await Order.get(id=visit.order_id)).status is OrderStatus.ON_HOLD
