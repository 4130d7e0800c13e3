"""REPORTS-001: the figures equal what a slow plain computation finds; bad input gets a sentence and stays."""

import random
import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from domain import clock, company, reports
from domain.models import Visit, Worksheet
from domain.statuses import Outcome, VisitStatus
from tests.cast import ZONE, Cast, a_master, actor, an_order
from tests.web.conftest import Site

FIRST, LAST = date(2026, 3, 20), date(2026, 4, 10)


async def random_visits(cast: Cast, seed: int, count: int = 120) -> None:
    """Visits of four masters in every state, around the edges of the period and of days."""
    dice = random.Random(seed)
    masters = [cast.anna, cast.boris, *[await a_master(f"Мастер {n}", 5000 + n) for n in (1, 2)]]
    order = await an_order(cast)
    await Visit.all().delete()
    for _ in range(count):
        end = datetime(2026, 3, 18, tzinfo=ZoneInfo(ZONE)) + timedelta(minutes=dice.randrange(26 * 24 * 60))
        start = end - timedelta(minutes=dice.randrange(30, 240))
        promised = dice.random() < 0.85
        visit = await Visit.create(
            order=order,
            master=dice.choice(masters),
            promised_from=start if promised else None,
            promised_to=start + timedelta(hours=1) if promised else None,
            on_site_at=start + timedelta(minutes=dice.randrange(-20, 90)) if dice.random() < 0.9 else None,
            finished_at=end if dice.random() < 0.95 else None,
            status=dice.choice(
                [VisitStatus.FINISHED, VisitStatus.APPROVED, VisitStatus.APPROVED, VisitStatus.RETURNED]
            ),
            outcome=dice.choice([Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.CLIENT_ABSENT, None]),
            created_at=start,
        )
        if dice.random() < 0.9:
            await Worksheet.create(
                visit=visit,
                works="",
                minutes=dice.randrange(10, 300),
                total=dice.randrange(10**7),
                submitted_at=end,
            )


async def slowly(zone: str) -> dict[str, dict[object, reports.Figures]]:
    """The same figures in plain Python: by master's name, by day, and of all under None."""
    groups: dict[str, dict[object, list[Visit]]] = {"masters": defaultdict(list), "days": defaultdict(list)}
    for visit in await Visit.all().select_related("master", "worksheet"):
        if visit.finished_at is None or visit.outcome is not Outcome.DONE:
            continue
        day = clock.local(visit.finished_at, zone).date()
        if FIRST <= day <= LAST and visit.status in {VisitStatus.FINISHED, VisitStatus.APPROVED}:
            assert visit.master
            groups["masters"][visit.master.name].append(visit)
            groups["masters"][None].append(visit)
            groups["days"][day].append(visit)
    return {
        kind: {key: summed("" if kind == "days" else str(key or ""), visits) for key, visits in found.items()}
        for kind, found in groups.items()
    }


def summed(name: str, visits: list[Visit]) -> reports.Figures:
    sheets = [visit.worksheet for visit in visits if visit.worksheet]  # type: ignore[attr-defined]
    timed = [visit for visit in visits if visit.promised_to and visit.on_site_at]
    return reports.Figures(
        name=name,
        done=len(visits),
        on_time=sum(v.on_site_at <= v.promised_to for v in timed),  # type: ignore[operator]
        timed=len(timed),
        revenue=sum(v.worksheet.total for v in visits if v.worksheet and v.status is VisitStatus.APPROVED),  # type: ignore[attr-defined]
        minutes=pytest.approx(sum(sheet.minutes for sheet in sheets) / len(sheets)) if sheets else None,
    )


def nameless(figures: reports.Figures) -> reports.Figures:
    return reports.Figures("", *list(vars(figures).values())[1:])


@pytest.mark.parametrize(("seed", "zone"), [(1, ZONE), (2, "Asia/Vladivostok"), (3, "Europe/Berlin")])
async def test_figures_equal_a_plain_computation(db: object, cast: Cast, seed: int, zone: str) -> None:
    """Berlin changes to summer time within the period."""
    await random_visits(cast, seed)
    await company.put("zone", zone)
    found = await reports.by_master(FIRST, LAST, by=actor(cast.olga))
    wanted = await slowly(zone)
    assert nameless(found.total) == wanted["masters"].pop(None)
    assert {master.name: master for master in found.masters} == wanted["masters"]
    assert {day: nameless(figures) for day, figures in found.days if figures.done} == wanted["days"]
    assert [day for day, _ in found.days] == [FIRST + timedelta(days=n) for n in range(22)]


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
