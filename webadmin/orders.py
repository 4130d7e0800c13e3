"""What the office says of an order on the site: on hold, going on, why it is late."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from domain import holds, sla
from domain.access import Right
from webadmin.inputs import clean
from webadmin.keys import actor_of
from webadmin.routing import Door


async def order_hold(request: web.Request) -> web.Response:
    """Put an order on hold for ``reason``."""
    return await _said(request, holds.begin)


async def order_resume(request: web.Request) -> web.Response:
    """Let an order on hold go on."""
    await holds.end(int(request.match_info["id"]), by=actor_of(request))
    return web.json_response({})


async def order_late(request: web.Request) -> web.Response:
    """Why an order is late, as ``reason``."""
    return await _said(request, sla.explain)


async def _said(request: web.Request, verb: Callable[..., Awaitable[None]]) -> web.Response:
    form = await request.post()
    reason = clean(str(form.get("reason", "")))
    await verb(int(request.match_info["id"]), by=actor_of(request), reason=reason)
    return web.json_response({})


ROUTES = [
    Door("POST", r"/api/orders/{id:\d{1,9}}/hold", order_hold, "orders.hold", Right.ORDERS_DISPATCH),
    Door("POST", r"/api/orders/{id:\d{1,9}}/resume", order_resume, "orders.resume", Right.ORDERS_DISPATCH),
    Door("POST", r"/api/orders/{id:\d{1,9}}/late", order_late, "orders.late", Right.ORDERS_DISPATCH),
]
