"""The pages of the company's time and of a master's: forms that keep what was entered, and ask before they hurt."""

import re
from datetime import timedelta

from domain import clock, company, due
from domain.models import (
    Absence,
    AbsenceStatus,
    Address,
    DayHours,
    Master,
    Occurrence,
    Priority,
    Series,
    SlaRule,
)
from domain.timing import setting_of
from domain.wording import LENGTH
from tests.cast import ZONE, Cast, an_accepted_visit, tomorrow
from tests.recurring import a_series, local_day
from tests.web.conftest import Site
from tests.web.test_series import send, text_of

TOMORROW = clock.local(tomorrow(12), ZONE).date()
FREE = TOMORROW + timedelta(days=5)  # nothing is planned then
WEEK = {f"d{day}": "9–18, перерыв 13–14" for day in range(1, 8)}


def field(shown: str, name: str) -> str:
    """What stands in a field of the page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', shown)
    assert found, name
    return found[1]


async def test_hours_are_saved_and_wrong_ones_stay_in_their_field(site: Site, cast: Cast) -> None:
    await Master.filter(person_id=cast.boris.id).update(hours=None)
    visit = await an_accepted_visit(cast, cast.boris, start=tomorrow(18))
    browser = await site.browser(cast.olga)
    shown = await text_of(browser, "/settings")
    was = field(shown.partition('id="hours"')[2], "was")
    assert field(shown, "d1") == "09:00–20:00"
    status, shown = await send(site, browser, "/settings/hours", **WEEK | {"d3": "с утра <b>", "was": was})
    assert status == 422
    assert 'value="с утра &lt;b&gt;"' in shown
    assert "Непонятно, какие это часы" in shown
    assert field(shown, "d1") == "9–18, перерыв 13–14"
    status, shown = await send(site, browser, "/settings/hours", **WEEK, was=was)
    assert "останется 1 выезд" in shown
    assert f"№{visit.order.number}" in shown
    assert (await company.get("hours"))["1"] == [["09:00", "20:00"]]
    sure = field(shown, "sure")
    status, shown = await send(site, browser, "/settings/hours", **WEEK, was=was, sure=sure)
    assert (status, "Сохранено" in shown, field(shown, "d1")) == (200, True, "09:00–13:00, 14:00–18:00")
    assert (await company.get("hours"))["1"] == [["09:00", "13:00"], ["14:00", "18:00"]]
    status, shown = await send(site, browser, "/settings/hours", **WEEK, was=was)
    assert (status, "изменилась" in shown or "изменил" in shown) == (422, True)


async def test_hours_past_midnight_are_asked_about_before_they_are_saved(site: Site, cast: Cast) -> None:
    """«18–9» may be a slip for 9–18: who sees «следующего дня» notices it."""
    browser, page = await site.browser(cast.vera), f"/masters/{cast.boris.id}"
    week = {f"d{day}": "9–18" for day in range(1, 8)} | {"as": "own"}
    seen = field(await text_of(browser, page), "was")
    status, shown = await send(site, browser, f"{page}/hours", **week | {"d3": "18-9"}, was=seen)
    assert "Смена через полночь" in shown
    assert "ср 18:00–09:00 следующего дня" in shown
    assert (await Master.get(person_id=cast.boris.id)).hours is not None
    assert (await Master.get(person_id=cast.boris.id)).hours["3"] != [["18:00", "09:00"]]
    sure = field(shown, "sure")
    await send(site, browser, f"{page}/hours", **week | {"d3": "18-9"}, was=seen, sure=sure)
    assert (await Master.get(person_id=cast.boris.id)).hours["3"] == [["18:00", "09:00"]]
    shown = await text_of(browser, page)
    assert field(shown, "d3") == "18:00–09:00 следующего дня"
    kept = {name: field(shown, name) for name in (*(f"d{day}" for day in range(1, 8)), "was")}
    status, shown = await send(site, browser, f"{page}/hours", **kept | {"d5": "10–17", "as": "own"})
    assert (status, "Сохранено" in shown) == (200, True)  # what was so before is no question
    status, shown = await send(site, browser, f"{page}/day", day=FREE, hours="10-9", name="")
    assert "10:00–09:00 следующего дня" in shown
    assert not await DayHours.exists()


async def test_the_company_is_called_otherwise(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.olga)
    was = field((await text_of(browser, "/settings")).partition('id="name"')[2], "was")
    status, shown = await send(site, browser, "/settings/name", name=" — ", was=was)
    assert (status, "не похоже на название" in shown) == (422, True)
    status, shown = await send(site, browser, "/settings/name", name="Ремонт & Ко", was=was)
    assert (status, "Ремонт &amp; Ко</title>" in shown, "Сохранено" in shown) == (200, True, True)
    assert await company.get("name") == "Ремонт & Ко"
    status, shown = await send(site, browser, "/settings/name", name="Мастерок", was=was)
    assert (status, "изменил" in shown, 'value="Мастерок"' in shown) == (422, True, True)


async def test_days_holidays_zone_rules_and_numbers(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.olga)
    day = {"day": TOMORROW, "hours": "когда как", "name": "Короткий <i>день"}
    status, shown = await send(site, browser, "/settings/day", **day)
    assert (status, 'value="Короткий &lt;i&gt;день"' in shown) == (422, True)
    await send(site, browser, "/settings/day", **day | {"hours": "9–13"})
    assert (await DayHours.get()).spans == [["09:00", "13:00"]]
    assert "Короткий &lt;i&gt;день" in await text_of(browser, "/settings")
    await send(site, browser, "/settings/day", day=TOMORROW, usual="1")
    assert not await DayHours.exists()
    await send(site, browser, "/settings/holidays", country="KZ")
    assert await company.get("holidays") == "KZ"
    status, shown = await send(site, browser, "/settings/zone", zone="Луна")
    assert (status, "Часового пояса «Луна» не нашлось" in shown, 'value="Луна"' in shown) == (422, True, True)
    await send(site, browser, "/settings/zone", zone="Europe/Samara")
    assert await company.zone() == "Europe/Samara"
    rule = {"priority": "urgent", "service": "", "reaction": "5", "resolution": "4 ч"}
    status, shown = await send(site, browser, "/settings/rules", **rule)
    assert (status, "это часы или минуты" in shown) == (422, True)
    await send(site, browser, "/settings/rules", **rule | {"reaction": "30 мин"})
    kept = await SlaRule.get(priority=Priority.URGENT)
    assert (kept.reaction_minutes, kept.resolution_minutes) == (30, 240)
    page = await text_of(browser, "/settings")
    seen = {"was": field(page.partition('id="rules"')[2], "was")}
    await send(site, browser, "/settings/rules", **rule | {"reaction": "20 мин"} | seen)
    status, shown = await send(site, browser, "/settings/rules", **rule | {"reaction": "45 мин"} | seen)
    assert (status, "изменил" in shown, field(shown.partition("</ul>")[2], "reaction")) == (
        422,
        True,
        "45 мин",
    )
    assert (await SlaRule.get()).reaction_minutes == 20
    await send(site, browser, "/settings/rules", remove=kept.id)
    assert not await SlaRule.exists()
    shown = await text_of(browser, "/settings")
    numbers = {name: field(shown, name) for name in re.findall(r'name="was_(\w+)"', shown)}
    status, shown = await send(site, browser, "/settings/numbers", **numbers | {"offer_minutes": "0"})
    assert (status, "целое число от 1 до 1440" in shown, field(shown, "offer_minutes")) == (422, True, "0")
    await send(site, browser, "/settings/numbers", **numbers | {"offer_minutes": "20"})
    assert await company.get("offer_minutes") == 20


async def test_a_masters_time_is_set_by_a_dispatcher(site: Site, cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    browser = await site.browser(cast.vera)
    assert f'href="/masters/{cast.anna.id}"' in await text_of(browser, "/masters")
    page = f"/masters/{cast.anna.id}"
    shown = await text_of(browser, page)
    await send(site, browser, f"{page}/hours", **WEEK, **{"as": "company"}, was=field(shown, "was"))
    assert (await Master.get(person_id=cast.anna.id)).hours is None
    status, shown = await send(site, browser, f"{page}/work", areas="басманный", limit="0", radius="10")
    assert (status, 'value="басманный"' in shown, "от 1 до 20" in shown) == (422, True, True)
    await send(site, browser, f"{page}/work", areas="басманный, Арбат", limit="4", radius="10")
    anna = await Master.get(person_id=cast.anna.id)
    assert (anna.areas, anna.daily_limit, anna.radius_km) == (["Басманный", "Арбат"], 4, 10)
    shown = (await text_of(browser, page)).partition('id="work"')[2]
    assert re.findall(r'value="(\w+)" checked', shown) == ["Арбат", "Басманный"]
    seen = field(shown, "was")
    await send(site, browser, f"{page}/work", area_2="Арбат", areas="", limit="5", radius="", was=seen)
    status, shown = await send(
        site,
        browser,
        f"{page}/work",
        area_1="Басманный",
        areas="Тверской",
        limit="6",
        radius="",
        was=seen,
    )
    assert (status, "изменил" in shown, 'value="Тверской"' in shown) == (422, True, True)
    work = shown.partition('id="work"')[2]
    assert re.findall(r'value="(\w+)" checked', work) == ["Басманный"]  # what was ticked stays so
    anna = await Master.get(person_id=cast.anna.id)
    assert (anna.areas, anna.daily_limit, anna.radius_km) == (["Арбат"], 5, None)
    away = {"kind": "sick", "first": TOMORROW, "last": TOMORROW, "note": "Грипп"}
    status, shown = await send(
        site, browser, f"{page}/absence", **away | {"last": TOMORROW - timedelta(days=1)}
    )
    assert (status, 'value="Грипп"' in shown) == (422, True)
    long = "ж" * (LENGTH + 1)
    status, shown = await send(
        site, browser, f"{page}/absence", **away | {"note": long, "first": FREE, "last": FREE}
    )
    assert (status, f'value="{long}"' in shown, "помещается 500" in shown) == (422, True, True)
    status, shown = await send(site, browser, f"{page}/absence", **away)
    assert f"№{visit.order.number}" in shown
    assert not await Absence.exists()
    await send(site, browser, f"{page}/absence", **away, sure=field(shown, "sure"))
    absence = await Absence.get()
    assert (absence.status, absence.note, absence.decided_by_id) == (
        AbsenceStatus.APPROVED,
        "Грипп",
        cast.vera.id,
    )
    status, shown = await send(site, browser, f"{page}/absence", **away, sure=str(visit.id))
    assert (status, "больничный" in shown) == (422, True)
    await send(site, browser, f"{page}/absence", cancel=absence.id)
    assert (await Absence.get()).status is AbsenceStatus.WITHDRAWN
    async with browser.get("/masters/999999") as answer:
        assert answer.status == 404


async def test_a_masters_home_is_set_and_forgotten(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    page = f"/masters/{cast.anna.id}"
    shown = (await text_of(browser, page)).partition('id="home"')[2]
    seen = field(shown, "was")
    assert (field(shown, "home"), "pt=37.6156,55.7522" in shown) == ("55.7522, 37.6156", True)
    status, shown = await send(site, browser, f"{page}/home", home="на Покровке", was=seen)
    assert (status, "Не вижу здесь места" in shown, field(shown, "home")) == (422, True, "на Покровке")
    status, shown = await send(site, browser, f"{page}/home", home="ул. Покровка, 27, кв. 8", was=seen)
    assert (status, field(shown, "home"), "Сохранено" in shown) == (200, "55.7596, 37.647", True)
    status, shown = await send(site, browser, f"{page}/home", home="", was=seen)
    assert (status, "изменил" in shown) == (422, True)
    status, shown = await send(
        site, browser, f"{page}/home", home=" ", was=field(shown.partition('id="home"')[2], "was")
    )
    assert (status, field(shown, "home"), "Дом мастера не указан" in shown) == (200, "", True)
    assert (await Master.get(person_id=cast.anna.id)).home_lat is None


async def test_a_series_begins_without_an_order_and_a_skipped_time_comes_back(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    assert "Пётр Клиентов" in await text_of(browser, "/series/new?q=Клиентов")
    form = {
        "client": cast.petr.id,
        "address_id": cast.address.id,
        "service": cast.fridges.id,
        "text": "Проверка холодильников",
        "rule": "как-нибудь",
        "master": cast.anna.id,
    }
    status, shown = await send(site, browser, "/series/new", **form)
    assert (status, 'value="как-нибудь"' in shown, "Непонятно слово" in shown) == (422, True, True)
    status, shown = await send(site, browser, "/series/new", **form | {"rule": "каждый день в 10"}, check="1")
    assert (status, "Каждый день с 10:00 до 11:30" in shown, await Series.exists()) == (200, True, False)
    await send(site, browser, "/series/new", **form | {"rule": "каждый день в 10"})
    one = await Series.get().select_related("client")
    assert (one.master_id, setting_of(one).minutes) == (cast.anna.id, 90)
    asked = {"service": cast.fridges.id, "rule": "по будням в 9", "check": "1", "name": "", "phone": ""}
    status, shown = await send(site, browser, "/series/new", **asked)  # dates come before anybody's name
    assert (status, "По будням с 09:00 до 10:30" in shown) == (200, True)
    new = {
        "name": "Новый Клиент",
        "phone": "89165550011",
        "address": "ул. Новая, 5",
        "district": "арбат",
        "service": cast.fridges.id,
    }
    status, shown = await send(site, browser, "/series/new", **new, text="Чистка", rule="как-нибудь")
    assert (status, 'value="арбат"' in shown, '<option value="Басманный">' in shown) == (422, True, True)
    await send(site, browser, "/series/new", **new, text="Чистка", rule="по будням в 9")
    assert (await Address.get(text="ул. Новая, 5")).district == "арбат"
    await send(site, browser, "/series/new", **form | {"rule": "по будням в 9", "district": "АРБАТ"})
    assert (await Address.get(id=cast.address.id)).district == "арбат"  # as it is known
    assert await Series.filter(client__name="Новый Клиент").exists()
    weekly = await a_series(cast)
    page = f"/series/{weekly.id}"
    await send(site, browser, f"{page}/skip", day=local_day(8))
    assert "Пропущенные" in await text_of(browser, page)
    await send(site, browser, f"{page}/unskip", day=local_day(8))
    await due.run_ready()
    assert (
        await Occurrence.filter(series_id=weekly.id, recurrence_id__startswith=str(local_day(8))).count() == 1
    )
    await send(site, browser, f"{page}/move", day=local_day(15), to=local_day(16), at="10:00")
