"""Every route names a right, and gives it to those roles only; other sites get nothing done; errors are sentences."""

import pytest

from domain.access import RIGHTS, Right
from domain.models import Person, Role
from tests.cast import Cast, a_person
from tests.web.conftest import Site
from webadmin.keys import RIGHTS as ROUTE_RIGHTS
from webadmin.routing import PUBLIC, Door

# What a signed-in person of each role must get at each route: the matrix of the web.
ROUTES: dict[str, tuple[str, str, Right | None]] = {
    "static": ("GET", "/static/css/app.css", None),
    "login.page": ("GET", "/login", None),
    "login.confirm": ("GET", "/login/unknown", None),
    "login.enter": ("POST", "/login/unknown", None),
    "health.check": ("GET", "/healthz", None),
    "home.page": ("GET", "/", Right.WEB_ENTER),
    "login.leave": ("POST", "/logout", Right.WEB_ENTER),
    "calendar.page": ("GET", "/calendar", Right.CALENDAR_SEE),
    "calendar.visits": ("GET", "/api/calendar?from=2026-11-16&to=2026-11-22", Right.CALENDAR_SEE),
    "calendar.counts": ("GET", "/api/calendar/counts?from=2026-11-01&to=2026-11-30", Right.CALENDAR_SEE),
    "calendar.around": ("GET", "/api/calendar/around?from=2026-11-16&to=2026-11-22", Right.CALENDAR_SEE),
    "visits.brief": ("GET", "/api/visits/1", Right.ORDERS_SEE),
    "booking.plan": ("POST", "/api/visits/1/plan", Right.ORDERS_DISPATCH),
    "booking.conflicts": ("POST", "/api/visits/1/conflicts", Right.ORDERS_DISPATCH),
    "booking.undo": ("POST", "/api/visits/1/undo", Right.ORDERS_DISPATCH),
    "booking.swap": ("POST", "/api/visits/1/swap", Right.ORDERS_DISPATCH),
    "orders.hold": ("POST", "/api/orders/1/hold", Right.ORDERS_DISPATCH),
    "orders.resume": ("POST", "/api/orders/1/resume", Right.ORDERS_DISPATCH),
    "orders.late": ("POST", "/api/orders/1/late", Right.ORDERS_DISPATCH),
    "series.list": ("GET", "/series", Right.ORDERS_SEE),
    "series.new": ("GET", "/series/new", Right.ORDERS_DISPATCH),
    "series.create": ("POST", "/series/new", Right.ORDERS_DISPATCH),
    "series.unskip": ("POST", "/series/1/unskip", Right.ORDERS_DISPATCH),
    "series.page": ("GET", "/series/1", Right.ORDERS_SEE),
    "series.preview": ("GET", "/api/series/1/preview?rule=daily", Right.ORDERS_SEE),
    "series.rule": ("POST", "/series/1/rule", Right.ORDERS_DISPATCH),
    "series.skip": ("POST", "/series/1/skip", Right.ORDERS_DISPATCH),
    "series.move": ("POST", "/series/1/move", Right.ORDERS_DISPATCH),
    "series.end": ("POST", "/series/1/end", Right.ORDERS_DISPATCH),
    "feeds.page": ("GET", "/feeds", Right.WEB_ENTER),
    "feeds.back": ("GET", "/feeds/team", Right.WEB_ENTER),
    "feeds.make": ("POST", "/feeds/team", Right.WEB_ENTER),
    "feeds.revoke": ("POST", "/feeds/team/revoke", Right.WEB_ENTER),
    "feeds.file": ("GET", "/ical/unknown.ics", None),
    "feeds.open": ("GET", "/ical/unknown", None),
    "photos.file": ("GET", "/photos/1/thumb", Right.ORDERS_SEE),
    "figures.page": ("GET", "/figures", Right.FIGURES_SEE),
    "masters.list": ("GET", "/masters", Right.MASTERS_MANAGE),
    "masters.page": ("GET", "/masters/1", Right.MASTERS_MANAGE),
    "masters.save": ("POST", "/masters/1/work", Right.MASTERS_MANAGE),
    "settings.page": ("GET", "/settings", Right.SETTINGS),
    "settings.save": ("POST", "/settings/zone", Right.SETTINGS),
    "live.stream": ("GET", "/live", Right.CALENDAR_SEE),
    "preferences.language": ("POST", "/language", Right.BASICS),
}


async def test_every_route_has_a_row_in_the_matrix(site: Site) -> None:
    named = {route.name for route in site.app.router.routes()}
    assert named == set(ROUTES)
    assert site.app[ROUTE_RIGHTS] == {name: right for name, (_, _, right) in ROUTES.items()}
    assert {name for name, (_, _, right) in ROUTES.items() if right is None} == PUBLIC


def test_route_without_a_right_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="needs a right"):
        Door("GET", "/secret", None, "secret.page", None)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name, (_, _, right) in ROUTES.items() if right])
async def test_route_refuses_a_stranger(site: Site, name: str) -> None:
    method, path, _ = ROUTES[name]
    async with site.stranger().request(method, path, headers=site.origin) as answer:
        assert answer.status == 401


@pytest.mark.parametrize("role", [Role.ADMIN, Role.DISPATCHER])
@pytest.mark.parametrize("name", [name for name, (_, _, right) in ROUTES.items() if right])
async def test_route_opens_to_the_roles_of_its_right(site: Site, cast: Cast, name: str, role: Role) -> None:
    person = {Role.ADMIN: cast.olga, Role.DISPATCHER: cast.vera}[role]
    method, path, right = ROUTES[name]
    browser = await site.browser(person)
    async with browser.request(method, path, headers=site.origin, allow_redirects=False) as answer:
        assert (answer.status != 403) == (role in RIGHTS[right]), answer.status  # type: ignore[index]


@pytest.mark.parametrize("roles", [{Role.MASTER}, {Role.CLIENT}, set()])
async def test_session_of_a_person_without_the_office_opens_nothing(
    site: Site, cast: Cast, roles: set[Role]
) -> None:
    """Even one that was made while the person still had the right."""
    person: Person = await a_person("Яна Бывшая", 4001, Role.DISPATCHER)
    browser = await site.browser(person)
    person.roles = sorted(role.value for role in roles)
    await person.save()
    for name, (method, path, right) in ROUTES.items():
        if right is not None:
            async with browser.request(method, path, headers=site.origin, allow_redirects=False) as answer:
                assert answer.status == 401, name


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
async def test_request_of_another_site_changes_nothing(
    site: Site, cast: Cast, headers: dict[str, str]
) -> None:
    browser = await site.browser(cast.vera)
    async with browser.post("/language", data={"language": "en"}, headers=headers) as answer:
        assert answer.status == 403
        assert "чужого адреса" in await answer.text()
    await cast.vera.refresh_from_db()
    assert cast.vera.locale == "ru"
    async with browser.post("/language", data={"language": "en"}, headers=site.origin) as answer:
        assert answer.status == 200
    await cast.vera.refresh_from_db()
    assert cast.vera.locale == "en"


async def test_foreign_host_is_refused(site: Site) -> None:
    async with site.stranger().get("/login", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403
    async with site.stranger().get("/healthz", headers={"Host": "10.0.0.7"}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/login", "/nowhere", "/static/css/app.css", "/api/calendar"])
async def test_answers_carry_the_headers_that_protect(site: Site, path: str) -> None:
    async with site.stranger().get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


async def test_pages_hold_no_script_or_style_in_them(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.olga)
    for path in ("/calendar", "/figures", "/nowhere"):
        async with browser.get(path) as answer:
            html = await answer.text()
        assert "<style" not in html
        assert " style=" not in html
        assert " onclick" not in html
        assert html.count("<script") == html.count('<script type="module" src=') + html.count(
            "<script defer src="
        )


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "/\r\nX: y", ""]
)
async def test_language_leads_back_to_our_own_pages_only(site: Site, cast: Cast, back: str) -> None:
    browser = await site.browser(cast.vera)
    data = {"language": "en", "back": back}
    async with browser.post("/language", data=data, headers=site.origin, allow_redirects=False) as answer:
        assert answer.status == 303
        assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("path", "status", "russian", "english"),
    [
        ("/nowhere", 404, "Такой страницы нет", "no such page"),
        ("/calendar?week=2026-W99", 200, "Такой недели нет", "no such week"),
        ("/calendar?week=%00💥", 200, "Такой недели нет", "no such week"),
        ("/api/calendar?from=yesterday&to=2026-11-22", 422, "прочитать дату", "could not be read"),
        ("/api/calendar?from=2026-01-01&to=2026-12-31", 422, "не больше 45 дней", "at most 45 days"),
        ("/api/calendar?from=2026-01-02&to=2026-01-01", 422, "не больше 45 дней", "at most 45 days"),
        ("/api/calendar/around?from=2026-01-01&to=2026-12-31", 422, "не больше 45 дней", "at most 45 days"),
        ("/api/calendar?visits=1,two", 422, "номера выездов", "numbers of visits"),
        ("/api/calendar?visits=99999999999", 422, "номера выездов", "numbers of visits"),
        ("/api/visits/999999", 404, "Ничего не нашлось", "found"),
    ],
)
async def test_wrong_address_gets_a_sentence(
    site: Site, cast: Cast, path: str, status: int, russian: str, english: str
) -> None:
    for language, sentence in (("ru", russian), ("en", english)):
        cast.vera.locale = language
        await cast.vera.save()
        browser = await site.browser(cast.vera)
        async with browser.get(path) as answer:
            assert answer.status == status
            body = (await answer.json())["text"] if path.startswith("/api/") else await answer.text()
            assert sentence in body


async def test_health_tells_what_does_not_answer(site: Site) -> None:
    from domain import wake

    async with site.stranger().get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"ok": True, "database": True, "redis": True})
    working = site.settings.redis_url
    await wake.close()
    wake.connect("redis://127.0.0.1:1/0")
    async with site.stranger().get("/healthz") as answer:
        assert (answer.status, (await answer.json())["redis"]) == (503, False)
    await wake.close()
    wake.connect(working)
