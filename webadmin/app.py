"""The application: middlewares, sections with their routes, and what lives as long as the process."""

from aiohttp import web

from domain import storage
from domain.settings import Settings
from webadmin import (
    auth,
    booking,
    calendar,
    feeds,
    figures,
    health,
    live,
    masters_page,
    middlewares,
    orders,
    pages,
    photos,
    preferences,
    series,
    series_new,
    settings_page,
    visits,
)
from webadmin.keys import LIVE, RIGHTS, SETTINGS
from webadmin.routing import Door

SECTIONS = (
    auth,
    calendar,
    feeds,
    booking,
    visits,
    orders,
    series_new,
    series,
    photos,
    figures,
    masters_page,
    settings_page,
    live,
    preferences,
    health,
)
MOST_BODY = 64 * 1024


def make_app(settings: Settings) -> web.Application:
    """The web admin, ready to be run where database and Redis are connected."""
    storage.use(settings.data_dir)
    app = web.Application(
        middlewares=[middlewares.explain, middlewares.guard, auth.recognize], client_max_size=MOST_BODY
    )
    app[SETTINGS] = settings
    app[RIGHTS] = {}
    pages.set_up(app)
    for section in SECTIONS:
        add(app, section.ROUTES)
    app.router.add_static("/static", pages.STATIC, name="static")
    app[RIGHTS]["static"] = None
    app.on_response_prepare.append(middlewares.set_headers)
    app[LIVE] = live.Fan()
    app.cleanup_ctx.append(live.running)
    app.on_shutdown.append(live.end)
    return app


def add(app: web.Application, doors: list[Door]) -> None:
    """Add a section's routes, each with the right it asks for."""
    for door in doors:
        app.router.add_route(door.method, door.path, door.handler, name=door.name)
        app[RIGHTS][door.name] = door.right
