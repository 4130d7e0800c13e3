"""Promise 8: every order event reaches an open page within a second; a revoked session's stream ends within one."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from domain import clock, company, hours_change, live, login, offers, wake
from domain import db as database
from domain.change import change
from domain.events import VisitAccepted
from domain.hours_change import Holidays
from domain.models import AuditEntry, Session
from domain.settings import Settings
from tests.cast import Cast, a_visit, actor, an_assigned_visit
from tests.waiting import PATIENCE
from tests.web.conftest import Site, running
from webadmin.live import Fan


class Stream:
    """An open page's events, read one by one."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def next(self) -> dict[str, Any] | None:
        """The next event with its id, kind and data; None when the stream has ended."""
        event: dict[str, Any] = {}
        while line := await asyncio.wait_for(self.answer.content.readline(), PATIENCE):
            name, _, value = line.decode().strip().partition(": ")
            if name in {"id", "event", "data"}:
                event[name] = json.loads(value) if name == "data" else value
            elif not name and "data" in event:
                return event
        return None

    async def of_visit(self, visit_id: int) -> dict[str, Any]:
        """The next event about this visit."""
        while (event := await self.next()) is not None:
            if event["data"].get("visit") == visit_id:
                return event
        raise AssertionError("the stream ended")


@asynccontextmanager
async def stream(browser: aiohttp.ClientSession, **headers: str) -> AsyncIterator[Stream]:
    async with browser.get("/live", headers=headers) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/event-stream"
        yield Stream(answer)


async def test_event_reaches_an_open_page(site: Site, cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    async with stream(await site.browser(cast.vera)) as page:
        assert (await page.next() or {})["event"] == "fresh"
        await offers.accept(visit.id, by=actor(cast.anna))
        event = await page.of_visit(visit.id)
    assert event["data"] == {"event": "VisitAccepted", "order": visit.order_id, "visit": visit.id}


async def test_first_change_after_a_start_reaches_the_page(db: Settings, cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    async with running(db) as site, stream(await site.browser(cast.vera)) as page:
        await page.next()
        await offers.accept(visit.id, by=actor(cast.anna))
        assert (await page.of_visit(visit.id))["data"]["event"] == "VisitAccepted"


async def test_event_comes_without_redis_too(site: Site, cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    await wake.close()
    wake.connect("redis://127.0.0.1:1/0")
    async with stream(await site.browser(cast.vera)) as page:
        await page.next()
        await offers.accept(visit.id, by=actor(cast.anna))
        assert (await page.of_visit(visit.id))["data"]["event"] == "VisitAccepted"
    await wake.close()
    wake.connect(site.settings.redis_url)


async def test_all_open_pages_hear_of_it(site: Site, cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    async with stream(await site.browser(cast.vera)) as hers, stream(await site.browser(cast.olga)) as too:
        await hers.next(), await too.next()
        await offers.accept(visit.id, by=actor(cast.anna))
        assert await hers.of_visit(visit.id) == await too.of_visit(visit.id)


async def test_page_that_comes_back_hears_what_it_missed(site: Site, cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    browser = await site.browser(cast.vera)
    async with stream(browser) as page:
        seen = (await page.next() or {})["id"]
    await offers.accept(visit.id, by=actor(cast.anna))
    async with stream(browser, **{"Last-Event-ID": seen}) as page:
        while (event := await page.of_visit(visit.id))["data"]["event"] != "VisitAccepted":
            assert int(event["id"]) <= int(seen)


async def test_pages_read_by_the_hours_just_changed_elsewhere(db: Settings, cast: Cast) -> None:
    fan = Fan()
    await fan.look()
    await hours_change.save(Holidays("KZ"), by=actor(cast.olga))
    assert await company.get("holidays") == "KZ"
    company._kept[1]["holidays"] = "RU"  # type: ignore[index]  # as a process that has read it just before
    await fan.look()
    assert await company.get("holidays") == "KZ"


async def test_a_change_of_hours_that_grows_old_is_no_news(cast: Cast) -> None:
    await hours_change.save(Holidays("KZ"), by=actor(cast.olga))
    tail = live.TimeTail()
    assert not await tail.changed()
    others = [AuditEntry(at=clock.now(), action="other") for _ in range(live.OVERLAP_LINES)]
    await AuditEntry.bulk_create(others)
    assert not await tail.changed()
    await hours_change.save(Holidays("RU"), by=actor(cast.olga))
    assert await tail.changed()
    assert not await tail.changed()


@pytest.mark.parametrize("seen", ["-1", "many", "٣", "9" * 30, ""])
async def test_page_with_a_strange_last_event_starts_afresh(site: Site, cast: Cast, seen: str) -> None:
    async with stream(await site.browser(cast.vera), **{"Last-Event-ID": seen}) as page:
        assert (await page.next() or {})["event"] == "fresh"


async def test_stream_ends_with_the_session(site: Site, cast: Cast) -> None:
    async with stream(await site.browser(cast.vera)) as page:
        await page.next()
        await login.leave((await Session.get()).id)
        assert (await page.next() or {})["event"] == "left"
        assert await page.next() is None


async def test_line_committed_late_is_not_missed(db: Settings, cast: Cast) -> None:
    """A serial is given before the commit: the line below one that was read already comes all the same."""
    visit = await a_visit(cast)
    tail = live.Tail()
    assert await tail.new() is None
    event = VisitAccepted(visit.order_id, visit.id, cast.anna.id)
    serial = "SELECT nextval(pg_get_serial_sequence('history', 'id')) AS id"
    early = (await database.query(serial))[0]["id"]
    async with change(actor(cast.vera)) as tx:
        tx.record(event, visit.order_id, visit.id)
    assert len(await tail.new() or []) == 1
    await database.query(
        "INSERT INTO history (id, order_id, visit_id, at, event, data) "
        "SELECT $1, order_id, visit_id, at, event, data FROM history WHERE event = 'VisitAccepted' LIMIT 1",
        early,
    )
    assert [line.id for line in await tail.new() or []] == [early]
    assert await tail.new() == []


async def test_quiet_stream_says_that_it_is_there(
    site: Site, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webadmin.live.QUIET_SECONDS", 0.1)
    async with stream(await site.browser(cast.vera)) as page:
        await page.next()
        assert (await page.next() or {})["event"] == "beat"


async def test_server_that_stops_tells_pages_nothing_to_read(site: Site, cast: Cast) -> None:
    """They would ask a server that isn't there any more."""
    async with stream(await site.browser(cast.vera)) as page:
        await page.next()
        await site.stop()
        assert await page.next() is None
