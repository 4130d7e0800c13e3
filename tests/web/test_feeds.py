"""Feeds over HTTP: read by programs without a session, handed out on a page of the office."""

import re

from domain import feeds, log
from domain.models import Feed, FeedScope, PersonStatus
from tests.cast import Cast, actor, an_accepted_visit, an_assigned_visit, tomorrow
from tests.web.conftest import Site

PERSONAL, TEAM = FeedScope.PERSONAL, FeedScope.TEAM
LINK = re.compile(r'value="(http://127\.0\.0\.1:\d+)(/ical/[\w-]{43}\.ics)"')


async def path_of(person: object, scope: FeedScope = PERSONAL) -> str:
    return f"/ical/{await feeds.make(scope, by=actor(person))}.ics"  # type: ignore[arg-type]


async def test_a_program_reads_a_feed_and_then_only_what_is_new(site: Site, cast: Cast) -> None:
    await an_accepted_visit(cast)
    program, path = site.stranger(Accept="*/*"), await path_of(cast.anna)
    async with program.get(path) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        body, etag, modified = await answer.read(), answer.headers["ETag"], answer.headers["Last-Modified"]
        assert body.startswith(b"BEGIN:VCALENDAR\r\n")
        assert "Set-Cookie" not in answer.headers
    async with program.head(path) as answer:
        assert (answer.status, answer.headers["ETag"]) == (200, etag)
        assert answer.headers["Content-Length"] == str(len(body))
        assert await answer.read() == b""
    for known in (
        {"If-None-Match": etag},
        {"If-None-Match": f'"x", W/{etag}'},
        {"If-Modified-Since": modified},
    ):
        async with program.get(path, headers=known) as answer:
            assert (answer.status, answer.headers["ETag"]) == (304, etag)
            assert await answer.read() == b""
    await an_assigned_visit(cast, start=tomorrow(12, days=3))
    for known in ({"If-None-Match": etag}, {"If-None-Match": etag, "If-Modified-Since": modified}):
        async with program.get(path, headers=known) as answer:
            assert answer.status == 200
    async with program.get(path, headers={"If-Modified-Since": modified}) as answer:
        assert answer.status == 200
        assert answer.headers["ETag"] != etag
    async with program.post(path, headers=site.origin) as answer:
        assert answer.status == 405


async def test_every_link_that_opens_nothing_gets_one_answer(site: Site, cast: Cast) -> None:
    suspended, revoked = await path_of(cast.anna), await path_of(cast.boris)
    page = revoked.removesuffix(".ics")
    async with site.stranger().get(page) as answer:
        assert (answer.status, "webcal://" in await answer.text()) == (200, True)
    await feeds.revoke(PERSONAL, by=actor(cast.boris))
    cast.anna.status = PersonStatus.SUSPENDED
    await cast.anna.save()
    answers = set()
    for path in (suspended, revoked, "/ical/x.ics", page, "/ical/x"):
        async with site.stranger().get(path) as answer:
            answers.add((answer.status, await answer.text()))
    assert {status for status, _ in answers} == {404}
    assert len(answers) == 1


async def test_a_hasty_program_waits_and_stops_nobody_else(site: Site, cast: Cast) -> None:
    program, path, other = site.stranger(), await path_of(cast.anna), await path_of(cast.boris)
    statuses = []
    for _ in range(22):
        async with program.head(path) as answer:
            statuses.append(answer.status)
    assert statuses == [200] * 20 + [429] * 2
    for n in range(31):
        async with program.get(f"/ical/guess{n}.ics") as answer:
            assert answer.status == (404 if n < 30 else 429)
    assert answer.headers["Retry-After"] == "60"
    async with program.get(other) as answer:
        assert answer.status == 200


async def test_the_office_gets_a_link_once_and_revokes_it(site: Site, cast: Cast) -> None:
    await an_accepted_visit(cast)
    browser = await site.browser(cast.vera)
    async with browser.get("/feeds") as answer:
        shown = await answer.text()
        assert 'action="/feeds/team"' in shown
        assert "/feeds/personal" not in shown
    async with browser.post("/feeds/team", headers=site.origin) as answer:
        shown = await answer.text()
        assert answer.headers["Cache-Control"] == "no-store"
        # Loaded again it makes no other link, and its address tells nobody of this one.
        assert (answer.history[0].status, str(answer.url)) == (303, f"{site.url}/feeds")
    found = LINK.search(shown)
    assert found
    assert f'href="webcal{found[1].removeprefix("http")}{found[2]}"' in shown
    async with site.stranger().get(found[2]) as answer:
        assert (answer.status, "Анна Мастерова: №" in (await answer.text())) == (200, True)
    async with browser.get("/feeds") as answer:
        shown = await answer.text()
        assert not LINK.search(shown)
        assert "Последнее обновление" in shown
    async with browser.get("/feeds/team") as answer:
        assert (answer.status, str(answer.url)) == (200, f"{site.url}/feeds")
    async with browser.post("/feeds/team/revoke", headers=site.origin) as answer:
        assert "Ссылка отозвана" in await answer.text()
    async with site.stranger().get(found[2]) as answer:
        assert answer.status == 404


async def test_links_are_made_by_our_own_pages_for_those_with_the_right(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    async with browser.post("/feeds/team", headers={"Origin": "https://elsewhere.example"}) as answer:
        assert answer.status == 403
    async with browser.post("/feeds/personal", headers=site.origin) as answer:
        assert answer.status == 403  # vera is no master
    async with browser.post("/feeds/everything", headers=site.origin) as answer:
        assert answer.status == 404
    async with site.stranger().post("/feeds/team", headers=site.origin) as answer:
        assert answer.status == 401
    assert await Feed.all().count() == 0


def test_a_secret_link_stands_in_no_log() -> None:
    said = log.redacted("GET http://127.0.0.1:8080/ical/Ab-3_xyz.ics failed after /login/q1w2e3")
    assert said == "GET http://127.0.0.1:8080/ical/<token>.ics failed after /login/<token>"
