"""A route and the right it asks for. A route without a right of its own is public, and must be listed here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from domain.access import Right

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# What somebody without a session may ask for. Everything else is refused without one.
PUBLIC = frozenset({"static", "login.page", "login.confirm", "login.enter", "health.check"}) | {
    "feeds.open",
    "feeds.file",
}


@dataclass(frozen=True)
class Door:
    """A route: its method, path, handler, name ``section.what``, and right (None for public ones)."""

    method: str
    path: str
    handler: Handler
    name: str
    right: Right | None

    def __post_init__(self) -> None:
        if (self.right is None) != (self.name in PUBLIC):
            raise ValueError(f"{self.name} needs a right, or a place among the public routes")
