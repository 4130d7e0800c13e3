"""What holds for every request: headers, errors in words, and whose request it may be."""

from urllib.parse import urlsplit

import structlog
from aiohttp import web

from domain.errors import Refused
from domain.settings import Settings
from webadmin.keys import SETTINGS
from webadmin.pages import page, texts_of
from webadmin.refusals import Foreign, SignedOut, TooMany, status_of, values_of
from webadmin.routing import Handler

log = structlog.get_logger()
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with that browsers send "Origin: null" even to ourselves, and guard() reads the Origin.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on a response before it leaves, whoever made it."""
    response.headers.update(HEADERS)
    if request.app[SETTINGS].web_base_url.startswith("https://"):
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.path.startswith("/static/"):
        lasting = "v" in request.query
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
    else:
        response.headers.setdefault("Cache-Control", "no-store")


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every error into a page or a JSON object with one clear sentence."""
    try:
        return await handler(request)
    except Refused as refusal:
        values = values_of(refusal, texts_of(request))
        return await _answer(request, status_of(refusal), refusal.key, values, refusal)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        key = "web.refused.not_found" if error.status == 404 else "web.refused.not_possible"
        return await _answer(request, error.status, key, {}, error)
    except ConnectionResetError:
        raise  # the browser has gone: nobody is left to be told
    except Exception:
        log.exception("web.failed", route=request.match_info.route.name)
        return await _answer(request, 500, "web.refused.failed", {}, None)


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse foreign hosts, and whatever changes something unless it comes from our own pages."""
    if request.path != "/healthz" and request.host not in hosts(request.app[SETTINGS]):
        raise Foreign
    if request.method not in SAFE_METHODS and not _is_own(request):
        raise Foreign
    return await handler(request)


def hosts(settings: Settings) -> set[str]:
    """The hosts people may open the web admin by."""
    names = {settings.web_host, "127.0.0.1", "localhost"}
    return {urlsplit(settings.web_base_url).netloc} | {f"{name}:{settings.web_port}" for name in names}


def _is_own(request: web.Request) -> bool:
    """Whether a browser says that our own page sends this (Fetch Metadata; Origin for older ones)."""
    origin, fetch_site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None and fetch_site != "same-origin":
        return False
    if origin is not None:
        return urlsplit(origin).netloc == request.host
    return fetch_site == "same-origin"


async def _answer(
    request: web.Request, status: int, key: str, values: dict[str, object], error: Exception | None
) -> web.Response:
    text = texts_of(request)(key, **values)
    if wants_json(request):
        answer = web.json_response({"error": key, "text": text}, status=status)
    elif isinstance(error, SignedOut):
        answer = await page(request, "login.html", state="no_link", status=status)
    else:
        answer = await page(request, "error.html", text=text, code=status, status=status)
    if isinstance(error, web.HTTPMethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(error.allowed_methods))
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = "60"
    return answer


def wants_json(request: web.Request) -> bool:
    """Whether a program asks: by its Accept header, or by the path."""
    accept = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or ("application/json" in accept and "text/html" not in accept)
