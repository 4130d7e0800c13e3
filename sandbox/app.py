"""The HTTP server: the Bot API, its downloads, the control API and the page."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox import (
    bot_control,
    control,
    fetching,
    gate,
    group_acts,
    inline_control,
    mini_apps,
    paths,
    state_control,
    time_control,
    wire,
)
from sandbox.keys import CLOSING, STREAMS, WORLD
from sandbox.refusals import ControlError, Refused
from sandbox.state import keep_saved
from sandbox.trouble import all_routes

if TYPE_CHECKING:
    from sandbox.world import World

__all__ = [
    "bot_control",
    "group_acts",
    "inline_control",
    "make_app",
    "paths",
    "state_control",
    "time_control",
]

PAGE = Path(__file__).parent / "page"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def plain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What the control API can't do is said in one sentence; the Bot API keeps its own form."""
    try:
        return await handler(request)
    except ControlError as error:
        return control.reply(error.answer(), error.status)
    except Refused as no:
        return control.reply(no.answer(), no.code)
    except web.HTTPNotFound:
        if request.path.startswith("/bot"):
            return control.reply(Refused(404, "Not Found").answer(), 404)
        return control.reply({"error": f"There is nothing at {request.path}."}, 404)
    except web.HTTPRequestEntityTooLarge:
        return control.reply(
            ControlError("A request has at most 56 MB.", kind="big_request", most=56).answer(), 413
        )


async def index(_: web.Request) -> web.StreamResponse:
    """The page with the phones."""
    if not (PAGE / "index.html").exists():
        raise ControlError("The page is not installed; the Bot API and /sim work without it.", 404)
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


async def page_file(request: web.Request) -> web.StreamResponse:
    """A file of the page."""
    wanted = (PAGE / request.match_info["path"]).resolve()
    if not wanted.is_relative_to(PAGE.resolve()) or not wanted.is_file():
        raise ControlError(f"There is nothing at {request.path}.", 404)
    return web.FileResponse(wanted, headers={"Cache-Control": "no-cache"})


def make_app(world: "World", state_file: Path | None = None) -> web.Application:
    """The server for one world; with a state file the world survives a restart."""
    app = web.Application(middlewares=[plain_errors], client_max_size=wire.MAX_BODY)
    app[WORLD] = world
    app[CLOSING] = asyncio.Event()
    app[STREAMS] = set()
    app.add_routes(all_routes)
    app.router.add_get("/", index)
    app.router.add_get("/telegram-web-app.js", mini_apps.script)
    app.router.add_get("/page/{path:.+}", page_file)
    app.router.add_get("/file/bot{token:[^/]*}/{path:.+}", fetching.download)
    app.router.add_route("*", "/bot{token:[^/]*}/{method:.+}", gate.answer)
    app.on_shutdown.append(let_go)
    app.cleanup_ctx.append(_running(state_file))
    return app


async def let_go(app: web.Application) -> None:
    """End the requests that would wait for long: streams and polls."""
    app[CLOSING].set()
    for wake in app[STREAMS]:
        wake.set()
    app[WORLD].updates.stop_poller("the sandbox is stopping")


def _running(state_file: Path | None) -> Callable[[web.Application], AsyncIterator[None]]:
    async def context(app: web.Application) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            if state_file:
                await stack.enter_async_context(keep_saved(app[WORLD], state_file))
            yield
            app[WORLD].stand_still()
            await app[WORLD].webhook.close()

    return context
