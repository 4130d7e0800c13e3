"""No link of the web admin leads its reader to a refusal; who may not come in is told so in a sentence."""

import re
from html import unescape

import aiohttp
import pytest

from domain.access import RIGHTS, Right
from domain.models import Person, Role
from domain.statuses import Outcome
from domain.visits import finish
from tests.cast import Cast, a_person, actor, an_arrived_visit
from tests.web.conftest import Site
from tests.web.test_visits import photos_of

# Addresses in pages and in the data of scripts, each up to its quote.
LINK = re.compile(r'"(?:href|src)":? ?=? ?"(/[^"]*)"|\b(?:href|src|action)="(/[^"]*)"')

POSTED = re.compile(r'<form\b[^>]*method="post"[^>]*>')  # an address that is written to is no link


async def leads(browser: aiohttp.ClientSession, first: str) -> dict[str, int]:
    """The statuses of everything one gets to from a page by links of our own."""
    found: dict[str, int] = {}
    waiting = [first]
    while waiting:
        path = waiting.pop()
        async with browser.get(path) as answer:
            found[path] = answer.status
            read = answer.content_type in {"text/html", "application/json"}
            text = unescape(await answer.text()) if read else ""
        links = {one or other for one, other in LINK.findall(POSTED.sub("", text))}
        waiting += sorted(links - set(found) - set(waiting))
    return found


async def a_busy_company(cast: Cast) -> None:
    """An order with two visits and photos."""
    visit = await an_arrived_visit(cast)
    await photos_of(visit, cast.anna, "before", "after")
    await finish(visit.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Заказала насос")


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.ADMIN])
async def test_every_link_a_person_sees_opens(site: Site, cast: Cast, role: Role) -> None:
    """The figures are for the right only."""
    await a_busy_company(cast)
    browser = await site.browser({Role.DISPATCHER: cast.vera, Role.ADMIN: cast.olga}[role])
    found = await leads(browser, "/") | await leads(browser, "/api/visits/1")
    assert {path: status for path, status in found.items() if status >= 400} == {}
    assert "/calendar" in found
    assert "/calendar?visit=2" in found
    assert ("/figures" in found) == (role in RIGHTS[Right.FIGURES_SEE])


async def test_page_for_others_is_refused_in_a_sentence_with_a_way_back(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    async with browser.get("/figures") as answer:
        assert answer.status == 403
        assert "Эта страница открыта не всем" in await answer.text()
    assert set((await leads(browser, "/figures")).values()) == {200, 403}


@pytest.mark.parametrize("path", ["/calendar", "/figures", "/calendar?visit=1", "/login/unknown", "/nowhere"])
async def test_stranger_is_told_what_to_do_and_led_nowhere_else(site: Site, cast: Cast, path: str) -> None:
    """A master who was sent a link is one: he has no session."""
    stranger = site.stranger()
    async with stranger.get(path) as answer:
        text = await answer.text()
    if path != "/nowhere":
        assert "у мастеров всё нужное есть в боте" in text
    statuses = await leads(stranger, path)
    assert {status for link, status in statuses.items() if link != path} == {200}


async def test_dispatcher_who_became_a_master_is_told_where_his_work_is(site: Site) -> None:
    person: Person = await a_person("Яна Бывшая", 4001, Role.DISPATCHER)
    link = await site.link(person)
    person.roles = [Role.MASTER.value]
    await person.save()
    async with site.stranger().post(link, headers=site.origin) as answer:
        assert answer.status == 403
        text = await answer.text()
    assert "отправьте ему /mytasks" in text
    assert 'href="/"' not in text
