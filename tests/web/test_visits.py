"""FE-004: what the quick view of a visit tells the office, in few statements however much there is."""

import logging
from decimal import Decimal
from typing import Any

import pytest

from domain import clock, company, crew, offers, orders, storage, visits, worksheets
from domain.models import ClientPhone, LineKind, Person, Photo, Priority, SlaRule, Visit
from domain.statuses import Outcome
from domain.worksheets import Line, Report
from tests.cast import (
    ZONE,
    Cast,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_arrived_visit,
    an_offered_visit,
)
from tests.pictures import jpeg
from tests.web.conftest import Site

HOSE = Line(LineKind.PART, "Шланг сливной, м", Decimal("2.5"), 30_050)
WORK = Line(LineKind.WORK, "Замена насоса", Decimal(1), 250_000)
REPORT = Report("Заменил насос", (HOSE, WORK), 75, "Чистить фильтр раз в месяц")


async def brief_of(site: Site, person: Person, visit: Visit) -> dict[str, Any]:
    """What the quick view reads, as this person's page does."""
    browser = await site.browser(person)
    async with browser.get(f"/api/visits/{visit.id}") as answer:
        assert answer.status == 200
        read: dict[str, Any] = await answer.json()
        return read


async def photos_of(visit: Visit, person: Person, *kinds: str, state: str = "ready") -> list[Photo]:
    """Photos of these kinds, sent in this order, with their files."""
    begun, made = await Photo.all().count(), []
    for number, kind in enumerate(kinds, begun):
        key = storage.new_key()
        for size in storage.NAMES:
            storage.put(key, size, jpeg(160 + number, 120))  # each its own width, so that tests can tell them
        made.append(
            await Photo.create(
                visit=visit, uploaded_by=person, kind=kind, state=state, file_id="f", file_unique_id=f"u{number}",
                storage_key=key, created_at=clock.now(),
            )
        )  # fmt: skip
    return made


async def a_reported_visit(cast: Cast) -> Visit:
    """Anna's visit with her report, which the office hasn't looked at."""
    visit = await an_arrived_visit(cast)
    await photos_of(visit, cast.anna, "before", "after")
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    return await again(visit)


async def test_price_is_what_is_expected_until_there_is_a_report(site: Site, cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    read = await brief_of(site, cast.vera, visit)
    assert (read["price"], read["report"], read["outcome"]) == ("2\xa0500\xa0₽", None, None)
    await photos_of(visit, cast.anna, "before", "after")
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    read = await brief_of(site, cast.vera, visit)
    assert read["price"] is None
    assert read["report"]["total"] == "3\xa0251,25\xa0₽"
    await worksheets.approve(visit.id, by=actor(cast.vera))
    read = await brief_of(site, cast.vera, visit)
    assert (read["price"], read["report"]["total"]) == (None, "3\xa0251,25\xa0₽")


async def test_report_is_told_with_its_lines(site: Site, cast: Cast) -> None:
    report = (await brief_of(site, cast.vera, await a_reported_visit(cast)))["report"]
    assert report == {
        "works": "Заменил насос",
        "lines": [
            {"name": "Замена насоса", "quantity": "", "sum": "2\xa0500\xa0₽"},
            {"name": "Шланг сливной, м", "quantity": "2,5 × 300,50\xa0₽", "sum": "751,25\xa0₽"},
        ],
        "total": "3\xa0251,25\xa0₽",
        "minutes": "работа заняла 1 ч 15 мин",
        "recommendation": "Чистить фильтр раз в месяц",
        "returned": "",
    }


async def test_reason_of_a_return_stands_until_the_report_comes_again(site: Site, cast: Cast) -> None:
    visit = await a_reported_visit(cast)
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Нет фото насоса")
    assert (await brief_of(site, cast.vera, visit))["report"]["returned"] == "Нет фото насоса"
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    assert (await brief_of(site, cast.vera, visit))["report"]["returned"] == ""


async def test_visit_that_came_to_nothing_has_an_outcome_and_no_price(site: Site, cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await visits.finish(visit.id, Outcome.CLIENT_ABSENT, by=actor(cast.anna), note="Никто не открыл")
    read = await brief_of(site, cast.vera, visit)
    assert (read["price"], read["report"]) == (None, None)
    assert read["outcome"] == "Клиента не было на месте"
    cancelled = await a_visit(cast)
    await orders.cancel(cancelled.order_id, by=actor(cast.vera), reason="Починили сами")
    assert (await brief_of(site, cast.vera, cancelled))["price"] is None


async def test_photos_stand_under_what_they_show(site: Site, cast: Cast) -> None:
    """Whatever the order in which they came; those that are on their way are counted, rejected ones are not."""
    visit = await an_arrived_visit(cast)
    sent = await photos_of(visit, cast.anna, "after", "before", "after")
    await photos_of(visit, cast.anna, "before", state="queued")
    await photos_of(visit, cast.anna, "after", state="rejected")
    read = await brief_of(site, cast.vera, visit)
    shown = [(one["title"], [photo["id"] for photo in one["photos"]]) for one in read["photos"]]
    assert shown == [("Фото до работы", [sent[1].id]), ("Фото после работы", [sent[0].id, sent[2].id])]
    alt = read["photos"][1]["photos"][1]["alt"]
    assert alt == f"Фото после работы, 2 из 2. Заявка №{visit.order.number}"
    assert read["coming"] == "Фото ещё загружаются: 1"


async def test_other_visits_of_the_order_are_a_line_each(site: Site, cast: Cast) -> None:
    first = await an_arrived_visit(cast)
    await visits.finish(first.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Заказала насос")
    second = (await Visit.filter(order_id=first.order_id).order_by("-id"))[0]
    read = await brief_of(site, cast.vera, first)
    assert read["others"] == [
        {
            "id": second.id,
            "href": f"/calendar?visit={second.id}",
            "status": "unassigned",
            "window": "время не назначено",
            "master": "",
            "part": "",
        }
    ]
    (other,) = (await brief_of(site, cast.vera, second))["others"]
    assert (other["status"], other["master"]) == ("finished", "Анна Мастерова")
    stands = (await again(first)).starts_at  # right after midnight that is the day before
    assert other["href"] == f"/calendar?day={clock.local(stands, ZONE):%Y-%m-%d}&visit={first.id}"  # type: ignore[arg-type]


async def test_visits_of_a_crew_say_who_leads_and_who_helps(site: Site, cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    assert (await brief_of(site, cast.vera, visit))["part"] == ""
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    for one, own, of_other in ((visit, "ведущий", "помогает"), (helper, "помогает", "ведущий")):
        read = await brief_of(site, cast.vera, one)
        assert (read["part"], [other["part"] for other in read["others"]]) == (own, [of_other])
    await offers.decline(helper.id, by=actor(cast.boris), reason="Далеко")
    assert (await brief_of(site, cast.vera, helper))["part"] == ""  # it is nobody's


async def test_offered_visit_says_whose_answer_is_waited_for(site: Site, cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna, cast.boris)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Далеко")
    assert (await brief_of(site, cast.vera, visit))["asked"] == "ждём ответа: Борис Мастеров"


async def test_statements_are_as_few_however_much_there_is(
    site: Site, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=240, resolution_minutes=540)
    visit = await a_reported_visit(cast)
    browser = await site.browser(cast.vera)

    async def statements() -> int:
        company.forget()
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="tortoise.db_client"):
            async with browser.get(f"/api/visits/{visit.id}") as answer:
                assert answer.status == 200
        said = [record.getMessage() for record in caplog.records]
        streams = "FROM history WHERE id", "FROM audit"  # these are read twice a second for open pages
        return sum("SELECT" in one and not any(part in one for part in streams) for one in said)

    few = await statements()
    await photos_of(visit, cast.anna, *["before", "after"] * 10)
    for number in range(10):
        await ClientPhone.create(number=f"+791600000{number:02}", client=cast.petr)
        await Visit.create(order_id=visit.order_id, created_at=clock.now())
        await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Нет фото")
        await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    assert 0 < await statements() <= few <= 12
