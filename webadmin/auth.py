"""Signing in by a one-time link, being recognized at each request, and leaving."""

import structlog
from aiohttp import web
from redis.exceptions import RedisError

from domain import clock, login, wake
from domain.access import Right
from domain.errors import LinkUsed, NotAllowed
from domain.settings import Settings
from webadmin.inputs import clean
from webadmin.keys import ENTERED, RIGHTS, SETTINGS
from webadmin.pages import page
from webadmin.refusals import NotOffice, NotYours, SignedOut, TooMany
from webadmin.routing import PUBLIC, Door, Handler

log = structlog.get_logger()
COOKIE = "session"
FAILURES_A_MINUTE = 20


@web.middleware
async def recognize(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who asks, and whether the route's right is his."""
    entered = await login.session_of(request.cookies.get(COOKIE, ""), request.app[SETTINGS])
    if entered:
        request[ENTERED] = entered
    name = request.match_info.route.name
    if name in PUBLIC or isinstance(request.match_info.http_exception, web.HTTPException):
        return await handler(request)
    right = request.app[RIGHTS].get(name or "")
    if entered is None:
        raise SignedOut
    if right is None or not entered.actor.may(right):
        raise NotYours
    return await handler(request)


async def login_page(request: web.Request) -> web.Response:
    """How to get a link, for somebody who comes without one."""
    if ENTERED in request:
        raise web.HTTPSeeOther("/")
    return await page(request, "login.html", state="no_link")


async def login_confirm(request: web.Request) -> web.Response:
    """A button to enter. Looking at it uses nothing up: messengers open links to preview them."""
    await refuse_guessing(request)
    token = request.match_info["token"]
    link = await login.look(token)
    if link and link.is_open:
        return await page(request, "login.html", state="ready", token=token, owner=link.person.name)
    if ENTERED in request:
        if link and link.person.id == request[ENTERED].actor.id:  # his own link pressed again
            raise web.HTTPSeeOther("/")
    else:
        await count_failure(request)
    return await page(request, "login.html", state="dead", status=410)


async def login_enter(request: web.Request) -> web.Response:
    """Use the link up, and let the browser keep the session."""
    await refuse_guessing(request)
    settings = request.app[SETTINGS]
    try:
        session = await login.enter(request.match_info["token"], clean(request.headers.get("User-Agent", "")))
    except LinkUsed:
        await count_failure(request)
        return await page(request, "login.html", state="dead", status=410)
    except NotAllowed:
        raise NotOffice from None
    answer = web.Response(status=303, headers={"Location": "/"})
    answer.set_cookie(
        COOKIE,
        login.session_token(session, settings),
        max_age=int((session.expires_at - clock.now()).total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=is_https(settings),
    )
    return answer


async def login_leave(request: web.Request) -> web.Response:
    """Revoke the session and forget its cookie."""
    await login.leave(request[ENTERED].session_id)
    answer = web.Response(status=303, headers={"Location": "/login"})
    answer.del_cookie(COOKIE, samesite="Lax", httponly=True, secure=is_https(request.app[SETTINGS]))
    return answer


async def home(_request: web.Request) -> web.Response:
    """The first page of whoever is signed in."""
    raise web.HTTPSeeOther("/calendar")


def is_https(settings: Settings) -> bool:
    """Whether people open the web admin by https, so that its cookie never travels in the clear."""
    return settings.web_base_url.startswith("https://")


async def refuse_guessing(request: web.Request) -> None:
    """Raise TooMany for an address that has tried many links that don't work within a minute."""
    try:
        failures = await wake.redis().get(_failures_key(request))
    except (RedisError, OSError) as error:
        log.warning("login.uncounted", error=str(error))
        return
    if int(failures or 0) >= FAILURES_A_MINUTE:
        raise TooMany


async def count_failure(request: web.Request) -> None:
    """Remember for a minute that this address came with a link that doesn't work."""
    try:
        async with wake.redis().pipeline() as pipe:
            pipe.incr(_failures_key(request))
            pipe.expire(_failures_key(request), 60)
            await pipe.execute()
    except (RedisError, OSError) as error:
        log.warning("login.uncounted", error=str(error))


def _failures_key(request: web.Request) -> str:
    return f"workflow:login:{request.remote}"


ROUTES = [
    Door("GET", "/", home, "home.page", Right.WEB_ENTER),
    Door("GET", "/login", login_page, "login.page", None),
    Door("GET", r"/login/{token:[\w-]{1,128}}", login_confirm, "login.confirm", None),
    Door("POST", r"/login/{token:[\w-]{1,128}}", login_enter, "login.enter", None),
    Door("POST", "/logout", login_leave, "login.leave", Right.WEB_ENTER),
]
