"""Calendars for other programs: the page that hands out links, where a link leads people, and what programs read."""

from urllib.parse import quote

import structlog
from aiohttp import web
from redis.exceptions import RedisError

from domain import company, feeds, wake
from domain.access import Actor, Right
from domain.errors import NotFound
from domain.feeds import Reading
from domain.models import Feed, FeedScope
from domain.texts import Texts
from webadmin import limits
from webadmin.keys import ENTERED, SETTINGS, actor_of
from webadmin.pages import page, texts_of
from webadmin.routing import Door

log = structlog.get_logger()
# Programs ask every few minutes at most. A feed has its own count, so that nobody's guesses or haste stops another's;
# addresses are counted for links that open nothing only, as many people read through one address.
READS_A_MINUTE = 20
FAILURES_A_MINUTE = 30
KEPT = 60  # seconds that a link waits for the page that shows it
TOKEN = r"{token:[\w-]{1,128}}"  # noqa: S105  # the place of one


async def feeds_page(request: web.Request) -> web.Response:
    """The links of who is signed in, one just made in full and never again, and ways to make and revoke them."""
    return await _show(request, await _just_made(request))


async def feed_make(request: web.Request) -> web.Response:
    """Make a link, which the page shows next: the answer to this may be loaded again, and would make another."""
    scope = FeedScope(request.match_info["scope"])
    token = await feeds.make(scope, by=actor_of(request))
    try:
        await wake.redis().set(_place(request), f"{scope} {token}", ex=KEPT)
    except (RedisError, OSError) as error:
        log.warning("feeds.unkept", error=str(error))
        return await _show(request, {scope: token})
    raise web.HTTPSeeOther("/feeds")


async def feed_back(_request: web.Request) -> web.Response:
    """Where a link is made by a press there is nothing to be seen."""
    raise web.HTTPSeeOther("/feeds")


async def feed_revoke(request: web.Request) -> web.Response:
    """End a link."""
    await feeds.revoke(FeedScope(request.match_info["scope"]), by=actor_of(request))
    return web.Response(status=303, headers={"Location": "/feeds?revoked=1"})


async def feed_open(request: web.Request) -> web.Response:
    """Where a link leads people: how to add the calendar. Looking at it is no reading."""
    await _feed(request)
    links = _links(request, request.match_info["token"])
    return await page(request, "feed_open.html", links=links)


async def feed_file(request: web.Request) -> web.Response:
    """The calendar itself; nothing but its headers for who has it already."""
    feed, owner = await _feed(request)
    await limits.allow(f"feed:{feed.id}", READS_A_MINUTE)
    reading = await feeds.read(feed, owner, request.app[SETTINGS].web_base_url)
    if _has(request, reading):
        answer = web.Response(status=304)
    else:
        answer = web.Response(body=reading.body, content_type="text/calendar", charset="utf-8")
        answer.headers["Content-Disposition"] = 'inline; filename="visits.ics"'
    answer.etag = reading.digest
    answer.last_modified = reading.changed_at
    # Kept by who reads, asked for again each time: a revoked link is out at once.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


async def _feed(request: web.Request) -> tuple[Feed, Actor]:
    try:
        return await feeds.feed_by(request.match_info["token"])
    except NotFound:
        await limits.allow(f"no-feed:{request.remote}", FAILURES_A_MINUTE)
        raise


def _has(request: web.Request, reading: Reading) -> bool:
    """Whether the reader has it: by the digest it names, or else by the time (RFC 9110, 13.2.2)."""
    if (known := request.if_none_match) is not None:
        return any(tag.value in {reading.digest, "*"} for tag in known)
    since = request.if_modified_since
    return since is not None and reading.changed_at <= since


async def _just_made(request: web.Request) -> dict[FeedScope, str]:
    """The token that this session has just made, by its scope; asked for again there is none."""
    try:
        kept = await wake.redis().getdel(_place(request))
    except (RedisError, OSError) as error:
        log.warning("feeds.unkept", error=str(error))
        return {}
    if not isinstance(kept, bytes):  # as this client answers, unless there is nothing
        return {}
    scope, token = kept.decode().split()
    return {FeedScope(scope): token}


def _place(request: web.Request) -> str:
    """Where Redis keeps a link until it is shown: an address that carried it would stay in the browser's history."""
    return f"workflow:feed:{request[ENTERED].session_id}"


async def _show(request: web.Request, made: dict[FeedScope, str]) -> web.Response:
    t, zone = texts_of(request), await company.zone()
    cards = [
        {
            "scope": str(scope),
            "links": _links(request, made[scope]) if scope in made else None,
            "open": feed is not None,
            "said": _said(feed, zone, t),
        }
        for scope, feed in (await feeds.own(by=actor_of(request))).items()
    ]
    return await page(request, "feeds.html", cards=cards, revoked="revoked" in request.query)


def _said(feed: Feed | None, zone: str, t: Texts) -> list[str]:
    """How it is with a link: when it was made, when it was read last."""
    if feed is None:
        return [t("feed.none")]
    made = t("feed.made", day=t.dated(feed.created_at, zone))
    read = t("feed.read", day=t.dated(feed.last_read_at, zone)) if feed.last_read_at else t("feed.unread")
    return [made, read]


def _links(request: web.Request, token: str) -> dict[str, str]:
    """A link for programs, for the calendar of this device, and for Google."""
    https = f"{request.app[SETTINGS].web_base_url}/ical/{token}.ics"
    webcal = f"webcal:{https.partition(':')[2]}"
    return {
        "address": https,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/r?cid={quote(webcal)}",
    }


SCOPE = r"{scope:personal|team}"
ROUTES = [
    Door("GET", "/feeds", feeds_page, "feeds.page", Right.WEB_ENTER),
    Door("GET", f"/feeds/{SCOPE}", feed_back, "feeds.back", Right.WEB_ENTER),
    Door("POST", f"/feeds/{SCOPE}", feed_make, "feeds.make", Right.WEB_ENTER),
    Door("POST", f"/feeds/{SCOPE}/revoke", feed_revoke, "feeds.revoke", Right.WEB_ENTER),
    Door("GET", f"/ical/{TOKEN}.ics", feed_file, "feeds.file", None),
    Door("HEAD", f"/ical/{TOKEN}.ics", feed_file, "feeds.file", None),
    Door("GET", f"/ical/{TOKEN}", feed_open, "feeds.open", None),
]
