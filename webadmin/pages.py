"""Pages from templates, in the language of whoever looks."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import aiohttp_jinja2
import jinja2
import orjson
from aiohttp import web
from markupsafe import Markup

from domain import company
from domain.access import Right
from domain.texts import LANGUAGES, Texts, texts
from webadmin.keys import ENTERED, actor_of

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
THEMES = ("light", "dark")
WRONG = (
    "valueMissing",
    "badInput",
    "stepMismatch",
    "wrong",
)  # what a browser finds in a form, as its script names it
# The sections of the menu: route, right, and the name of text and icon.
MENU = (
    ("calendar.page", Right.CALENDAR_SEE, "calendar"),
    ("series.list", Right.ORDERS_SEE, "series"),
    ("figures.page", Right.FIGURES_SEE, "figures"),
    ("settings.page", Right.SETTINGS, "settings"),
)


def set_up(app: web.Application) -> None:
    """Let the application draw our templates; everything in them is escaped."""
    environment = aiohttp_jinja2.setup(
        app, loader=jinja2.FileSystemLoader(HERE / "templates"), trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["static"] = static
    environment.globals["icon"] = icon
    environment.filters["json"] = lambda value: orjson.dumps(value).decode()


async def page(request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
    """An HTML page with the menu, the language and the theme of the person who asks."""
    actor, t = actor_of(request), texts_of(request)
    route = request.match_info.route.name
    values |= {
        "t": t,
        "actor": actor,
        "entered": ENTERED in request,
        "company": await company.get("name") if ENTERED in request else "",
        "route": route,
        "menu": [(name, key) for name, right, key in MENU if actor.may(right)],
        "url": lambda name: str(request.app.router[name].url_for()),
        "manages": actor.may(Right.MASTERS_MANAGE),
        "theme": theme_of(request),
        "languages": LANGUAGES,
        "forms": {state: t(f"web.form.{state}", n="{n}") for state in WRONG},
        # A form that comes back wrong stands at the address it was sent to; its page is the one above.
        "here": request.rel_url if request.method == "GET" else request.rel_url.parent,
    }
    return aiohttp_jinja2.render_template(template, request, values, status=status)


def texts_of(request: web.Request) -> Texts:
    """The texts in the language of the person, or of a stranger's browser."""
    if ENTERED in request:
        return texts(actor_of(request).locale)
    wanted = request.headers.get("Accept-Language", "")[:100].lower()
    first = next((part[:2] for part in wanted.split(",") if part[:2] in LANGUAGES), LANGUAGES[0])
    return texts(first)


def theme_of(request: web.Request) -> str:
    """The theme the browser keeps, or "" for that of its system."""
    kept = request.cookies.get("theme", "")
    return kept if kept in THEMES else ""


def static(path: str) -> str:
    """The address of a static file; it changes with the file, so that browsers may keep it for ever."""
    return f"/static/{path}?v={_digest(path, (STATIC / path).stat().st_mtime_ns)}"


@lru_cache
def _digest(path: str, _changed: int) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]


@lru_cache
def icon(name: str) -> Markup:
    """An icon of the sheet, drawn by the style's colour."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        static("icons.svg"), name
    )
