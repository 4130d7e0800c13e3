"""What the application and a request carry, by typed keys."""

from typing import TYPE_CHECKING

from aiohttp import web

from domain.access import STRANGER, Actor, Right
from domain.login import Entered
from domain.settings import Settings

if TYPE_CHECKING:
    from webadmin.live import Fan

SETTINGS = web.AppKey("settings", Settings)
RIGHTS: web.AppKey[dict[str, Right | None]] = web.AppKey("rights", dict)
LIVE: "web.AppKey[Fan]" = web.AppKey("live", object)  # type: ignore[arg-type]
ENTERED = web.RequestKey("entered", Entered)


def actor_of(request: web.Request) -> Actor:
    """Who asks; a stranger on public pages."""
    entered = request.get(ENTERED)
    return entered.actor if entered else STRANGER
