"""AUTH-001: a one-time link lets one browser in once; whoever lost his session or right is out at once."""

from datetime import timedelta

import aiohttp
import jwt
import pytest

from domain import clock, login, people
from domain.access import actor_of
from domain.errors import LinkUsed, NotAllowed
from domain.models import AuditEntry, LoginLink, PersonStatus, Session
from tests.cast import Cast
from tests.web.conftest import Site, running


async def test_link_opens_a_session_once(site: Site, cast: Cast) -> None:
    link = await site.link(cast.vera)
    first, second = site.stranger(), site.stranger()
    async with first.post(link, headers=site.origin) as answer:
        assert answer.status == 200
        assert answer.url.path == "/calendar"
    async with second.post(link, headers=site.origin) as answer:
        assert answer.status == 410
        assert "уже не действует" in await answer.text()
    assert await Session.all().count() == 1


async def test_used_link_says_so_to_somebody_else_who_is_signed_in(site: Site, cast: Cast) -> None:
    veras, browser = await site.link(cast.vera), await site.browser(cast.olga)
    async with browser.get(veras) as answer:
        said = await answer.text()
        assert "Войти как Вера Диспетчерова" in said
        assert "сейчас вошли: Ольга Админова" in said
    async with site.stranger().post(veras, headers=site.origin) as answer:
        assert answer.url.path == "/calendar"
    for ask in (browser.get, browser.post):
        async with ask(veras, headers=site.origin) as answer:
            assert answer.status == 410
            said = await answer.text()
            assert "уже не действует" in said
            assert "сейчас вошли: Ольга Админова" in said


async def test_own_link_pressed_again_opens_the_web(site: Site, cast: Cast) -> None:
    link, browser = await site.link(cast.vera), site.stranger()
    await browser.post(link, headers=site.origin)
    async with browser.get(link) as answer:
        assert answer.url.path == "/calendar"


async def test_preview_of_a_link_does_not_use_it_up(site: Site, cast: Cast) -> None:
    link = await site.link(cast.vera)
    for _ in range(3):
        async with site.stranger(**{"User-Agent": "TelegramBot (like TwitterBot)"}).get(link) as answer:
            assert answer.status == 200
            assert f'action="{link}"' in await answer.text()
            assert "Set-Cookie" not in answer.headers
    assert await Session.all().count() == 0
    async with site.stranger().post(link, headers=site.origin) as answer:
        assert answer.url.path == "/calendar"


async def test_old_link_does_not_work(site: Site, cast: Cast) -> None:
    link = await site.link(cast.vera)
    with clock.moved(timedelta(minutes=6)):
        async with site.stranger().get(link) as answer:
            assert answer.status == 410
        async with site.stranger().post(link, headers=site.origin) as answer:
            assert answer.status == 410


async def test_one_of_many_racing_browsers_gets_in(db: object, cast: Cast) -> None:
    import asyncio

    token = await login.link_for(by=actor_of(cast.vera))
    came = await asyncio.gather(*(login.enter(token, "") for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(one, Session) for one in came) == 1
    assert sum(isinstance(one, LinkUsed) for one in came) == 9


async def test_only_the_hash_of_a_link_is_kept(db: object, cast: Cast) -> None:
    token = await login.link_for(by=actor_of(cast.vera))
    assert (await LoginLink.get()).token_hash == people.hashed(token) != token


async def test_master_gets_no_link(db: object, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await login.link_for(by=actor_of(cast.anna))


async def test_suspended_person_cannot_use_an_open_link(site: Site, cast: Cast) -> None:
    link = await site.link(cast.vera)
    cast.vera.status = PersonStatus.SUSPENDED
    await cast.vera.save()
    async with site.stranger().post(link, headers=site.origin) as answer:
        assert answer.status == 403
    assert await Session.all().count() == 0


async def test_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site, cast: Cast) -> None:
    async with site.stranger().post(
        await site.link(cast.vera), headers=site.origin, allow_redirects=False
    ) as answer:
        cookie = answer.cookies["session"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["secure"]


async def test_cookie_travels_by_https_alone_where_there_is_https(db: object, cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    async with running(settings, web_base_url="https://crm.example") as site:
        headers = {"Host": "crm.example", "Origin": "https://crm.example"}
        async with aiohttp.ClientSession() as browser:
            url = f"http://127.0.0.1:{site.settings.web_port}{await site.link(cast.vera)}"
            async with browser.post(url, headers=headers, allow_redirects=False) as answer:
                assert answer.cookies["session"]["secure"]
                assert "Strict-Transport-Security" in answer.headers


async def test_revoked_session_is_out_at_the_next_request(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    async with browser.get("/calendar") as answer:
        assert answer.status == 200
    await login.leave((await Session.get()).id)
    async with browser.get("/calendar") as answer:
        assert answer.status == 401
        assert "/web" in await answer.text()


async def test_suspended_person_is_out_at_the_next_request(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    cast.vera.status = PersonStatus.SUSPENDED
    await cast.vera.save()
    async with browser.get("/calendar") as answer:
        assert answer.status == 401


async def test_dispatcher_who_became_a_master_is_out_at_the_next_request(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    cast.vera.roles = ["master"]
    await cast.vera.save()
    async with browser.get("/calendar") as answer:
        assert answer.status == 401


async def test_session_ends_after_its_days(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    with clock.moved(timedelta(days=14, seconds=1)):
        async with browser.get("/calendar") as answer:
            assert answer.status == 401


async def test_leaving_revokes_the_session_for_every_copy_of_its_cookie(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    stolen = {cookie.key: cookie.value for cookie in browser.cookie_jar}
    async with browser.post("/logout", headers=site.origin) as answer:
        assert answer.url.path == "/login"
    async with site.stranger().get("/calendar", cookies=stolen) as answer:
        assert answer.status == 401


@pytest.mark.parametrize("forgery", ["another key", "no signature", "no exp", "no jti", "nonsense"])
async def test_forged_token_opens_nothing(site: Site, cast: Cast, forgery: str) -> None:
    await site.browser(cast.olga)
    key = site.settings.secret_key.get_secret_value()
    now = clock.now()
    claims = {"jti": str((await Session.get()).id), "iat": now, "exp": now + timedelta(days=1)}
    token = {
        "another key": lambda: jwt.encode(claims, "x" * 40, "HS256"),
        "no signature": lambda: jwt.encode(claims, None, "none"),
        "no exp": lambda: jwt.encode({k: v for k, v in claims.items() if k != "exp"}, key, "HS256"),
        "no jti": lambda: jwt.encode({k: v for k, v in claims.items() if k != "jti"}, key, "HS256"),
        "nonsense": lambda: "….nonsense.",
    }[forgery]()
    assert await login.session_of(token, site.settings) is None
    genuine = jwt.encode(claims, key, "HS256")
    assert await login.session_of(genuine, site.settings) is not None


async def test_coming_and_going_is_in_the_audit_log(site: Site, cast: Cast) -> None:
    browser = await site.browser(cast.vera)
    await browser.post("/logout", headers=site.origin)
    lines = await AuditEntry.filter(actor_id=cast.vera.id).order_by("id").values_list("action", flat=True)
    assert lines == ["web.entered", "web.left"]


async def test_guessing_links_is_stopped(site: Site, cast: Cast) -> None:
    guesser = site.stranger()
    statuses = []
    for n in range(25):
        async with guesser.get(f"/login/guess{n}") as answer:
            statuses.append(answer.status)
    assert statuses[:20] == [410] * 20
    assert statuses[20:] == [429] * 5
    async with guesser.post(await site.link(cast.vera), headers=site.origin) as answer:
        assert answer.status == 429
        assert "Подождите минуту" in await answer.text()


async def test_browser_of_strange_name_gets_in(site: Site, cast: Cast) -> None:
    headers = site.origin | {"User-Agent": "Брау\udc9fзер 🦊" * 200}
    async with site.stranger().post(await site.link(cast.vera), headers=headers) as answer:
        assert answer.status == 200
