"""REPORTS-001: the figures equal what a slow plain computation finds; bad input gets a sentence and stays."""

import re
from datetime import date
from html import unescape

import pytest

from domain import company, reports
from tests.cast import ZONE, Cast, actor
from tests.web.conftest import Site
from tests.worked import FIRST, LAST, random_visits, report_in_python


@pytest.mark.parametrize(("seed", "zone"), [(1, ZONE), (2, "Asia/Vladivostok"), (3, "Europe/Berlin")])
async def test_figures_equal_a_plain_computation(db: object, cast: Cast, seed: int, zone: str) -> None:
    """Berlin changes to summer time within the period."""
    await random_visits(cast, seed)
    await company.put("zone", zone)
    assert await reports.by_master(FIRST, LAST, by=actor(cast.olga)) == await report_in_python(
        FIRST, LAST, zone
    )


async def text_of(site: Site, cast: Cast, query: str, status: int = 200, locale: str = "ru") -> str:
    """The report page's text as olga sees it."""
    cast.olga.locale = locale
    await cast.olga.save()
    browser = await site.browser(cast.olga)
    async with browser.get(f"/figures{query}") as answer:
        assert answer.status == status
        return unescape(await answer.text())


async def test_page_writes_numbers_as_russians_do(site: Site, cast: Cast) -> None:
    await random_visits(cast, 1)
    total = (await reports.by_master(FIRST, LAST, by=actor(cast.olga))).total
    page = await text_of(site, cast, f"?from={FIRST}&to={LAST}")
    roubles = f"{total.revenue // 100:,}".replace(",", "\u00a0")
    assert re.search(rf"{roubles}(,\d\d)?\s₽", page)
    assert "20 марта 2026 — 10 апреля 2026" in page
    assert "Итого" in page


async def test_empty_period_says_so(site: Site, cast: Cast) -> None:
    assert "завершённых выездов нет" in await text_of(site, cast, "")
    assert "No visits were finished" in await text_of(site, cast, "", locale="en")


# A day that was entered is said as people write it.
SAID = {
    "2026-11-01": "1 ноября 2026",
    "2026-11-22": "22 ноября 2026",
    "2020-01-01": "1 января 2020",
    "9999-12-01": "1 декабря 9999",
}


@pytest.mark.parametrize(
    ("query", "russian", "english", "kept"),
    [
        ("?from=завтра&to=2026-11-22", "прочитать дату", "could not be read", "завтра"),
        ("?from=2026-13-01&to=2026-11-22", "прочитать дату", "could not be read", "2026-13-01"),
        ("?from=2026-11-01&to=", "прочитать дату", "could not be read", "2026-11-01"),
        ("?from=2026-11-22&to=2026-11-01", "Поменяйте даты местами", "Swap the dates", "2026-11-22"),
        ("?from=2020-01-01&to=2026-11-01", "слишком длинный", "too long", "2020-01-01"),
        ("?from=%00&to=2026-11-01", "прочитать дату", "could not be read", "2026-11-01"),
        (f"?from={'9' * 5000}&to=🦊", "прочитать дату", "could not be read", "🦊"),
        ("?from=<script>alert(1)</script>&to=1", "прочитать дату", "could not be read", "<script>alert(1)"),
        ("?from=9999-12-01&to=9999-12-31", "Таких дат", "no such dates", "9999-12-01"),
    ],
)
async def test_bad_dates_get_a_sentence_and_stay(
    site: Site, cast: Cast, query: str, russian: str, english: str, kept: str
) -> None:
    page = await text_of(site, cast, query, 422)
    assert russian in page
    assert kept in page  # in the field
    assert SAID.get(kept, kept) in page.partition("Вы ввели:")[2]
    assert english in await text_of(site, cast, query, 422, "en")


async def test_what_was_entered_is_never_read_as_html(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.olga)
    async with browser.get("/figures", params={"from": '"><script>alert(1)</script>', "to": "1"}) as answer:
        assert "<script>alert" not in await answer.text()


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        ("week", "2026-02-23", "2026-03-01"),
        ("month", "2026-03-01", "2026-03-31"),
        ("last_month", "2026-02-01", "2026-02-28"),
    ],
)
async def test_presets_are_whole_weeks_and_months(preset: str, first: str, last: str) -> None:
    from webadmin.figures import period

    assert tuple(map(date.isoformat, period(preset, date(2026, 3, 1)))) == (first, last)


async def test_dispatcher_does_not_see_the_figures(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    async with browser.get("/figures") as answer:
        assert answer.status == 403
    async with browser.get("/calendar") as answer:
        assert "/figures" not in await answer.text()
